// A Kysely dialect that is watched: each statement it sends is one way to the database and back.

import type { CompiledQuery, DatabaseConnection, Dialect, Driver } from 'kysely';

/** Works like `dialect`; `onStatement` is told the SQL first, and what it throws the statement fails with. */
export function watchedDialect(dialect: Dialect, onStatement: (sql: string) => void): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createDriver: () => watchedDriver(dialect.createDriver(), onStatement),
  };
}

function watchedDriver(driver: Driver, onStatement: (sql: string) => void): Driver {
  const originals = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const originalOf = (watched: DatabaseConnection) => originals.get(watched) ?? watched;
  return {
    init: () => driver.init(),
    acquireConnection: async () => {
      const connection = await driver.acquireConnection();
      const watched: DatabaseConnection = {
        executeQuery: async (query: CompiledQuery) => {
          onStatement(query.sql);
          return connection.executeQuery(query);
        },
        streamQuery: (...query) => connection.streamQuery(...query),
      };
      originals.set(watched, connection);
      return watched;
    },
    beginTransaction: async (connection, settings) => {
      onStatement('begin');
      return driver.beginTransaction(originalOf(connection), settings);
    },
    commitTransaction: async (connection) => {
      onStatement('commit');
      return driver.commitTransaction(originalOf(connection));
    },
    rollbackTransaction: async (connection) => {
      onStatement('rollback');
      return driver.rollbackTransaction(originalOf(connection));
    },
    releaseConnection: (connection) => driver.releaseConnection(originalOf(connection)),
    destroy: () => driver.destroy(),
  };
}
