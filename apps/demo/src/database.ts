// Where everything is kept: one SQLite file in the data folder, or one PostgreSQL database. The demo's tables and those of
// Team SSO lie side by side.

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '@team-sso/core';
import { createPostgresDialect, createPostgresStore, openPostgresPool } from '@team-sso/storage/postgres';
import { createSqliteDialect, createSqliteStore, openSqliteFile } from '@team-sso/storage/sqlite';
import { Kysely } from 'kysely';
import { StartError } from './start-error.ts';
import { createTables, type Tables } from './tables.ts';

export interface Database {
  readonly db: Kysely<Tables>;
  readonly store: Store;
  /** Rejects when either cannot serve. */
  readonly ping: () => Promise<void>;
  close(): Promise<void>;
}

const FILE_NAME = 'acme-bots.sqlite';

/** The SQLite file of a data folder. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, FILE_NAME);
}

/** Whether there is anything to open: only a SQLite file is made when it is missing. */
export async function hasDatabase(place: {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}): Promise<boolean> {
  if (place.databaseUrl !== null) return true;
  return access(join(place.dataDir, FILE_NAME)).then(
    () => true,
    () => false,
  );
}

/** @throws StartError when it cannot be opened or reached. */
export async function openDatabase(place: {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}): Promise<Database> {
  const database =
    place.databaseUrl === null ? await openSqlite(place.dataDir) : await openPostgres(place.databaseUrl);
  try {
    await createTables(database.db);
    return database;
  } catch (error) {
    await database.close();
    throw new StartError(`The database cannot hold our tables (${reasonOf(error)}).`);
  }
}

async function openSqlite(dataDir: string): Promise<Database> {
  const path = join(dataDir, FILE_NAME);
  const file = await openSqliteFile(path).catch((error: unknown) => {
    throw new StartError(
      `${path} cannot be opened (${reasonOf(error)}); set DATA_DIR to a folder to write to.`,
    );
  });
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(file) });
  const store = await createSqliteStore({ file });
  return withPing(db, store, async () => file.close());
}

async function openPostgres(connectionString: string): Promise<Database> {
  const pool = await openPostgresPool({ connectionString });
  try {
    const store = await createPostgresStore({ pool });
    return withPing(new Kysely<Tables>({ dialect: createPostgresDialect({ pool }) }), store, () =>
      pool.end(),
    );
  } catch (error) {
    await pool.end();
    throw new StartError(`DATABASE_URL names a database that does not answer (${reasonOf(error)}).`);
  }
}

function withPing(db: Kysely<Tables>, store: Store, closeConnections: () => Promise<void>): Database {
  return {
    db,
    store,
    async ping() {
      await store.ping();
      await db.selectFrom('bots_teams').select('team').limit(1).execute();
    },
    async close() {
      await store.close();
      await db.destroy();
      await closeConnections();
    },
  };
}

/** The error's code rather than its message: a message may hold the address with its password. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
