// What real sign-ins leave behind: links, last sign-ins, certificates seen, the confirmation of "required".

import type { AuditEvent, SignInChange, SignInFact, SignInRecorded } from '@team-sso/core';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { identityHash } from './identity-hash.ts';
import { hasHappened } from './sign-in-events.ts';
import { appendAudit } from './sql-audit.ts';
import { dateOf, type SignInsTable, type Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

/** Databases limit the parameters of one statement. */
const USERS_PER_QUERY = 500;

export function signInFactOf(row: Omit<Selectable<SignInsTable>, 'team'>): SignInFact {
  return {
    userId: row.user_id,
    connectionId: row.connection_id,
    idpEntityId: row.idp_entity_id,
    at: dateOf(row.signed_in_at),
  };
}

export function writeFacts(
  db: Kysely<Tables>,
  team: string,
  change: SignInChange,
  events: readonly AuditEvent[],
): Promise<SignInRecorded> {
  return inTransaction(db, async (transaction) => {
    const link = await linkOnce(transaction, team, change);
    // The identity is somebody else's: a sign-in of this user did not happen.
    if (link.userId !== change.userId) return { linkedUserId: link.userId, confirmed: false };
    await rememberSignIn(transaction, team, change);
    await rememberCertificate(transaction, team, change);
    const confirmed = await confirmRequirement(transaction, team, change);
    const happened = events.filter((event) => hasHappened(event, link.isNew, confirmed));
    await appendAudit(transaction, team, change.at, happened);
    return { linkedUserId: link.userId, confirmed };
  });
}

async function linkOnce(
  db: Transaction<Tables>,
  team: string,
  { idpEntityId, nameId, userId, at }: SignInChange,
): Promise<{ readonly userId: string; readonly isNew: boolean }> {
  const identity_hash = identityHash(idpEntityId, nameId);
  const find = db
    .selectFrom('team_sso_links')
    .select('user_id')
    .where('team', '=', team)
    .where('identity_hash', '=', identity_hash);
  const found = await find.executeTakeFirst();
  if (found !== undefined) return { userId: found.user_id, isNew: false };
  const inserted = await db
    .insertInto('team_sso_links')
    .values({
      team,
      identity_hash,
      idp_entity_id: idpEntityId,
      name_id: nameId,
      user_id: userId,
      linked_at: at.getTime(),
    })
    .onConflict((conflict) => conflict.columns(['team', 'identity_hash']).doNothing())
    .returning('user_id')
    .executeTakeFirst();
  if (inserted !== undefined) return { userId, isNew: true };
  return { userId: (await find.executeTakeFirstOrThrow()).user_id, isNew: false };
}

/** A sign-in that is written late never hides a newer one. */
async function rememberSignIn(db: Transaction<Tables>, team: string, change: SignInChange): Promise<void> {
  await db
    .insertInto('team_sso_sign_ins')
    .values({
      team,
      user_id: change.userId,
      connection_id: change.connectionId,
      idp_entity_id: change.idpEntityId,
      signed_in_at: change.at.getTime(),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team', 'user_id'])
        .doUpdateSet((row) => ({
          connection_id: row.ref('excluded.connection_id'),
          idp_entity_id: row.ref('excluded.idp_entity_id'),
          signed_in_at: row.ref('excluded.signed_in_at'),
        }))
        .whereRef('team_sso_sign_ins.signed_in_at', '<=', 'excluded.signed_in_at'),
    )
    .execute();
}

async function rememberCertificate(
  db: Transaction<Tables>,
  team: string,
  change: SignInChange,
): Promise<void> {
  await db
    .insertInto('team_sso_certificates_seen')
    .values({ team, fingerprint: change.certificateFingerprint, seen_at: change.at.getTime() })
    .onConflict((conflict) =>
      conflict
        .columns(['team', 'fingerprint'])
        .doUpdateSet((row) => ({ seen_at: row.ref('excluded.seen_at') }))
        .whereRef('team_sso_certificates_seen.seen_at', '<=', 'excluded.seen_at'),
    )
    .execute();
}

async function confirmRequirement(
  db: Transaction<Tables>,
  team: string,
  change: SignInChange,
): Promise<boolean> {
  const at = change.at.getTime();
  const confirmed = await db
    .updateTable('team_sso_settings')
    .set({ confirmed_at: at })
    .where('team', '=', team)
    .where('confirmed_at', 'is', null)
    .where('live_connection_id', '=', change.connectionId)
    .where('required_since', '<=', at)
    .where('confirm_by', '>=', at)
    .returning('team')
    .executeTakeFirst();
  return confirmed !== undefined;
}

export async function readSignIns(
  db: Kysely<Tables>,
  team: string,
  userIds: readonly string[],
): Promise<readonly SignInFact[]> {
  const facts: SignInFact[] = [];
  for (let start = 0; start < userIds.length; start += USERS_PER_QUERY) {
    const rows = await db
      .selectFrom('team_sso_sign_ins')
      .selectAll()
      .where('team', '=', team)
      .where('user_id', 'in', userIds.slice(start, start + USERS_PER_QUERY))
      .execute();
    facts.push(...rows.map(signInFactOf));
  }
  return facts;
}

export async function readCertificatesSeen(
  db: Kysely<Tables>,
  team: string,
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .selectFrom('team_sso_certificates_seen')
    .select(['fingerprint', 'seen_at'])
    .where('team', '=', team)
    .execute();
  return new Map(rows.map((row) => [row.fingerprint, dateOf(row.seen_at)]));
}
