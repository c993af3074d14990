// The rest of the memory store: facts to read, pruning.

import type { SignInFact } from '@team-sso/core';
import { keyOf, type MemoryTables } from './memory-tables.ts';
import { recoveryWindowStart } from './recovery-window.ts';
import { claimsOver, retentionStart } from './retention.ts';

export function readSignIns(
  tables: MemoryTables,
  team: string,
  userIds: readonly string[],
): readonly SignInFact[] {
  return [...new Set(userIds)].flatMap((userId) => tables.signIns.get(keyOf(team, userId)) ?? []);
}

export function countSignIns(
  tables: MemoryTables,
  team: string,
): readonly { readonly idpEntityId: string; readonly people: number }[] {
  const counts = new Map<string, number>();
  for (const [key, { idpEntityId }] of tables.signIns) {
    if ((JSON.parse(key) as readonly string[])[0] !== team) continue;
    counts.set(idpEntityId, (counts.get(idpEntityId) ?? 0) + 1);
  }
  return [...counts].map(([idpEntityId, people]) => ({ idpEntityId, people }));
}

export function prune(tables: MemoryTables, now: Date, limit: number): number {
  const retained = retentionStart(now);
  const windowStart = recoveryWindowStart(now);
  return (
    deleteExpired(tables.requests, (request) => request.expiresAt <= now, limit) +
    deleteExpired(tables.logouts, (logout) => logout.expiresAt <= now, limit) +
    deleteExpired(tables.tickets, (ticket) => ticket.expiresAt <= now, limit) +
    deleteExpired(tables.claims, (claimUntil) => claimUntil <= claimsOver(now), limit) +
    deleteExpired(tables.attempts, ({ at }) => at <= retained, limit) +
    // That a connection passed is a fact that refusals rest on: whether anybody tidies up must not change it.
    deleteExpired(
      tables.testRuns,
      ({ run }) => run.startedAt <= retained && run.outcome !== 'passed',
      limit,
    ) +
    deleteExpired(tables.countedCalls, ({ expiresAt }) => expiresAt <= now, limit) +
    deleteExpired(tables.leases, ({ until }) => until <= now, limit) +
    deleteExpired(tables.recoveryAttempts, (times) => times.every((at) => at <= windowStart), limit)
  );
}

function deleteExpired<Row>(rows: Map<string, Row>, isExpired: (row: Row) => boolean, limit: number): number {
  let deleted = 0;
  for (const [key, row] of rows) {
    if (deleted >= limit) break;
    if (!isExpired(row)) continue;
    rows.delete(key);
    deleted += 1;
  }
  return deleted;
}
