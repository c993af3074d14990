// Tables of version 1, with data in them and a process of version 1 that still writes, under the present version.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql, type Dialect } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Store } from '@team-sso/core';
import { createPostgresDialect } from '../src/postgres.ts';
import { createFirstTables } from '../src/sql-first-tables.ts';
import type { Tables } from '../src/sql-schema.ts';
import { createSqlStore } from '../src/sql.ts';
import { createSqliteDialect } from '../src/sqlite.ts';
import { aSignIn, minutesLater, modeChanged, NOW, someSettings } from './builders.ts';
import { createTestSchema, TEST_POSTGRES_URL } from './postgres-schema.ts';
import { seal } from './seal.ts';
import { watchedDialect } from './watched-dialect.ts';

interface Opened {
  /** The database as version 1 sees it. */
  readonly old: Kysely<Tables>;
  readonly store: Store;
}

async function createFirstVersion(old: Kysely<Tables>): Promise<void> {
  await createFirstTables(old);
  await sql`create table team_sso_schema (id integer primary key, version integer not null)`.execute(old);
  await sql`insert into team_sso_schema values (1, 1)`.execute(old);
}

/** A ticket as version 1 writes it. */
async function insertOldTicket(old: Kysely<Tables>, ticketHash: string): Promise<void> {
  const expiresAt = minutesLater(1).getTime();
  await sql`insert into team_sso_tickets
    (ticket_hash, team, browser_hash, return_to, connection_id, idp_entity_id, name_id, identity_hash, payload, expires_at)
    values (${ticketHash}, 'team', null, '/', 'connection', 'idp', 'name', 'hash', '{}', ${expiresAt})`.execute(
    old,
  );
}

/** An audit record as version 1 writes it. */
async function insertOldRecord(old: Kysely<Tables>, sequence: number): Promise<void> {
  await sql`insert into team_sso_audit (team, sequence, recorded_at, event)
    values ('team', ${sequence}, ${NOW.getTime()}, ${JSON.stringify(modeChanged())})`.execute(old);
}

function describeUpgrade(name: string, open: () => Promise<{ dialect: Dialect; close(): Promise<void> }>) {
  describe(`an upgrade of ${name}`, () => {
    /** Runs `prepare` on version 1, opens the store, and runs `check` while version 1 is still at work. */
    const upgrade = async (
      prepare: (old: Kysely<Tables>) => Promise<void>,
      check: (opened: Opened) => Promise<void>,
    ) => {
      const { dialect, close } = await open();
      const old = new Kysely<Tables>({ dialect });
      await createFirstVersion(old);
      await prepare(old);
      const store = await createSqlStore(dialect);
      await check({ old, store });
      await store.close();
      await old.destroy();
      await close();
    };

    test('takes tickets of version 1 for logins, from before and after it', () =>
      upgrade(
        (old) => insertOldTicket(old, 'before'),
        async ({ old, store }) => {
          await insertOldTicket(old, 'after');
          for (const hash of ['before', 'after']) {
            const taken = await store.takeTicket(hash, null, NOW);
            expect(taken).toMatchObject({ kind: 'taken', ticket: { ticketHash: hash, purpose: 'login' } });
          }
        },
      ));

    test('makes the upkeep due of what was set up before it, and after it by version 1', () => {
      const insertOldSettings = (old: Kysely<Tables>, team: string) =>
        sql`insert into team_sso_settings (team, revision, settings) values (${team}, 1, '{}')`.execute(old);
      return upgrade(
        async (old) => void (await insertOldSettings(old, 'before')),
        async ({ old, store }) => {
          expect(await store.claimUpkeep(NOW, minutesLater(1), 10)).toEqual(['before']);
          await insertOldSettings(old, 'after');
          expect(await store.claimUpkeep(NOW, minutesLater(1), 10)).toEqual([]);
          expect(await store.adoptUpkeep(NOW)).toBe(1);
          expect(await store.claimUpkeep(NOW, minutesLater(1), 10)).toEqual(['after']);
        },
      );
    });

    test('uses a key pair of version 1 from its start, from before and after it', () => {
      const insertOldKey = (old: Kysely<Tables>, region: string) =>
        sql`insert into team_sso_sp_keys
          (region, position, key_id, certificate_pem, encrypted_private_key, not_before, not_after)
          values (${region}, 0, 'key', 'certificate', 'sealed', ${NOW.getTime()}, ${NOW.getTime()})`.execute(
          old,
        );
      return upgrade(
        async (old) => void (await insertOldKey(old, 'before')),
        async ({ old, store }) => {
          await insertOldKey(old, 'after');
          for (const region of ['before', 'after'])
            expect(await store.readSpKeys(region)).toMatchObject([{ keyId: 'key', usedFrom: NOW }]);
        },
      );
    });

    test('knows no name of a sign-in that version 1 wrote, nor the one before it', () => {
      const signIn = aSignIn({ userId: 'both' });
      const insertOldSignIn = (old: Kysely<Tables>, userId: string, at: Date) =>
        sql`insert into team_sso_sign_ins (team, user_id, connection_id, idp_entity_id, signed_in_at)
          values ('team', ${userId}, 'connection', 'idp', ${at.getTime()})
          on conflict (team, user_id) do update set signed_in_at = excluded.signed_in_at`.execute(old);
      return upgrade(
        async (old) => void (await insertOldSignIn(old, 'old', NOW)),
        async ({ old, store }) => {
          expect(await store.readLastSignIn('team', 'old')).toBeNull();
          await store.writeFacts('team', signIn, []);
          expect(await store.readLastSignIn('team', 'both')).toMatchObject({
            subject: { nameId: signIn.nameId },
          });
          await insertOldSignIn(old, 'both', minutesLater(1));
          expect(await store.readLastSignIn('team', 'both')).toBeNull();
        },
      );
    });

    test('announces nothing that happened before it, and everything after it', () =>
      upgrade(
        async (old) => {
          await insertOldRecord(old, 1);
          await sql`insert into team_sso_audit_heads values ('team', 1)`.execute(old);
        },
        async ({ old, store }) => {
          await insertOldRecord(old, 2);
          await sql`update team_sso_audit_heads set sequence = 2`.execute(old);
          await store.writeSettings('team', 0, someSettings(), [modeChanged()], { now: NOW, seal });
          const unsent = await store.readUnsentNotices(10);
          expect(unsent.map(({ sequence }) => sequence)).toEqual([2, 3]);
          const sealed = await store.readSealedAudit('team', { after: 0, limit: 10 });
          expect(sealed.map((record) => record.seal === '')).toEqual([true, true, false]);
        },
      ));
  });
}

describe('bringing the tables up to date', () => {
  /** A store on a new file, whose statements are watched. */
  const openWatched = async (path: string, onStatement: (statement: string) => void) => {
    const store = await createSqlStore(watchedDialect(createSqliteDialect(path), onStatement));
    await store.close();
  };
  const failsWith = (code: string, failures: number) => {
    let attempts = 0;
    return (statement: string) => {
      if (!statement.startsWith('update "team_sso_schema" set "version" = "version"')) return;
      attempts += 1;
      if (attempts <= failures) throw Object.assign(new Error('not now'), { code });
    };
  };

  test('steps back from a lock that others hold, and comes again', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'team-sso-'));
    await openWatched(join(directory, 'store.sqlite'), failsWith('55P03', 3));
    await expect(openWatched(join(directory, 'other.sqlite'), failsWith('42501', 1))).rejects.toThrow(
      'not now',
    );
    await rm(directory, { recursive: true });
  });

  test('writes nothing where there is nothing to do', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'team-sso-'));
    const path = join(directory, 'store.sqlite');
    await openWatched(path, () => undefined);
    const sent: string[] = [];
    await openWatched(path, (statement) => void sent.push(statement));
    expect(sent).toEqual([expect.stringMatching(/^select "version" from "team_sso_schema"/)]);
    await rm(directory, { recursive: true });
  });
});

describeUpgrade('SQLite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'team-sso-'));
  return {
    dialect: createSqliteDialect(join(directory, 'store.sqlite')),
    close: () => rm(directory, { recursive: true }),
  };
});

describe.skipIf(TEST_POSTGRES_URL === undefined)('with a real PostgreSQL', () => {
  describeUpgrade('PostgreSQL', async () => {
    const { connectionString, drop } = await createTestSchema();
    return { dialect: createPostgresDialect({ connectionString }), close: drop };
  });
});
