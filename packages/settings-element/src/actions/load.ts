// Reading the settings, at first and again, without disturbing what is being typed.

import type { SettingsView } from '@team-sso/core';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { editedConnection } from '../settings-draft.ts';
import { ssoEvent } from '../settings-events.ts';
import { asSettingsProblem } from '../settings-problem.ts';
import { call, report } from './failure.ts';
import { readCertificates } from './certificate.ts';
import { loadImpact } from './impact.ts';
import { reopenReview } from './review.ts';
import { findLastTest } from './test-run.ts';

/** Reads the settings and shows them, or why they can't be shown. An older call that ends later changes nothing. */
export async function loadSettings(host: PanelHost, signal: AbortSignal): Promise<void> {
  host.update({ load: { kind: 'loading', slow: false }, failure: null });
  try {
    const view = await call(host, () => host.client.readSettings(signal));
    if (signal.aborted) return;
    showView(host, view);
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

function showView(host: PanelHost, view: SettingsView): void {
  host.update({ load: { kind: 'ready', view } });
  const kept = view.permissions.manage && !host.readOnly ? host.readKept() : null;
  if (kept && !host.model.edit) {
    const sameRevision = kept.revision === view.revision;
    host.update({ edit: { ...kept, edited: sameRevision ? editedConnection(view) : null }, restored: true });
    void readCertificates(host);
  }
  host.loadGuide(host.model.edit?.form.provider ?? editedConnection(view)?.provider ?? host.preselected);
  void findLastTest(host);
  reopenReview(host);
  // Emergency admins are shown by name while SSO is required.
  if (view.mode === 'required' && view.permissions.manage && host.client.setPolicy) void loadImpact(host);
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
