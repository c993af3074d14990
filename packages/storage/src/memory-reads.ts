// The rest of the memory store: facts to read, values kept for good, pruning.

import type { SignInFact, StoredSpKey } from '@team-sso/core';
import { keyOf, type MemoryTables } from './memory-tables.ts';
import { recoveryWindowStart } from './recovery-window.ts';
import { retentionStart } from './retention.ts';

export function readSignIns(
  tables: MemoryTables,
  team: string,
  userIds: readonly string[],
): readonly SignInFact[] {
  return [...new Set(userIds)].flatMap((userId) => tables.signIns.get(keyOf(team, userId)) ?? []);
}

export function addFirstSpKey(tables: MemoryTables, key: StoredSpKey): StoredSpKey {
  const [first] = tables.spKeys.get(key.region) ?? [];
  if (first) return first;
  tables.spKeys.set(key.region, [structuredClone(key)]);
  return key;
}

export function keepFirst(tables: MemoryTables, name: string, value: string): string {
  const kept = tables.kept.get(name) ?? value;
  tables.kept.set(name, kept);
  return kept;
}

export function prune(tables: MemoryTables, now: Date, limit: number): number {
  const retained = retentionStart(now);
  const windowStart = recoveryWindowStart(now);
  return (
    deleteExpired(tables.requests, (request) => request.expiresAt <= now, limit) +
    deleteExpired(tables.tickets, (ticket) => ticket.expiresAt <= now, limit) +
    deleteExpired(tables.claims, (claimUntil) => claimUntil <= now, limit) +
    deleteExpired(tables.attempts, ({ at }) => at <= retained, limit) +
    deleteExpired(tables.testRuns, ({ run }) => run.startedAt <= retained, limit) +
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
