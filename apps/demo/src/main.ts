// `node src/main.ts`: reads the environment, starts the demo, says how to try it, stops it when asked to.

import { parseEnvironment } from './environment.ts';
import { DEMO_PASSWORD } from './seed-data.ts';
import { startDemo, type RunningDemo } from './start-demo.ts';
import { StartError } from './start-error.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const log = (line: string): void => void process.stderr.write(`${line}\n`);

try {
  const demo = await startDemo(parseEnvironment(process.env), log);
  stopOnSignal(demo);
  say(
    'Accounts: admin@acme.example sets SSO up, member@acme.example signs in, admin@hooli.example has a smaller plan',
  );
  say(`Password of all: ${DEMO_PASSWORD}`);
  say(demo.mockIdp ? `Mock identity provider: ${demo.mockIdp.url}` : 'Mock identity provider: off');
  say(`Demo ready at ${demo.url}`);
} catch (error) {
  // What an operator can mend is one line; anything else is a defect and shows where.
  log(error instanceof StartError ? error.message : `The demo could not start: ${describe(error)}`);
  process.exitCode = 1;
}

function stopOnSignal(demo: RunningDemo): void {
  const stop = () => {
    void demo.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log(describe(error));
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
