// Kysely over node:sqlite: the driver is ours, compiler, adapter and introspector are Kysely's.

import {
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import { openSqliteFile, type SqliteFile } from './sqlite-file.ts';

/**
 * A Kysely dialect for tables of your own in a SQLite file.
 * @param file an open file, which stays open; or a path, which is opened at first use and closed by `destroy()`.
 */
export function createSqliteDialect(file: SqliteFile | string): Dialect {
  return {
    createDriver: () => new NodeSqliteDriver(file),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

class NodeSqliteDriver implements Driver {
  readonly #source: SqliteFile | string;
  #file: SqliteFile | undefined;

  constructor(source: SqliteFile | string) {
    this.#source = source;
  }

  async init(): Promise<void> {
    this.#file = typeof this.#source === 'string' ? await openSqliteFile(this.#source) : this.#source;
  }

  async acquireConnection(): Promise<NodeSqliteConnection> {
    if (this.#file === undefined) throw new Error('the SQLite file is closed');
    return new NodeSqliteConnection(this.#file, await this.#file.takeTurn());
  }

  /** Takes the write lock at once: a transaction that reads first could otherwise not be promoted. */
  async beginTransaction(connection: NodeSqliteConnection): Promise<void> {
    await connection.file.execute('begin immediate', []);
  }

  async commitTransaction(connection: NodeSqliteConnection): Promise<void> {
    await connection.file.execute('commit', []);
  }

  /** Some failures (a full disk) have rolled back already. */
  async rollbackTransaction(connection: NodeSqliteConnection): Promise<void> {
    if (connection.file.inTransaction) await connection.file.execute('rollback', []);
  }

  async releaseConnection(connection: NodeSqliteConnection): Promise<void> {
    connection.endTurn();
  }

  async destroy(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    if (file === undefined || typeof this.#source !== 'string') return;
    await file.takeTurn();
    file.close();
  }
}

class NodeSqliteConnection implements DatabaseConnection {
  readonly file: SqliteFile;
  readonly endTurn: () => void;

  constructor(file: SqliteFile, endTurn: () => void) {
    this.file = file;
    this.endTurn = endTurn;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, changes, lastInsertRowid } = await this.file.execute(query.sql, query.parameters);
    return {
      rows: rows as unknown as Row[],
      ...(changes !== undefined && { numAffectedRows: changes }),
      ...(lastInsertRowid !== undefined && { insertId: lastInsertRowid }),
    };
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    for (const row of this.file.iterate(query.sql, query.parameters)) yield { rows: [row as unknown as Row] };
  }
}
