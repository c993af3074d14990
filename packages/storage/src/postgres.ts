// The shared store: PostgreSQL, or a database that speaks its language, through `pg`.

import type { Store } from '@team-sso/core';
import { PostgresDialect, type Dialect } from 'kysely';
import {
  guardPool,
  openPostgresPool,
  type PostgresPoolOptions,
  type PostgresPoolShape,
} from './postgres-pool.ts';
import { createSqlStore } from './sql.ts';

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
 * Rejects when the database cannot be reached. Later a lost connection makes the call reject; the next one reconnects.
 */
export async function createPostgresStore(options: PostgresStoreOptions): Promise<Store> {
  return createSqlStore(createPostgresDialect(options));
}

/** A Kysely dialect with the same care for tables of your own; share one pool with the store to share its connections. */
export function createPostgresDialect(options: PostgresStoreOptions): Dialect {
  const isShared = 'pool' in options;
  return new PostgresDialect({
    pool: async () => guardPool(isShared ? options.pool : await openPostgresPool(options), !isShared),
  });
}
