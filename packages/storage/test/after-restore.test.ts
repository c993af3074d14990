// A backup of a running SQLite store, restored: what it does not know any more, and what must stay refused all the same.

import { mkdtemp, rm } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@team-sso/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSqliteDialect, createSqliteStore, settleAfterRestore } from '../src/sqlite.ts';
import { aConnection, aRequest, aStep, minutesLater, NOW, someSettings } from './builders.ts';

const RESTORED_AT = minutesLater(30);
const before = { step: aStep({ requestHash: null }) };
const waiting = aRequest({ team: 'acme', expiresAt: minutesLater(60) });
const answered = aStep({ team: 'acme', requestHash: waiting.requestHash });

let folder: string;
let path: string;
let restored: Store | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'team-sso-'));
  path = join(folder, 'restored.sqlite');
  const file = join(folder, 'store.sqlite');
  const store = await createSqliteStore({ path: file });
  await store.writeSettings('acme', 0, someSettings(), [], { now: NOW });
  const tile = someSettings({ live: aConnection({ allowUnsolicited: true }) });
  await store.writeSettings('globex', 0, tile, [], { now: NOW });
  await store.rememberRequest(waiting);
  const done = [await store.completeSignIn(before.step)];
  const running = new DatabaseSync(file);
  await backup(running, path);
  running.close();
  done.push(await store.completeSignIn(answered));
  if (done.some((outcome) => outcome !== 'done')) throw new Error(`not as planned: ${done.join()}`);
  await store.close();
});
afterEach(async () => {
  await restored?.close();
  await rm(folder, { recursive: true });
});

const settle = () => settleAfterRestore(createSqliteDialect(path), RESTORED_AT);
const open = async () => (restored = await createSqliteStore({ path }));

test('as it is, it would take an answer twice whose request was waiting then', async () => {
  const store = await open();
  expect(await store.completeSignIn(answered)).toBe('done');
});

test('settled, it takes neither that one nor what it had claimed before', async () => {
  expect(await settle()).toEqual({ givenUp: 2, teams: 2, unsolicited: ['globex'] });
  const store = await open();
  expect(await store.completeSignIn(answered)).toBe('request_unknown');
  expect(await store.completeSignIn(before.step)).toBe('replayed');
  const { ticketHash, browserHash } = before.step.ticket;
  expect((await store.takeTicket(ticketHash, browserHash, NOW)).kind).not.toBe('taken');
});

test('settled, no SSO session from before counts, and the settings are as they were', async () => {
  await settle();
  const store = await open();
  const stored = await store.readSettings('acme');
  expect(stored).toMatchObject({ revision: 1, proofsValidFrom: RESTORED_AT });
  expect(stored?.settings.live).toBeTruthy();
});

test('settled twice, it is settled', async () => {
  await settle();
  expect(await settle()).toEqual({ givenUp: 0, teams: 0, unsolicited: ['globex'] });
});
