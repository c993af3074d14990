// What real sign-ins leave behind: links, last sign-ins, certificates seen, the confirmation of "required".

import type {
  AuditEvent,
  AuditOptions,
  SignInChange,
  SignInFact,
  SignInRecorded,
  Store,
} from '@team-sso/core';
import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import { CERTIFICATE_SEEN_EVERY_MILLIS } from './certificate-use.ts';
import { identityHash } from './identity-hash.ts';
import { hasHappened } from './sign-in-events.ts';
import { appendAudit } from './sql-audit.ts';
import { subjectText } from './sql-subjects.ts';
import { mayWriteInWith } from './sql-dialect.ts';
import { createRepeatedSignInStatement } from './sql-facts-statement.ts';
import { dateOf, type SignInsTable, type Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

/** Databases limit the parameters of one statement. */
const USERS_PER_QUERY = 500;

export function signInFactOf(row: Omit<Selectable<SignInsTable>, 'team' | 'subject'>): SignInFact {
  return {
    userId: row.user_id,
    connectionId: row.connection_id,
    idpEntityId: row.idp_entity_id,
    at: dateOf(row.signed_in_at),
  };
}

/** One statement for whoever has signed in before, where the database can have it. */
export function createWriteFacts(db: Kysely<Tables>): Store['writeFacts'] {
  if (!mayWriteInWith(db)) return (...facts) => writeInSteps(db, ...facts);
  const repeat = createRepeatedSignInStatement(db);
  return async (team, change, events, options) => {
    // What happens only to a first sign-in is left out of the log of a repeated one; the rest needs its transaction.
    if (!events.some((event) => hasHappened(event, false, false))) {
      const { linkedUserId } = await repeat(team, change);
      if (linkedUserId !== null) return { linkedUserId, confirmed: false };
    }
    return writeInSteps(db, team, change, events, options);
  };
}

function writeInSteps(
  db: Kysely<Tables>,
  team: string,
  change: SignInChange,
  events: readonly AuditEvent[],
  options: AuditOptions = {},
): Promise<SignInRecorded> {
  return inTransaction(db, async (transaction) => {
    const before = await readBefore(transaction, team, change);
    const link = await linkOnce(transaction, team, change, before.linkedUserId);
    // The identity is somebody else's: a sign-in of this user did not happen.
    if (link.userId !== change.userId) return { linkedUserId: link.userId, confirmed: false };
    await rememberSignIn(transaction, team, change);
    await rememberCertificate(transaction, team, change);
    if (!before.isConnectionSeen) await rememberConnection(transaction, team, change);
    const confirmed = await confirmRequirement(transaction, team, change);
    const happened = events.filter((event) => hasHappened(event, link.isNew, confirmed));
    await appendAudit(transaction, team, change.at, happened, options.seal);
    return { linkedUserId: link.userId, confirmed };
  });
}

interface Before {
  readonly linkedUserId: string | null;
  readonly isConnectionSeen: boolean;
}

/** One round trip for both: most sign-ins find them there. */
async function readBefore(db: Transaction<Tables>, team: string, change: SignInChange): Promise<Before> {
  const row = await db
    .selectFrom(sql<{ one: number }>`(select 1 as one)`.as('always'))
    .leftJoin('team_sso_links as link', (join) =>
      join
        .on('link.team', '=', team)
        .on('link.identity_hash', '=', identityHash(change.idpEntityId, change.nameId)),
    )
    .leftJoin('team_sso_connections_seen as connection', (join) =>
      join.on('connection.team', '=', team).on('connection.connection_id', '=', change.connectionId),
    )
    .select(['link.user_id', 'connection.connection_id'])
    .executeTakeFirstOrThrow();
  return { linkedUserId: row.user_id, isConnectionSeen: row.connection_id !== null };
}

async function linkOnce(
  db: Transaction<Tables>,
  team: string,
  { idpEntityId, nameId, userId, at }: SignInChange,
  linkedUserId: string | null,
): Promise<{ readonly userId: string; readonly isNew: boolean }> {
  if (linkedUserId !== null) return { userId: linkedUserId, isNew: false };
  const identity_hash = identityHash(idpEntityId, nameId);
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
  const found = await db
    .selectFrom('team_sso_links')
    .select('user_id')
    .where('team', '=', team)
    .where('identity_hash', '=', identity_hash)
    .executeTakeFirstOrThrow();
  return { userId: found.user_id, isNew: false };
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
      subject: subjectText(change),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team', 'user_id'])
        .doUpdateSet((row) => ({
          connection_id: row.ref('excluded.connection_id'),
          idp_entity_id: row.ref('excluded.idp_entity_id'),
          signed_in_at: row.ref('excluded.signed_in_at'),
          subject: row.ref('excluded.subject'),
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
        .where(
          'team_sso_certificates_seen.seen_at',
          '<=',
          change.at.getTime() - CERTIFICATE_SEEN_EVERY_MILLIS,
        ),
    )
    .execute();
}

async function rememberConnection(
  db: Transaction<Tables>,
  team: string,
  { connectionId, at }: SignInChange,
): Promise<void> {
  await db
    .insertInto('team_sso_connections_seen')
    .values({ team, connection_id: connectionId, seen_at: at.getTime() })
    .onConflict((conflict) => conflict.columns(['team', 'connection_id']).doNothing())
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

export async function countSignIns(
  db: Kysely<Tables>,
  team: string,
): Promise<readonly { readonly idpEntityId: string; readonly people: number }[]> {
  const rows = await db
    .selectFrom('team_sso_sign_ins')
    .select(['idp_entity_id', (row) => row.fn.countAll().as('people')])
    .where('team', '=', team)
    .groupBy('idp_entity_id')
    .execute();
  return rows.map(({ idp_entity_id: idpEntityId, people }) => ({ idpEntityId, people: Number(people) }));
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
