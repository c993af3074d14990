// E-mail domains as they are read: a team's own, the owner of one, those whose look-up is due.

import type { StoredDomain } from '@team-sso/core';
import type { Kysely, Selectable } from 'kysely';
import type { DomainsTable } from './sql-domain-tables.ts';
import { dateOf, numberOf, type Tables } from './sql-schema.ts';

export async function readDomains(db: Kysely<Tables>, team: string): Promise<readonly StoredDomain[]> {
  const rows = await db.selectFrom('team_sso_domains').selectAll().where('team', '=', team).execute();
  return rows.map(domainOf).toSorted(byName);
}

/** Collations differ from database to database; this order is the same on all of them. */
function byName(a: StoredDomain, b: StoredDomain): number {
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
