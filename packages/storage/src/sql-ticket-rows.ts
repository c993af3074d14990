// Tickets as their table keeps them, and as they come out of it.

import type { Ticket } from '@team-sso/core';
import type { Kysely, Selectable } from 'kysely';
import { identityHash } from './identity-hash.ts';
import { dateOf, type Tables, type TicketsTable } from './sql-schema.ts';

export async function addTicket(db: Kysely<Tables>, ticket: Ticket): Promise<void> {
  await db.insertInto('team_sso_tickets').values(ticketRow(ticket)).execute();
}

export function ticketRow(ticket: Ticket) {
  return {
    ticket_hash: ticket.ticketHash,
    team: ticket.team,
    purpose: ticket.purpose,
    test_run_id: ticket.testRunId ?? null,
    browser_hash: ticket.browserHash,
    return_to: ticket.returnTo,
    connection_id: ticket.connectionId,
    idp_entity_id: ticket.idpEntityId,
    name_id: ticket.nameId,
    identity_hash: identityHash(ticket.idpEntityId, ticket.nameId),
    payload: ticket.payload,
    expires_at: ticket.expiresAt.getTime(),
  };
}

export function ticketOf(row: Selectable<TicketsTable>): Ticket {
  return {
    ticketHash: row.ticket_hash,
    team: row.team,
    purpose: row.purpose,
    ...(row.test_run_id !== null && { testRunId: row.test_run_id }),
    browserHash: row.browser_hash,
    returnTo: row.return_to,
    connectionId: row.connection_id,
    idpEntityId: row.idp_entity_id,
    nameId: row.name_id,
    expiresAt: dateOf(row.expires_at),
    payload: row.payload,
  };
}
