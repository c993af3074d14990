// The command behind `after-restore`: environment in, lines and an exit code out.

import { afterRestore } from './after-restore.ts';
import { parseEnvironment } from './environment.ts';
import { StartError } from './start-error.ts';

try {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  await afterRestore(parseEnvironment(process.env), say, new Date());
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
