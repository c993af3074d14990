// Test sign-in: a tab opened by the press itself, a run on the server, and a look at it until it has an end.

import type { TestRunView } from '@team-sso/core';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type TestModel } from '../panel-model.ts';
import { currentTest } from '../panel-state.ts';
import { ssoEvent } from '../settings-events.ts';
import { asSettingsProblem } from '../settings-problem.ts';
import { call, showFailure } from './failure.ts';

const FIRST_LOOK_MILLIS = 2_000;
const LONGEST_WAIT_MILLIS = 15_000;
const SLOWER = 1.5;
const QUIET_AFTER_MILLIS = 60_000;

/** Tests what would be used next: the draft, else what is live. */
export async function pressTest(host: PanelHost): Promise<void> {
  await startTest(host, loadedView(host.model).draft ? 'draft' : 'live');
}

/** Opens the tab before anything else: later the browser would take it for an unasked one. */
export async function startTest(host: PanelHost, target: 'draft' | 'live'): Promise<void> {
  const { client } = host;
  if (!client.startTest || host.model.busy) return;
  const tab = globalThis.open('about:blank', '_blank');
  if (tab) tab.opener = null;
  host.update({ busy: 'testing', failure: null, test: newTest(host, target, tab === null) });
  try {
    const { id, startUrl } = await call(host, async () => started(client.startTest?.(target)));
    const { test } = host.model;
    if (test) host.update({ busy: null, test: { ...test, id, startUrl } });
    host.target.dispatchEvent(ssoEvent('sso-test-start', { id, target }));
    tab?.location.replace(new URL(startUrl, document.baseURI).href);
    host.announce(host.texts.text(tab ? 'sso.test.running' : 'sso.test.blocked'), tab === null);
    host.focusOn('result');
    lookLater(host, id, FIRST_LOOK_MILLIS);
  } catch (error) {
    tab?.close();
    host.update({ busy: null, test: null });
    showFailure(host, error);
  }
}

async function started<T>(answer: Promise<T> | undefined): Promise<T> {
  if (!answer) throw new TypeError('the client starts no tests');
  return answer;
}

function newTest(host: PanelHost, target: 'draft' | 'live', blocked: boolean): TestModel {
  return {
    id: '',
    target,
    startUrl: null,
    blocked,
    startedAt: host.now(),
    run: null,
    quiet: false,
    saw: null,
    matches: false,
    showsValues: false,
  };
}

/** Changes what is shown of the running or finished test. */
export function changeTest(host: PanelHost, change: Partial<TestModel>): void {
  const { test } = host.model;
  if (test) host.update({ test: { ...test, ...change } });
}

/** Finds the last test of these settings again after a reload; another admin's stays theirs. */
export async function findLastTest(host: PanelHost): Promise<void> {
  const view = loadedView(host.model);
  const last = currentTest(view);
  if (!last || !host.client.readTest || host.model.test || !view.permissions.manage) return;
  try {
    const run = await host.client.readTest(last.id);
    if (host.model.test) return;
    const test = { ...newTest(host, run.target, false), id: run.id, startedAt: new Date(run.at), run };
    host.update({ test });
    watchTest(host);
  } catch {
    // The badge still says how it ended.
  }
}

/** Goes on looking at a test that has no end yet. */
export function watchTest(host: PanelHost): void {
  const { test } = host.model;
  if (test?.id && !hasEnded(test.run)) lookLater(host, test.id, FIRST_LOOK_MILLIS);
}

function hasEnded(run: TestRunView | null): boolean {
  return run?.outcome === 'passed' || run?.outcome === 'expired';
}

function lookLater(host: PanelHost, id: string, millis: number): void {
  host.later(() => void look(host, id, millis), millis);
}

/** One look. A refused answer is no end: the admin may try again in the other tab until the run's time is over. */
async function look(host: PanelHost, id: string, waited: number): Promise<void> {
  const { client } = host;
  if (host.model.test?.id !== id || !client.readTest) return;
  try {
    const run = await client.readTest(id);
    const { test } = host.model;
    if (test?.id !== id) return;
    showRun(host, test, run);
    if (hasEnded(run) || new Date(run.expiresAt) <= host.now()) return;
  } catch (error) {
    if (asSettingsProblem(error).code === 'test_not_found') return changeTest(host, { id: '' });
  }
  lookLater(host, id, Math.min(LONGEST_WAIT_MILLIS, waited * SLOWER));
}

function showRun(host: PanelHost, test: TestModel, run: TestRunView): void {
  const quiet =
    run.outcome === 'running' && host.now().getTime() - test.startedAt.getTime() >= QUIET_AFTER_MILLIS;
  const changed = test.run?.outcome !== run.outcome || test.run.reason !== run.reason;
  host.update({ test: { ...test, run, quiet } });
  if (quiet && !test.quiet) host.announce(host.texts.text('sso.test.quiet'), true);
  if (!changed || run.outcome === 'running') return;
  host.announce(host.texts.text(`sso.test.${run.outcome}`), run.outcome !== 'passed');
  const { id, target, outcome, reason } = run;
  const detail = { id, target, outcome, ...(reason ? { reason } : {}) };
  host.target.dispatchEvent(ssoEvent('sso-test-result', detail));
  void readAgain(host);
}

/** The head follows what the test came to. */
async function readAgain(host: PanelHost): Promise<void> {
  if (host.model.busy || host.model.edit) return;
  try {
    const view = await host.client.readSettings();
    if (!host.model.busy && !host.model.edit) host.update({ load: { kind: 'ready', view } });
  } catch {
    // The result is shown; the head follows with the next reading.
  }
}
