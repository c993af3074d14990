// Pending requests: remembered at login, read with the settings when the answer comes.

import type { PendingRequest, Store } from '@team-sso/core';
import { sql, type Kysely, type Selectable } from 'kysely';
import { dateOf, type RequestsTable, type Tables } from './sql-schema.ts';
import { storedSettingsOf } from './sql-settings.ts';

export async function rememberRequest(db: Kysely<Tables>, request: PendingRequest): Promise<void> {
  await db
    .insertInto('team_sso_requests')
    .values({
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
    })
    .execute();
}

export async function readForResponse(
  db: Kysely<Tables>,
  team: string,
  requestHash: string | null,
  now: Date,
): ReturnType<Store['readForResponse']> {
  const row = await db
    .selectFrom(sql<{ one: number }>`(select 1 as one)`.as('always'))
    .leftJoin('team_sso_settings as settings', (join) => join.on('settings.team', '=', team))
    .leftJoin('team_sso_requests as request', (join) =>
      join
        .on('request.request_hash', '=', requestHash)
        .on('request.team', '=', team)
        .on('request.expires_at', '>', now.getTime()),
    )
    .select(['settings.revision', 'settings.settings', 'settings.proofs_valid_from', 'settings.confirmed_at'])
    .select(['request.request_hash', 'request.team', 'request.purpose', 'request.connection_id'])
    .select(['request.idp_entity_id', 'request.return_to', 'request.browser_hash', 'request.expires_at'])
    .select(['request.test_run_id', 'request.started_by'])
    .executeTakeFirstOrThrow();
  return { settings: storedSettingsOf(team, row), request: isRequest(row) ? pendingRequestOf(row) : null };
}

type RequestRow = Selectable<RequestsTable>;

/** A left join gives all columns or none. */
function isRequest(row: {
  readonly [Column in keyof RequestRow]: RequestRow[Column] | null;
}): row is RequestRow {
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
