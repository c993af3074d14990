// Creates and upgrades the tables, safely when several processes open the store at once.

import type { Kysely } from 'kysely';
import { createFifthTables } from './sql-fifth-tables.ts';
import { createFirstTables } from './sql-first-tables.ts';
import { createFourthTables } from './sql-fourth-tables.ts';
import type { Tables } from './sql-schema.ts';
import { createSecondTables } from './sql-second-tables.ts';
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
];

const CREATE_ATTEMPTS = 5;

/** Brings the database to this version, or leaves a newer one alone. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  await createVersion(db);
  await inTransaction(db, upgrade);
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
