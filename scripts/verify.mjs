// `npm test` and `pnpm check`: every build, type check, test, lint rule, format and package gate in one turbo run. The last
// line is the count of tests. `--force`, and CI=true in the environment, run everything afresh; else turbo's cache answers.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runUntilExit } from './run-until-exit.mjs';
import { lastLine, summarizeCheck } from './check-summary.mjs';

const TASKS = ['build', 'typecheck', 'test', 'gates', '//#lint', '//#format:check'];
const LOG_LINES = 200;

const root = join(import.meta.dirname, '..');
const runs = join(root, '.turbo/runs');
const isForced = process.argv.includes('--force') || isOn(process.env.CI) || isOn(process.env.TURBO_FORCE);

forgetEarlierResults();
const turboExitCode = await runTurbo();
const tasks = readTasks();
const summary = summarizeCheck(tasks, readResults);
// Turbo itself may fail (a bad turbo.json, no pnpm): then no task has failed, and still nothing is proved.
const failed = summary.failed === 0 && (turboExitCode !== 0 || tasks.length === 0) ? 1 : summary.failed;
report(summary);
console.log(lastLine({ ...summary, failed }));
process.exit(failed === 0 ? 0 : 1);

function isOn(value) {
  return value !== undefined && !['', '0', 'false'].includes(value);
}

/** Turbo puts results back from its cache, so whatever is there after the run belongs to the run. */
function forgetEarlierResults() {
  rmSync(runs, { recursive: true, force: true });
  for (const group of ['packages', 'apps', 'tooling'])
    for (const name of readdirSync(join(root, group)))
      rmSync(join(root, group, name, '.test-results'), { recursive: true, force: true });
}

function runTurbo() {
  const options = [
    '--continue',
    '--summarize',
    '--output-logs=hash-only',
    '--ui=stream',
    '--log-order=stream',
  ];
  return runUntilExit('turbo', ['run', ...TASKS, ...options, ...(isForced ? ['--force'] : [])], {
    cwd: root,
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
      TURBO_TELEMETRY_DISABLED: '1',
      STORYBOOK_DISABLE_TELEMETRY: '1',
      // Part of the cache's key: results without SimpleSAMLphp are not those with it.
      TEST_SIMPLESAMLPHP: process.env.TEST_SIMPLESAMLPHP ?? (hasSimpleSamlPhp() ? 'installed' : ''),
    },
  });
}

function hasSimpleSamlPhp() {
  return (
    existsSync('/usr/share/simplesamlphp/www') &&
    spawnSync('php', ['--version'], { stdio: 'ignore' }).status === 0
  );
}

function readTasks() {
  const [file] = existsSync(runs) ? readdirSync(runs) : [];
  return file
    ? JSON.parse(readFileSync(join(runs, file), 'utf8')).tasks.filter(
        (task) => task.command !== '<NONEXISTENT>',
      )
    : [];
}

function readResults(directory) {
  const file = join(root, directory, '.test-results/vitest.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function report({ tested, failures }) {
  for (const { task, why } of failures) {
    console.log(`\n──── ${task.taskId} failed${why && `: ${why}`} ────`);
    console.log(lastLinesOf(join(root, task.logFile)));
  }
  console.log('');
  for (const count of tested) console.log(`${count.task.package.padEnd(30)} ${lastLine(count)}`);
  console.log('');
  for (const { task, why } of failures)
    console.log(`FAILED ${task.taskId}${why && ` (${why})`}   rerun: ${rerunCommand(task)}`);
}

function lastLinesOf(logFile) {
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n') : ['(no log)'];
  return lines.slice(-LOG_LINES).join('\n');
}

function rerunCommand(task) {
  return task.package === '//'
    ? `pnpm run ${task.task}`
    : `pnpm exec turbo run ${task.task} --filter=${task.package}`;
}
