// A data folder of a version without single logout: its sessions go on, and new ones know their sign-in.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { createSessions } from './sessions.ts';
import { createTables } from './tables.ts';

const NOW = new Date('2026-11-25T08:00:00Z');

it('sessions of a version without single logout end with any sign-in, newer ones with their own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'acme-bots-tables-'));
  const database = await openDatabase({ dataDir: folder, databaseUrl: null });
  const { db } = database;
  let count = 0;
  const randomBytes = (length: number) => new Uint8Array(length).fill((count += 1));
  const sessions = createSessions(db, { now: () => NOW, randomBytes });
  const userId = 'ana';
  await db
    .insertInto('bots_users')
    .values({ user_id: userId, name: 'Ana', email: 'ana@acme.example', password_hash: '' })
    .execute();
  const signIn = (sessionIndex?: string) =>
    sessions.signIn(undefined, {
      userId,
      proof: {
        kind: 'sso',
        team: 'acme',
        connectionId: 'c',
        idpEntityId: 'urn:idp',
        at: NOW,
        ...(sessionIndex === undefined ? {} : { sessionIndex }),
      },
    });
  const old = await signIn();
  await db.schema.alterTable('bots_session_proofs').dropColumn('session_index').execute();
  // Two servers start at once.
  await Promise.all([createTables(db), createTables(db)]);
  expect(await sessions.read(old)).toMatchObject({ userId });
  const [one, two] = [await signIn('_1'), await signIn('_2')];
  await sessions.endSso('acme', userId, '_1');
  expect([await sessions.read(old), await sessions.read(one)]).toEqual([null, null]);
  expect((await sessions.read(two))?.proofs).toMatchObject([{ proof: { sessionIndex: '_2' } }]);
  await database.close();
  await rm(folder, { recursive: true, force: true });
});
