// Which of its states the panel is in, computed from what the server said and what the admin is doing. Pure.

import type { HealthCode, LastTestView, SettingsView } from '@team-sso/core';
import type { SettingsProblem } from './settings-problem.ts';

export const PANEL_STATES = [
  'loading',
  'error',
  'sso-required',
  'read-only',
  'not-entitled',
  'configuring',
  'test-failed',
  'draft-tested',
  'draft-saved',
  'changing',
  'off',
  'on-untested',
  'on',
  'requiring',
  'required',
] as const;
/** The value of the `state` attribute and of `:state()`. */
export type PanelStateToken = (typeof PANEL_STATES)[number];

/** Health flags lie over any state. */
export type HealthToken =
  | 'certificate-expiring'
  | 'certificate-expired'
  | 'idp-failing'
  | 'metadata-changed'
  | 'idp-unreachable'
  | 'no-recovery-route'
  | 'sp-key-changing'
  | 'rolled-back'
  | 'lapsed';

/** What reading the settings came to. */
export type Load =
  | { readonly kind: 'loading'; readonly slow: boolean }
  | { readonly kind: 'failed'; readonly problem: SettingsProblem }
  | { readonly kind: 'ready'; readonly view: SettingsView };

export interface PanelSituation {
  readonly load: Load;
  /** The form is open. */
  readonly editing: boolean;
  /** The element's own `read-only`, which only ever narrows. */
  readonly readOnly: boolean;
  readonly now: Date;
}

/** The state; the first that applies. */
export function panelState({ load, editing, readOnly, now }: PanelSituation): PanelStateToken {
  if (load.kind === 'loading') return 'loading';
  if (load.kind === 'failed') return load.problem.code === 'sso_required' ? 'sso-required' : 'error';
  const { view } = load;
  if (readOnly || !view.permissions.manage) return 'read-only';
  if (editing) return 'configuring';
  if (!maySwitchOn(view, now) && view.mode === 'off') return 'not-entitled';
  const tested = testedState(view);
  if (view.draft) {
    if (tested === 'failed') return 'test-failed';
    if (tested === 'passed') return 'draft-tested';
    return view.mode === 'off' ? 'draft-saved' : 'changing';
  }
  const state = modeState(view, now);
  return tested === 'failed' && (state === 'on' || state === 'on-untested') ? 'test-failed' : state;
}

/** The last test, if it was of what would be tested now: the draft, else live. A sign-in since then outweighs a failure. */
export function currentTest({ draft, live, lastTest, certificates }: SettingsView): LastTestView | null {
  const tested = draft ?? live;
  if (!lastTest || !tested || lastTest.connectionId !== tested.connectionId) return null;
  const signedInSince =
    !draft && certificates.some(({ lastSeenAt }) => lastSeenAt !== undefined && lastSeenAt > lastTest.at);
  return lastTest.outcome !== 'passed' && signedInSince ? null : lastTest;
}

function testedState(view: SettingsView): 'passed' | 'failed' | null {
  const outcome = currentTest(view)?.outcome;
  return outcome === 'passed' || outcome === 'failed' ? outcome : null;
}

/** The state by what is saved alone: for the badge, whoever looks at it. */
export function modeState(view: SettingsView, now: Date): PanelStateToken {
  if (view.mode === 'off') return 'off';
  if (view.mode === 'required' && !isRolledBack(view, now) && view.effectiveMode !== 'optional')
    return isConfirmed(view) ? 'required' : 'requiring';
  return isProven(view) ? 'on' : 'on-untested';
}

function isConfirmed({ requirement }: SettingsView): boolean {
  return requirement.confirmedAt !== undefined || requirement.confirmBy === undefined;
}

/** Past `confirmBy` without a confirming sign-in the requirement is void, on the server as here (behaviour §4). */
export function isRolledBack({ mode, requirement }: SettingsView, now: Date): boolean {
  return (
    mode === 'required' &&
    requirement.confirmedAt === undefined &&
    requirement.confirmBy !== undefined &&
    new Date(requirement.confirmBy) <= now
  );
}

/** Whether the plan lets SSO be switched on: entitled, or in the grace of a lapse. */
export function maySwitchOn({ entitlement }: SettingsView, now: Date): boolean {
  const { entitled, graceUntil } = entitlement;
  return entitled || (graceUntil !== undefined && now < new Date(graceUntil));
}

/** Whether a save becomes a draft: something is in use, or the plan doesn't let it be. */
export function savesAsDraft(view: SettingsView, now: Date): boolean {
  return view.mode !== 'off' || !maySwitchOn(view, now);
}

/** A plan that lapsed past its grace: the requirement is stored but acts as optional (behaviour §6). */
export function isLapsed({ mode, entitlement }: SettingsView, now: Date): boolean {
  const { entitled, graceUntil } = entitlement;
  return mode !== 'off' && !entitled && graceUntil !== undefined && new Date(graceUntil) <= now;
}

/** Whether the live connection has signed somebody in or passed a test. */
export function isProven({ live, lastTest, certificates, requirement }: SettingsView): boolean {
  if (!live) return false;
  if (lastTest?.outcome === 'passed' && lastTest.connectionId === live.connectionId) return true;
  if (certificates.some(({ lastSeenAt }) => lastSeenAt !== undefined)) return true;
  return !requirement.refusals.includes('live_connection_not_tested');
}

const HEALTH_TOKENS: Readonly<Record<HealthCode, HealthToken>> = {
  certificate_expiring: 'certificate-expiring',
  certificate_expired: 'certificate-expired',
  idp_failing: 'idp-failing',
  metadata_changed: 'metadata-changed',
  idp_unreachable: 'idp-unreachable',
  no_recovery_route: 'no-recovery-route',
  sp_key_changing: 'sp-key-changing',
};

export function healthTokens(load: Load, now: Date): HealthToken[] {
  if (load.kind !== 'ready') return [];
  const { view } = load;
  return [
    ...(isRolledBack(view, now) ? (['rolled-back'] as const) : []),
    ...(isLapsed(view, now) ? (['lapsed'] as const) : []),
    ...view.health.map(({ code }) => HEALTH_TOKENS[code]),
  ];
}
