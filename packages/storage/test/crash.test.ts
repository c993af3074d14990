// A process killed in the middle of its writes: nothing acknowledged is lost, no response is accepted again.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Store } from '@team-sso/core';
import { createPostgresStore } from '../src/postgres.ts';
import { createSqliteStore } from '../src/sqlite.ts';
import { NOW } from './builders.ts';
import { changeNumber, stepNumber, takenNumber } from './crash-steps.ts';
import { createTestSchema, TEST_POSTGRES_URL } from './postgres-schema.ts';
import { findBreak } from './seal.ts';

const WRITER = fileURLToPath(new URL('crash-writer.ts', import.meta.url));
/** Killed right after one of these acknowledgements, so at different points of the next write. */
const ROUNDS = [1, 7, 30];

const KEPT = {
  answers: ['replayed'],
  tickets: ['taken'],
  takenTickets: ['unknown'],
  forgottenSignIns: 0,
  isWhole: true,
  auditBreak: null,
};

test.each(ROUNDS)('SQLite keeps every acknowledged write of a process killed after %i', async (writes) => {
  const directory = await mkdtemp(join(tmpdir(), 'team-sso-'));
  const path = join(directory, 'store.sqlite');
  const acknowledged = await writeUntilKilled(['sqlite', path, 'team'], writes);
  const store = await createSqliteStore({ path });
  expect(await whatIsLeft(store, 'team', acknowledged)).toEqual(KEPT);
  await store.close();
  await rm(directory, { recursive: true });
});

test.skipIf(TEST_POSTGRES_URL === undefined).each(ROUNDS)(
  'PostgreSQL keeps every acknowledged write of a process killed after %i',
  async (writes) => {
    const { connectionString, drop } = await createTestSchema();
    const acknowledged = await writeUntilKilled(['postgres', connectionString, 'team'], writes);
    const store = await createPostgresStore({ connectionString });
    expect(await whatIsLeft(store, 'team', acknowledged)).toEqual(KEPT);
    await store.close();
    await drop();
  },
);

/** How many writes the process had acknowledged when it died. */
async function writeUntilKilled(parameters: readonly string[], writes: number): Promise<number> {
  const child = spawn(execPath, [WRITER, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  let acknowledged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line) + 1;
    if (acknowledged === writes) child.kill('SIGKILL');
  }
  if (child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

/** Repeats every acknowledged sign-in, takes every ticket (those that were taken again), and counts the settings' revisions against the audit log. */
async function whatIsLeft(store: Store, team: string, acknowledged: number) {
  const answers = new Set<string>();
  const tickets = new Set<string>();
  const takenTickets = new Set<string>();
  const people: string[] = [];
  for (let number = 0; number < acknowledged; number += 1) {
    const step = stepNumber(team, number);
    answers.add(await store.completeSignIn(step));
    tickets.add((await store.takeTicket(step.ticket.ticketHash, 'browser', NOW)).kind);
    takenTickets.add((await store.takeTicket(takenNumber(team, number), 'browser', NOW)).kind);
    people.push(changeNumber(team, number).userId);
  }
  const revision = (await store.readSettings(team))?.revision ?? 0;
  const log = await store.readAudit(team, { limit: revision + 10 });
  // The write it died in may have been committed without being acknowledged.
  const isWhole = log.length === revision && (revision === acknowledged || revision === acknowledged + 1);
  const auditBreak = await findBreak(store, team);
  return {
    answers: [...answers],
    tickets: [...tickets],
    takenTickets: [...takenTickets],
    forgottenSignIns: people.length - (await store.readSignIns(team, people)).length,
    isWhole,
    auditBreak,
  };
}
