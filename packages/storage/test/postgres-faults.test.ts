// PostgreSQL that is away, slow or cut off: calls reject, nothing is half done, and it recovers without a restart.

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NEVER_CONFIGURED, type SettingsFacts } from '@team-sso/core';
import { createPostgresStore, migratePostgres } from '../src/postgres.ts';
import { aBatch, aName, aStep, aTicket, minutesLater, modeChanged, NOW, someSettings } from './builders.ts';
import { createTestSchema, TEST_POSTGRES_URL, type TestSchema } from './postgres-schema.ts';

test('a store whose PostgreSQL cannot be reached does not open', async () => {
  await expect(
    createPostgresStore({ connectionString: 'postgres://nobody@127.0.0.1:1/nothing' }),
  ).rejects.toThrow('ECONNREFUSED');
});

describe.skipIf(TEST_POSTGRES_URL === undefined)('a PostgreSQL store', () => {
  let schema: TestSchema;
  beforeAll(async () => {
    schema = await createTestSchema();
  });
  afterAll(() => schema.drop());

  /** Ends the server's side of every connection whose name says so. */
  const terminate = (name: string) =>
    schema.administer(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${name}'`,
    );

  /** A store whose connections have a name of their own, over the same tables. */
  const openNamed = (name: string, statementTimeoutMillis?: number) => {
    const url = new URL(schema.connectionString);
    url.searchParams.set('application_name', name);
    return createPostgresStore({
      connectionString: url.href,
      ...(statementTimeoutMillis && { statementTimeoutMillis }),
    });
  };

  /** Keeps a team's row locked while `run` runs. */
  const whileLocked = async (team: string, run: () => Promise<void>) => {
    const client = new pg.Client({ connectionString: schema.connectionString });
    await client.connect();
    await client.query('begin');
    await client.query('select 1 from team_sso_settings where team = $1 for update', [team]);
    await run();
    await client.query('rollback');
    await client.end();
  };

  test('is opened by many at once, and brought up to date once', async () => {
    const fresh = await createTestSchema();
    const { connectionString } = fresh;
    const stores = await Promise.all(
      Array.from({ length: 8 }, () => createPostgresStore({ connectionString })),
    );
    const kept = await Promise.all(stores.map((store, opener) => store.keepFirst('opened', `by ${opener}`)));
    expect(new Set(kept).size).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
    await fresh.drop();
  });

  test('is upgraded by one of those who open it at once, while the others wait', async () => {
    const fresh = await createTestSchema();
    const { connectionString, name } = fresh;
    await fresh.administer(
      `create table ${name}.team_sso_schema (id integer primary key, version integer not null)`,
    );
    await fresh.administer(`insert into ${name}.team_sso_schema values (1, 0)`);
    const opening = Array.from({ length: 8 }, () => createPostgresStore({ connectionString }));
    expect((await Promise.allSettled(opening)).map(({ status }) => status)).toEqual(
      opening.map(() => 'fulfilled'),
    );
    for (const store of await Promise.all(opening)) await store.close();
    await fresh.drop();
  });

  test('writes on while an upgrade waits for a table that somebody holds for long', async () => {
    const fresh = await createTestSchema();
    const { connectionString, name } = fresh;
    const store = await createPostgresStore({ connectionString });
    await fresh.administer(`drop index ${name}.team_sso_settings_unconfirmed`);
    await fresh.administer(`drop index ${name}.team_sso_audit_by_team_recorded_at`);
    await fresh.administer(`update ${name}.team_sso_schema set version = 6`);
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query('begin');
    await client.query(`lock table team_sso_settings in row exclusive mode`);
    const upgrade = migratePostgres({ connectionString });
    await untilWaiting(name);
    // Stands behind the upgrade, which steps back: the one who holds the table still does.
    const written = await store.writeSettings(aName('team'), 0, someSettings(), [], { now: NOW });
    expect(written.kind).toBe('written');
    await client.query('rollback');
    await client.end();
    await upgrade;
    const [schemaRow] = await fresh.administer(`select version from ${name}.team_sso_schema`);
    expect(schemaRow).toEqual({ version: 7 });
    await store.close();
    await fresh.drop();
  });

  test('opens for a role that may read and write rows, once the tables are up to date', async () => {
    const fresh = await createTestSchema();
    const { connectionString, name } = fresh;
    await migratePostgres({ connectionString });
    await fresh.administer(`create role ${name} login`);
    await fresh.administer(`grant usage on schema ${name} to ${name}`);
    await fresh.administer(`grant select, insert, update, delete on all tables in schema ${name} to ${name}`);
    const asRole = new URL(connectionString);
    asRole.username = name;
    const store = await createPostgresStore({ connectionString: asRole.href });
    expect(await store.completeSignIn(aStep())).toBe('done');
    await store.close();
    await fresh.drop();
    await fresh.administer(`drop role ${name}`);
  });

  test('survives its idle connections being cut off', async () => {
    const name = aName('idle');
    const store = await openNamed(name);
    await store.keepFirst(name, 'value');
    await terminate(name);
    // The first call may still be given a connection that is just being lost: a read is asked again on another.
    await store.ping();
    expect(await store.keepFirst(name, 'another')).toBe('value');
    await store.close();
  });

  test('rejects a write that is cut off, keeps nothing of it, and takes the next', async () => {
    const [name, team] = [aName('busy'), aName('team')];
    const store = await openNamed(name);
    await store.writeSettings(team, 0, someSettings(), [], { now: NOW });
    await whileLocked(team, async () => {
      const write = store.writeSettings(team, 1, NEVER_CONFIGURED, [modeChanged()], { now: NOW });
      const [answer] = await Promise.allSettled([write, untilWaiting(name).then(() => terminate(name))]);
      expect(answer.status).toBe('rejected');
    });
    expect((await store.readSettings(team))?.revision).toBe(1);
    const again = await store.writeSettings(team, 1, NEVER_CONFIGURED, [modeChanged()], { now: NOW });
    expect(again).toEqual({ kind: 'written', revision: 2 });
    expect(await store.readAudit(team, { limit: 10 })).toHaveLength(1);
    await store.close();
  });

  test('rejects a write that takes longer than its limit, and takes the next', async () => {
    const team = aName('team');
    const store = await openNamed(aName('slow'), 200);
    await store.writeSettings(team, 0, someSettings(), [], { now: NOW });
    await whileLocked(team, async () => {
      const write = store.writeSettings(team, 1, NEVER_CONFIGURED, [modeChanged()], { now: NOW });
      await expect(write).rejects.toThrow('statement timeout');
    });
    const again = await store.writeSettings(team, 1, NEVER_CONFIGURED, [], { now: NOW });
    expect(again).toEqual({ kind: 'written', revision: 2 });
    await store.close();
  });

  test('lets a guard wait for the code that is being spent, and see it gone', async () => {
    const [writer, spender, team] = [aName('writer'), aName('spender'), aName('team')];
    const [store, other] = [await openNamed(writer), await openNamed(spender)];
    const batch = aBatch();
    await store.writeSettings(team, 0, someSettings(), [modeChanged()], { now: NOW });
    await store.replaceRecoveryCodes(team, batch, ['the last one'], []);
    const client = new pg.Client({ connectionString: schema.connectionString });
    await client.connect();
    await client.query('begin');
    // Stops the spending after it deleted the code and before it commits.
    await client.query('select 1 from team_sso_audit_heads where team = $1 for update', [team]);
    const spent = other.spendRecoveryCode(team, batch.batchId, 'the last one', 'a', NOW, () => [
      modeChanged(),
    ]);
    await untilWaiting(spender);
    const seen: (number | undefined)[] = [];
    const check = ({ recovery }: SettingsFacts) => void seen.push(recovery?.unused);
    const guard = { actorUserId: 'admin', connectionId: null, check };
    const written = store.writeSettings(team, 1, someSettings(), [], { now: NOW, guard });
    await untilWaiting(writer);
    await client.query('rollback');
    await client.end();
    expect([(await spent)?.unused, (await written).kind, seen]).toEqual([0, 'written', [0]]);
    await Promise.all([store.close(), other.close()]);
  });

  test('does not prune a claim that is taken over while it prunes', async () => {
    const [name, now] = [aName('prune'), new Date('2001-01-01T00:00:00Z')];
    const store = await openNamed(name);
    const ended = minutesLater(-24 * 60, now);
    const step = aStep({ now: ended, claimUntil: ended, ticket: aTicket({ expiresAt: NOW }) });
    await store.completeSignIn(step);
    const client = new pg.Client({ connectionString: schema.connectionString });
    await client.connect();
    await client.query('begin');
    const takeOver = 'update team_sso_claims set expires_at = $1 where assertion_key = $2';
    await client.query(takeOver, [NOW.getTime(), step.assertionKey]);
    const pruned = store.prune(now, 10);
    await untilWaiting(name);
    await client.query('commit');
    await client.end();
    expect(await pruned).toBe(0);
    expect(await store.completeSignIn(aStep({ now, assertionKey: step.assertionKey }))).toBe('replayed');
    await store.close();
  });

  test('leaves a pool that it was given open, and its listeners gone', async () => {
    const pool = new pg.Pool({ connectionString: schema.connectionString });
    const store = await createPostgresStore({ pool });
    expect(pool.listenerCount('error')).toBe(1);
    const name = aName('name');
    expect(await store.keepFirst(name, 'value')).toBe('value');
    await store.close();
    await expect(store.ping()).rejects.toThrow('destroyed');
    expect(pool.listenerCount('error')).toBe(0);
    const client = await pool.connect();
    expect(client.listenerCount('error')).toBe(0);
    client.release();
    await pool.end();
  });

  const untilWaiting = async (name: string): Promise<void> => {
    const waiting = `select 1 from pg_stat_activity where application_name = '${name}' and wait_event_type = 'Lock'`;
    while ((await schema.administer(waiting)).length === 0);
  };
});
