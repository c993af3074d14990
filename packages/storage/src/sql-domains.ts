// A team's own changes of its e-mail domains, under the revision of its settings.

import { NEVER_CONFIGURED, serializeSettings, type DomainStore, type DomainWritten } from '@team-sso/core';
import type { Kysely, Transaction } from 'kysely';
import { appendAudit } from './sql-audit.ts';
import { disownDomain, ownDomain } from './sql-domain-owners.ts';
import type { Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

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
  if (!(await ownDomain(db, team, change.domain))) throw new Refusal('taken');
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

async function remove(db: Transaction<Tables>, team: string, domain: string): Promise<void> {
  await disownDomain(db, team, domain);
  const removed = await db
    .deleteFrom('team_sso_domains')
    .where('team', '=', team)
    .where('domain', '=', domain)
    .returning('domain')
    .executeTakeFirst();
  if (!removed) throw new Refusal('unknown');
}
