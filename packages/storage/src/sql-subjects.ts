// Whom a provider knows a person as, kept with the person's last sign-in.

import type { LastSignIn, SignInChange, SignInSubject } from '@team-sso/core';
import type { Kysely } from 'kysely';
import { dateOf, numberOf, type Tables } from './sql-schema.ts';

/** The `subject` column: names a provider sent may hold characters that a text column refuses, JSON escapes them. */
export function subjectText({ nameId, subject, at }: SignInChange): string {
  return JSON.stringify({ at: at.getTime(), subject: { ...subject, nameId } });
}

export async function readLastSignIn(
  db: Kysely<Tables>,
  team: string,
  userId: string,
): Promise<LastSignIn | null> {
  const row = await db
    .selectFrom('team_sso_sign_ins')
    .selectAll()
    .where('team', '=', team)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (row === undefined || row.subject === null) return null;
  const { at, subject } = JSON.parse(row.subject) as { readonly at: number; readonly subject: SignInSubject };
  // A version that knows no subjects wrote a newer sign-in: this is an older one's.
  if (at !== numberOf(row.signed_in_at)) return null;
  return {
    userId: row.user_id,
    connectionId: row.connection_id,
    idpEntityId: row.idp_entity_id,
    at: dateOf(row.signed_in_at),
    subject,
  };
}
