// What a refused call means for the panel: a dialog, a banner, an event, or words at a field.

import { asSettingsProblem, type SettingsProblem } from '../settings-problem.ts';
import { ssoEvent } from '../settings-events.ts';
import type { SettingsMessageKey } from '../messages/messages.ts';
import type { PanelHost } from '../panel-host.ts';

const BANNERS: Readonly<Partial<Record<SettingsProblem['code'], SettingsMessageKey>>> = {
  offline: 'sso.failed.offline',
  unavailable: 'sso.failed.offline',
  too_many_requests: 'sso.failed.too-many',
  not_entitled: 'sso.failed.not-entitled',
  required_is_on: 'sso.failed.required-is-on',
  no_live_connection: 'sso.failed.no-live-connection',
  forbidden: 'sso.failed.forbidden',
  not_found: 'sso.failed.forbidden',
  no_draft: 'sso.failed.no-draft',
  draft_outdated: 'sso.failed.draft-outdated',
  no_previous: 'sso.failed.no-previous',
  recovery_code_wrong: 'sso.failed.recovery-code-wrong',
  test_not_found: 'sso.failed.test-not-found',
};

/** Calls the client; after a 401 it lets the client renew the session and tries once more. */
export async function call<T>(host: PanelHost, verb: () => Promise<T>): Promise<T> {
  try {
    return await verb();
  } catch (error) {
    const problem = asSettingsProblem(error);
    if (problem.code !== 'sign_in' || !host.client.refresh) throw problem;
    host.target.dispatchEvent(ssoEvent('sso-auth-needed', { reason: 'sign_in' }));
    await host.client.refresh();
    return await verb();
  }
}

/** Shows a failure that no caller knew better what to do with. Nothing typed is touched. */
export function showFailure(host: PanelHost, error: unknown): void {
  const problem = asSettingsProblem(error);
  if (problem.code === 'reauthentication_needed') return askToReauthenticate(host, problem);
  if (problem.code === 'sign_in' || problem.code === 'sso_required') return askToSignIn(host, problem);
  if (problem.code === 'revision_stale' && problem.current) return showNewView(host, problem);
  const viaRecovery = problem.code === 'forbidden' && problem.reason === 'recovery';
  const key = viaRecovery ? 'sso.failed.forbidden-recovery' : (BANNERS[problem.code] ?? 'sso.failed');
  host.update({ busy: null, dialog: null, failure: { key, requestId: problem.requestId } });
  host.announce(host.texts.text(key), true);
  report(host, problem);
}

function askToReauthenticate(host: PanelHost, { reauthenticateUrl }: SettingsProblem): void {
  const { edit, dialog } = host.model;
  if (edit) host.keep(edit);
  const back = dialog?.kind === 'require' || dialog?.kind === 'ways-back' ? dialog : null;
  host.update({
    busy: null,
    dialog: { kind: 'reauthenticate', url: reauthenticateUrl, typed: edit !== null, back },
  });
  const detail = {
    reason: 'reauthentication_needed',
    ...(reauthenticateUrl ? { url: reauthenticateUrl } : {}),
  };
  host.target.dispatchEvent(ssoEvent('sso-auth-needed', detail));
}

function askToSignIn(host: PanelHost, { code, loginUrl, requestId }: SettingsProblem): void {
  const { edit } = host.model;
  if (edit) host.keep(edit);
  const failure = { key: 'sso.signed-out.kept', requestId, ...(loginUrl ? { loginUrl } : {}) } as const;
  host.update({ busy: null, dialog: null, failure });
  host.announce(host.texts.text('sso.signed-out.kept'), true);
  host.target.dispatchEvent(
    ssoEvent('sso-auth-needed', { reason: code, ...(loginUrl ? { url: loginUrl } : {}) }),
  );
}

/** A switch was pressed on settings that changed meanwhile: show the new ones, decide nothing. */
function showNewView(host: PanelHost, { current, requestId }: SettingsProblem): void {
  if (!current) return;
  host.update({
    busy: null,
    dialog: null,
    load: { kind: 'ready', view: current },
    failure: { key: 'sso.conflict.mode', requestId },
  });
  host.announce(host.texts.text('sso.conflict.mode'), true);
}

export function report(host: PanelHost, { code, requestId }: SettingsProblem): void {
  host.target.dispatchEvent(ssoEvent('sso-error', { code, requestId }));
}
