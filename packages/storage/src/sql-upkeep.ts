// The upkeep of connections: when a team's round is due, who runs it, and what is remembered until the next.

import {
  NO_UPKEEP,
  parseUpkeepState,
  serializeUpkeepState,
  type Upkeep,
  type UpkeepStore,
} from '@team-sso/core';
import { sql, type Kysely, type Transaction } from 'kysely';
import { appendAudit } from './sql-audit.ts';
import { dateOf, type Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

/** In the transaction that writes settings: what was written may name another URL or another certificate. */
export async function makeUpkeepDue(db: Transaction<Tables>, team: string, now: Date): Promise<void> {
  const due_at = now.getTime();
  await db
    .insertInto('team_sso_upkeep')
    .values({ team, due_at, version: 0, state: serializeUpkeepState(NO_UPKEEP) })
    .onConflict((conflict) => conflict.column('team').doUpdateSet({ due_at }))
    .execute();
}

export async function claimUpkeep(
  db: Kysely<Tables>,
  now: Date,
  until: Date,
  limit: number,
): Promise<readonly string[]> {
  const isDue = sql<boolean>`due_at <= ${now.getTime()}`;
  const claimed = await db
    .updateTable('team_sso_upkeep')
    .set({ due_at: until.getTime() })
    .where('team', 'in', (due) =>
      due
        .selectFrom('team_sso_upkeep')
        .select('team')
        .where(isDue)
        .orderBy('due_at')
        .orderBy('team')
        .limit(limit),
    )
    // Said again outside: another caller may have claimed the team since the inner query read it.
    .where(isDue)
    .returning('team')
    .execute();
  return claimed.map(({ team }) => team);
}

export async function finishUpkeep(
  db: Kysely<Tables>,
  team: string,
  until: Date,
  dueAt: Date,
): Promise<void> {
  await db
    .updateTable('team_sso_upkeep')
    .set({ due_at: dueAt.getTime() })
    .where('team', '=', team)
    .where('due_at', '=', until.getTime())
    .execute();
}

export async function expediteUpkeep(db: Kysely<Tables>, team: string, dueAt: Date): Promise<void> {
  await db
    .updateTable('team_sso_upkeep')
    .set({ due_at: dueAt.getTime() })
    .where('team', '=', team)
    .where('due_at', '>', dueAt.getTime())
    .execute();
}

export async function readUpkeep(db: Kysely<Tables>, team: string): Promise<Upkeep | null> {
  const row = await db
    .selectFrom('team_sso_upkeep')
    .select(['version', 'due_at', 'state'])
    .where('team', '=', team)
    .executeTakeFirst();
  return row ? { version: row.version, dueAt: dateOf(row.due_at), state: parseUpkeepState(row.state) } : null;
}

export function writeUpkeep(
  db: Kysely<Tables>,
  ...[team, version, state, events, options]: Parameters<UpkeepStore['writeUpkeep']>
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const written = await transaction
      .updateTable('team_sso_upkeep')
      .set({ state: serializeUpkeepState(state), version: version + 1 })
      .where('team', '=', team)
      .where('version', '=', version)
      .returning('team')
      .executeTakeFirst();
    if (!written) return false;
    await appendAudit(transaction, team, options.now, events, options.seal);
    return true;
  });
}

export async function adoptUpkeep(db: Kysely<Tables>, now: Date): Promise<number> {
  const adopted = await db
    .insertInto('team_sso_upkeep')
    .columns(['team', 'due_at', 'version', 'state'])
    .expression((from) =>
      from
        .selectFrom('team_sso_settings as settings')
        .leftJoin('team_sso_upkeep as upkeep', 'upkeep.team', 'settings.team')
        .where('upkeep.team', 'is', null)
        .select([
          'settings.team',
          sql<number>`cast(${now.getTime()} as bigint)`.as('due_at'),
          sql<number>`0`.as('version'),
          sql<string>`cast(${serializeUpkeepState(NO_UPKEEP)} as text)`.as('state'),
        ]),
    )
    .onConflict((conflict) => conflict.column('team').doNothing())
    .returning('team')
    .execute();
  return adopted.length;
}
