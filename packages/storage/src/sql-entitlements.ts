// The host's last answers about the plan: read often, written only when one differs.

import type { Entitlement, EntitlementStore } from '@team-sso/core';
import type { Kysely, Transaction } from 'kysely';
import { entitlementText, parseEntitlement } from './entitlement-text.ts';
import { appendAudit } from './sql-audit.ts';
import { numberOf, type Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

export async function readEntitlement(db: Kysely<Tables>, team: string): Promise<Entitlement | null> {
  const text = await readText(db, team);
  return text === null ? null : parseEntitlement(text);
}

export async function keepEntitlement(
  db: Kysely<Tables>,
  ...[team, entitlement, at, eventsFor, options]: Parameters<EntitlementStore['keepEntitlement']>
): Promise<boolean> {
  const text = entitlementText(entitlement);
  if ((await readText(db, team)) === text) return false;
  return inTransaction(db, async (transaction) => {
    const change = await replaceText(transaction, team, text, at);
    if (!change) return false;
    const previous = change.previous === null ? null : parseEntitlement(change.previous);
    await appendAudit(transaction, team, at, eventsFor?.(previous) ?? [], options?.seal);
    return true;
  });
}

/** Null when there is nothing to change: the text is there already, or a later answer changed it. */
async function replaceText(
  db: Transaction<Tables>,
  team: string,
  text: string,
  at: Date,
): Promise<{ readonly previous: string | null } | null> {
  const row = { entitlement: text, changed_at: at.getTime() };
  const inserted = await db
    .insertInto('team_sso_entitlements')
    .values({ team, ...row })
    .onConflict((conflict) => conflict.column('team').doNothing())
    .returning('team')
    .executeTakeFirst();
  if (inserted !== undefined) return { previous: null };
  // Writing the row locks it: of concurrent callers each sees what the one before it wrote.
  const kept = await db
    .updateTable('team_sso_entitlements')
    .set((current) => ({ team: current.ref('team') }))
    .where('team', '=', team)
    .returning(['entitlement', 'changed_at'])
    .executeTakeFirstOrThrow();
  if (kept.entitlement === text || numberOf(kept.changed_at) > at.getTime()) return null;
  await db.updateTable('team_sso_entitlements').set(row).where('team', '=', team).execute();
  return { previous: kept.entitlement };
}

async function readText(db: Kysely<Tables>, team: string): Promise<string | null> {
  const row = await db
    .selectFrom('team_sso_entitlements')
    .select('entitlement')
    .where('team', '=', team)
    .executeTakeFirst();
  return row?.entitlement ?? null;
}
