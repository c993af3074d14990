// Deleting: the whole configuration, typed to confirm, or only the draft.

import type { PanelHost } from '../panel-host.ts';
import { loadedView } from '../panel-model.ts';
import { askFirst, ssoEvent } from '../settings-events.ts';
import { asSettingsProblem } from '../settings-problem.ts';
import { call, showFailure } from './failure.ts';

export function askToDelete(host: PanelHost): void {
  host.update({ menuOpen: false, dialog: { kind: 'delete', confirmations: [], mismatch: false } });
}

/** Deletes when the typed text is the team's name; says so when it isn't. */
export async function deleteSettings(host: PanelHost, typed: string, name: string): Promise<void> {
  const { dialog } = host.model;
  if (dialog?.kind !== 'delete') return;
  if (typed.trim() !== name) {
    host.update({ dialog: { ...dialog, mismatch: true } });
    return host.focusOn('delete-name');
  }
  if (!(await askFirst(host.target, 'sso-before-delete'))) return;
  host.update({ busy: 'deleting', failure: null });
  try {
    const { revision } = loadedView(host.model);
    // The typed name is the plain yes to `delete_configuration`.
    const confirm = ['delete_configuration', ...dialog.confirmations];
    const view = await call(host, () => host.client.deleteSettings(revision, [...new Set(confirm)]));
    host.update({ busy: null, dialog: null, load: { kind: 'ready', view }, copied: {} });
    forgetForm(host);
    host.announce(host.texts.text('sso.saved.deleted'));
    host.target.dispatchEvent(ssoEvent('sso-saved', { savedAs: null, revision: view.revision }));
  } catch (error) {
    const problem = asSettingsProblem(error);
    if (problem.code !== 'confirmation_needed') return showFailure(host, problem);
    host.update({
      busy: null,
      dialog: { kind: 'delete', confirmations: problem.confirmations, mismatch: false },
    });
  }
}

/** Throws the saved draft away, where the client can. */
export async function discardDraft(host: PanelHost): Promise<void> {
  const { client } = host;
  if (!client.discardDraft || host.model.busy) return;
  host.update({ busy: 'deleting', failure: null });
  try {
    const { revision } = loadedView(host.model);
    const view = await call(host, async () => client.discardDraft?.(revision));
    if (view) host.update({ load: { kind: 'ready', view } });
    host.update({ busy: null });
    forgetForm(host);
  } catch (error) {
    showFailure(host, error);
  }
}

/** Nothing of a form is left, whether one was ever opened or not. */
function forgetForm(host: PanelHost): void {
  host.update({ failure: null, shelved: null, restored: false });
  if (host.model.edit) host.part('form')?.discardForm(host);
  else host.focusOn('heading');
}
