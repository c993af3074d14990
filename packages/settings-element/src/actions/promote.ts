// Using the draft, and going back: one step each, with a plain yes where the server wants one.

import type { SettingsView } from '@team-sso/core';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { askFirst, ssoEvent } from '../settings-events.ts';
import { asSettingsProblem } from '../settings-problem.ts';
import { call, showFailure } from './failure.ts';

/** "Use the new settings"; with SSO off, "Switch SSO on" with them. */
export async function promote(host: PanelHost, confirm: readonly string[] = []): Promise<void> {
  const switchesOn = loadedView(host.model).mode === 'off';
  if (switchesOn && !(await askFirst(host.target, 'sso-before-enable', { enabled: true })))
    return host.update({ dialog: null });
  await swap(host, 'promote', confirm);
}

/** Going back is always asked about first. */
export function askToUndo(host: PanelHost): void {
  host.update({ menuOpen: false, dialog: { kind: 'undo', confirmations: [] } });
}

/** "Go back" in the dialog. */
export async function undo(host: PanelHost, confirm: readonly string[]): Promise<void> {
  await swap(host, 'undo', confirm);
}

async function swap(host: PanelHost, kind: 'promote' | 'undo', confirm: readonly string[]): Promise<void> {
  if (host.model.busy) return;
  if (!(await askFirst(host.target, 'sso-before-save', { fields: [] }))) return host.update({ dialog: null });
  host.update({ busy: 'switching', failure: null });
  try {
    const { revision } = loadedView(host.model);
    const view = await call(host, async () => host.client[kind]?.(revision, confirm));
    if (view && kind === 'promote' && view.mode === 'off') await switchOn(host, view);
    else if (view) showSwapped(host, kind === 'promote' ? 'sso.promoted' : 'sso.undone', view);
    else host.update({ busy: null });
  } catch (error) {
    const problem = asSettingsProblem(error);
    if (problem.code === 'confirmation_needed')
      return host.update({ busy: null, dialog: { kind, confirmations: problem.confirmations } });
    if (problem.code !== 'requirement_refused') return showFailure(host, problem);
    const failure = { key: 'sso.promote.not-tested', requestId: problem.requestId } as const;
    host.update({ busy: null, dialog: null, failure });
    host.announce(host.texts.text('sso.promote.not-tested'), true);
  }
}

/** What was prepared is live now, but SSO is still off: the second step. */
async function switchOn(host: PanelHost, promoted: SettingsView): Promise<void> {
  host.update({ load: { kind: 'ready', view: promoted } });
  const view = await call(host, () => host.client.save({ mode: 'optional' }, promoted.revision));
  showSwapped(host, 'sso.saved', view);
  host.target.dispatchEvent(ssoEvent('sso-enabled', { mode: view.mode }));
}

function showSwapped(
  host: PanelHost,
  said: 'sso.promoted' | 'sso.undone' | 'sso.saved',
  view: SettingsView,
): void {
  host.update({ busy: null, dialog: null, test: null, load: { kind: 'ready', view } });
  host.announce(host.texts.text(said));
  host.focusOn('heading');
  const { revision } = view;
  host.target.dispatchEvent(ssoEvent('sso-saved', { savedAs: 'live', revision }));
  if (said === 'sso.undone') host.target.dispatchEvent(ssoEvent('sso-reverted', { revision }));
}
