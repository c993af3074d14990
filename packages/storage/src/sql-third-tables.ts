// Version 3 of the tables: e-mail domains, and who was signed in when a login began. It only adds.

import type { Kysely } from 'kysely';
import { createIndex, createTable } from './sql-create.ts';
import type { Tables } from './sql-schema.ts';

/** What a table holds is said in sql-schema.ts. */
export async function createThirdTables(db: Kysely<Tables>): Promise<void> {
  const columns = {
    team: 'text',
    domain: 'text',
    state: 'text',
    token: 'text',
    added_at: 'bigint',
    verified_at: 'bigint',
    last_checked_at: 'bigint',
    last_check: 'text',
    lapses_at: 'bigint',
    check_due_at: 'bigint',
    version: 'integer',
  } as const;
  const nullable = ['token', 'verified_at', 'last_checked_at', 'last_check', 'lapses_at', 'check_due_at'];
  await createTable(db, 'team_sso_domains', ['team', 'domain'], columns, nullable);
  await createIndex(db, 'team_sso_domains', ['check_due_at']);
  await createTable(db, 'team_sso_domain_owners', ['domain'], { domain: 'text', team: 'text' });
  await db.schema.alterTable('team_sso_requests').addColumn('started_by', 'text').execute();
}
