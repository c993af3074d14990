// The host's last answers about the plan in memory.

import type { Entitlement, EntitlementStore } from '@team-sso/core';
import { entitlementText, parseEntitlement } from './entitlement-text.ts';
import { appendAudit } from './memory-audit.ts';
import type { MemoryTables } from './memory-tables.ts';

export function readEntitlement(tables: MemoryTables, team: string): Entitlement | null {
  const kept = tables.entitlements.get(team);
  return kept ? parseEntitlement(kept.text) : null;
}

export function keepEntitlement(
  tables: MemoryTables,
  ...[team, entitlement, at, eventsFor, options]: Parameters<EntitlementStore['keepEntitlement']>
): boolean {
  const kept = tables.entitlements.get(team);
  const text = entitlementText(entitlement);
  if (kept && (kept.text === text || kept.changedAt > at)) return false;
  const events = eventsFor?.(kept ? parseEntitlement(kept.text) : null) ?? [];
  appendAudit(tables, team, at, events, options?.seal);
  tables.entitlements.set(team, { text, changedAt: new Date(at) });
  return true;
}
