// Test runs in memory.

import {
  MAX_TEST_REFUSALS,
  type TestAnswer,
  type TestRun,
  type TestRunFact,
  type TestRunStore,
} from '@team-sso/core';
import { appendAudit } from './memory-audit.ts';
import { keyOf, type MemoryTables } from './memory-tables.ts';
import { copyOf } from './memory-copy.ts';

export function addTestRun(tables: MemoryTables, run: TestRun): void {
  const key = keyOf(run.team, run.id);
  if (tables.testRuns.has(key)) throw new Error('this test run is stored already');
  tables.testRuns.set(key, { run: copyOf(run), passedAt: null });
}

export function readTestRun(tables: MemoryTables, team: string, id: string): TestRun | null {
  return tables.testRuns.get(keyOf(team, id))?.run ?? null;
}

export function readLastTestRun(tables: MemoryTables, team: string): TestRun | null {
  const [last] = [...tables.testRuns.values()]
    .map(({ run }) => run)
    .filter((run) => run.team === team)
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id > b.id ? -1 : 1));
  return last ?? null;
}

export function appendTestRefusal(
  tables: MemoryTables,
  team: string,
  id: string,
  answer: TestAnswer,
  now: Date,
): boolean {
  const run = findRunning(tables, team, id, now);
  if (!run || run.answers.length >= MAX_TEST_REFUSALS) return false;
  const answers = [...run.answers, copyOf(answer)];
  tables.testRuns.set(keyOf(team, id), { run: { ...run, answers }, passedAt: null });
  return true;
}

export function passTestRun(
  tables: MemoryTables,
  ...[team, id, answer, now, events, options]: Parameters<TestRunStore['passTestRun']>
): boolean {
  const run = findRunning(tables, team, id, now);
  if (!run) return false;
  appendAudit(tables, team, now, events, options?.seal);
  const answers = [...run.answers, copyOf(answer)];
  const passed = { ...run, outcome: 'passed', answers } as const;
  tables.testRuns.set(keyOf(team, id), { run: passed, passedAt: new Date(now) });
  return true;
}

function findRunning(tables: MemoryTables, team: string, id: string, now: Date): TestRun | undefined {
  const run = tables.testRuns.get(keyOf(team, id))?.run;
  return run?.outcome === 'running' && now < run.expiresAt ? run : undefined;
}

export function readPassedTest(tables: MemoryTables, team: string, connectionId: string): TestRunFact | null {
  const passed = [...tables.testRuns.values()].flatMap(({ run, passedAt }) => {
    if (run.team !== team || run.connectionId !== connectionId || passedAt === null) return [];
    const { id, target, outcome, by } = run;
    return [{ id, connectionId, target, outcome, at: passedAt, by }];
  });
  return passed.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null;
}
