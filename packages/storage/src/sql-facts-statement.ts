// A sign-in that changes nothing but times, as one statement: the person is linked, the connection known, nothing to confirm.

import type { SignInChange } from '@team-sso/core';
import { sql, type Kysely, type QueryCreator } from 'kysely';
import { identityHash } from './identity-hash.ts';
import { CERTIFICATE_SEEN_EVERY_MILLIS } from './certificate-use.ts';
import type { Tables } from './sql-schema.ts';
import { createStatement } from './sql-statement.ts';
import { subjectText } from './sql-subjects.ts';

interface Values {
  readonly team: string;
  readonly identity_hash: string;
  readonly user_id: string;
  readonly connection_id: string;
  readonly idp_entity_id: string;
  readonly subject: string;
  readonly fingerprint: string;
  readonly at: number;
  readonly seen_before: number;
}

interface Known {
  readonly user_id: string;
  readonly is_remembered: boolean;
}

/** `linkedUserId` is null when nothing was written because there is more to this sign-in than times. */
export interface RepeatedSignIn {
  readonly linkedUserId: string | null;
}

/** Writes a repeated sign-in. For databases whose WITH may write. */
export function createRepeatedSignInStatement(
  db: Kysely<Tables>,
): (team: string, change: SignInChange) => Promise<RepeatedSignIn> {
  const run = createStatement<Values, Known>(db, (given) => statementOf(db, given));
  return async (team, change) => {
    const at = change.at.getTime();
    const [known] = await run({
      team,
      identity_hash: identityHash(change.idpEntityId, change.nameId),
      user_id: change.userId,
      connection_id: change.connectionId,
      idp_entity_id: change.idpEntityId,
      subject: subjectText(change),
      fingerprint: change.certificateFingerprint,
      at,
      seen_before: at - CERTIFICATE_SEEN_EVERY_MILLIS,
    });
    if (!known) return { linkedUserId: null };
    // A link never moves: whose it is may be said without more ado.
    const isTold = known.is_remembered || known.user_id !== change.userId;
    return { linkedUserId: isTold ? known.user_id : null };
  };
}

function statementOf(db: Kysely<Tables>, given: Values) {
  return db
    .with('known', (part) =>
      part
        .selectFrom('team_sso_links')
        .select('user_id')
        .select((row) =>
          row
            .and([row('user_id', '=', given.user_id), isConnectionSeen(given), row.not(confirms(given))])
            .as('is_remembered'),
        )
        .where('team', '=', given.team)
        .where('identity_hash', '=', given.identity_hash),
    )
    .with('signed_in', (part) => writeSignIn(part, given))
    .with('seen', (part) => writeCertificate(part, given))
    .selectFrom('known')
    .select(['user_id', 'is_remembered']);
}

type Part = QueryCreator<Tables & { readonly known: Known }>;

function writeSignIn(part: Part, given: Values) {
  return part
    .insertInto('team_sso_sign_ins')
    .columns(['team', 'user_id', 'connection_id', 'idp_entity_id', 'signed_in_at', 'subject'])
    .expression(
      part
        .selectFrom('known')
        .select([
          text(given.team).as('team'),
          'user_id',
          text(given.connection_id).as('connection_id'),
          text(given.idp_entity_id).as('idp_entity_id'),
          bigint(given.at).as('signed_in_at'),
          text(given.subject).as('subject'),
        ])
        .where('is_remembered', '=', true),
    )
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
    );
}

function writeCertificate(part: Part, given: Values) {
  return part
    .insertInto('team_sso_certificates_seen')
    .columns(['team', 'fingerprint', 'seen_at'])
    .expression(
      part
        .selectFrom('known')
        .select([
          text(given.team).as('team'),
          text(given.fingerprint).as('fingerprint'),
          bigint(given.at).as('seen_at'),
        ])
        .where('is_remembered', '=', true)
        .where(({ not }) => not(wasSeenJustNow(given))),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['team', 'fingerprint'])
        .doUpdateSet((row) => ({ seen_at: row.ref('excluded.seen_at') }))
        .where('team_sso_certificates_seen.seen_at', '<=', given.seen_before),
    );
}

/** Asked first: a conflict locks the row, whatever is done about it, and a whole team would wait there. */
function wasSeenJustNow(given: Values) {
  return sql<boolean>`exists (select 1 from team_sso_certificates_seen as earlier
    where earlier.team = ${given.team} and earlier.fingerprint = ${given.fingerprint}
      and earlier.seen_at > ${given.seen_before})`;
}

function isConnectionSeen(given: Values) {
  return sql<boolean>`exists (select 1 from team_sso_connections_seen as connection
    where connection.team = ${given.team} and connection.connection_id = ${given.connection_id})`;
}

function confirms(given: Values) {
  return sql<boolean>`exists (select 1 from team_sso_settings as settings
    where settings.team = ${given.team} and settings.confirmed_at is null
      and settings.live_connection_id = ${given.connection_id}
      and settings.required_since <= ${given.at} and settings.confirm_by >= ${given.at})`;
}

/** A parameter in a select list has no type of its own. */
function text(value: string) {
  return sql<string>`cast(${value} as text)`;
}

function bigint(value: number) {
  return sql<number>`cast(${value} as bigint)`;
}
