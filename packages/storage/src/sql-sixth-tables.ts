// Version 6 of the tables: logouts on their way, and whom a provider knows a person as. It only adds.

import type { Kysely } from 'kysely';
import { createIndex, createTable } from './sql-create.ts';
import type { Tables } from './sql-schema.ts';

/** What a table holds is said in sql-schema.ts. */
export async function createSixthTables(db: Kysely<Tables>): Promise<void> {
  await createTable(db, 'team_sso_logouts', ['request_hash'], {
    request_hash: 'text',
    team: 'text',
    connection_id: 'text',
    idp_entity_id: 'text',
    return_to: 'text',
    expires_at: 'bigint',
  });
  await createIndex(db, 'team_sso_logouts', ['expires_at']);
  await db.schema.alterTable('team_sso_sign_ins').addColumn('subject', 'text').execute();
}
