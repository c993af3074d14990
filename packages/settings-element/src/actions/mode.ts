// SSO switched off, required or no longer: what the dialogs behind the two switches do.

import type { SettingsView } from '@team-sso/core';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { askFirst, ssoEvent } from '../settings-events.ts';
import { asSettingsProblem } from '../settings-problem.ts';
import { call, showFailure } from './failure.ts';

/** "Switch off" in the dialog. A stored requirement that no longer holds is stepped down on the way. */
export async function switchOff(host: PanelHost): Promise<void> {
  const { dialog } = host.model;
  const confirm = dialog?.kind === 'switch-off' ? dialog.confirmations : [];
  if (!(await askFirst(host.target, 'sso-before-enable', { enabled: false })))
    return host.update({ dialog: null });
  await changeMode(host, 'sso.saved.off', async (view) => {
    const stepped = await stepDown(host, view);
    return host.client.save({ mode: 'off', ...(confirm.length > 0 ? { confirm } : {}) }, stepped.revision);
  });
}

/** Off is one step from optional only; what is stored as required without holding any more goes there first. */
async function stepDown(host: PanelHost, view: SettingsView): Promise<SettingsView> {
  if (view.mode !== 'required') return view;
  const stepped = await host.client.setMode({ mode: 'optional' }, view.revision);
  host.update({ load: { kind: 'ready', view: stepped } });
  return stepped;
}

/** "Require SSO" in the review. With something needed first it says so instead. */
export async function requireSso(
  host: PanelHost,
  sessions: 'now' | { readonly graceHours: number },
): Promise<void> {
  const { dialog } = host.model;
  if (dialog?.kind !== 'require') return;
  if (dialog.refusals.length > 0) {
    host.update({ dialog: { ...dialog, pressed: true } });
    host.announce(host.texts.count('sso.require.needed', dialog.refusals.length), true);
    return host.focusOn('needed');
  }
  if (!(await askFirst(host.target, 'sso-before-require', { required: true }))) return;
  await changeMode(host, 'sso.saved.required', (view) =>
    host.client.setMode({ mode: 'required', sessions }, view.revision),
  );
}

/** "Stop requiring" in the dialog. */
export async function stopRequiring(host: PanelHost): Promise<void> {
  if (!(await askFirst(host.target, 'sso-before-require', { required: false }))) return;
  await changeMode(host, 'sso.saved.optional', (view) =>
    host.client.setMode({ mode: 'optional' }, view.revision),
  );
}

async function changeMode(
  host: PanelHost,
  said: 'sso.saved.off' | 'sso.saved.required' | 'sso.saved.optional',
  write: (view: SettingsView) => Promise<SettingsView>,
): Promise<void> {
  const before = loadedView(host.model);
  host.update({ busy: 'switching', failure: null });
  try {
    const view = await call(host, () => write(before));
    host.update({ busy: null, dialog: null, load: { kind: 'ready', view } });
    host.announce(host.texts.text(said));
    tellModeChange(host, before, view);
  } catch (error) {
    showModeFailure(host, error);
  }
}

function tellModeChange(host: PanelHost, before: SettingsView, after: SettingsView): void {
  const required = after.mode === 'required';
  if (required !== (before.mode === 'required'))
    host.target.dispatchEvent(ssoEvent('sso-required-change', { required }));
  if ((before.mode === 'off') !== (after.mode === 'off'))
    host.target.dispatchEvent(ssoEvent('sso-enabled', { mode: after.mode }));
}

function showModeFailure(host: PanelHost, error: unknown): void {
  const problem = asSettingsProblem(error);
  const { dialog } = host.model;
  if (problem.code === 'requirement_refused' && dialog?.kind === 'require') {
    host.update({ busy: null, dialog: { ...dialog, refusals: problem.refusals, pressed: true } });
    host.announce(host.texts.count('sso.require.needed', problem.refusals.length), true);
    return host.focusOn('needed');
  }
  if (problem.code === 'confirmation_needed' && dialog?.kind === 'switch-off')
    return host.update({ busy: null, dialog: { kind: 'switch-off', confirmations: problem.confirmations } });
  showFailure(host, problem);
}
