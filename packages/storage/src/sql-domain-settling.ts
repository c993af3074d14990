// What happens to a domain beside the settings: look-ups and lapses are written down, the host's own domains adopted.

import type { DomainStore } from '@team-sso/core';
import type { Kysely } from 'kysely';
import { appendAudit } from './sql-audit.ts';
import { disownDomain, ownDomain } from './sql-domain-owners.ts';
import type { Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

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
    if (after.state !== 'verified') await disownDomain(transaction, before.team, before.domain);
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
    if (!inserted) return ownDomain(transaction, team, domain);
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
