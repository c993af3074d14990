// Pending requests: remembered at login, read with the settings when the answer comes.

import type { PendingRequest, Store } from '@team-sso/core';
import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import { dateOf, type RequestsTable, type Tables } from './sql-schema.ts';
import { storedSettingsOf, type SettingsRow } from './sql-settings.ts';
import { createStatement } from './sql-statement.ts';

export function createRememberRequest(db: Kysely<Tables>): Store['rememberRequest'] {
  const insert = createStatement<Inserted, unknown>(db, (given) =>
    db.insertInto('team_sso_requests').values({
      request_hash: given.request_hash,
      team: given.team,
      purpose: given.purpose,
      test_run_id: given.test_run_id,
      connection_id: given.connection_id,
      idp_entity_id: given.idp_entity_id,
      return_to: given.return_to,
      browser_hash: given.browser_hash,
      started_by: given.started_by,
      expires_at: given.expires_at,
    }),
  );
  return async (request) => {
    await insert({
      request_hash: request.requestHash,
      team: request.team,
      purpose: request.purpose,
      test_run_id: request.testRunId ?? null,
      connection_id: request.connectionId,
      idp_entity_id: request.idpEntityId,
      return_to: request.returnTo,
      browser_hash: request.browserHash,
      started_by: request.startedBy ?? null,
      expires_at: request.expiresAt.getTime(),
    });
  };
}

type Inserted = Insertable<RequestsTable>;

export function createReadForResponse(db: Kysely<Tables>): Store['readForResponse'] {
  const read = createStatement<Asked, SettingsRow & MaybeRequest>(db, (given) => joined(db, given));
  return async (team, requestHash, now) => {
    const [row] = await read({ team, request_hash: requestHash, now: now.getTime() });
    if (row === undefined) throw new Error('a row that is always there did not come');
    return { settings: storedSettingsOf(team, row), request: isRequest(row) ? pendingRequestOf(row) : null };
  };
}

interface Asked {
  readonly team: string;
  readonly request_hash: string | null;
  readonly now: number;
}

function joined(db: Kysely<Tables>, given: Asked) {
  return db
    .selectFrom(sql<{ one: number }>`(select 1 as one)`.as('always'))
    .leftJoin('team_sso_settings as settings', (join) => join.on('settings.team', '=', given.team))
    .leftJoin('team_sso_requests as request', (join) =>
      join
        .on('request.request_hash', '=', given.request_hash)
        .on('request.team', '=', given.team)
        .on('request.expires_at', '>', given.now),
    )
    .select(['settings.revision', 'settings.settings', 'settings.proofs_valid_from', 'settings.confirmed_at'])
    .select(['request.request_hash', 'request.team', 'request.purpose', 'request.connection_id'])
    .select(['request.idp_entity_id', 'request.return_to', 'request.browser_hash', 'request.expires_at'])
    .select(['request.test_run_id', 'request.started_by']);
}

type RequestRow = Selectable<RequestsTable>;
type MaybeRequest = { readonly [Column in keyof RequestRow]: RequestRow[Column] | null };

/** A left join gives all columns or none. */
function isRequest(row: MaybeRequest): row is RequestRow {
  return row.request_hash !== null;
}

function pendingRequestOf(row: RequestRow): PendingRequest {
  return {
    requestHash: row.request_hash,
    team: row.team,
    purpose: row.purpose,
    ...(row.test_run_id !== null && { testRunId: row.test_run_id }),
    connectionId: row.connection_id,
    idpEntityId: row.idp_entity_id,
    returnTo: row.return_to,
    browserHash: row.browser_hash,
    ...(row.started_by !== null && { startedBy: row.started_by }),
    expiresAt: dateOf(row.expires_at),
  };
}
