// The append-only audit log: `(team, sequence)` is unique and grows by one, in the transaction of the change.

import type {
  ActivityStore,
  AuditEvent,
  AuditRecord,
  AuditSeal,
  AuditUnless,
  SealedAuditRecord,
  Store,
} from '@team-sso/core';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { chainRecords, eventText, parseEvent, type ChainEnd } from './audit-chain.ts';
import { dateOf, numberOf, type AuditTable, type Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

/** Appends events inside the transaction of what they tell of. */
export async function appendAudit(
  db: Transaction<Tables>,
  team: string,
  at: Date,
  events: readonly AuditEvent[],
  seal: AuditSeal | undefined,
): Promise<void> {
  if (events.length === 0) return;
  const sequence = await advanceHead(db, team, events.length);
  const end = { sequence, seal: seal && sequence > 0 ? await readSeal(db, team, sequence) : null };
  await db
    .insertInto('team_sso_audit')
    .values(rowsOf(end, team, at, events, seal))
    .execute();
}

/** `appendAudit` of the port: events on their own. The head is locked first, so that of concurrent callers one appends. */
export function appendAuditUnless(
  db: Kysely<Tables>,
  ...[team, events, options]: Parameters<ActivityStore['appendAudit']>
): Promise<boolean> {
  const { now, seal, unless } = options;
  return inTransaction(db, async (transaction) => {
    if (unless) {
      await advanceHead(transaction, team, 0);
      if (await hasHappenedSince(transaction, team, unless)) return false;
    }
    await appendAudit(transaction, team, now, events, seal);
    return true;
  });
}

async function hasHappenedSince(
  db: Transaction<Tables>,
  team: string,
  { since, matches }: AuditUnless,
): Promise<boolean> {
  const rows = await db
    .selectFrom('team_sso_audit')
    .select('event')
    .where('team', '=', team)
    .where('recorded_at', '>=', since.getTime())
    .execute();
  return rows.some(({ event }) => matches(parseEvent(event)));
}

/** The sequence number before this write. Another writer of the team waits here until this one is done. */
async function advanceHead(db: Transaction<Tables>, team: string, by: number): Promise<number> {
  const head = await db
    .insertInto('team_sso_audit_heads')
    .values({ team, sequence: by })
    .onConflict((conflict) =>
      conflict.column('team').doUpdateSet((row) => ({
        sequence: row('team_sso_audit_heads.sequence', '+', row.ref('excluded.sequence')),
      })),
    )
    .returning('sequence')
    .executeTakeFirstOrThrow();
  return numberOf(head.sequence) - by;
}

async function readSeal(db: Transaction<Tables>, team: string, sequence: number): Promise<string> {
  const last = await db
    .selectFrom('team_sso_audit')
    .select('seal')
    .where('team', '=', team)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
  // A record that somebody deleted shows as a gap; it must not stop the team's writes.
  return last?.seal ?? '';
}

function rowsOf(
  end: ChainEnd,
  team: string,
  at: Date,
  events: readonly AuditEvent[],
  seal: AuditSeal | undefined,
) {
  return chainRecords(end, team, at, events, seal).map((record) => ({
    team,
    sequence: record.sequence,
    recorded_at: record.at.getTime(),
    event: eventText(record.event),
    seal: record.seal,
    notice_pending: 1,
  }));
}

export async function readAudit(
  db: Kysely<Tables>,
  team: string,
  page: Parameters<Store['readAudit']>[1],
): Promise<readonly AuditRecord[]> {
  const { before } = page;
  const rows = await db
    .selectFrom('team_sso_audit')
    .select(['team', 'sequence', 'recorded_at', 'event'])
    .where('team', '=', team)
    .$if(before !== undefined, (query) => query.where('sequence', '<', before ?? 0))
    .orderBy('sequence', 'desc')
    .limit(page.limit)
    .execute();
  return rows.map(auditRecordOf);
}

export async function readSealedAudit(
  db: Kysely<Tables>,
  team: string,
  page: Parameters<ActivityStore['readSealedAudit']>[1],
): Promise<readonly SealedAuditRecord[]> {
  const ofTeam = db
    .selectFrom('team_sso_audit')
    .select(['team', 'sequence', 'recorded_at', 'event', 'seal'])
    .where('team', '=', team)
    .limit(page.limit);
  const ordered =
    'after' in page
      ? ofTeam.where('sequence', '>', page.after).orderBy('sequence')
      : ofTeam
          .$if(page.before !== null, (query) => query.where('sequence', '<', page.before ?? 0))
          .orderBy('sequence', 'desc');
  const rows = await ordered.execute();
  return rows.map((row) => ({ ...auditRecordOf(row), seal: row.seal }));
}

export async function readUnsentNotices(db: Kysely<Tables>, limit: number): Promise<readonly AuditRecord[]> {
  const rows = await db
    .selectFrom('team_sso_audit')
    .select(['team', 'sequence', 'recorded_at', 'event'])
    .where('notice_pending', '=', 1)
    .orderBy('recorded_at')
    .orderBy('team')
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map(auditRecordOf);
}

export async function markNoticeSent(db: Kysely<Tables>, team: string, sequence: number): Promise<void> {
  await db
    .updateTable('team_sso_audit')
    .set({ notice_pending: 0 })
    .where('team', '=', team)
    .where('sequence', '=', sequence)
    .execute();
}

function auditRecordOf(
  row: Pick<Selectable<AuditTable>, 'team' | 'sequence' | 'recorded_at' | 'event'>,
): AuditRecord {
  return {
    team: row.team,
    sequence: numberOf(row.sequence),
    at: dateOf(row.recorded_at),
    event: parseEvent(row.event),
  };
}
