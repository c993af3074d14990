// Spent recovery codes whose use nobody confirmed yet: on lease to who spent them, for as long as what they open.

import type { Kysely, Transaction } from 'kysely';
import { endOfRecoveryUse, startOfRecoveryUse } from './recovery-use.ts';
import { dateOf, type Tables } from './sql-schema.ts';

/** One code of one batch. */
interface RecoveryCode {
  readonly team: string;
  readonly batchId: string;
  readonly hash: string;
}

export async function beginRecoveryUse(
  db: Transaction<Tables>,
  code: RecoveryCode,
  by: string,
  usedAt: Date,
): Promise<void> {
  const lease = { holder: by, held_until: endOfRecoveryUse(usedAt).getTime() };
  await db
    .insertInto('team_sso_leases')
    .values({ name: nameOf(code), ...lease })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(lease))
    .execute();
}

/** When this user spent the code, if it is still on lease to them. */
export async function readRecoveryUse(
  db: Transaction<Tables>,
  code: RecoveryCode,
  by: string,
  now: Date,
): Promise<Date | null> {
  const lease = await db
    .selectFrom('team_sso_leases')
    .select('held_until')
    .where('name', '=', nameOf(code))
    .where('holder', '=', by)
    .where('held_until', '>', now.getTime())
    .executeTakeFirst();
  return lease === undefined ? null : startOfRecoveryUse(dateOf(lease.held_until));
}

export async function confirmRecoveryUse(db: Kysely<Tables>, code: RecoveryCode): Promise<void> {
  await db.deleteFrom('team_sso_leases').where('name', '=', nameOf(code)).execute();
}

/** JSON keeps the borders between the parts unambiguous. */
function nameOf({ team, batchId, hash }: RecoveryCode): string {
  return JSON.stringify(['recovery use', team, batchId, hash]);
}
