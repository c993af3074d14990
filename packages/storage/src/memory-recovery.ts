// Recovery codes in memory.

import type { RecoveryState, RecoveryStore, SpentRecoveryCode } from '@team-sso/core';
import { appendAudit } from './memory-audit.ts';
import { keyOf, type MemoryRecovery, type MemoryTables } from './memory-tables.ts';
import { endOfRecoveryUse, startOfRecoveryUse } from './recovery-use.ts';
import { addRecoveryAttempt } from './recovery-window.ts';
import { copyOf } from './memory-copy.ts';

export function readRecoveryState(tables: MemoryTables, team: string): RecoveryState | null {
  const kept = tables.recovery.get(team);
  return kept ? { ...kept.state, unused: kept.hashes.size } : null;
}

export function replaceRecoveryCodes(
  tables: MemoryTables,
  ...[team, batch, hashes, events, options]: Parameters<RecoveryStore['replaceRecoveryCodes']>
): void {
  appendAudit(tables, team, batch.madeAt, events, options?.seal);
  tables.recovery.set(team, { state: { batch: copyOf(batch) }, hashes: new Set(hashes) });
}

export function acknowledgeRecoveryCode(
  tables: MemoryTables,
  ...[team, batchId, hash, by, now, events, options]: Parameters<RecoveryStore['acknowledgeRecoveryCode']>
): boolean {
  const kept = findCode(tables, team, batchId, hash);
  if (!kept) return false;
  if (kept.state.acknowledgedAt) return true;
  appendAudit(tables, team, now, events, options?.seal);
  const state = { ...kept.state, acknowledgedAt: new Date(now), acknowledgedBy: by };
  tables.recovery.set(team, { ...kept, state });
  return true;
}

export function spendRecoveryCode(
  tables: MemoryTables,
  ...[team, batchId, hash, by, now, eventsFor, options]: Parameters<RecoveryStore['spendRecoveryCode']>
): SpentRecoveryCode | null {
  const use = keyOf('recovery use', team, batchId, hash);
  const kept = findCode(tables, team, batchId, hash);
  if (!kept) return repeatUse(tables, team, batchId, tables.leases.get(use), by, now);
  const hashes = new Set([...kept.hashes].filter((other) => other !== hash));
  appendAudit(tables, team, now, eventsFor(hashes.size), options?.seal);
  const state = { ...kept.state, lastUsedAt: new Date(now), lastUsedBy: by };
  tables.recovery.set(team, { state, hashes });
  tables.leases.set(use, { holder: by, until: endOfRecoveryUse(now) });
  return { unused: hashes.size, usedAt: new Date(now) };
}

function repeatUse(
  tables: MemoryTables,
  team: string,
  batchId: string,
  lease: { readonly holder: string; readonly until: Date } | undefined,
  by: string,
  now: Date,
): SpentRecoveryCode | null {
  const kept = tables.recovery.get(team);
  if (kept?.state.batch.batchId !== batchId || lease?.holder !== by || lease.until <= now) return null;
  return { unused: kept.hashes.size, usedAt: startOfRecoveryUse(lease.until) };
}

export function confirmRecoveryUse(tables: MemoryTables, team: string, batchId: string, hash: string): void {
  tables.leases.delete(keyOf('recovery use', team, batchId, hash));
}

function findCode(
  tables: MemoryTables,
  team: string,
  batchId: string,
  hash: string,
): MemoryRecovery | undefined {
  const kept = tables.recovery.get(team);
  return kept?.state.batch.batchId === batchId && kept.hashes.has(hash) ? kept : undefined;
}

export function countRecoveryAttempt(tables: MemoryTables, team: string, userId: string, now: Date): boolean {
  const key = keyOf(team, userId);
  const { isWithinLimit, times } = addRecoveryAttempt(tables.recoveryAttempts.get(key) ?? [], now);
  tables.recoveryAttempts.set(key, times);
  return isWithinLimit;
}
