// The one atomic step of a sign-in: request taken, assertion claimed, ticket stored.

import type { Store } from '@team-sso/core';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './sql-schema.ts';
import { createSignInStatement } from './sql-sign-in-statement.ts';
import { addTicket } from './sql-ticket-rows.ts';
import { inTransaction } from './sql-transaction.ts';
import { mayWriteInWith } from './sql-dialect.ts';

type SignInStep = Parameters<Store['completeSignIn']>[0];

/** Thrown to roll the transaction back. */
class AlreadyClaimed extends Error {}

/** One statement where the database can have it; where it can't (SQLite) there is no way to it either, only a file. */
export function createCompleteSignIn(db: Kysely<Tables>): Store['completeSignIn'] {
  if (!mayWriteInWith(db)) return (step) => completeInSteps(db, step);
  const complete = createSignInStatement(db);
  return async (step) => ((await complete(step)) ? 'done' : whyNot(db, step));
}

async function completeInSteps(db: Kysely<Tables>, step: SignInStep): ReturnType<Store['completeSignIn']> {
  try {
    return await inTransaction(db, async (transaction) => {
      const { requestHash } = step;
      if (requestHash !== null && !(await takeRequest(transaction, step, requestHash)))
        return whyNot(transaction, step);
      if (!(await claim(transaction, step))) throw new AlreadyClaimed();
      await addTicket(transaction, step.ticket);
      return 'done';
    });
  } catch (error) {
    if (error instanceof AlreadyClaimed) return 'replayed';
    throw error;
  }
}

/** A response that was completed before has spent both: it is told apart by its claim. */
async function whyNot(db: Kysely<Tables>, step: SignInStep): Promise<'replayed' | 'request_unknown'> {
  const claimed = await db
    .selectFrom('team_sso_claims')
    .select('assertion_key')
    .where('assertion_key', '=', step.assertionKey)
    .where('expires_at', '>', step.now.getTime())
    .executeTakeFirst();
  return claimed === undefined ? 'request_unknown' : 'replayed';
}

/** Concurrent callers wait here for the row; the second finds it gone. */
async function takeRequest(db: Transaction<Tables>, step: SignInStep, requestHash: string): Promise<boolean> {
  const taken = await db
    .deleteFrom('team_sso_requests')
    .where('request_hash', '=', requestHash)
    .where('team', '=', step.team)
    .where('expires_at', '>', step.now.getTime())
    .returning('request_hash')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Inserts the claim, or takes over one that has expired but was not pruned yet. */
async function claim(db: Transaction<Tables>, step: SignInStep): Promise<boolean> {
  const claimed = await db
    .insertInto('team_sso_claims')
    .values({ assertion_key: step.assertionKey, expires_at: step.claimUntil.getTime() })
    .onConflict((conflict) =>
      conflict
        .column('assertion_key')
        .doUpdateSet((row) => ({ expires_at: row.ref('excluded.expires_at') }))
        .where('team_sso_claims.expires_at', '<=', step.now.getTime()),
    )
    .returning('assertion_key')
    .executeTakeFirst();
  return claimed !== undefined;
}
