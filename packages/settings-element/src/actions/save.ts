// Save: check, ask the host, send under the revision that was read, and show what came of it.

import type { SettingsView } from '@team-sso/core';
import { checkField, issuesFromServer, type FieldIssue } from '../field-check.ts';
import { savesAsDraft } from '../panel-state.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type Edit } from '../panel-model.ts';
import { changesConnection, connectionFrom } from '../connection-from-form.ts';
import { differingFields, editedConnection, FORM_FIELDS, formOf, mergeForms } from '../settings-draft.ts';
import type { SaveRequest } from '../settings-client.ts';
import { askFirst, ssoEvent } from '../settings-events.ts';
import { asSettingsProblem, type SavedElsewhere, type SettingsProblem } from '../settings-problem.ts';
import { readCertificates } from './certificate.ts';
import { discardForm } from './edit.ts';
import { call, showFailure } from './failure.ts';
import { checkContext } from './form.ts';
import { loadImpact } from './impact.ts';
import { revealFields } from './source.ts';

/** Saves what is typed. Resolves to whether it is saved. */
export async function save(host: PanelHost, confirm: readonly string[] = []): Promise<boolean> {
  if (!host.model.edit || host.model.busy) return false;
  host.update({ busy: 'saving', failure: null, dialog: null, setAside: null });
  await readCertificates(host);
  const { edit } = host.model;
  if (!edit) return false;
  const request = requestOf(host, edit);
  if (Array.isArray(request)) return showIssues(host, request);
  if (request === null) return closeUnchanged(host);
  const fields = differingFields(edit.base, edit.form);
  if (!(await askFirst(host.target, 'sso-before-save', { fields }))) {
    host.update({ busy: null });
    return false;
  }
  host.announce(host.texts.text('sso.bar.saving'));
  try {
    const before = loadedView(host.model);
    const view = await call(host, () => send(host, before, request, edit.revision, confirm));
    showSaved(host, before, view);
    return true;
  } catch (error) {
    showSaveFailure(host, edit, asSettingsProblem(error));
    return false;
  }
}

/** What can only become a draft goes where drafts go: that needs no fresh sign-in. */
async function send(
  host: PanelHost,
  before: SettingsView,
  request: SaveRequest,
  revision: number,
  confirm: readonly string[],
): Promise<SettingsView> {
  const { client } = host;
  if (client.saveDraft && request.connection && !request.mode && savesAsDraft(before, host.now()))
    return client.saveDraft(request.connection, revision);
  return client.save(withConfirm(request, confirm), revision);
}

const withConfirm = (request: SaveRequest, confirm: readonly string[]): SaveRequest =>
  confirm.length > 0 ? { ...request, confirm } : request;

/** What to send: the issues if there are any, null if nothing would change. */
function requestOf(host: PanelHost, { form, edited }: Edit): SaveRequest | FieldIssue[] | null {
  const view = loadedView(host.model);
  const found = FORM_FIELDS.map((field) => checkField(field, form, checkContext(host), true));
  const known = host.model.issues.filter(({ field }) => field === 'certificates');
  const issues = [...found.filter((issue) => issue !== null), ...known];
  const perField = FORM_FIELDS.flatMap((field) => {
    const ofField = issues.filter((issue) => issue.field === field);
    return ofField.find(({ key }) => key === 'sso.field.private-key') ?? ofField[0] ?? [];
  });
  if (perField.some(({ severity }) => severity === 'error')) return perField;
  const { reading } = host.model;
  const read = reading.kind === 'read' ? reading.answer.values.signingCertificates : undefined;
  const connection = connectionFrom(form, edited, read);
  if (!connection.ok) return issuesFromServer(connection.issues);
  const switchesOn = !savesAsDraft(view, host.now());
  if (!switchesOn && !changesConnection(connection.value, edited)) return null;
  return { connection: connection.value, ...(switchesOn ? { mode: 'optional' } : {}) };
}

function showIssues(host: PanelHost, issues: readonly FieldIssue[]): boolean {
  const count = issues.filter(({ severity }) => severity === 'error').length;
  host.update({ busy: null, issues, summarised: count > 0 });
  revealFields(host, issues);
  host.announce(host.texts.count('sso.summary', count), true);
  host.focusOn('summary');
  return false;
}

function closeUnchanged(host: PanelHost): boolean {
  host.update({ busy: null });
  discardForm(host);
  return true;
}

function showSaved(host: PanelHost, before: SettingsView, view: SettingsView): void {
  host.update({ busy: null, load: { kind: 'ready', view }, test: null, wantedFingerprint: null });
  discardForm(host);
  const switchedOn = before.mode === 'off' && view.mode !== 'off';
  const key = view.savedAs === 'draft' ? 'sso.saved.draft' : switchedOn ? 'sso.saved' : 'sso.saved.settings';
  host.announce(host.texts.text(key));
  host.target.dispatchEvent(
    ssoEvent('sso-saved', { savedAs: view.savedAs ?? null, revision: view.revision }),
  );
  if (switchedOn) host.target.dispatchEvent(ssoEvent('sso-enabled', { mode: view.mode }));
}

function showSaveFailure(host: PanelHost, edit: Edit, problem: SettingsProblem): void {
  if (problem.code === 'validation_failed') {
    const issues = issuesFromServer(problem.issues);
    if (issues.length > 0) return void showIssues(host, issues);
  }
  if (problem.code === 'revision_stale' && problem.current)
    return showConflict(host, edit, problem.current, problem.saved);
  if (problem.code === 'confirmation_needed')
    return host.update({
      busy: null,
      dialog: { kind: 'confirm-save', confirmations: problem.confirmations },
    });
  showFailure(host, problem);
}

function showConflict(host: PanelHost, edit: Edit, theirs: SettingsView, saved: SavedElsewhere): void {
  const edited = editedConnection(theirs);
  // Deleted meanwhile: there is nothing of theirs to choose, and all of mine to keep.
  const merge = edited
    ? mergeForms(edit.base, edit.form, formOf(edited))
    : { conflicts: [], merged: edit.form };
  host.update({
    busy: null,
    dialog: { kind: 'conflict', theirs, merge, keepTheirs: new Set(), saved, theirCertificates: [] },
  });
  host.announce(host.texts.text('sso.conflict.dialog'), true);
  // A host that names nobody still lists its members.
  if (saved.savedBy && saved.savedBy.name === undefined) void loadImpact(host);
  if (merge.conflicts.includes('certificates'))
    void readTheirs(host, formOf(editedConnection(theirs)).certificates);
}

/** Certificates are compared by their facts; without them the texts are shown. */
async function readTheirs(host: PanelHost, text: string): Promise<void> {
  const answer = await host.client.parse(text).catch(() => null);
  const { dialog } = host.model;
  if (answer && dialog?.kind === 'conflict')
    host.update({ dialog: { ...dialog, theirCertificates: answer.certificates } });
}
