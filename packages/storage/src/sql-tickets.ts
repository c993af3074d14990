// Taking a ticket: one statement deletes it and brings along what `finish` needs.

import type { Store } from '@team-sso/core';
import type { Kysely, Selectable } from 'kysely';
import type { Tables, TicketsTable } from './sql-schema.ts';
import { storedSettingsOf, type SettingsRow } from './sql-settings.ts';
import { createStatement } from './sql-statement.ts';
import { ticketOf } from './sql-ticket-rows.ts';

export function createTakeTicket(db: Kysely<Tables>): Store['takeTicket'] {
  const take = createStatement<Values, TakenRow>(db, (given) => deleteTicket(db, given));
  return async (ticketHash, browserHash, now) => {
    const [row] = await take({ ticket_hash: ticketHash, browser_hash: browserHash, now: now.getTime() });
    if (row === undefined)
      return { kind: (await ticketExists(db, ticketHash, now)) ? 'browser_mismatch' : 'unknown' };
    return {
      kind: 'taken',
      ticket: ticketOf(row),
      settings: storedSettingsOf(row.team, row),
      linkedUserId: row.linked_user_id,
    };
  };
}

interface Values {
  readonly ticket_hash: string;
  readonly browser_hash: string | null;
  readonly now: number;
}

type TakenRow = Selectable<TicketsTable> & SettingsRow & { readonly linked_user_id: string | null };

function deleteTicket(db: Kysely<Tables>, given: Values) {
  return (
    db
      .deleteFrom('team_sso_tickets')
      .where('ticket_hash', '=', given.ticket_hash)
      .where('expires_at', '>', given.now)
      // `= null` is never true: a caller without a cookie takes unsolicited tickets only.
      .where((row) => row.or([row('browser_hash', 'is', null), row('browser_hash', '=', given.browser_hash)]))
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
