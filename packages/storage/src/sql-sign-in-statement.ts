// The atomic step of a sign-in as one statement, for databases whose WITH may write: one way there and back.

import type { Store } from '@team-sso/core';
import { sql, type Kysely } from 'kysely';
import type { Tables } from './sql-schema.ts';
import { createStatement } from './sql-statement.ts';
import { ticketRow } from './sql-ticket-rows.ts';

type SignInStep = Parameters<Store['completeSignIn']>[0];

interface Values extends ReturnType<typeof ticketRow> {
  readonly request_hash: string | null;
  readonly request_team: string;
  readonly assertion_key: string;
  readonly claim_until: number;
  readonly now: number;
}

/** Whether the step was done; on false nothing has changed. */
export function createSignInStatement(db: Kysely<Tables>): (step: SignInStep) => Promise<boolean> {
  const run = createStatement<Values, unknown>(db, (given) => statementOf(db, given));
  return async (step) => {
    const stored = await run({
      ...ticketRow(step.ticket),
      request_hash: step.requestHash,
      request_team: step.team,
      assertion_key: step.assertionKey,
      claim_until: step.claimUntil.getTime(),
      now: step.now.getTime(),
    });
    return stored.length > 0;
  };
}

/**
 * Each part writes only if the one before it did: the request is locked first and deleted last, so that a response whose
 * assertion is claimed already takes nothing. Concurrent callers wait for the request's row, or for the claim's.
 */
function statementOf(db: Kysely<Tables>, given: Values) {
  const isUnsolicited = sql<boolean>`${text(given.request_hash)} is null`;
  return db
    .with('pending', (part) => lockRequest(part, given))
    .with('claimed', (part) =>
      part
        .insertInto('team_sso_claims')
        .columns(['assertion_key', 'expires_at'])
        .expression(
          part
            .selectNoFrom([text(given.assertion_key).as('key'), bigint(given.claim_until).as('until')])
            .where(sql<boolean>`${isUnsolicited} or exists (select 1 from pending)`),
        )
        .onConflict((conflict) =>
          conflict
            .column('assertion_key')
            .doUpdateSet((row) => ({ expires_at: row.ref('excluded.expires_at') }))
            .where('team_sso_claims.expires_at', '<=', given.now),
        )
        .returning('assertion_key'),
    )
    .with('taken', (part) =>
      part
        .deleteFrom('team_sso_requests')
        .where('request_hash', 'in', (from) => from.selectFrom('pending').select('request_hash'))
        .where(sql<boolean>`exists (select 1 from claimed)`)
        .returning('request_hash'),
    )
    .insertInto('team_sso_tickets')
    .columns(TICKET_COLUMNS)
    .expression(
      db
        .selectNoFrom([
          ...TEXT_COLUMNS.map((column) => text(given[column]).as(column)),
          bigint(given.expires_at).as('expires_at'),
        ])
        .where(sql<boolean>`exists (select 1 from claimed)`)
        .where(sql<boolean>`${isUnsolicited} or exists (select 1 from taken)`),
    )
    .returning('ticket_hash');
}

function lockRequest(db: Pick<Kysely<Tables>, 'selectFrom'>, given: Values) {
  return db
    .selectFrom('team_sso_requests')
    .select('request_hash')
    .where('request_hash', '=', sql<string>`${text(given.request_hash)}`)
    .where('team', '=', given.request_team)
    .where('expires_at', '>', given.now)
    .forUpdate();
}

const TEXT_COLUMNS = [
  'ticket_hash',
  'team',
  'purpose',
  'test_run_id',
  'browser_hash',
  'return_to',
  'connection_id',
  'idp_entity_id',
  'name_id',
  'identity_hash',
  'payload',
] as const;
const TICKET_COLUMNS = [...TEXT_COLUMNS, 'expires_at'] as const;

/** A parameter in a select list has no type of its own. */
function text(value: string | null) {
  return sql<string>`cast(${value} as text)`;
}

function bigint(value: number) {
  return sql<number>`cast(${value} as bigint)`;
}
