// Test runs: added, answered, closed.

import {
  MAX_TEST_REFUSALS,
  type TestAnswer,
  type TestRun,
  type TestRunFact,
  type TestRunStore,
} from '@team-sso/core';
import type { Kysely, Selectable, Transaction } from 'kysely';
import { appendAudit } from './sql-audit.ts';
import { dateOf, type Tables, type TestRunsTable } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

export async function addTestRun(db: Kysely<Tables>, run: TestRun): Promise<void> {
  await db
    .insertInto('team_sso_test_runs')
    .values({
      team: run.team,
      id: run.id,
      connection_id: run.connectionId,
      target: run.target,
      outcome: run.outcome,
      ran_at: run.startedAt.getTime(),
      ran_by: run.by,
      expires_at: run.expiresAt.getTime(),
      answers: JSON.stringify(run.answers),
    })
    .execute();
}

export async function readTestRun(db: Kysely<Tables>, team: string, id: string): Promise<TestRun | null> {
  const row = await db
    .selectFrom('team_sso_test_runs')
    .selectAll()
    .where('team', '=', team)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : testRunOf(row);
}

export async function readLastTestRun(db: Kysely<Tables>, team: string): Promise<TestRun | null> {
  const row = await db
    .selectFrom('team_sso_test_runs')
    .selectAll()
    .where('team', '=', team)
    .orderBy('ran_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : testRunOf(row);
}

export function appendTestRefusal(
  db: Kysely<Tables>,
  ...[team, id, answer, now]: Parameters<TestRunStore['appendTestRefusal']>
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const earlier = await lockAnswers(transaction, team, id, now);
    if (earlier === null || earlier.length >= MAX_TEST_REFUSALS) return false;
    await transaction
      .updateTable('team_sso_test_runs')
      .set({ answers: JSON.stringify([...earlier, answer]) })
      .where('team', '=', team)
      .where('id', '=', id)
      .execute();
    return true;
  });
}

export function passTestRun(
  db: Kysely<Tables>,
  ...[team, id, answer, now, events, options]: Parameters<TestRunStore['passTestRun']>
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const earlier = await lockAnswers(transaction, team, id, now);
    if (earlier === null) return false;
    await transaction
      .updateTable('team_sso_test_runs')
      .set({
        answers: JSON.stringify([...earlier, answer]),
        outcome: 'passed',
        passed_at: now.getTime(),
      })
      .where('team', '=', team)
      .where('id', '=', id)
      .execute();
    await appendAudit(transaction, team, now, events, options?.seal);
    return true;
  });
}

/** The answers so far of a run that still takes one; another answer waits here. Writing the row locks it. */
async function lockAnswers(
  db: Transaction<Tables>,
  team: string,
  id: string,
  now: Date,
): Promise<readonly TestAnswer[] | null> {
  const row = await db
    .updateTable('team_sso_test_runs')
    .set((run) => ({ answers: run.ref('answers') }))
    .where('team', '=', team)
    .where('id', '=', id)
    .where('outcome', '=', 'running')
    .where('expires_at', '>', now.getTime())
    .returning('answers')
    .executeTakeFirst();
  return row === undefined ? null : answersOf(row.answers);
}

export async function readPassedTest(
  db: Kysely<Tables>,
  team: string,
  connectionId: string,
): Promise<TestRunFact | null> {
  const row = await db
    .selectFrom('team_sso_test_runs')
    .select(['id', 'target', 'outcome', 'passed_at', 'ran_by'])
    .where('team', '=', team)
    .where('connection_id', '=', connectionId)
    .where('passed_at', 'is not', null)
    .orderBy('passed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { id, target, outcome, passed_at, ran_by } = row;
  return { id, connectionId, target, outcome, at: dateOf(passed_at ?? 0), by: ran_by };
}

function testRunOf(row: Selectable<TestRunsTable>): TestRun {
  return {
    id: row.id,
    team: row.team,
    target: row.target,
    connectionId: row.connection_id,
    by: row.ran_by,
    startedAt: dateOf(row.ran_at),
    expiresAt: dateOf(row.expires_at),
    outcome: row.outcome,
    answers: answersOf(row.answers),
  };
}

/** Only this file writes this column. */
function answersOf(text: string): readonly TestAnswer[] {
  const answers = JSON.parse(text) as readonly (Omit<TestAnswer, 'at'> & { readonly at: string })[];
  return answers.map((answer) => ({ ...answer, at: new Date(answer.at) }));
}
