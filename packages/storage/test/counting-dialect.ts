// A Kysely dialect that writes down every statement it sends: each is one way to the database and back.

import type { CompiledQuery, DatabaseConnection, Dialect, Driver } from 'kysely';

/** Works like `dialect`; the SQL of each statement goes to the end of `sent`. */
export function countingDialect(dialect: Dialect, sent: string[]): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createDriver: () => countingDriver(dialect.createDriver(), sent),
  };
}

function countingDriver(driver: Driver, sent: string[]): Driver {
  const originals = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const originalOf = (counting: DatabaseConnection) => originals.get(counting) ?? counting;
  return {
    init: () => driver.init(),
    acquireConnection: async () => {
      const connection = await driver.acquireConnection();
      const counting: DatabaseConnection = {
        executeQuery: (query: CompiledQuery) => {
          sent.push(query.sql);
          return connection.executeQuery(query);
        },
        streamQuery: (...query) => connection.streamQuery(...query),
      };
      originals.set(counting, connection);
      return counting;
    },
    beginTransaction: (connection, settings) => {
      sent.push('begin');
      return driver.beginTransaction(originalOf(connection), settings);
    },
    commitTransaction: (connection) => {
      sent.push('commit');
      return driver.commitTransaction(originalOf(connection));
    },
    rollbackTransaction: (connection) => {
      sent.push('rollback');
      return driver.rollbackTransaction(originalOf(connection));
    },
    releaseConnection: (connection) => driver.releaseConnection(originalOf(connection)),
    destroy: () => driver.destroy(),
  };
}
