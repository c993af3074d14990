// The audit log in memory, and the notices that wait to be sent.

import type { ActivityStore, AuditEvent, AuditRecord, AuditSeal, SealedAuditRecord } from '@team-sso/core';
import { chainRecords } from './audit-chain.ts';
import { keyOf, type MemoryTables } from './memory-tables.ts';

export function appendAudit(
  tables: MemoryTables,
  team: string,
  at: Date,
  events: readonly AuditEvent[],
  seal: AuditSeal | undefined,
): void {
  const records = tables.audit.get(team) ?? [];
  const end = { sequence: records.length, seal: records.at(-1)?.seal ?? null };
  const added = chainRecords(end, team, at, events, seal);
  tables.audit.set(team, [...records, ...added]);
  for (const record of added) tables.unsentNotices.set(keyOf(team, `${record.sequence}`), record);
}

/** `appendAudit` of the port: events on their own. */
export function appendAuditUnless(
  tables: MemoryTables,
  ...[team, events, options]: Parameters<ActivityStore['appendAudit']>
): boolean {
  const { now, seal, unless } = options;
  const records = tables.audit.get(team) ?? [];
  if (unless && records.some(({ at, event }) => at >= unless.since && unless.matches(event))) return false;
  appendAudit(tables, team, now, events, seal);
  return true;
}

export function readAudit(
  tables: MemoryTables,
  team: string,
  page: { readonly before?: number; readonly limit: number },
): readonly AuditRecord[] {
  const { before = Infinity, limit } = page;
  return (tables.audit.get(team) ?? [])
    .filter((record) => record.sequence < before)
    .toReversed()
    .slice(0, limit)
    .map(withoutSeal);
}

export function readSealedAudit(
  tables: MemoryTables,
  team: string,
  page: Parameters<ActivityStore['readSealedAudit']>[1],
): readonly SealedAuditRecord[] {
  const records = tables.audit.get(team) ?? [];
  if ('before' in page) {
    const before = page.before ?? Infinity;
    const newestFirst = records.filter((record) => record.sequence < before).toReversed();
    return newestFirst.slice(0, page.limit);
  }
  return records.filter((record) => record.sequence > page.after).slice(0, page.limit);
}

export function readUnsentNotices(tables: MemoryTables, limit: number): readonly AuditRecord[] {
  return [...tables.unsentNotices.values()]
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || compare(a.team, b.team) || a.sequence - b.sequence)
    .slice(0, limit)
    .map(withoutSeal);
}

export function markNoticeSent(tables: MemoryTables, team: string, sequence: number): void {
  tables.unsentNotices.delete(keyOf(team, `${sequence}`));
}

function withoutSeal({ team, sequence, at, event }: SealedAuditRecord): AuditRecord {
  return { team, sequence, at, event };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
