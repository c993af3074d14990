// Opening, typing into and leaving the form.

import { recognise, type SettingsView } from '@team-sso/core';
import { checkField } from '../field-check.ts';
import type { PanelHost } from '../panel-host.ts';
import { loadedView, type Edit } from '../panel-model.ts';
import {
  differingFields,
  editedConnection,
  formOf,
  type ConnectionForm,
  type FormField,
} from '../settings-draft.ts';
import { readCertificates } from './certificate.ts';
import { changeForm, checkContext, refusePrivateKey, setFieldIssue } from './form.ts';
import { BY_HAND, importOf, offerOf, sourceOf } from './source.ts';

/** Opens the form on the draft, or on what is live, or empty. */
export function openForm(host: PanelHost, focus: FormField | null = null): void {
  const { shelved } = host.model;
  const edit = inSight(shelved ?? newEdit(host), focus);
  host.update({ edit, shelved: null, issues: [], summarised: false, failure: null });
  host.loadGuide(edit.form.provider);
  if (edit.form.certificates) void readCertificates(host);
  if (focus) host.focusOn(isByUrl(edit) && BY_HAND.has(focus) ? 'metadata-url' : focus);
}

const isByUrl = (edit: Edit): boolean => sourceOf(edit) === 'url';

/** A certificate to add is added by hand, wherever the others came from. */
function inSight(edit: Edit, focus: FormField | null): Edit {
  return focus === 'certificates' ? { ...edit, brought: { ...importOf(edit), source: 'hand' } } : edit;
}

function newEdit(host: PanelHost): Edit {
  const view = loadedView(host.model);
  const edited = editedConnection(view);
  const form = edited ? formOf(edited) : { ...formOf(null), provider: host.preselected };
  return { form, base: form, edited, revision: view.revision, scopeChosen: edited !== null };
}

/** What was typed before the page was loaded again; the settings may be others now, which Save then finds out. */
export function restoreForm(host: PanelHost, view: SettingsView): void {
  const kept = host.readKept();
  if (!kept || host.model.edit) return;
  const edited = kept.revision === view.revision ? editedConnection(view) : null;
  host.update({ edit: { ...kept, edited }, restored: true });
  host.loadGuide(kept.form.provider);
  void readCertificates(host);
}

/** Puts the form away but not what is in it: the first toggle went back to off. */
export function shelveForm(host: PanelHost): void {
  host.keep(null);
  host.update({ edit: null, shelved: host.model.edit, issues: [], summarised: false, restored: false });
}

/** Throws away what was typed; what somebody else saved meanwhile shows instead. */
export function discardForm(host: PanelHost): void {
  const { setAside } = host.model;
  host.keep(null);
  host.update({
    ...(setAside ? { load: { kind: 'ready', view: setAside.theirs }, setAside: null } : {}),
    edit: null,
    shelved: null,
    issues: [],
    summarised: false,
    restored: false,
    failure: null,
    reading: { kind: 'unread' },
  });
  host.focusOn('heading');
}

/** Whether leaving the page would lose something. */
export function hasUnsavedChanges({ edit }: { readonly edit: Edit | null }): boolean {
  return edit !== null && differingFields(edit.base, edit.form).length > 0;
}

/** Takes what was typed or pasted. A private key is taken out again at once, in whichever field it lands. */
export function typeInto(
  host: PanelHost,
  field: 'signOnUrl' | 'idpEntityId' | 'certificates',
  text: string,
): void {
  if (recognise(text) === 'private_key') return refusePrivateKey(host, field);
  const value = field === 'certificates' ? text : text.replace(/[\r\n]+/g, '');
  changeForm(host, { [field]: value });
  noticeMetadata(host, field, text);
  recheck(host, field);
}

/** Metadata in a field of one value brings all of them, if the admin wants. */
function noticeMetadata(
  host: PanelHost,
  field: 'signOnUrl' | 'idpEntityId' | 'certificates',
  text: string,
): void {
  const { edit } = host.model;
  const offer = offerOf(host, field, text);
  if (edit && (offer || edit.offer?.field === field)) host.update({ edit: { ...edit, offer } });
}

export function chooseProvider(host: PanelHost, provider: ConnectionForm['provider']): void {
  changeForm(host, { provider });
  host.loadGuide(provider);
}

export function chooseScope(host: PanelHost, spEntityIdScope: 'region' | 'team'): void {
  const { edit } = host.model;
  if (edit) host.update({ edit: { ...edit, scopeChosen: true } });
  changeForm(host, { spEntityIdScope });
}

/** Checks a field when it is left; an empty one is not a mistake yet. */
export function leaveField(host: PanelHost, field: FormField): void {
  const { edit, summarised } = host.model;
  if (!edit) return;
  // A refused private key keeps its words until something else is typed.
  if (edit.form[field] === '' && host.model.issues.some((issue) => issue.field === field)) return;
  setFieldIssue(host, field, checkField(field, edit.form, checkContext(host), summarised));
  if (field === 'certificates') void readCertificates(host);
}

function recheck(host: PanelHost, field: FormField): void {
  const { edit, issues, summarised } = host.model;
  if (!edit || !issues.some((issue) => issue.field === field)) return;
  setFieldIssue(host, field, checkField(field, edit.form, checkContext(host), summarised));
}
