// Calls under a limit, counted one after the other for each key.

import type { CallLimit } from '@team-sso/core';
import type { Kysely } from 'kysely';
import { addCall } from './counted-calls.ts';
import type { Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

export function countCall(db: Kysely<Tables>, key: string, limit: CallLimit, now: Date): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const expires_at = now.getTime() + limit.seconds * 1000;
    // Writing the row locks it: the next call waits here until this one is counted.
    const { times: earlier } = await transaction
      .insertInto('team_sso_counted_calls')
      .values({ call_key: key, times: '[]', expires_at })
      .onConflict((conflict) => conflict.column('call_key').doUpdateSet({ expires_at }))
      .returning('times')
      .executeTakeFirstOrThrow();
    const { isWithinLimit, times } = addCall(timesOf(earlier), limit, now);
    await transaction
      .updateTable('team_sso_counted_calls')
      .set({ times: JSON.stringify(times) })
      .where('call_key', '=', key)
      .execute();
    return isWithinLimit;
  });
}

/** Only `countCall` writes this column. */
function timesOf(text: string): readonly number[] {
  return JSON.parse(text) as number[];
}
