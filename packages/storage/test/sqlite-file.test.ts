// The SQLite file: where it lies, who may read it, how it is shared.

import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSqliteDialect, createSqliteStore, openSqliteFile, type SqliteFile } from '../src/sqlite.ts';
import { aStep, modeChanged, NOW, someSettings } from './builders.ts';

interface HostTables {
  readonly people: { readonly name: string };
}

let directory: string;
let path: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'team-sso-'));
  path = join(directory, 'new', 'folder', 'store.sqlite');
});
afterEach(() => rm(directory, { recursive: true }));

async function hostTables(file: SqliteFile): Promise<Kysely<HostTables>> {
  const db = new Kysely<HostTables>({ dialect: createSqliteDialect(file) });
  await db.schema.createTable('people').ifNotExists().addColumn('name', 'text').execute();
  return db;
}

async function namesIn(db: Kysely<HostTables>): Promise<readonly string[]> {
  return (await db.selectFrom('people').select('name').orderBy('name').execute()).map(({ name }) => name);
}

describe('a SQLite file', () => {
  test('is made with its folders, for its owner alone', async () => {
    const store = await createSqliteStore({ path });
    await store.keepFirst('name', 'value');
    const modes = await Promise.all(
      [join(path, '..', '..'), join(path, '..'), path, `${path}-wal`].map(modeOf),
    );
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o600]);
    await store.close();
  });

  test('keeps what was written when it is opened again', async () => {
    const step = aStep();
    const settings = someSettings();
    const store = await createSqliteStore({ path });
    await store.writeSettings('team', 0, settings, [modeChanged()], { now: NOW });
    await store.completeSignIn(step);
    await store.close();
    const again = await createSqliteStore({ path });
    expect(await again.readSettings('team')).toEqual({ team: 'team', revision: 1, settings });
    expect(await again.readAudit('team', { limit: 10 })).toHaveLength(1);
    expect(await again.completeSignIn(step)).toBe('replayed');
    await again.close();
  });

  test('syncs every commit of a write-ahead log and enforces foreign keys', async () => {
    const file = await openSqliteFile(path);
    const pragma = async (name: string) =>
      Object.values((await file.execute(`pragma ${name}`, [])).rows[0] ?? {})[0];
    expect(await pragma('journal_mode')).toBe('wal');
    expect(await pragma('synchronous')).toBe(2);
    expect(await pragma('foreign_keys')).toBe(1);
    file.close();
  });

  test.each(['', ':memory:'])('cannot be %j', async (notAFile) => {
    await expect(createSqliteStore({ path: notAFile })).rejects.toThrow(TypeError);
  });

  test('that is something else is refused', async () => {
    await expect(createSqliteStore({ path: directory })).rejects.toThrow('EISDIR');
  });

  test('is brought up to date once, however many open it at once', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => createSqliteStore({ path })));
    const kept = await Promise.all(stores.map((store, opener) => store.keepFirst('opened', `by ${opener}`)));
    expect(new Set(kept).size).toBe(1);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('that a newer version has upgraded is served as it is', async () => {
    const store = await createSqliteStore({ path });
    const file = await openSqliteFile(path);
    await file.execute('update team_sso_schema set version = 99', []);
    file.close();
    await store.close();
    const older = await createSqliteStore({ path });
    expect(await older.keepFirst('name', 'value')).toBe('value');
    await older.close();
  });

  test('a closed store rejects and leaves a shared file open', async () => {
    const file = await openSqliteFile(path);
    const store = await createSqliteStore({ file });
    await store.close();
    await expect(store.ping()).rejects.toThrow('destroyed');
    expect(await namesIn(await hostTables(file))).toEqual([]);
    file.close();
  });
});

describe('a shared SQLite file', () => {
  test('gives each transaction its turn: a rollback takes nobody else’s writes along', async () => {
    const file = await openSqliteFile(path);
    const store = await createSqliteStore({ file });
    const db = await hostTables(file);
    const rolledBack = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('people').values({ name: 'nobody' }).execute();
      await setImmediate();
      throw new Error('changed my mind');
    });
    const kept = store.keepFirst('name', 'value');
    await expect(rolledBack).rejects.toThrow('changed my mind');
    await kept;
    expect(await store.keepFirst('name', 'another')).toBe('value');
    expect(await namesIn(db)).toEqual([]);
    file.close();
  });

  test('a write waits for another connection’s transaction without stopping the process', async () => {
    const store = await createSqliteStore({ path });
    const file = await openSqliteFile(path);
    const db = await hostTables(file);
    const order: string[] = [];
    const slow = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('people').values({ name: 'somebody' }).execute();
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      order.push('transaction');
    });
    await setImmediate();
    await Promise.all([slow, store.keepFirst('name', 'value').then(() => order.push('store'))]);
    expect(order).toEqual(['transaction', 'store']);
    expect(await namesIn(db)).toEqual(['somebody']);
    await store.close();
    file.close();
  });

  test('streams rows and counts changes, as Kysely’s own dialects do', async () => {
    const file = await openSqliteFile(path);
    const db = await hostTables(file);
    const inserted = await db
      .insertInto('people')
      .values([{ name: 'a' }, { name: 'b' }])
      .executeTakeFirst();
    expect(inserted.numInsertedOrUpdatedRows).toBe(2n);
    const names: string[] = [];
    for await (const { name } of db.selectFrom('people').select('name').stream()) names.push(name);
    expect(names).toEqual(['a', 'b']);
    const deleted = await db
      .deleteFrom('people')
      .where(sql<boolean>`name = 'a'`)
      .executeTakeFirst();
    expect(deleted.numDeletedRows).toBe(1n);
    file.close();
  });

  test('a dialect on a path opens the file and closes it', async () => {
    const db = new Kysely<HostTables>({ dialect: createSqliteDialect(path) });
    await db.schema.createTable('people').addColumn('name', 'text').execute();
    await db.destroy();
    await expect(namesIn(db)).rejects.toThrow('destroyed');
  });
});

async function modeOf(entry: string): Promise<number> {
  return (await stat(entry)).mode & 0o777;
}
