// One certificate taken out of what is in use: asked first, by a draft that is used at once, with the sessions offered after.

import { connectionOf, type Connection, type SettingsView } from '@team-sso/core';
import { upkeepTexts } from '../messages/upkeep-texts.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { savesAsDraft } from '../panel-state.ts';
import { ssoEvent } from '../settings-events.ts';
import { asSettingsProblem } from '../settings-problem.ts';
import { call, showFailure } from './failure.ts';

/** While SSO is required, a change is tested before it is used: then it stays a draft. */
export async function removeCertificate(
  host: PanelHost,
  fingerprint: string,
  confirmations: readonly string[],
): Promise<void> {
  const { model } = host;
  const view = loadedView(model);
  const connection = without(view, fingerprint);
  if (!connection || model.busy) return;
  host.update({ busy: 'saving', failure: null });
  try {
    const after = await removeNow(host, view, connection, confirmations);
    host.update({ busy: null, load: { kind: 'ready', view: after }, test: null });
    const isDraft = after.draft !== null;
    host.update({ dialog: isDraft || !host.client.endSessions ? null : { kind: 'certificate-removed' } });
    host.announce(isDraft ? host.texts.text('sso.saved.draft') : upkeepTexts(host).text('sso.removal.done'));
    if (isDraft) host.focusOn('heading');
    host.target.dispatchEvent(
      ssoEvent('sso-saved', { savedAs: isDraft ? 'draft' : 'live', revision: after.revision }),
    );
  } catch (error) {
    const problem = asSettingsProblem(error);
    if (problem.code !== 'confirmation_needed') return showFailure(host, problem);
    host.update({
      busy: null,
      dialog: { kind: 'remove-certificate', fingerprint, confirmations: problem.confirmations },
    });
  }
}

/** The certificates of the view stand in the order of those of the connection. */
function without({ live, certificates }: SettingsView, fingerprint: string): Connection | null {
  const index = certificates.findIndex((certificate) => certificate.fingerprint === fingerprint);
  if (!live || index < 0 || live.signingCertificates.length !== certificates.length) return null;
  const signingCertificates = live.signingCertificates.filter((_, at) => at !== index);
  return { ...connectionOf(live), signingCertificates };
}

async function removeNow(
  host: PanelHost,
  view: SettingsView,
  connection: Connection,
  confirmations: readonly string[],
): Promise<SettingsView> {
  const { client } = host;
  if (!savesAsDraft(view, host.now())) return call(host, () => client.save({ connection }, view.revision));
  // The second time, with a yes to what the server asked, the draft is there.
  const isPrepared = confirmations.length > 0 && view.draft !== null;
  const prepared = isPrepared
    ? view
    : await call(host, async () => client.saveDraft?.(connection, view.revision));
  if (!prepared) return view;
  host.update({ load: { kind: 'ready', view: prepared } });
  if (view.mode === 'required' || !client.promote) return prepared;
  const confirm = [...new Set(['promote_untested', 'certificate_in_use', ...confirmations])];
  return (await call(host, async () => client.promote?.(prepared.revision, confirm))) ?? prepared;
}
