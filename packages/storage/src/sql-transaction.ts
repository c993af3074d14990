// What the database aborted for its own reasons is run again, as a whole: one transaction, or one statement.

import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './sql-schema.ts';

const ATTEMPTS = 10;

/**
 * Runs `work` in one transaction. PostgreSQL and its relatives may abort one to resolve a deadlock or a conflict; nothing
 * of it was written then, so it is run again. `work` must not have effects elsewhere.
 */
export function inTransaction<Result>(
  db: Kysely<Tables>,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return repeatAborted(() => db.transaction().setIsolationLevel('read committed').execute(work));
}

/** Runs a transaction, or a statement that stands alone, until the database does not abort it. */
export async function repeatAborted<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === ATTEMPTS || !wasAborted(error)) throw error;
    }
  }
}

/** serialization_failure, deadlock_detected. */
function wasAborted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}
