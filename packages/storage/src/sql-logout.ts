// Logouts on their way to the provider, whom an identity is linked to, and messages that were acted on.

import type { LogoutStore, PendingLogout } from '@team-sso/core';
import type { Kysely } from 'kysely';
import { identityHash } from './identity-hash.ts';
import { dateOf, type Tables } from './sql-schema.ts';

export async function rememberLogout(db: Kysely<Tables>, logout: PendingLogout): Promise<void> {
  await db
    .insertInto('team_sso_logouts')
    .values({
      request_hash: logout.requestHash,
      team: logout.team,
      connection_id: logout.connectionId,
      idp_entity_id: logout.idpEntityId,
      return_to: logout.returnTo,
      expires_at: logout.expiresAt.getTime(),
    })
    .execute();
}

export async function readLogout(
  db: Kysely<Tables>,
  team: string,
  requestHash: string,
  now: Date,
): Promise<PendingLogout | null> {
  const row = await db
    .selectFrom('team_sso_logouts')
    .selectAll()
    .where('request_hash', '=', requestHash)
    .where('team', '=', team)
    .where('expires_at', '>', now.getTime())
    .executeTakeFirst();
  return row === undefined
    ? null
    : {
        requestHash: row.request_hash,
        team: row.team,
        connectionId: row.connection_id,
        idpEntityId: row.idp_entity_id,
        returnTo: row.return_to,
        expiresAt: dateOf(row.expires_at),
      };
}

export async function takeLogout(
  db: Kysely<Tables>,
  team: string,
  requestHash: string,
  now: Date,
): Promise<boolean> {
  const taken = await db
    .deleteFrom('team_sso_logouts')
    .where('request_hash', '=', requestHash)
    .where('team', '=', team)
    .where('expires_at', '>', now.getTime())
    .returning('request_hash')
    .executeTakeFirst();
  return taken !== undefined;
}

export async function findLinkedUser(
  db: Kysely<Tables>,
  team: string,
  { idpEntityId, nameId }: Parameters<LogoutStore['findLinkedUser']>[1],
): Promise<string | null> {
  const link = await db
    .selectFrom('team_sso_links')
    .select('user_id')
    .where('team', '=', team)
    .where('identity_hash', '=', identityHash(idpEntityId, nameId))
    .executeTakeFirst();
  return link?.user_id ?? null;
}

export async function isMessageClaimed(db: Kysely<Tables>, messageKey: string, now: Date): Promise<boolean> {
  const claim = await db
    .selectFrom('team_sso_claims')
    .select('assertion_key')
    .where('assertion_key', '=', messageKey)
    .where('expires_at', '>', now.getTime())
    .executeTakeFirst();
  return claim !== undefined;
}

/** One that has expired and was not pruned yet is taken over. */
export async function claimMessage(db: Kysely<Tables>, messageKey: string, until: Date): Promise<void> {
  await db
    .insertInto('team_sso_claims')
    .values({ assertion_key: messageKey, expires_at: until.getTime() })
    .onConflict((conflict) =>
      conflict
        .column('assertion_key')
        .doUpdateSet((row) => ({ expires_at: row.ref('excluded.expires_at') }))
        .whereRef('team_sso_claims.expires_at', '<', 'excluded.expires_at'),
    )
    .execute();
}
