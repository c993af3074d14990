// The embedded store: one SQLite file through Node's own node:sqlite, nothing to install.

import type { Store } from '@team-sso/core';
import { createSqlStore } from './sql.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import type { SqliteFile } from './sqlite-file.ts';

export { createSqliteDialect } from './sqlite-dialect.ts';
export { openSqliteFile, type SqliteFile } from './sqlite-file.ts';
export { settleAfterRestore, type RestoredStore } from './after-restore.ts';

/** Where the store lies: a path it opens and closes itself, or an open file shared with tables of your own. */
export type SqliteStoreOptions = { readonly path: string } | { readonly file: SqliteFile };

/**
 * Opens the store and brings its tables (`team_sso_…`) up to date. Every acknowledged write is on disk. Several processes
 * on one machine may open the same file.
 * @throws TypeError when `path` names no file. Rejects when the file cannot be opened.
 */
export async function createSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  return createSqlStore(createSqliteDialect('file' in options ? options.file : options.path));
}
