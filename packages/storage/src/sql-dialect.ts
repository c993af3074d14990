// What the databases cannot all do.

import { SqliteAdapter, type Kysely } from 'kysely';
import type { Tables } from './sql-schema.ts';

/** Whether a WITH may hold statements that write: in PostgreSQL and its relatives, not in SQLite. */
export function mayWriteInWith(db: Kysely<Tables>): boolean {
  return !(db.getExecutor().adapter instanceof SqliteAdapter);
}
