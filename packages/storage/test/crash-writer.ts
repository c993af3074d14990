// A process that writes until it is killed. It prints a line only for what the store has acknowledged.

import { writeSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { createPostgresStore } from '../src/postgres.ts';
import { createSqliteStore } from '../src/sqlite.ts';
import { aTicket, modeChanged, NOW, someSettings } from './builders.ts';
import { changeNumber, requestNumber, stepNumber, takenNumber } from './crash-steps.ts';
import { seal } from './seal.ts';

const [, , kind, where = '', team = ''] = argv;
const store = await (kind === 'sqlite'
  ? createSqliteStore({ path: where })
  : createPostgresStore({ connectionString: where }));

for (let number = 0; ; number += 1) {
  await store.rememberRequest(requestNumber(team, number));
  await store.completeSignIn(stepNumber(team, number));
  await store.addTicket(aTicket({ team, ticketHash: takenNumber(team, number), browserHash: 'browser' }));
  await store.takeTicket(takenNumber(team, number), 'browser', NOW);
  await store.writeFacts(team, changeNumber(team, number), []);
  await store.writeSettings(team, number, someSettings(), [modeChanged()], { now: NOW, seal });
  writeSync(stdout.fd, `${number}\n`);
}
