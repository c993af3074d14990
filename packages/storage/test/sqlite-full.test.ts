// A disk that is full: what doesn't fit is refused as a whole, what is there stays readable, and room is enough to go on.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '@team-sso/core';
import { createSqliteStore, openSqliteFile, type SqliteFile } from '../src/sqlite.ts';
import { aRequest, aSignIn, aStep, aTicket, modeChanged, NOW, someSettings } from './builders.ts';
import { findBreak, seal } from './seal.ts';

let directory: string;
let file: SqliteFile;
let store: Store;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'team-sso-'));
  file = await openSqliteFile(join(directory, 'store.sqlite'));
  store = await createSqliteStore({ file });
});
afterEach(async () => {
  await store.close();
  file.close();
  await rm(directory, { recursive: true });
});

/** No page more than there are: for SQLite that is a disk without room. */
async function fillDisk(): Promise<void> {
  await file.execute('pragma max_page_count = 1', []);
}

async function makeRoom(): Promise<void> {
  await file.execute('pragma max_page_count = 1000000', []);
}

/** More than the free space in the pages there are. */
const LARGE = 'x'.repeat(100_000);

test('a response that cannot be completed has taken nothing, and is good once there is room', async () => {
  const request = aRequest();
  const { team, requestHash } = request;
  await store.rememberRequest(request);
  const step = aStep({ team, requestHash, ticket: aTicket({ team, payload: LARGE }) });
  await fillDisk();
  await expect(store.completeSignIn(step)).rejects.toThrow('full');
  expect((await store.readForResponse(team, requestHash, NOW)).request).toEqual(request);
  const { ticketHash, browserHash } = step.ticket;
  expect(await store.takeTicket(ticketHash, browserHash, NOW)).toEqual({ kind: 'unknown' });
  await makeRoom();
  expect(await store.completeSignIn(step)).toBe('done');
  expect(await store.completeSignIn(step)).toBe('replayed');
});

test('settings that cannot be written stay as they were, with their audit log, and so does what is read', async () => {
  await store.writeSettings('team', 0, someSettings(), [modeChanged()], { now: NOW, seal });
  await store.writeFacts('team', aSignIn({ userId: 'member' }), []);
  const before = await store.readSettings('team');
  await fillDisk();
  const large = someSettings({ policy: { ...someSettings().policy, defaultRole: LARGE } });
  const write = () => store.writeSettings('team', 1, large, [modeChanged('off')], { now: NOW, seal });
  await expect(write()).rejects.toThrow('full');
  expect(await store.readSettings('team')).toEqual(before);
  expect(await store.readAudit('team', { limit: 10 })).toHaveLength(1);
  expect(await store.readSignIns('team', ['member'])).toHaveLength(1);
  await expect(store.ping()).resolves.toBeUndefined();
  await makeRoom();
  expect(await write()).toEqual({ kind: 'written', revision: 2 });
  expect(await findBreak(store, 'team')).toBeNull();
});

test('what is over can still be pruned, which makes the room', async () => {
  const ended = new Date('2001-01-01T00:00:00Z');
  await store.rememberRequest(aRequest({ expiresAt: ended }));
  await fillDisk();
  expect(await store.prune(ended, 10)).toBe(1);
});
