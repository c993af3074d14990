// Version 4 of the tables: the upkeep of connections, and calls under a limit. It only adds.

import type { Kysely } from 'kysely';
import { createIndex, createTable } from './sql-create.ts';
import type { Tables } from './sql-schema.ts';
import { adoptUpkeep } from './sql-upkeep.ts';

/** What a table holds is said in sql-schema.ts. */
export async function createFourthTables(db: Kysely<Tables>): Promise<void> {
  await createTable(db, 'team_sso_upkeep', ['team'], {
    team: 'text',
    due_at: 'bigint',
    version: 'integer',
    state: 'text',
  });
  await createIndex(db, 'team_sso_upkeep', ['due_at']);
  await createTable(db, 'team_sso_counted_calls', ['call_key'], {
    call_key: 'text',
    times: 'text',
    expires_at: 'bigint',
  });
  await createIndex(db, 'team_sso_counted_calls', ['expires_at']);
  // Whatever was set up before has its first round at once.
  await adoptUpkeep(db, new Date(0));
}
