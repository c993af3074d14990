// The command behind `keys`: environment and arguments in, lines and an exit code out.

import { parseEnvironment } from './environment.ts';
import { keys } from './keys.ts';
import { StartError } from './start-error.ts';

try {
  const words = process.argv.slice(2).filter((argument) => argument !== '--');
  await keys(parseEnvironment(process.env), words, (line) => void process.stdout.write(`${line}\n`));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
