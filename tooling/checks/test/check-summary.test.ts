// The last line of `npm test` is truthful: nothing that failed, crashed or was left out counts as passed.

import { describe, expect, it } from 'vitest';
import { lastLine, summarizeCheck } from '../../../scripts/check-summary.mjs';
import type { TestResults, TurboTask } from '../../../scripts/check-summary.mjs';

describe('the count', () => {
  it('adds up the tests of every package', () => {
    expect(
      count([aTestTask(), aTestTask({ directory: 'b' })], {
        a: results('passed', 'passed'),
        b: results('passed'),
      }),
    ).toBe('3 passed, 0 failed');
  });

  it('names skipped, pending and to-do tests as skipped', () => {
    expect(count([aTestTask()], { a: results('passed', 'skipped', 'pending', 'todo') })).toBe(
      '1 passed, 0 failed, 3 skipped',
    );
  });

  it('counts failed tests once each, not the task as well', () => {
    expect(count([aTestTask({ exitCode: 1 })], { a: results('passed', 'failed', 'failed') })).toBe(
      '1 passed, 2 failed',
    );
  });

  it('counts a test task without results as one failure', () => {
    expect(count([aTestTask({ exitCode: 1 })], {})).toBe('0 passed, 1 failed');
    expect(count([aTestTask({ exitCode: 0 })], {})).toBe('0 passed, 1 failed');
  });

  it('counts an error outside any test as one failure', () => {
    expect(count([aTestTask({ exitCode: 1 })], { a: results('passed') })).toBe('1 passed, 1 failed');
    expect(count([aTestTask()], { a: { ...results('passed'), success: false } })).toBe('1 passed, 1 failed');
  });

  it('counts a file that broke before its tests ran as one failure', () => {
    const broken = { status: 'failed', assertionResults: [{ status: 'skipped' }] };
    const whole = { status: 'passed', assertionResults: [{ status: 'passed' }] };
    expect(count([aTestTask({ exitCode: 1 })], { a: { success: false, testResults: [broken, whole] } })).toBe(
      '1 passed, 1 failed, 1 skipped',
    );
  });

  it('counts a task that never ran as one failure', () => {
    expect(count([{ ...aTestTask(), execution: undefined }], {})).toBe('0 passed, 1 failed');
  });

  it('counts every other task that fails as one failure, and none that succeeds', () => {
    const lint = { ...aTestTask({ exitCode: 1 }), task: 'lint' };
    const build = { ...aTestTask(), task: 'build' };
    expect(count([lint, build, aTestTask()], { a: results('passed') })).toBe('1 passed, 1 failed');
  });
});

function count(tasks: readonly TurboTask[], byDirectory: Readonly<Record<string, TestResults>>): string {
  return lastLine(summarizeCheck(tasks, (directory) => byDirectory[directory]));
}

function aTestTask({ exitCode = 0, directory = 'a' } = {}): TurboTask {
  return {
    taskId: `${directory}#test`,
    task: 'test',
    package: directory,
    directory,
    logFile: '',
    execution: { exitCode },
  };
}

function results(...statuses: readonly string[]): TestResults {
  const status = statuses.includes('failed') ? 'failed' : 'passed';
  const assertionResults = statuses.map((each) => ({ status: each }));
  return { success: status === 'passed', testResults: [{ status, assertionResults }] };
}
