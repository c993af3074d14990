// The append-only audit log: `(team, sequence)` is unique and grows by one, in the transaction of the change.

import type { AuditEvent, AuditRecord, Store } from '@team-sso/core';
import type { Kysely, Transaction } from 'kysely';
import { dateOf, numberOf, type Tables } from './sql-schema.ts';

/** Appends events inside the transaction of what they tell of. */
export async function appendAudit(
  db: Transaction<Tables>,
  team: string,
  at: Date,
  events: readonly AuditEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const head = await db
    .insertInto('team_sso_audit_heads')
    .values({ team, sequence: events.length })
    .onConflict((conflict) =>
      conflict.column('team').doUpdateSet((row) => ({
        sequence: row('team_sso_audit_heads.sequence', '+', row.ref('excluded.sequence')),
      })),
    )
    .returning('sequence')
    .executeTakeFirstOrThrow();
  const before = numberOf(head.sequence) - events.length;
  const rows = events.map((event, index) => ({
    team,
    sequence: before + index + 1,
    recorded_at: at.getTime(),
    event: JSON.stringify(event),
  }));
  await db.insertInto('team_sso_audit').values(rows).execute();
}

export async function readAudit(
  db: Kysely<Tables>,
  team: string,
  page: Parameters<Store['readAudit']>[1],
): Promise<readonly AuditRecord[]> {
  const { before } = page;
  const rows = await db
    .selectFrom('team_sso_audit')
    .selectAll()
    .where('team', '=', team)
    .$if(before !== undefined, (query) => query.where('sequence', '<', before ?? 0))
    .orderBy('sequence', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map((row) => ({
    team,
    sequence: numberOf(row.sequence),
    at: dateOf(row.recorded_at),
    event: parseEvent(row.event),
  }));
}

/** Only `appendAudit` writes this column. */
function parseEvent(text: string): AuditEvent {
  return JSON.parse(text) as AuditEvent;
}
