// The events of both elements, typed in the DOM's own event map. Details hold ids and codes, never certificates.

import type { Mode, SettingsView } from '@team-sso/core';
import type { HealthToken, PanelStateToken } from './panel-state.ts';

/** A cancelable event whose action waits for the promises handed to `detail.waitUntil`; a rejected one cancels it. */
export interface Held {
  waitUntil(promise: Promise<unknown>): void;
}

export interface SettingsEventDetails {
  'sso-ready': { readonly state: PanelStateToken; readonly revision: number };
  'sso-state-change': { readonly state: PanelStateToken; readonly health: readonly HealthToken[] };
  'sso-dirty-change': { readonly hasUnsavedChanges: boolean };
  'sso-copy': { readonly value: string; readonly copied: boolean };
  'sso-guide-step': { readonly provider: string; readonly step: string; readonly done: boolean };
  'sso-error': { readonly code: string; readonly requestId: string };
  'sso-auth-needed': {
    readonly reason: 'sign_in' | 'reauthentication_needed' | 'sso_required';
    readonly url?: string;
  };
  'sso-contact': { readonly requiredPlan?: string };
  'sso-test-start': { readonly id: string; readonly target: 'draft' | 'live' };
  'sso-test-result': {
    readonly id: string;
    readonly target: 'draft' | 'live';
    readonly outcome: 'passed' | 'failed' | 'expired';
    readonly reason?: string;
  };
  'sso-certificate-change': { readonly count: number };
  'sso-reverted': { readonly revision: number };
  'sso-saved': { readonly savedAs: SettingsView['savedAs'] | null; readonly revision: number };
  'sso-enabled': { readonly mode: Mode };
  'sso-required-change': { readonly required: boolean };
  'sso-before-save': Held & { readonly fields: readonly string[] };
  'sso-before-enable': Held & { readonly enabled: boolean };
  'sso-before-require': Held & { readonly required: boolean };
  'sso-before-delete': Held;
  'sso-leave': Held;
}

export type SettingsEventName = keyof SettingsEventDetails;
export type CancelableEventName =
  | 'sso-before-save'
  | 'sso-before-enable'
  | 'sso-before-require'
  | 'sso-before-delete'
  | 'sso-leave';

export interface LoginEventDetails {
  'sso-login-discovered': { readonly ways: readonly ('sso' | 'password')[] };
  'sso-login-start': { readonly method: 'sso' | 'password'; readonly url?: string };
  'sso-login-error': { readonly code: string };
}

/** An event of ours: it bubbles and leaves shadow roots. */
export function ssoEvent<Detail>(name: string, detail: Detail, cancelable = false): CustomEvent<Detail> {
  return new CustomEvent(name, { bubbles: true, composed: true, cancelable, detail });
}

/** Fires a cancelable event and waits for what its listeners hold; false when it was cancelled. */
export async function askFirst(
  target: EventTarget,
  name: CancelableEventName,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<boolean> {
  const held: Promise<unknown>[] = [];
  const event = ssoEvent(
    name,
    { ...detail, waitUntil: (promise: Promise<unknown>) => void held.push(promise) },
    true,
  );
  if (!target.dispatchEvent(event)) return false;
  return (await Promise.allSettled(held)).every(({ status }) => status === 'fulfilled');
}

type EventsOf<Details> = { readonly [Name in keyof Details]: CustomEvent<Details[Name]> };

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  interface HTMLElementEventMap extends EventsOf<SettingsEventDetails>, EventsOf<LoginEventDetails> {}
}
