// Sessions: a random id in the cookie, kept hashed here, and the set of proofs the session holds.

import { createHash } from 'node:crypto';
import type { Identity, Proof } from '@team-sso/core';
import type { Kysely, Transaction } from 'kysely';
import { proofFromRow, rowFromProof, type HeldProof } from './session-proof.ts';
import type { Tables } from './tables.ts';

export interface Session {
  readonly userId: string;
  /** Newest first. */
  readonly proofs: readonly HeldProof[];
}

export interface Sessions {
  /** Null: no such session, or it has ended. */
  read(sessionId: string | undefined): Promise<Session | null>;
  /**
   * Adds a proof and moves everything to a new id, which is returned. Same user: the other proofs stay, one of the same
   * kind and team is replaced. Another user: the old session ends.
   */
  signIn(sessionId: string | undefined, signIn: SignIn): Promise<string>;
  end(sessionId: string | undefined): Promise<void>;
  /** Ends every session of the person. */
  endAll(userId: string): Promise<void>;
  /**
   * Takes this team's SSO proofs from the person's sessions; one that proves nothing more ends. `sessionIndex`: only those of
   * that sign-in at the provider, and those that may be.
   */
  endSso(team: string, userId: string, sessionIndex?: string): Promise<void>;
  /** Forgets ended sessions. */
  prune(): Promise<void>;
}

export interface SignIn {
  readonly userId: string;
  readonly proof: Proof;
  /** With an SSO proof: who the provider said this is. */
  readonly identity?: Identity;
}

export interface SessionOptions {
  readonly now: () => Date;
  readonly randomBytes: (length: number) => Uint8Array;
}

/** A session ends so long after its last sign-in, whatever it does in between. */
export const SESSION_LIFETIME_HOURS = 7 * 24;
const SESSION_ID_BYTES = 32;
const HOUR_MILLIS = 3_600_000;

export function createSessions(db: Kysely<Tables>, { now, randomBytes }: SessionOptions): Sessions {
  return {
    async read(sessionId) {
      return sessionId ? readSession(db, hashOf(sessionId), now()) : null;
    },
    async signIn(sessionId, signIn) {
      const newId = Buffer.from(randomBytes(SESSION_ID_BYTES)).toString('base64url');
      await db
        .transaction()
        .execute((transaction) =>
          moveSession(transaction, sessionId ? hashOf(sessionId) : null, hashOf(newId), signIn, now()),
        );
      return newId;
    },
    async end(sessionId) {
      if (sessionId)
        await db.deleteFrom('bots_sessions').where('session_hash', '=', hashOf(sessionId)).execute();
    },
    async endAll(userId) {
      await db.deleteFrom('bots_sessions').where('user_id', '=', userId).execute();
    },
    async endSso(team, userId, sessionIndex) {
      await db.transaction().execute((transaction) => dropSsoProofs(transaction, team, userId, sessionIndex));
    },
    async prune() {
      await db.deleteFrom('bots_sessions').where('expires_at', '<=', now().toISOString()).execute();
    },
  };
}

async function readSession(
  db: Kysely<Tables>,
  hash: string,
  now: Date,
  only?: { readonly userId: string },
): Promise<Session | null> {
  let query = db
    .selectFrom('bots_sessions as s')
    .innerJoin('bots_session_proofs as p', 'p.session_hash', 's.session_hash')
    .selectAll('p')
    .select('s.user_id')
    .where('s.session_hash', '=', hash)
    .where('s.expires_at', '>', now.toISOString())
    .orderBy('p.at', 'desc');
  if (only) query = query.where('s.user_id', '=', only.userId);
  const rows = await query.execute();
  const [first] = rows;
  return first ? { userId: first.user_id, proofs: rows.map(proofFromRow) } : null;
}

async function moveSession(
  transaction: Transaction<Tables>,
  oldHash: string | null,
  newHash: string,
  { userId, proof, identity }: SignIn,
  now: Date,
): Promise<void> {
  const old = oldHash === null ? null : await readSession(transaction, oldHash, now, { userId });
  const added: HeldProof = identity ? { proof, identity } : { proof };
  const kept = (old?.proofs ?? []).filter((held) => keyOf(held.proof) !== keyOf(proof));
  const expiresAt = new Date(now.getTime() + SESSION_LIFETIME_HOURS * HOUR_MILLIS);
  await transaction
    .insertInto('bots_sessions')
    .values({ session_hash: newHash, user_id: userId, expires_at: expiresAt.toISOString() })
    .execute();
  await transaction
    .insertInto('bots_session_proofs')
    .values([added, ...kept].map((held) => rowFromProof(newHash, held)))
    .execute();
  if (oldHash !== null)
    await transaction.deleteFrom('bots_sessions').where('session_hash', '=', oldHash).execute();
}

async function dropSsoProofs(
  transaction: Transaction<Tables>,
  team: string,
  userId: string,
  sessionIndex: string | undefined,
): Promise<void> {
  const ofUser = transaction.selectFrom('bots_sessions').select('session_hash').where('user_id', '=', userId);
  let proofs = transaction
    .deleteFrom('bots_session_proofs')
    .where('kind', '=', 'sso')
    .where('team', '=', team)
    .where('session_hash', 'in', ofUser);
  if (sessionIndex !== undefined)
    proofs = proofs.where((row) =>
      row.or([row('session_index', 'is', null), row('session_index', '=', sessionIndex)]),
    );
  await proofs.execute();
  const stillProving = transaction.selectFrom('bots_session_proofs').select('session_hash');
  await transaction
    .deleteFrom('bots_sessions')
    .where('user_id', '=', userId)
    .where('session_hash', 'not in', stillProving)
    .execute();
}

const hashOf = (sessionId: string): string => createHash('sha256').update(sessionId).digest('hex');
const keyOf = (proof: Proof): string => `${proof.kind} ${proof.kind === 'password' ? '' : proof.team}`;
