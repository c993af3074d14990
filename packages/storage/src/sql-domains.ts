// E-mail domains: each team's own rows, and one row per verified domain whose primary key makes its owner the only one.

import {
  NEVER_CONFIGURED,
  serializeSettings,
  type DomainStore,
  type DomainWritten,
  type StoredDomain,
} from '@team-sso/core';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { appendAudit } from './sql-audit.ts';
import { dateOf, numberOf, type DomainsTable, type Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

export async function readDomains(db: Kysely<Tables>, team: string): Promise<readonly StoredDomain[]> {
  const rows = await db.selectFrom('team_sso_domains').selectAll().where('team', '=', team).execute();
  return rows.map(domainOf).toSorted(byName);
}

/** Collations differ from database to database; this order is the same on all of them. */
export function byName(a: StoredDomain, b: StoredDomain): number {
  return a.domain < b.domain ? -1 : 1;
}

export async function readOwnedDomain(db: Kysely<Tables>, domain: string): Promise<StoredDomain | null> {
  const row = await db
    .selectFrom('team_sso_domain_owners as o')
    .innerJoin('team_sso_domains as d', (join) =>
      join.onRef('d.team', '=', 'o.team').onRef('d.domain', '=', 'o.domain'),
    )
    .selectAll('d')
    .where('o.domain', '=', domain)
    .executeTakeFirst();
  return row ? domainOf(row) : null;
}

export async function readDueDomains(
  db: Kysely<Tables>,
  now: Date,
  limit: number,
): Promise<readonly StoredDomain[]> {
  const rows = await db
    .selectFrom('team_sso_domains')
    .selectAll()
    .where('check_due_at', '<=', now.getTime())
    .orderBy('check_due_at')
    .limit(limit)
    .execute();
  return rows.map(domainOf);
}

/** Leaves the transaction and undoes what it did so far. */
class Refusal extends Error {
  readonly kind: Exclude<DomainWritten['kind'], 'written'>;

  constructor(kind: Exclude<DomainWritten['kind'], 'written'>) {
    super(kind);
    this.kind = kind;
  }
}

export async function writeDomain(
  db: Kysely<Tables>,
  ...[team, expectedRevision, change, events, { now, seal }]: Parameters<DomainStore['writeDomain']>
): Promise<DomainWritten> {
  try {
    return await inTransaction(db, async (transaction) => {
      // First: it locks the team's row, so that no two changes of its domains overlap.
      await nextRevision(transaction, team, expectedRevision);
      await applyChange(transaction, team, change, now);
      await appendAudit(transaction, team, now, events, seal);
      return { kind: 'written', revision: expectedRevision + 1 };
    });
  } catch (error) {
    if (error instanceof Refusal) return { kind: error.kind };
    throw error;
  }
}

async function nextRevision(db: Transaction<Tables>, team: string, expected: number): Promise<void> {
  const written =
    expected === 0
      ? await db
          .insertInto('team_sso_settings')
          .values({ team, revision: 1, settings: serializeSettings(NEVER_CONFIGURED) })
          .onConflict((conflict) => conflict.column('team').doNothing())
          .returning('team')
          .executeTakeFirst()
      : await db
          .updateTable('team_sso_settings')
          .set({ revision: expected + 1 })
          .where('team', '=', team)
          .where('revision', '=', expected)
          .returning('team')
          .executeTakeFirst();
  if (!written) throw new Refusal('stale');
}

function applyChange(
  db: Transaction<Tables>,
  team: string,
  change: Parameters<DomainStore['writeDomain']>[2],
  now: Date,
): Promise<void> {
  switch (change.kind) {
    case 'add':
      return add(db, team, change, now);
    case 'verify':
      return verify(db, team, change, now);
    case 'remove':
      return remove(db, team, change.domain);
  }
}

async function add(
  db: Transaction<Tables>,
  team: string,
  change: { readonly domain: string; readonly token: string; readonly max: number },
  now: Date,
): Promise<void> {
  const { count } = await db
    .selectFrom('team_sso_domains')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('team', '=', team)
    .executeTakeFirstOrThrow();
  if (Number(count) >= change.max) throw new Refusal('too_many');
  const { domain, token } = change;
  const added = await db
    .insertInto('team_sso_domains')
    .values({ team, domain, token, state: 'pending', added_at: now.getTime(), version: 1 })
    .onConflict((conflict) => conflict.columns(['team', 'domain']).doNothing())
    .returning('domain')
    .executeTakeFirst();
  if (!added) throw new Refusal('exists');
}

async function verify(
  db: Transaction<Tables>,
  team: string,
  change: { readonly domain: string; readonly token: string; readonly checkDueAt: Date },
  now: Date,
): Promise<void> {
  if (!(await own(db, team, change.domain))) throw new Refusal('taken');
  const verified = await db
    .updateTable('team_sso_domains')
    .set((row) => ({
      state: 'verified',
      verified_at: now.getTime(),
      last_checked_at: now.getTime(),
      last_check: 'found',
      lapses_at: null,
      check_due_at: change.checkDueAt.getTime(),
      version: row('version', '+', 1),
    }))
    .where('team', '=', team)
    .where('domain', '=', change.domain)
    .where('token', '=', change.token)
    .returning('domain')
    .executeTakeFirst();
  if (!verified) throw new Refusal('unknown');
}

/** Of two teams at once one inserts the row; the other waits for it and then reads whose it is. */
async function own(db: Transaction<Tables>, team: string, domain: string): Promise<boolean> {
  await db
    .insertInto('team_sso_domain_owners')
    .values({ domain, team })
    .onConflict((conflict) => conflict.column('domain').doNothing())
    .execute();
  const owner = await db
    .selectFrom('team_sso_domain_owners')
    .select('team')
    .where('domain', '=', domain)
    .executeTakeFirst();
  return owner?.team === team;
}

async function remove(db: Transaction<Tables>, team: string, domain: string): Promise<void> {
  await disown(db, team, domain);
  const removed = await db
    .deleteFrom('team_sso_domains')
    .where('team', '=', team)
    .where('domain', '=', domain)
    .returning('domain')
    .executeTakeFirst();
  if (!removed) throw new Refusal('unknown');
}

async function disown(db: Transaction<Tables>, team: string, domain: string): Promise<void> {
  await db
    .deleteFrom('team_sso_domain_owners')
    .where('domain', '=', domain)
    .where('team', '=', team)
    .execute();
}

export function settleDomain(
  db: Kysely<Tables>,
  ...[before, after, events, { now, seal }]: Parameters<DomainStore['settleDomain']>
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const written = await transaction
      .updateTable('team_sso_domains')
      .set({
        state: after.state,
        last_checked_at: after.lastCheckedAt?.getTime() ?? null,
        last_check: after.lastCheck ?? null,
        lapses_at: after.lapsesAt?.getTime() ?? null,
        check_due_at: after.checkDueAt?.getTime() ?? null,
        version: before.version + 1,
      })
      .where('team', '=', before.team)
      .where('domain', '=', before.domain)
      .where('version', '=', before.version)
      .where('added_at', '=', before.addedAt.getTime())
      .where('state', '=', before.state)
      .returning('domain')
      .executeTakeFirst();
    if (!written) return false;
    if (after.state !== 'verified') await disown(transaction, before.team, before.domain);
    await appendAudit(transaction, before.team, now, events, seal);
    return true;
  });
}

export function adoptDomain(
  db: Kysely<Tables>,
  ...[team, domain, events, { now, seal }]: Parameters<DomainStore['adoptDomain']>
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const inserted = await transaction
      .insertInto('team_sso_domain_owners')
      .values({ domain, team })
      .onConflict((conflict) => conflict.column('domain').doNothing())
      .returning('team')
      .executeTakeFirst();
    if (!inserted) return own(transaction, team, domain);
    const adopted = {
      state: 'verified',
      token: null,
      verified_at: now.getTime(),
      lapses_at: null,
      check_due_at: null,
    } as const;
    await transaction
      .insertInto('team_sso_domains')
      .values({ team, domain, ...adopted, added_at: now.getTime(), version: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['team', 'domain'])
          .doUpdateSet((row) => ({ ...adopted, version: row('team_sso_domains.version', '+', 1) })),
      )
      .execute();
    await appendAudit(transaction, team, now, events, seal);
    return true;
  });
}

function domainOf(row: Selectable<DomainsTable>): StoredDomain {
  return {
    team: row.team,
    domain: row.domain,
    state: row.state,
    token: row.token,
    addedAt: dateOf(row.added_at),
    version: numberOf(row.version),
    ...(row.verified_at !== null && { verifiedAt: dateOf(row.verified_at) }),
    ...(row.last_checked_at !== null && { lastCheckedAt: dateOf(row.last_checked_at) }),
    ...(row.last_check !== null && { lastCheck: row.last_check }),
    ...(row.lapses_at !== null && { lapsesAt: dateOf(row.lapses_at) }),
    ...(row.check_due_at !== null && { checkDueAt: dateOf(row.check_due_at) }),
  };
}
