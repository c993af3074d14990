// The upkeep of connections, and calls under a limit, in memory.

import { NO_UPKEEP, type CallLimit, type Upkeep, type UpkeepStore } from '@team-sso/core';
import { addCall } from './counted-calls.ts';
import { appendAudit } from './memory-audit.ts';
import type { MemoryTables } from './memory-tables.ts';
import { copyOf } from './memory-copy.ts';

export function makeUpkeepDue(tables: MemoryTables, team: string, now: Date): void {
  const { version, state } = tables.upkeep.get(team) ?? { version: 0, state: NO_UPKEEP };
  tables.upkeep.set(team, { version, state, dueAt: new Date(now) });
}

export function claimUpkeep(tables: MemoryTables, now: Date, until: Date, limit: number): readonly string[] {
  const due = [...tables.upkeep]
    .filter(([, { dueAt }]) => dueAt <= now)
    .toSorted(([a, one], [b, other]) => one.dueAt.getTime() - other.dueAt.getTime() || (a < b ? -1 : 1))
    .slice(0, limit);
  for (const [team, upkeep] of due) tables.upkeep.set(team, { ...upkeep, dueAt: new Date(until) });
  return due.map(([team]) => team);
}

export function finishUpkeep(tables: MemoryTables, team: string, until: Date, dueAt: Date): void {
  const upkeep = tables.upkeep.get(team);
  if (upkeep?.dueAt.getTime() === until.getTime())
    tables.upkeep.set(team, { ...upkeep, dueAt: new Date(dueAt) });
}

export function expediteUpkeep(tables: MemoryTables, team: string, dueAt: Date): void {
  const upkeep = tables.upkeep.get(team);
  if (upkeep && upkeep.dueAt > dueAt) tables.upkeep.set(team, { ...upkeep, dueAt: new Date(dueAt) });
}

export function readUpkeep(tables: MemoryTables, team: string): Upkeep | null {
  return tables.upkeep.get(team) ?? null;
}

export function writeUpkeep(
  tables: MemoryTables,
  ...[team, version, state, events, options]: Parameters<UpkeepStore['writeUpkeep']>
): boolean {
  const upkeep = tables.upkeep.get(team);
  if (upkeep?.version !== version) return false;
  appendAudit(tables, team, options.now, events, options.seal);
  tables.upkeep.set(team, { ...upkeep, version: version + 1, state: copyOf(state) });
  return true;
}

/** Every write of settings in memory knows of upkeep. */
export function adoptUpkeep(): number {
  return 0;
}

export function countCall(tables: MemoryTables, key: string, limit: CallLimit, now: Date): boolean {
  const { isWithinLimit, times } = addCall(tables.countedCalls.get(key)?.times ?? [], limit, now);
  tables.countedCalls.set(key, { times, expiresAt: new Date(now.getTime() + limit.seconds * 1000) });
  return isWithinLimit;
}
