// What an admin is typing: from a connection to text fields and back, what differs, and how two edits are merged. Pure.

import type { Connection, Provider, SettingsView, StoredConnection } from '@team-sso/core';
import { EMPTY_OPTIONS, OPTION_FIELDS, optionsOf, type OptionForm } from './option-form.ts';

/** The form as typed. Every member is text, so nothing is lost while it is not yet valid. */
export interface ConnectionForm extends OptionForm {
  readonly provider: Provider | '';
  readonly signOnUrl: string;
  readonly idpEntityId: string;
  /** One or more certificates as pasted. */
  readonly certificates: string;
  readonly spEntityIdScope: 'region' | 'team';
}

export type FormField = keyof ConnectionForm;
export const FORM_FIELDS: readonly FormField[] = [
  'provider',
  'spEntityIdScope',
  'signOnUrl',
  'idpEntityId',
  'certificates',
  ...OPTION_FIELDS,
];

export const EMPTY_FORM: ConnectionForm = {
  provider: '',
  signOnUrl: '',
  idpEntityId: '',
  certificates: '',
  spEntityIdScope: 'region',
  ...EMPTY_OPTIONS,
};

/** The form that shows a connection. */
export function formOf(connection: Connection | null): ConnectionForm {
  if (!connection) return EMPTY_FORM;
  return {
    provider: connection.provider ?? '',
    signOnUrl: connection.signOnUrl,
    idpEntityId: connection.idpEntityId,
    certificates: connection.signingCertificates.map((text) => text.trim()).join('\n'),
    spEntityIdScope: connection.spEntityIdScope,
    ...optionsOf(connection),
  };
}

/** What an edit starts from: the draft if there is one, else what is live. */
export function editedConnection(view: SettingsView): StoredConnection | null {
  return view.draft ?? view.live;
}

/** The fields in which two forms differ; white space around a value is not a difference. */
export function differingFields(a: ConnectionForm, b: ConnectionForm): FormField[] {
  return FORM_FIELDS.filter((field) => normalised(field, a) !== normalised(field, b));
}

function normalised(field: FormField, form: ConnectionForm): string {
  return field === 'certificates' ? splitCertificates(form.certificates).join('\n') : form[field].trim();
}

const PEM_BLOCK = /-+BEGIN [A-Z0-9 ]*CERTIFICATE-+[^-]+-+END [A-Z0-9 ]*CERTIFICATE-+/g;

/** The certificates in a pasted text: each PEM block by itself, or else the text as a whole. */
export function splitCertificates(text: string): string[] {
  const blocks = text.match(PEM_BLOCK);
  const found = blocks ?? (text.trim() ? [text] : []);
  return [...new Set(found.map((block) => block.replace(/\r\n?/g, '\n').trim()))];
}

/** A three-way comparison after somebody else saved. */
export interface FormMerge {
  /** Both changed these, to different values: the admin chooses. */
  readonly conflicts: readonly FormField[];
  /** Everything only one side changed is taken over; conflicts stand as mine. */
  readonly merged: ConnectionForm;
}

/** Merges what I typed with what is saved now; `base` is what my edit began with. */
export function mergeForms(base: ConnectionForm, mine: ConnectionForm, theirs: ConnectionForm): FormMerge {
  const mineChanged = new Set(differingFields(base, mine));
  const theirsChanged = new Set(differingFields(base, theirs));
  const differ = new Set(differingFields(mine, theirs));
  const pick = (field: FormField): ConnectionForm => (mineChanged.has(field) ? mine : theirs);
  return {
    conflicts: FORM_FIELDS.filter((f) => differ.has(f) && mineChanged.has(f) && theirsChanged.has(f)),
    merged: takeFields(pick),
  };
}

/** The merged form with the admin's choices. */
export function applyChoices(
  merged: ConnectionForm,
  theirs: ConnectionForm,
  keepTheirs: ReadonlySet<FormField>,
): ConnectionForm {
  return takeFields((field) => (keepTheirs.has(field) ? theirs : merged));
}

function takeFields(from: (field: FormField) => ConnectionForm): ConnectionForm {
  return Object.fromEntries(
    FORM_FIELDS.map((field) => [field, from(field)[field]]),
  ) as unknown as ConnectionForm;
}
