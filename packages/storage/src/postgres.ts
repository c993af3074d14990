// The shared store: PostgreSQL, or a database that speaks its language, through `pg`.

import type { Store } from '@team-sso/core';
import { Kysely, PostgresDialect, type Dialect } from 'kysely';
import { repeatLostReads } from './lost-reads.ts';
import {
  guardPool,
  openMigrationPool,
  openPostgresPool,
  type PostgresPoolOptions,
  type PostgresPoolShape,
} from './postgres-pool.ts';
import { migrate } from './sql-migrations.ts';
import type { Tables } from './sql-schema.ts';
import { createSqlStore } from './sql.ts';

export { settleAfterRestore, type RestoredStore } from './after-restore.ts';
export {
  openPostgresPool,
  type PostgresClientShape,
  type PostgresPoolOptions,
  type PostgresPoolShape,
} from './postgres-pool.ts';

/** A connection string, whose pool is opened and ended here; or a pool of yours, which stays yours, time limits included. */
export type PostgresStoreOptions = PostgresPoolOptions | { readonly pool: PostgresPoolShape };

/**
 * Opens the store and brings its tables (`team_sso_…`, in the first schema of the search path) up to date. Any number of
 * processes may share one database; old and new versions run side by side during a rolling deploy.
 * Rejects when the database cannot be reached. Later a lost connection makes a write reject, and the next call reconnects;
 * a read is asked again on another connection. Over a pool of yours the tables are brought up to date within its time
 * limits: with very many teams call `migratePostgres` first.
 */
export async function createPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  if (!('pool' in options)) await migratePostgres(options);
  return repeatLostReads(await createSqlStore(createPostgresDialect(options)));
}

/**
 * Brings the tables up to date and ends: for a step of a deployment before its processes start, or for a role that may do
 * more than theirs. Over a connection of its own, which waits for a lock two seconds at a time and for a statement fifteen
 * minutes. Only adds; safe at any moment and from several processes at once.
 */
export async function migratePostgres({
  connectionString,
}: {
  readonly connectionString: string;
}): Promise<void> {
  const dialect = new PostgresDialect({
    pool: async () => guardPool(await openMigrationPool(connectionString), true),
  });
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

/** A Kysely dialect with the same care for tables of your own; share one pool with the store to share its connections. */
export function createPostgresDialect(options: PostgresStoreOptions): Dialect {
  const isShared = 'pool' in options;
  return new PostgresDialect({
    pool: async () => guardPool(isShared ? options.pool : await openPostgresPool(options), !isShared),
  });
}
