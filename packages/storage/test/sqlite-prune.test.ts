// Pruning a SQLite file, which works in the thread of everybody else.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSqliteStore } from '../src/sqlite.ts';
import { aRequest, minutesLater, NOW } from './builders.ts';

test('pruning lets others have their turn, and still deletes what it was asked to', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'team-sso-'));
  const store = await createSqliteStore({ path: join(directory, 'store.sqlite') });
  for (let number = 0; number < 250; number += 1) await store.rememberRequest(aRequest({ expiresAt: NOW }));
  let isPruning = true;
  const pruned = store.prune(minutesLater(1), 220).finally(() => {
    isPruning = false;
  });
  let turns = 0;
  while (isPruning) {
    await setImmediate();
    turns += 1;
  }
  expect(await pruned).toBe(220);
  expect(turns).toBeGreaterThan(2);
  expect(await store.prune(minutesLater(1), 220)).toBe(30);
  await store.close();
  await rm(directory, { recursive: true });
});
