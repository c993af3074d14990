// Who owns a domain: one row per verified one, whose primary key makes its owner the only one.

import type { Transaction } from 'kysely';
import type { Tables } from './sql-schema.ts';

/** Of two teams at once one inserts the row; the other waits for it and then reads whose it is. */
export async function ownDomain(db: Transaction<Tables>, team: string, domain: string): Promise<boolean> {
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

export async function disownDomain(db: Transaction<Tables>, team: string, domain: string): Promise<void> {
  await db
    .deleteFrom('team_sso_domain_owners')
    .where('domain', '=', domain)
    .where('team', '=', team)
    .execute();
}
