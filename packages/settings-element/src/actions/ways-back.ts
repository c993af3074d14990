// Ways back in: recovery codes made and proved kept, emergency admins, a code used, and all SSO sessions ended.

import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { asSettingsProblem, type SettingsProblem } from '../settings-problem.ts';
import { call, showFailure } from './failure.ts';
import { loadImpact } from './impact.ts';
import { openCure, readForReview, showView } from './review.ts';

export function openWaysBack(host: PanelHost): void {
  host.update({ menuOpen: false, dialog: { kind: 'ways-back' } });
  void loadImpact(host);
}

/** Ten new codes; in the review they are shown below their row. */
export async function makeCodes(host: PanelHost): Promise<void> {
  if (host.model.busy) return;
  openCure(host, 'codes');
  try {
    const codes = await call(host, async () => host.client.makeRecoveryCodes?.());
    if (!codes) return;
    host.update({ codes: { codes, kept: false, wrong: false } });
    host.focusOn('codes');
  } catch (error) {
    showFailure(host, error);
  }
}

/** One code typed back proves that they are kept; after that they are not shown any more. */
export async function acknowledgeCodes(host: PanelHost, typed: string, said: string): Promise<void> {
  const { codes } = host.model;
  if (!codes) return;
  try {
    await call(host, async () => host.client.acknowledgeRecoveryCodes?.(typed));
    host.update({ codes: { codes: [], kept: true, wrong: false } });
    host.announce(said);
    // Where the codes stood, nothing is left to have the focus.
    if (host.model.dialog?.kind === 'require') openCure(host, null);
    else host.focusOn('codes');
    await readForReview(host);
  } catch (error) {
    if (asSettingsProblem(error).code !== 'recovery_code_wrong') return showFailure(host, error);
    host.update({ codes: { ...codes, wrong: true } });
    host.focusOn('typed-code');
  }
}

export async function setEmergencyAdmins(
  host: PanelHost,
  emergencyAdmins: readonly string[],
  said: string,
): Promise<void> {
  const { client, model } = host;
  if (model.busy) return;
  host.update({ busy: 'saving', failure: null, adminRefused: null });
  try {
    const { revision } = loadedView(model);
    const view = await call(host, async () => client.setPolicy?.({ emergencyAdmins }, revision));
    host.update({ busy: null });
    host.announce(said);
    if (view) showView(host, view);
  } catch (error) {
    showPolicyFailure(host, emergencyAdmins, asSettingsProblem(error));
  }
}

/** The server knows who may manage and who has a password: it names the person who can't be one. */
function showPolicyFailure(host: PanelHost, asked: readonly string[], problem: SettingsProblem): void {
  // A team that requires SSO keeps its last way back in.
  if (problem.code === 'requirement_refused')
    return host.update({ busy: null, adminRefused: { userId: '', code: 'last_way_back' } });
  const issue = problem.issues.find(({ path }) => path.startsWith('emergencyAdmins.'));
  const userId = asked[Number(issue?.path.split('.')[1])];
  if (!issue || userId === undefined) return showFailure(host, problem);
  host.update({ busy: null, adminRefused: { userId, code: issue.code } });
  host.focusOn('admin-to-add');
}

export function openRecovery(host: PanelHost): void {
  host.update({ recovery: { wrong: false, tooMany: false } });
  host.focusOn('recovery-code');
}

/** Spends a code; the settings are read with what it opened. */
export async function useCode(host: PanelHost, typed: string, reload: () => void): Promise<void> {
  if (host.model.busy) return;
  host.update({ busy: 'saving' });
  try {
    await host.client.useRecoveryCode?.(typed);
    host.update({ busy: null, recovery: null });
    reload();
  } catch (error) {
    const { code } = asSettingsProblem(error);
    const recovery = { wrong: code !== 'too_many_requests', tooMany: code === 'too_many_requests' };
    host.update({ busy: null, recovery });
    host.focusOn('recovery-code');
  }
}

/** "End sessions" in the dialog: for a stolen key of the provider. */
export async function endSessions(host: PanelHost): Promise<void> {
  if (host.model.busy) return;
  host.update({ busy: 'switching', failure: null });
  try {
    await call(host, async () => host.client.endSessions?.());
    host.update({ busy: null, dialog: null });
    host.announce(host.texts.text('sso.end-sessions.done'));
  } catch (error) {
    showFailure(host, error);
  }
}
