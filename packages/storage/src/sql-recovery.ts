// Recovery codes: one batch per team, a row per unspent code, every change in line behind the batch's row lock.

import type { RecoveryState, RecoveryStore, SpentRecoveryCode } from '@team-sso/core';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { appendAudit } from './sql-audit.ts';
import { beginRecoveryUse, readRecoveryUse } from './sql-recovery-uses.ts';
import { dateOf, numberOf, type RecoveryBatchesTable, type Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

export async function readRecoveryState(db: Kysely<Tables>, team: string): Promise<RecoveryState | null> {
  const row = await db
    .selectFrom('team_sso_recovery_batches as batch')
    .selectAll()
    .select((batch) =>
      batch
        .selectFrom('team_sso_recovery_codes as code')
        .select((code) => code.fn.countAll<number | string>().as('count'))
        .whereRef('code.team', '=', 'batch.team')
        .whereRef('code.batch_id', '=', 'batch.batch_id')
        .as('unused'),
    )
    .where('batch.team', '=', team)
    .executeTakeFirst();
  return row === undefined ? null : recoveryStateOf(row, numberOf(row.unused ?? 0));
}

/** Waits until nobody else changes the team's codes; then nobody does until this transaction ends. */
export async function lockRecoveryCodes(
  db: Transaction<Tables>,
  team: string,
): Promise<{ readonly batchId: string; readonly isAcknowledged: boolean } | null> {
  // Writing the row locks it, in every database.
  const batch = await db
    .updateTable('team_sso_recovery_batches')
    .set((row) => ({ team: row.ref('team') }))
    .where('team', '=', team)
    .returning(['batch_id', 'acknowledged_at'])
    .executeTakeFirst();
  return batch === undefined
    ? null
    : { batchId: batch.batch_id, isAcknowledged: batch.acknowledged_at !== null };
}

export function replaceRecoveryCodes(
  db: Kysely<Tables>,
  ...[team, batch, hashes, events, options]: Parameters<RecoveryStore['replaceRecoveryCodes']>
): Promise<void> {
  const { batchId, salt, madeAt, madeBy } = batch;
  const fields = {
    batch_id: batchId,
    salt,
    made_at: madeAt.getTime(),
    made_by: madeBy,
    acknowledged_at: null,
    acknowledged_by: null,
    last_used_at: null,
    last_used_by: null,
  };
  return inTransaction(db, async (transaction) => {
    await transaction
      .insertInto('team_sso_recovery_batches')
      .values({ team, ...fields })
      .onConflict((conflict) => conflict.column('team').doUpdateSet(fields))
      .execute();
    await transaction.deleteFrom('team_sso_recovery_codes').where('team', '=', team).execute();
    if (hashes.length > 0)
      await transaction
        .insertInto('team_sso_recovery_codes')
        .values(hashes.map((hash) => ({ team, batch_id: batchId, code_hash: hash })))
        .execute();
    await appendAudit(transaction, team, madeAt, events, options?.seal);
  });
}

export function acknowledgeRecoveryCode(
  db: Kysely<Tables>,
  ...[team, batchId, hash, by, now, events, options]: Parameters<RecoveryStore['acknowledgeRecoveryCode']>
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const batch = await lockRecoveryCodes(transaction, team);
    if (batch?.batchId !== batchId || !(await hasCode(transaction, team, batchId, hash))) return false;
    if (batch.isAcknowledged) return true;
    await transaction
      .updateTable('team_sso_recovery_batches')
      .set({ acknowledged_at: now.getTime(), acknowledged_by: by })
      .where('team', '=', team)
      .execute();
    await appendAudit(transaction, team, now, events, options?.seal);
    return true;
  });
}

export function spendRecoveryCode(
  db: Kysely<Tables>,
  ...[team, batchId, hash, by, now, eventsFor, options]: Parameters<RecoveryStore['spendRecoveryCode']>
): Promise<SpentRecoveryCode | null> {
  const code = { team, batchId, hash };
  return inTransaction(db, async (transaction) => {
    const batch = await lockRecoveryCodes(transaction, team);
    if (batch?.batchId !== batchId) return null;
    if (!(await deleteCode(transaction, team, batchId, hash))) {
      const usedAt = await readRecoveryUse(transaction, code, by, now);
      return usedAt && { usedAt, unused: (await readRecoveryState(transaction, team))?.unused ?? 0 };
    }
    await beginRecoveryUse(transaction, code, by, now);
    await transaction
      .updateTable('team_sso_recovery_batches')
      .set({ last_used_at: now.getTime(), last_used_by: by })
      .where('team', '=', team)
      .execute();
    const unused = (await readRecoveryState(transaction, team))?.unused ?? 0;
    await appendAudit(transaction, team, now, eventsFor(unused), options?.seal);
    return { unused, usedAt: new Date(now) };
  });
}

async function hasCode(
  db: Transaction<Tables>,
  team: string,
  batchId: string,
  hash: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('team_sso_recovery_codes')
    .select('code_hash')
    .where('team', '=', team)
    .where('batch_id', '=', batchId)
    .where('code_hash', '=', hash)
    .executeTakeFirst();
  return found !== undefined;
}

async function deleteCode(
  db: Transaction<Tables>,
  team: string,
  batchId: string,
  hash: string,
): Promise<boolean> {
  const deleted = await db
    .deleteFrom('team_sso_recovery_codes')
    .where('team', '=', team)
    .where('batch_id', '=', batchId)
    .where('code_hash', '=', hash)
    .returning('code_hash')
    .executeTakeFirst();
  return deleted !== undefined;
}

function recoveryStateOf(row: Selectable<RecoveryBatchesTable>, unused: number): RecoveryState {
  return {
    batch: { batchId: row.batch_id, salt: row.salt, madeAt: dateOf(row.made_at), madeBy: row.made_by },
    unused,
    ...(row.acknowledged_at !== null && { acknowledgedAt: dateOf(row.acknowledged_at) }),
    ...(row.acknowledged_by !== null && { acknowledgedBy: row.acknowledged_by }),
    ...(row.last_used_at !== null && { lastUsedAt: dateOf(row.last_used_at) }),
    ...(row.last_used_by !== null && { lastUsedBy: row.last_used_by }),
  };
}
