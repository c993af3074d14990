// Puts a test run into the tables, which nothing in the port does yet.

import { Kysely, type Dialect } from 'kysely';
import type { TestRunFact } from '@team-sso/core';
import type { Tables } from '../src/sql-schema.ts';

export async function insertTestRun(dialect: Dialect, team: string, run: TestRunFact): Promise<void> {
  const { id, connectionId, target, outcome, at, by } = run;
  await new Kysely<Tables>({ dialect })
    .insertInto('team_sso_test_runs')
    .values({ team, id, connection_id: connectionId, target, outcome, ran_at: at.getTime(), ran_by: by })
    .execute();
}
