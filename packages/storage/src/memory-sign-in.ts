// The login path in memory: pending requests, the one atomic step of a sign-in, tickets.

import type { PendingRequest, Store, StoredSettings, Ticket } from '@team-sso/core';
import { keyOf, type MemoryTables } from './memory-tables.ts';
import { copyOf } from './memory-copy.ts';

export function rememberRequest(tables: MemoryTables, request: PendingRequest): void {
  if (tables.requests.has(request.requestHash)) throw new Error('this request is remembered already');
  tables.requests.set(request.requestHash, copyOf(request));
}

export function readForResponse(
  tables: MemoryTables,
  team: string,
  requestHash: string | null,
  now: Date,
): { readonly settings: StoredSettings | null; readonly request: PendingRequest | null } {
  return {
    settings: tables.settings.get(team) ?? null,
    request: findRequest(tables, team, requestHash, now),
  };
}

export function completeSignIn(
  tables: MemoryTables,
  step: Parameters<Store['completeSignIn']>[0],
): 'done' | 'replayed' | 'request_unknown' {
  const { team, requestHash, assertionKey, claimUntil, ticket, now } = step;
  const claimedUntil = tables.claims.get(assertionKey);
  const isClaimed = claimedUntil !== undefined && claimedUntil > now;
  // A response that was completed before has spent both: it is told apart by its claim.
  if (isClaimed) return 'replayed';
  if (requestHash !== null && !findRequest(tables, team, requestHash, now)) return 'request_unknown';
  addTicket(tables, ticket);
  if (requestHash !== null) tables.requests.delete(requestHash);
  tables.claims.set(assertionKey, new Date(claimUntil));
  return 'done';
}

export function addTicket(tables: MemoryTables, ticket: Ticket): void {
  if (tables.tickets.has(ticket.ticketHash)) throw new Error('this ticket is stored already');
  tables.tickets.set(ticket.ticketHash, copyOf(ticket));
}

export function takeTicket(
  tables: MemoryTables,
  ticketHash: string,
  browserHash: string | null,
  now: Date,
): Awaited<ReturnType<Store['takeTicket']>> {
  const ticket = tables.tickets.get(ticketHash);
  if (!ticket || ticket.expiresAt <= now) return { kind: 'unknown' };
  if (ticket.browserHash !== null && ticket.browserHash !== browserHash) return { kind: 'browser_mismatch' };
  tables.tickets.delete(ticketHash);
  const linkedUserId = tables.links.get(keyOf(ticket.team, ticket.idpEntityId, ticket.nameId)) ?? null;
  return { kind: 'taken', ticket, settings: tables.settings.get(ticket.team) ?? null, linkedUserId };
}

function findRequest(
  tables: MemoryTables,
  team: string,
  requestHash: string | null,
  now: Date,
): PendingRequest | null {
  const request = requestHash === null ? undefined : tables.requests.get(requestHash);
  return request && request.team === team && request.expiresAt > now ? request : null;
}
