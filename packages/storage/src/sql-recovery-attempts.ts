// Attempts to enter a recovery code, counted one after the other for each user.

import type { Kysely } from 'kysely';
import { addRecoveryAttempt } from './recovery-window.ts';
import type { Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

export function countRecoveryAttempt(
  db: Kysely<Tables>,
  team: string,
  userId: string,
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    // Writing the row locks it: the next attempt of this user waits here until this one is counted.
    const { times: earlier } = await transaction
      .insertInto('team_sso_recovery_attempts')
      .values({ team, user_id: userId, times: '[]', last_at: now.getTime() })
      .onConflict((conflict) =>
        conflict
          .columns(['team', 'user_id'])
          .doUpdateSet((row) => ({ times: row.ref('team_sso_recovery_attempts.times') })),
      )
      .returning('times')
      .executeTakeFirstOrThrow();
    const { isWithinLimit, times } = addRecoveryAttempt(timesOf(earlier), now);
    await transaction
      .updateTable('team_sso_recovery_attempts')
      .set({ times: JSON.stringify(times), last_at: Math.max(...times) })
      .where('team', '=', team)
      .where('user_id', '=', userId)
      .execute();
    return isWithinLimit;
  });
}

/** Only `countRecoveryAttempt` writes this column. */
function timesOf(text: string): readonly number[] {
  return JSON.parse(text) as number[];
}
