// Settings: read by primary key, written under a revision together with their audit events.

import {
  parseSettings,
  serializeSettings,
  type Store,
  type StoredSettings,
  type TeamSettings,
} from '@team-sso/core';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from './sql-audit.ts';
import { readGuardFacts } from './sql-guard-facts.ts';
import { dateOf, numberOf, type Tables } from './sql-schema.ts';
import { createStatement } from './sql-statement.ts';
import { inTransaction } from './sql-transaction.ts';
import { makeUpkeepDue } from './sql-upkeep.ts';

/** The columns a `StoredSettings` is made of. */
export interface SettingsRow {
  readonly revision: number | string | null;
  readonly settings: string | null;
  readonly proofs_valid_from: number | string | null;
  readonly confirmed_at: number | string | null;
}

/** Null when a join found no row. */
export function storedSettingsOf(team: string, row: SettingsRow): StoredSettings | null {
  if (row.settings === null || row.revision === null) return null;
  return {
    team,
    revision: numberOf(row.revision),
    settings: parseSettings(row.settings),
    ...(row.proofs_valid_from !== null && { proofsValidFrom: dateOf(row.proofs_valid_from) }),
    ...(row.confirmed_at !== null && { confirmedAt: dateOf(row.confirmed_at) }),
  };
}

export function createReadSettings(db: Kysely<Tables>): Store['readSettings'] {
  const read = createStatement<{ readonly team: string }, SettingsRow>(db, (given) =>
    db
      .selectFrom('team_sso_settings')
      .select(['revision', 'settings', 'proofs_valid_from', 'confirmed_at'])
      .where('team', '=', given.team),
  );
  return async (team) => {
    const [row] = await read({ team });
    return row === undefined ? null : storedSettingsOf(team, row);
  };
}

export function writeSettings(
  db: Kysely<Tables>,
  ...[team, expectedRevision, next, events, options]: Parameters<Store['writeSettings']>
): ReturnType<Store['writeSettings']> {
  return inTransaction(db, async (transaction) => {
    const row = {
      ...columnsOf(next),
      revision: expectedRevision + 1,
      ...(options.proofsValidFrom && { proofs_valid_from: options.proofsValidFrom.getTime() }),
      ...(options.confirmedAt !== undefined && { confirmed_at: options.confirmedAt?.getTime() ?? null }),
    };
    // The write comes first: it locks the row, so that the facts the guard sees are the ones the write is judged by.
    const written = await (expectedRevision === 0
      ? insertRow(transaction, team, row)
      : updateRow(transaction, team, row));
    if (!written) return { kind: 'stale' };
    if (options.guard) options.guard.check(await readGuardFacts(transaction, team, options.guard));
    await makeUpkeepDue(transaction, team, options.now);
    await appendAudit(transaction, team, options.now, events, options.seal);
    return { kind: 'written', revision: expectedRevision + 1 };
  });
}

export function endProofs(
  db: Kysely<Tables>,
  ...[team, at, events, options]: Parameters<Store['endProofs']>
): Promise<void> {
  return inTransaction(db, async (transaction) => {
    await transaction
      .updateTable('team_sso_settings')
      .set({ proofs_valid_from: at.getTime() })
      .where('team', '=', team)
      .where((row) =>
        row.or([row('proofs_valid_from', 'is', null), row('proofs_valid_from', '<', at.getTime())]),
      )
      .execute();
    await appendAudit(transaction, team, at, events, options?.seal);
  });
}

type WrittenColumns = ReturnType<typeof columnsOf> & {
  readonly revision: number;
  readonly proofs_valid_from?: number;
  readonly confirmed_at?: number | null;
};

async function insertRow(db: Transaction<Tables>, team: string, row: WrittenColumns): Promise<boolean> {
  const inserted = await db
    .insertInto('team_sso_settings')
    .values({ team, ...row })
    .onConflict((conflict) => conflict.column('team').doNothing())
    .returning('team')
    .executeTakeFirst();
  return inserted !== undefined;
}

async function updateRow(db: Transaction<Tables>, team: string, row: WrittenColumns): Promise<boolean> {
  const updated = await db
    .updateTable('team_sso_settings')
    .set(row)
    .where('team', '=', team)
    .where('revision', '=', row.revision - 1)
    .returning('team')
    .executeTakeFirst();
  return updated !== undefined;
}

/** The text, and what `writeFacts` must compare in the database when a sign-in confirms the requirement. */
function columnsOf(settings: TeamSettings) {
  const requirement = settings.mode === 'required' ? settings.requirement : null;
  return {
    settings: serializeSettings(settings),
    live_connection_id: settings.live?.connectionId ?? null,
    required_since: requirement?.since.getTime() ?? null,
    confirm_by: requirement?.confirmBy?.getTime() ?? null,
  };
}
