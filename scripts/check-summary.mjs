// Turns turbo's run summary and the test tasks' result files into one truthful count. Pure: reading is passed in.

/**
 * Counts tests that passed, failed and were skipped. Every other task that failed (build, typecheck, lint …) counts as
 * one failure, and so does a test task that ended badly without a failed test to show for it: it crashed, left no
 * results, or met an error outside any test.
 *
 * `tasks` are those of turbo's summary; `readResults(directory)` gives the parsed vitest JSON of a package, or undefined.
 */
export function summarizeCheck(tasks, readResults) {
  const counted = tasks.map((task) =>
    task.task === 'test' ? countTests(task, readResults(task.directory)) : countTask(task),
  );
  const sum = (key) => counted.reduce((total, count) => total + count[key], 0);
  return {
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
    failures: counted.filter((count) => count.failed > 0),
    tested: counted.filter((count) => count.isTest),
  };
}

/** The last line of a check: `3 passed, 0 failed`, and `, 1 skipped` where there is one. */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function hasSucceeded(task) {
  return task.execution?.exitCode === 0;
}

function countTask(task) {
  return { task, isTest: false, passed: 0, failed: hasSucceeded(task) ? 0 : 1, skipped: 0, why: '' };
}

function countTests(task, results) {
  const files = results?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const count = (...statuses) => tests.filter((test) => statuses.includes(test.status)).length;
  // A file that fails outside its tests (an import that throws, a failed hook) shows no failed test of its own.
  const brokenFiles = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const seen = count('failed') + brokenFiles;
  const isSilentFailure = seen === 0 && (!results || !hasSucceeded(task) || results.success === false);
  return {
    task,
    isTest: true,
    passed: count('passed'),
    failed: seen + (isSilentFailure ? 1 : 0),
    skipped: count('skipped', 'pending', 'todo', 'disabled'),
    why: !results ? 'no results written' : isSilentFailure ? 'an error outside any test' : '',
  };
}
