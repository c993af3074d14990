// A pool of PostgreSQL connections behind the shape Kysely needs, which no failing connection can crash or poison.

import type { PostgresPool as KyselyPool, PostgresPoolClient as KyselyClient } from 'kysely';

/** What we call of a client of `pg`. */
export interface PostgresClientShape {
  query(sql: string, parameters: unknown[]): Promise<unknown>;
  release(destroy?: boolean): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** What we call of a `Pool` of `pg`; any object of this shape will do. */
export interface PostgresPoolShape {
  connect(): Promise<PostgresClientShape>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

export interface PostgresPoolOptions {
  /** `postgres://user:password@host:port/database`, with pg's own parameters. */
  readonly connectionString: string;
  /** A statement that takes longer is cancelled and its call rejects; also how long to wait for a connection. Default 5000. */
  readonly statementTimeoutMillis?: number;
  /** Connections of this process at most. Default 10. */
  readonly maxConnections?: number;
}

/** Limits for the one connection that brings the tables up to date. */
const MIGRATION_STATEMENT_MILLIS = 15 * 60_000;
const MIGRATION_LOCK_MILLIS = 2000;

/** Beyond the server's own timeout: then the connection, not the statement, is what fails. */
const LOST_CONNECTION_GRACE_MILLIS = 1000;
/** OID of bigint, which pg reads as text by default. */
const INT8 = 20;

/**
 * Opens a pool of `pg`, the optional peer dependency, with time limits for everything. It connects at first use.
 * A bigint comes as a number, as it does from SQLite.
 */
export async function openPostgresPool(options: PostgresPoolOptions): Promise<PostgresPoolShape> {
  const { default: pg } = await import('pg');
  return new pg.Pool({
    ...limits(options),
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) },
  });
}

/**
 * One connection that may take its time over a large table, but waits for a lock only briefly: nobody who signs in
 * meanwhile stands behind it.
 */
export async function openMigrationPool(connectionString: string): Promise<PostgresPoolShape> {
  const { default: pg } = await import('pg');
  return new pg.Pool({
    ...limits({ connectionString, maxConnections: 1 }),
    statement_timeout: MIGRATION_STATEMENT_MILLIS,
    idle_in_transaction_session_timeout: MIGRATION_STATEMENT_MILLIS,
    query_timeout: MIGRATION_STATEMENT_MILLIS + LOST_CONNECTION_GRACE_MILLIS,
    lock_timeout: MIGRATION_LOCK_MILLIS,
  });
}

function limits({
  connectionString,
  statementTimeoutMillis = 5000,
  maxConnections = 10,
}: PostgresPoolOptions) {
  return {
    connectionString,
    max: maxConnections,
    connectionTimeoutMillis: statementTimeoutMillis,
    statement_timeout: statementTimeoutMillis,
    idle_in_transaction_session_timeout: statementTimeoutMillis,
    query_timeout: statementTimeoutMillis + LOST_CONNECTION_GRACE_MILLIS,
    keepAlive: true,
    application_name: 'team-sso',
  };
}

/**
 * Kysely's view of a pool. `endsPool`: whether destroying the dialect ends the pool. Where one connection was lost the idle
 * ones are as old as it was and as dead, perhaps without knowing: they are opened anew, instead of failing one by one.
 */
export function guardPool(pool: PostgresPoolShape, endsPool: boolean): KyselyPool {
  const openedAfter = new WeakMap<PostgresClientShape, number>();
  let losses = 0;
  const connect = async (): Promise<KyselyClient> => {
    for (;;) {
      const client = await pool.connect();
      if (!openedAfter.has(client)) openedAfter.set(client, losses);
      if (openedAfter.get(client) === losses) return guardClient(client, () => (losses += 1));
      client.release(true);
    }
  };
  // An idle connection that breaks is reported here and removed by pg; unheard, the event would end the process.
  pool.on('error', ignore);
  return {
    options: {},
    connect,
    end: async () => {
      // A pool that has ended may still hear of a connection that the server cuts off before it has closed.
      if (endsPool) await pool.end();
      else pool.off('error', ignore);
    },
  };
}

/** A client that broke while it was ours is destroyed on release, never handed to the next caller. */
function guardClient(client: PostgresClientShape, onLoss: () => void): KyselyClient {
  let isBroken = false;
  const breakUp = (): void => {
    if (!isBroken) onLoss();
    isBroken = true;
  };
  client.on('error', breakUp);
  const query = async (sql: string, parameters: readonly unknown[]): Promise<unknown> => {
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      if (!isServerError(error)) breakUp();
      throw error;
    }
  };
  return {
    query: query as KyselyClient['query'],
    release: (destroy) => {
      client.off('error', breakUp);
      client.release(isBroken || destroy === true);
    },
  };
}

/** The server answered with an error report (it has a severity): the connection itself is fine. */
function isServerError(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR';
}

function ignore(): void {}
