// Single logout in memory: logouts on their way, whom an identity is linked to, messages that were acted on.

import type { LastSignIn, LogoutStore, PendingLogout } from '@team-sso/core';
import { keyOf, type MemoryTables } from './memory-tables.ts';
import { copyOf } from './memory-copy.ts';

export function rememberLogout(tables: MemoryTables, logout: PendingLogout): void {
  if (tables.logouts.has(logout.requestHash)) throw new Error('this logout is remembered already');
  tables.logouts.set(logout.requestHash, copyOf(logout));
}

export function readLogout(
  tables: MemoryTables,
  team: string,
  requestHash: string,
  now: Date,
): PendingLogout | null {
  const logout = tables.logouts.get(requestHash);
  return logout && logout.team === team && logout.expiresAt > now ? logout : null;
}

export function takeLogout(tables: MemoryTables, team: string, requestHash: string, now: Date): boolean {
  return readLogout(tables, team, requestHash, now) !== null && tables.logouts.delete(requestHash);
}

export function findLinkedUser(
  tables: MemoryTables,
  team: string,
  { idpEntityId, nameId }: Parameters<LogoutStore['findLinkedUser']>[1],
): string | null {
  return tables.links.get(keyOf(team, idpEntityId, nameId)) ?? null;
}

export function readLastSignIn(tables: MemoryTables, team: string, userId: string): LastSignIn | null {
  return tables.lastSignIns.get(keyOf(team, userId)) ?? null;
}

export function isMessageClaimed(tables: MemoryTables, messageKey: string, now: Date): boolean {
  const until = tables.claims.get(messageKey);
  return until !== undefined && until > now;
}

export function claimMessage(tables: MemoryTables, messageKey: string, until: Date): void {
  const claimed = tables.claims.get(messageKey);
  if (!claimed || claimed < until) tables.claims.set(messageKey, new Date(until));
}
