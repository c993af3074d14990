// Creates and upgrades the tables, safely when several processes open the store at once.

import type { Kysely } from 'kysely';
import { createFifthTables } from './sql-fifth-tables.ts';
import { createFirstTables } from './sql-first-tables.ts';
import { createFourthTables } from './sql-fourth-tables.ts';
import type { Tables } from './sql-schema.ts';
import { createSecondTables } from './sql-second-tables.ts';
import { createSeventhTables } from './sql-seventh-tables.ts';
import { createSixthTables } from './sql-sixth-tables.ts';
import { createThirdTables } from './sql-third-tables.ts';
import { inTransaction } from './sql-transaction.ts';

type Migration = (db: Kysely<Tables>) => Promise<void>;

/**
 * Append only: a migration that was released never changes, and only adds (a rolling deploy runs old and new at once).
 * The position in this list, from 1, is the version it leads to.
 */
const MIGRATIONS: readonly Migration[] = [
  createFirstTables,
  createSecondTables,
  createThirdTables,
  createFourthTables,
  createFifthTables,
  createSixthTables,
  createSeventhTables,
];

const CREATE_ATTEMPTS = 5;
/** Each of them waits as long as the connection lets a lock be waited for. */
const LOCK_ATTEMPTS = 300;

/** Brings the database to this version, or leaves a newer one alone: a role that may only read and write is enough then. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  if (await isUpToDate(db)) return;
  await createVersion(db);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(db, upgrade);
    } catch (error) {
      // Whoever waits for a table keeps everybody who comes after waiting: better to step back and try again.
      if (attempt === LOCK_ATTEMPTS || !isLockTimeout(error)) throw error;
    }
  }
}

/** No table yet, or no connection: what comes next finds out. */
async function isUpToDate(db: Kysely<Tables>): Promise<boolean> {
  const schema = await db
    .selectFrom('team_sso_schema')
    .select('version')
    .where('id', '=', 1)
    .executeTakeFirst()
    .catch(() => undefined);
  return schema !== undefined && schema.version >= MIGRATIONS.length;
}

/** Of two first opens both may find no table: PostgreSQL then fails the second CREATE with a unique violation. */
async function createVersion(db: Kysely<Tables>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.schema
        .createTable('team_sso_schema')
        .ifNotExists()
        .addColumn('id', 'integer', (column) => column.primaryKey())
        .addColumn('version', 'integer', (column) => column.notNull())
        .execute();
      break;
    } catch (error) {
      if (attempt === CREATE_ATTEMPTS || !isLostRace(error)) throw error;
    }
  }
  await db
    .insertInto('team_sso_schema')
    .values({ id: 1, version: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function upgrade(db: Kysely<Tables>): Promise<void> {
  // Writing the row locks it: everybody else waits here until the tables exist. No advisory lock, those are vendors' own.
  const { version } = await db
    .updateTable('team_sso_schema')
    .set((row) => ({ version: row.ref('version') }))
    .where('id', '=', 1)
    .returning('version')
    .executeTakeFirstOrThrow();
  if (version >= MIGRATIONS.length) return;
  for (const migration of MIGRATIONS.slice(version)) await migration(db);
  await db.updateTable('team_sso_schema').set({ version: MIGRATIONS.length }).where('id', '=', 1).execute();
}

/** PostgreSQL: unique_violation, duplicate_table, duplicate_object. */
function isLostRace(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['23505', '42P07', '42710'].includes(String(error.code))
  );
}

/** PostgreSQL: lock_not_available. */
function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03';
}
