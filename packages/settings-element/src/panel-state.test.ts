import { expect, test } from 'vitest';
import { FAKE_NOW, fakeView, type FakeScene } from './fake.ts';
import { healthTokens, panelState, savesAsDraft, type Load } from './panel-state.ts';
import { SettingsProblem } from './settings-problem.ts';

const now = FAKE_NOW;
const ready = (scene: FakeScene): Load => ({ kind: 'ready', view: fakeView(scene, now) });
const stateOf = (load: Load, change: { readonly editing?: boolean; readonly readOnly?: boolean } = {}) =>
  panelState({ load, editing: false, readOnly: false, now, ...change });

test.each<[FakeScene, string]>([
  ['off', 'off'],
  ['off-kept', 'off'],
  ['on-untested', 'on-untested'],
  ['on', 'on'],
  ['requiring', 'requiring'],
  ['required', 'required'],
  ['rolled-back', 'on'],
  ['lapsed', 'on'],
  ['changing', 'changing'],
  ['draft-saved', 'draft-saved'],
  ['not-entitled', 'not-entitled'],
  ['read-only', 'read-only'],
])('the view of %s is in the state %s', (scene, state) => {
  expect(stateOf(ready(scene))).toBe(state);
});

test('what applies first decides', () => {
  expect(stateOf({ kind: 'loading', slow: false }, { readOnly: true })).toBe('loading');
  expect(stateOf({ kind: 'failed', problem: new SettingsProblem('offline') })).toBe('error');
  expect(stateOf({ kind: 'failed', problem: new SettingsProblem('sso_required') })).toBe('sso-required');
  expect(stateOf(ready('on'), { readOnly: true, editing: true })).toBe('read-only');
  expect(stateOf(ready('changing'), { editing: true })).toBe('configuring');
});

test('a requirement is void the moment its time to confirm is over', () => {
  const { requirement, ...view } = fakeView('requiring', now);
  const at = (confirmBy: string): Load => ({
    kind: 'ready',
    view: { ...view, requirement: { ...requirement, confirmBy } },
  });
  expect(stateOf(at(new Date(now.getTime() + 1).toISOString()))).toBe('requiring');
  expect(stateOf(at(now.toISOString()))).toBe('on');
});

test('the grace of a lapse still lets SSO be switched on', () => {
  const view = {
    ...fakeView('not-entitled'),
    entitlement: { entitled: false, graceUntil: '2026-12-24T00:00:00Z' },
  };
  expect(stateOf({ kind: 'ready', view })).toBe('off');
  expect(savesAsDraft(view, now)).toBe(false);
  expect(savesAsDraft(view, new Date('2026-12-25T00:00:00Z'))).toBe(true);
});

test('health lies over any state', () => {
  expect(healthTokens(ready('certificate-expiring'), now)).toEqual(['certificate-expiring']);
  expect(healthTokens(ready('rolled-back'), now)).toEqual(['rolled-back']);
  expect(healthTokens(ready('lapsed'), now)).toEqual(['lapsed']);
  expect(healthTokens({ kind: 'loading', slow: true }, now)).toEqual([]);
});
