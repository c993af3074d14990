// Sign-in attempts, and what `maintain()` works from: leases and overdue requirements.

import type { ActivityStore, Attempt } from '@team-sso/core';
import type { Kysely } from 'kysely';
import { retentionStart } from './retention.ts';
import type { Tables } from './sql-schema.ts';

export async function addAttempt(db: Kysely<Tables>, attempt: Attempt): Promise<boolean> {
  const added = await db
    .insertInto('team_sso_attempts')
    .values({
      team: attempt.team,
      short_code: attempt.shortCode,
      attempted_at: attempt.at.getTime(),
      attempt: JSON.stringify(attempt),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['team', 'short_code'])
        .doUpdateSet((row) => ({
          attempted_at: row.ref('excluded.attempted_at'),
          attempt: row.ref('excluded.attempt'),
        }))
        .where('team_sso_attempts.attempted_at', '<=', retentionStart(attempt.at).getTime()),
    )
    .returning('short_code')
    .executeTakeFirst();
  return added !== undefined;
}

export async function readAttempts(
  db: Kysely<Tables>,
  ...[team, page]: Parameters<ActivityStore['readAttempts']>
): Promise<readonly Attempt[]> {
  const { before, since, limit, shortCode } = page;
  let query = db.selectFrom('team_sso_attempts').select('attempt').where('team', '=', team);
  if (shortCode !== undefined) query = query.where('short_code', '=', shortCode);
  if (since !== undefined) query = query.where('attempted_at', '>=', since.getTime());
  if (before !== undefined) {
    const at = before.at.getTime();
    query = query
      .where('attempted_at', '<=', at)
      .where((row) => row.or([row('attempted_at', '<', at), row('short_code', '<', before.shortCode)]));
  }
  const rows = await query
    .orderBy('attempted_at', 'desc')
    .orderBy('short_code', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => attemptOf(row.attempt));
}

/** Only `addAttempt` writes this column. */
function attemptOf(text: string): Attempt {
  const attempt = JSON.parse(text) as Omit<Attempt, 'at'> & { readonly at: string };
  return { ...attempt, at: new Date(attempt.at) };
}

export async function takeLease(
  db: Kysely<Tables>,
  ...[name, holder, now, until]: Parameters<ActivityStore['takeLease']>
): Promise<boolean> {
  const taken = await db
    .insertInto('team_sso_leases')
    .values({ name, holder, held_until: until.getTime() })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet((row) => ({
          holder: row.ref('excluded.holder'),
          held_until: row.ref('excluded.held_until'),
        }))
        .where((row) =>
          row.or([
            row('team_sso_leases.held_until', '<=', now.getTime()),
            row('team_sso_leases.holder', '=', holder),
          ]),
        ),
    )
    .returning('name')
    .executeTakeFirst();
  return taken !== undefined;
}

export async function readOverdueRequirements(
  db: Kysely<Tables>,
  now: Date,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('team_sso_settings')
    .select('team')
    .where('confirm_by', '<', now.getTime())
    .where('confirmed_at', 'is', null)
    .orderBy('confirm_by')
    .orderBy('team')
    .limit(limit)
    .execute();
  return rows.map(({ team }) => team);
}
