// Deletes what is over, in bounded batches.

import { setImmediate } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { recoveryWindowStart } from './recovery-window.ts';
import { claimsOver, retentionStart } from './retention.ts';
import { mayWriteInWith } from './sql-dialect.ts';
import type { Tables } from './sql-schema.ts';
import { repeatAborted } from './sql-transaction.ts';

/** A table, its primary key, the column that says when a row is over, and since when rows are over. */
interface Prunable {
  readonly table: keyof Tables;
  readonly key: readonly string[];
  readonly column: string;
  readonly until: Date | number;
  /** Rows with this outcome stay. */
  readonly keeps?: 'passed';
}

export async function prune(db: Kysely<Tables>, now: Date, limit: number): Promise<number> {
  const retained = retentionStart(now);
  const prunables: readonly Prunable[] = [
    { table: 'team_sso_requests', key: ['request_hash'], column: 'expires_at', until: now },
    { table: 'team_sso_logouts', key: ['request_hash'], column: 'expires_at', until: now },
    { table: 'team_sso_tickets', key: ['ticket_hash'], column: 'expires_at', until: now },
    { table: 'team_sso_claims', key: ['assertion_key'], column: 'expires_at', until: claimsOver(now) },
    { table: 'team_sso_counted_calls', key: ['call_key'], column: 'expires_at', until: now },
    { table: 'team_sso_leases', key: ['name'], column: 'held_until', until: now },
    { table: 'team_sso_attempts', key: ['team', 'short_code'], column: 'attempted_at', until: retained },
    {
      table: 'team_sso_test_runs',
      key: ['team', 'id'],
      column: 'ran_at',
      until: retained,
      // That a connection passed is a fact that refusals rest on: whether anybody tidies up must not change it.
      keeps: 'passed',
    },
    {
      table: 'team_sso_recovery_attempts',
      key: ['team', 'user_id'],
      column: 'last_at',
      until: recoveryWindowStart(now),
    },
  ];
  let deleted = 0;
  for (const prunable of prunables) deleted += await deleteUpTo(db, prunable, limit);
  return deleted;
}

/** SQLite works in this very thread: others get their turn after so many rows. */
const SQLITE_BATCH = 100;

async function deleteUpTo(db: Kysely<Tables>, prunable: Prunable, limit: number): Promise<number> {
  const batch = mayWriteInWith(db) ? limit : SQLITE_BATCH;
  let deleted = 0;
  for (;;) {
    const size = Math.min(batch, limit - deleted);
    const gone = await deleteBatch(db, prunable, size);
    deleted += gone;
    if (gone < size || deleted >= limit) return deleted;
    await setImmediate();
  }
}

async function deleteBatch(
  db: Kysely<Tables>,
  { table, key, column, until, keeps }: Prunable,
  limit: number,
): Promise<number> {
  const columns = sql.join(key.map((name) => sql.ref(name)));
  const mayGo = keeps ? sql` and ${sql.ref('outcome')} <> ${keeps}` : sql``;
  const isOver = sql`${sql.ref(column)} <= ${until.valueOf()}${mayGo}`;
  // Said again outside: a row may have been renewed since the inner query read it.
  const batch = sql`
    delete from ${sql.table(table)}
    where (${columns}) in (
      select ${columns} from ${sql.table(table)} where ${isOver} order by ${sql.ref(column)} limit ${limit}
    ) and ${isOver}`;
  const result = await repeatAborted(() => batch.execute(db));
  return Number(result.numAffectedRows ?? 0);
}
