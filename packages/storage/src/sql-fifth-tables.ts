// Version 5 of the tables: when a key pair of ours is used first. It only adds.

import type { Kysely } from 'kysely';
import type { Tables } from './sql-schema.ts';

/** What a table holds is said in sql-schema.ts. */
export async function createFifthTables(db: Kysely<Tables>): Promise<void> {
  await db.schema.alterTable('team_sso_sp_keys').addColumn('used_from', 'bigint').execute();
}
