// A project outside the workspace that installs our tarballs with npm, as somebody who found us in the registry would.

import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A registry that cannot be reached shows as a failed install, not as a test that hangs. */
const COMMAND_TIMEOUT_MILLISECONDS = 120_000;

export const WORKSPACE = join(import.meta.dirname, '../../..');

export interface ConsumerProject {
  readonly folder: string;
  write(file: string, text: string): Promise<void>;
  copyIn(path: string, file: string): Promise<void>;
  /** Runs the workspace's compiler in the project; throws with what it says. */
  compile(): Promise<void>;
  remove(): Promise<void>;
}

/** Packs each package of the workspace and installs the tarballs beside `dependencies` (name@version each). */
export async function createConsumerProject(dependencies: readonly string[]): Promise<ConsumerProject> {
  const folder = await mkdtemp(join(tmpdir(), 'team-sso-consumer-'));
  const tarballs = await packAll(folder);
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, type: 'module' }),
  );
  await runIn(folder, 'npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    ...tarballs,
    ...dependencies,
  ]);
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
  return {
    folder,
    write: (file, text) => writeFile(join(folder, file), text),
    copyIn: (path, file) => copyFile(path, join(folder, file)),
    compile: () => runIn(folder, join(WORKSPACE, 'node_modules/.bin/tsc'), ['-p', '.']),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const COMPILER_OPTIONS = {
  target: 'es2023',
  module: 'nodenext',
  lib: ['es2024', 'dom', 'dom.iterable'],
  types: ['node'],
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
};

async function packAll(folder: string): Promise<readonly string[]> {
  const packages = join(WORKSPACE, 'packages');
  for (const name of await readdir(packages))
    await runIn(join(packages, name), 'pnpm', ['pack', '--pack-destination', folder]);
  return (await readdir(folder)).filter((file) => file.endsWith('.tgz')).map((file) => `./${file}`);
}

async function runIn(cwd: string, command: string, parameters: readonly string[]): Promise<void> {
  try {
    await run(command, parameters, { cwd, maxBuffer: 16 << 20, timeout: COMMAND_TIMEOUT_MILLISECONDS });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${parameters.join(' ')}\n${stdout}\n${stderr}`, { cause: error });
  }
}
