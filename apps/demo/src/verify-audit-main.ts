// The command behind `verify-audit`: environment and arguments in, lines and an exit code out.

import { parseEnvironment } from './environment.ts';
import { StartError } from './start-error.ts';
import { verifyAudit } from './verify-audit.ts';

try {
  const teams = process.argv.slice(2).filter((argument) => argument !== '--');
  const isWhole = await verifyAudit(
    parseEnvironment(process.env),
    teams,
    (line) => void process.stdout.write(`${line}\n`),
  );
  process.exitCode = isWhole ? 0 : 1;
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
