// Reading the settings, at first and again, without disturbing what is being typed.

import type { SettingsView } from '@team-sso/core';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { currentTest } from '../panel-state.ts';
import { ssoEvent } from '../settings-events.ts';
import { asSettingsProblem } from '../settings-problem.ts';
import { call, report } from './failure.ts';

/** Reads the settings and shows them, or why they can't be shown. An older call that ends later changes nothing. */
export async function loadSettings(host: PanelHost, signal: AbortSignal): Promise<void> {
  host.update({ load: { kind: 'loading', slow: false }, failure: null });
  try {
    const view = await call(host, () => host.client.readSettings(signal));
    if (signal.aborted) return;
    await showView(host, view, signal);
  } catch (error) {
    if (signal.aborted) return;
    const problem = asSettingsProblem(error);
    host.update({ load: { kind: 'failed', problem } });
    if (problem.code === 'sign_in' || problem.code === 'sso_required') {
      const detail = { reason: problem.code, ...(problem.loginUrl ? { url: problem.loginUrl } : {}) };
      host.target.dispatchEvent(ssoEvent('sso-auth-needed', detail));
    } else {
      report(host, problem);
    }
  }
}

/** With its sections, so that nothing moves once it is shown. */
async function showView(host: PanelHost, view: SettingsView, signal: AbortSignal): Promise<void> {
  const manages = view.permissions.manage && !host.readOnly;
  const restores = manages && !host.model.edit && host.hasKept();
  const shown = view.draft ?? view.live;
  await Promise.all([view.revision > 0 ? host.need('summary') : null, restores ? host.need('form') : null]);
  if (signal.aborted) return;
  host.update({ load: { kind: 'ready', view } });
  if (restores) host.part('form')?.restoreForm(host, view);
  const provider = shown?.provider ?? host.preselected;
  if (provider !== '' && !host.model.edit) host.loadGuide(provider);
  if (manages && currentTest(view)) host.run('testing', (part) => part.findLastTest(host));
  reopenReview(host, view);
  // Emergency admins are shown by name while SSO is required.
  if (view.mode === 'required' && manages && host.client.setPolicy)
    host.run('safety', (part) => part.loadImpact(host));
}

/** Back from a sign-in that the review asked for: it is open again. */
function reopenReview(host: PanelHost, { mode, permissions }: SettingsView): void {
  if (!host.takeKeptReview() || mode !== 'optional' || !permissions.manage || host.readOnly) return;
  if (!host.model.edit) host.run('safety', (part) => part.openReview(host));
}

/** Looks again in the background; a failure is not worth a word. Used while a requirement waits for its sign-in. */
export async function lookAgain(host: PanelHost): Promise<void> {
  if (host.model.busy || host.model.load.kind !== 'ready') return;
  try {
    const view = await host.client.readSettings();
    if (host.model.busy || host.model.load.kind !== 'ready') return;
    const wasConfirmed = loadedView(host.model).requirement.confirmedAt !== undefined;
    host.update({ load: { kind: 'ready', view } });
    if (!wasConfirmed && view.requirement.confirmedAt !== undefined)
      host.announce(host.texts.text('sso.requiring.confirmed'));
  } catch {
    // The view that is shown stays; the next look or the next action will tell.
  }
}
