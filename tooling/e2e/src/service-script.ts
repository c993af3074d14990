// Runs the start.sh and stop.sh of a service that tests need.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs `SERVICE/SCRIPT PARAMETERS…` and returns its last line; throws with what it wrote to stderr when it fails. */
export async function runServiceScript(
  script: `${string}/${'start' | 'stop'}.sh`,
  ...parameters: readonly string[]
): Promise<string> {
  const { stdout } = await run(join(import.meta.dirname, '..', script), parameters);
  return stdout.trim().split('\n').at(-1) ?? '';
}
