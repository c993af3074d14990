// Version 7 of the tables: what is looked for among all teams is found by an index, however many there are. It only adds.

import { sql, type Kysely } from 'kysely';
import { createIndex } from './sql-create.ts';
import type { Tables } from './sql-schema.ts';

/** What a table holds is said in sql-schema.ts. */
export async function createSeventhTables(db: Kysely<Tables>): Promise<void> {
  // Overdue requirements: those that were confirmed stay in the table for good and are not gone through.
  await db.schema
    .createIndex('team_sso_settings_unconfirmed')
    .on('team_sso_settings')
    .column('confirm_by')
    .where(sql.ref('confirmed_at'), 'is', null)
    .execute();
  // Whether an event happened since: a long log is not read for it.
  await createIndex(db, 'team_sso_audit', ['team', 'recorded_at']);
}
