// One open SQLite file: durable settings, private permissions, and turns between everybody who uses the handle.

import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

const DIRECTORY_MODE = 0o700;
const FILE_MODE = 0o600;
/**
 * SQLite's own waiting blocks the event loop, and with it a transaction of this very process that holds the lock: it waits
 * this long, for locks other processes hold a moment. After that we wait asynchronously.
 */
const BLOCKING_WAIT_MILLIS = 5;
const LONGEST_PAUSE_MILLIS = 25;
const BUSY_TIMEOUT_MILLIS = 5000;
const MAX_CACHED_STATEMENTS = 200;
/** https://www.sqlite.org/rescode.html#busy, the low byte of every extended code of it. */
const SQLITE_BUSY = 5;

interface CachedStatement {
  readonly statement: StatementSync;
  readonly returnsRows: boolean;
}

export interface SqliteResult {
  readonly rows: readonly Record<string, SQLOutputValue>[];
  readonly changes?: bigint;
  readonly lastInsertRowid?: bigint;
}

/**
 * An open SQLite file, to be shared: give the same one to `createSqliteStore({ file })` and to `createSqliteDialect(file)`
 * for tables of your own. All of them use one connection in turns, so never call the store, or await another Kysely
 * instance of the same file, from inside a transaction: it would wait for itself.
 */
export class SqliteFile {
  readonly path: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, CachedStatement>();
  #lastTurn: Promise<void> = Promise.resolve();

  /** @internal Use `openSqliteFile`. */
  constructor(path: string) {
    this.path = path;
    this.#database = new DatabaseSync(path, {
      timeout: BLOCKING_WAIT_MILLIS,
      enableForeignKeyConstraints: true,
    });
  }

  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /** Waits for all earlier turns; the caller calls the returned function when it is done. */
  async takeTurn(): Promise<() => void> {
    const { promise, resolve: endTurn } = Promise.withResolvers<void>();
    const earlier = this.#lastTurn;
    this.#lastTurn = promise;
    await earlier;
    return endTurn;
  }

  /** Runs one statement. While another connection holds the lock it is tried again, for at most five seconds. */
  async execute(sql: string, parameters: readonly unknown[]): Promise<SqliteResult> {
    let waitedMillis = 0;
    for (let pauseMillis = 1; ; pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS)) {
      try {
        return this.#run(sql, parameters);
      } catch (error) {
        if (!isBusy(error) || this.inTransaction || waitedMillis >= BUSY_TIMEOUT_MILLIS) throw error;
      }
      await wait(pauseMillis);
      waitedMillis += pauseMillis + BLOCKING_WAIT_MILLIS;
    }
  }

  /** Streams the rows of one query; a statement of its own, for it stays open between rows. */
  iterate(sql: string, parameters: readonly unknown[]): Iterable<Record<string, SQLOutputValue>> {
    return this.#database.prepare(sql).iterate(...bindable(parameters));
  }

  close(): void {
    this.#statements.clear();
    if (this.#database.isOpen) this.#database.close();
  }

  #run(sql: string, parameters: readonly unknown[]): SqliteResult {
    const { statement, returnsRows } = this.#prepare(sql);
    if (returnsRows) return { rows: statement.all(...bindable(parameters)) };
    const { changes, lastInsertRowid } = statement.run(...bindable(parameters));
    return { rows: [], changes: BigInt(changes), lastInsertRowid: BigInt(lastInsertRowid) };
  }

  #prepare(sql: string): CachedStatement {
    const cached = this.#statements.get(sql);
    if (cached) return cached;
    const statement = this.#database.prepare(sql);
    const prepared = { statement, returnsRows: statement.columns().length > 0 };
    if (this.#statements.size >= MAX_CACHED_STATEMENTS) this.#statements.clear();
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

/**
 * Opens or creates a SQLite file: WAL, every commit synced to disk, foreign keys on. New folders are made with mode 0700,
 * a new file with 0600.
 * @throws TypeError when the path names no file. Rejects when the file cannot be opened or its file system has no WAL.
 */
export async function openSqliteFile(path: string): Promise<SqliteFile> {
  if (path === '' || path.startsWith(':'))
    throw new TypeError('path must name a file; use the memory store for tests');
  const absolute = resolve(path);
  await mkdir(dirname(absolute), { recursive: true, mode: DIRECTORY_MODE });
  // SQLite would create it with the umask's mode; its -wal and -shm files take over the mode of the file.
  await (await open(absolute, 'a', FILE_MODE)).close();
  const file = new SqliteFile(absolute);
  try {
    const journal = await file.execute('pragma journal_mode = wal', []);
    if (journal.rows[0]?.['journal_mode'] !== 'wal')
      throw new Error('SQLite has no write-ahead log on this file system');
    await file.execute('pragma synchronous = full', []);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Kysely's parameters are unknown; SQLite itself refuses what it cannot bind. */
function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[];
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}
