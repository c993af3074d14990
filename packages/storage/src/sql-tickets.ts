// Taking a ticket: one statement deletes it and brings along what `finish` needs.

import type { Store, Ticket } from '@team-sso/core';
import type { Kysely, Selectable } from 'kysely';
import { dateOf, type Tables, type TicketsTable } from './sql-schema.ts';
import { storedSettingsOf } from './sql-settings.ts';

export async function takeTicket(
  db: Kysely<Tables>,
  ticketHash: string,
  browserHash: string | null,
  now: Date,
): ReturnType<Store['takeTicket']> {
  const row = await deleteTicket(db, ticketHash, browserHash, now).executeTakeFirst();
  if (row === undefined)
    return { kind: (await ticketExists(db, ticketHash, now)) ? 'browser_mismatch' : 'unknown' };
  return {
    kind: 'taken',
    ticket: ticketOf(row),
    settings: storedSettingsOf(row.team, row),
    linkedUserId: row.linked_user_id,
  };
}

function deleteTicket(db: Kysely<Tables>, ticketHash: string, browserHash: string | null, now: Date) {
  return (
    db
      .deleteFrom('team_sso_tickets')
      .where('ticket_hash', '=', ticketHash)
      .where('expires_at', '>', now.getTime())
      // `= null` is never true: a caller without a cookie takes unsolicited tickets only.
      .where((row) => row.or([row('browser_hash', 'is', null), row('browser_hash', '=', browserHash)]))
      .returningAll()
      .returning((row) => {
        const settings = row
          .selectFrom('team_sso_settings as settings')
          .whereRef('settings.team', '=', 'team_sso_tickets.team');
        return [
          settings.select('settings.revision').as('revision'),
          settings.select('settings.settings').as('settings'),
          settings.select('settings.proofs_valid_from').as('proofs_valid_from'),
          settings.select('settings.confirmed_at').as('confirmed_at'),
          row
            .selectFrom('team_sso_links as link')
            .select('link.user_id')
            .whereRef('link.team', '=', 'team_sso_tickets.team')
            .whereRef('link.identity_hash', '=', 'team_sso_tickets.identity_hash')
            .as('linked_user_id'),
        ];
      })
  );
}

async function ticketExists(db: Kysely<Tables>, ticketHash: string, now: Date): Promise<boolean> {
  const ticket = await db
    .selectFrom('team_sso_tickets')
    .select('ticket_hash')
    .where('ticket_hash', '=', ticketHash)
    .where('expires_at', '>', now.getTime())
    .executeTakeFirst();
  return ticket !== undefined;
}

function ticketOf(row: Selectable<TicketsTable>): Ticket {
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
