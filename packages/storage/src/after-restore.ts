// What a store needs once it was restored from a backup: it does not know what happened since, and must not let it happen twice.

import { Kysely, type Dialect } from 'kysely';
import { migrate } from './sql-migrations.ts';
import type { Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

/** What was done to a restored store. */
export interface RestoredStore {
  /** Sign-ins, tests and logouts on their way, given up: whoever was in the middle of one begins again. */
  readonly givenUp: number;
  /** Teams whose earlier SSO sessions do not count any more. */
  readonly teams: number;
  /**
   * Teams whose live connection takes sign-ins that start at the provider. Nothing but the claim tells such a response
   * from a repeated one, and claims since the backup are lost: keep `allowUnsolicited` off for them until a day after the
   * time the backup was taken.
   */
  readonly unsolicited: readonly string[];
}

/**
 * Makes a restored store safe to serve: run it once, before any process does. A request that was waiting when the backup
 * was taken may have been answered since, and a ticket taken; ended sessions would be back. All of them are given up.
 * Running it again ends the sessions made in between, and no more.
 */
export async function settleAfterRestore(dialect: Dialect, now: Date): Promise<RestoredStore> {
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db);
    return await inTransaction(db, async (transaction) => {
      let givenUp = 0n;
      for (const table of ['team_sso_requests', 'team_sso_tickets', 'team_sso_logouts'] as const)
        givenUp += (await transaction.deleteFrom(table).executeTakeFirstOrThrow()).numDeletedRows;
      const at = now.getTime();
      const ended = await transaction
        .updateTable('team_sso_settings')
        .set({ proofs_valid_from: at })
        .where((row) => row.or([row('proofs_valid_from', 'is', null), row('proofs_valid_from', '<', at)]))
        .executeTakeFirstOrThrow();
      const candidates = await transaction
        .selectFrom('team_sso_settings')
        .select(['team', 'settings'])
        .where('settings', 'like', '%"allowUnsolicited":true%')
        .orderBy('team')
        .execute();
      return {
        givenUp: Number(givenUp),
        teams: Number(ended.numUpdatedRows),
        unsolicited: candidates.filter(({ settings }) => takesUnsolicited(settings)).map(({ team }) => team),
      };
    });
  } finally {
    await db.destroy();
  }
}

/** Only the store writes this column. */
function takesUnsolicited(settings: string): boolean {
  const { live } = JSON.parse(settings) as { readonly live?: { readonly allowUnsolicited?: boolean } | null };
  return live?.allowUnsolicited === true;
}
