// The options of a connection as the form holds them: text throughout, from a connection and back. Pure.

import type { AttributeMapping, Connection } from '@team-sso/core';

type Flag = 'true' | 'false';

/** Everything beside the four values that a first set-up asks for. Empty: as the provider or the product has it. */
export interface OptionForm {
  readonly metadataUrl: string;
  readonly metadataPolicy: Connection['metadataPolicy'];
  /** Certificates of which one must have signed the metadata, as pasted. */
  readonly metadataCertificates: string;
  readonly signOnBinding: 'redirect' | 'post';
  readonly signRequests: Flag;
  readonly forceAuthn: Flag;
  readonly nameIdFormat: string;
  readonly requestedAuthnContext: string;
  readonly allowUnsolicited: Flag;
  readonly allowCbcEncryption: Flag;
  readonly logoutUrl: string;
  readonly logoutBinding: 'redirect' | 'post';
  readonly logoutResponseUrl: string;
  /** Names of attributes, one a line, in the order in which they are tried. */
  readonly emailNames: string;
  readonly nameNames: string;
  readonly groupNames: string;
}

export type OptionField = keyof OptionForm;

export const EMPTY_OPTIONS: OptionForm = {
  metadataUrl: '',
  metadataPolicy: 'notify',
  metadataCertificates: '',
  signOnBinding: 'redirect',
  signRequests: 'false',
  forceAuthn: 'false',
  nameIdFormat: '',
  requestedAuthnContext: '',
  allowUnsolicited: 'false',
  allowCbcEncryption: 'false',
  logoutUrl: '',
  logoutBinding: 'redirect',
  logoutResponseUrl: '',
  emailNames: '',
  nameNames: '',
  groupNames: '',
};

export const OPTION_FIELDS: readonly OptionField[] = Object.keys(EMPTY_OPTIONS) as OptionField[];

export const isOptionField = (field: string): field is OptionField => Object.hasOwn(EMPTY_OPTIONS, field);

/** What can be chosen where not any text goes. */
const CHOICES: Readonly<Partial<Record<OptionField, readonly string[]>>> = {
  metadataPolicy: ['notify', 'add-certificates', 'manual'],
  signOnBinding: ['redirect', 'post'],
  logoutBinding: ['redirect', 'post'],
  signRequests: ['true', 'false'],
  forceAuthn: ['true', 'false'],
  allowUnsolicited: ['true', 'false'],
  allowCbcEncryption: ['true', 'false'],
};

export function optionsOf(connection: Connection): OptionForm {
  const { attributeMapping: mapping = {} } = connection;
  return {
    metadataUrl: connection.metadataUrl ?? '',
    metadataPolicy: connection.metadataPolicy,
    metadataCertificates: (connection.metadataSigningCertificates ?? [])
      .map((text) => text.trim())
      .join('\n'),
    signOnBinding: connection.signOnBinding,
    signRequests: `${connection.signRequests}`,
    forceAuthn: `${connection.forceAuthn}`,
    nameIdFormat: connection.nameIdFormat ?? '',
    requestedAuthnContext: connection.requestedAuthnContext ?? '',
    allowUnsolicited: `${connection.allowUnsolicited}`,
    allowCbcEncryption: `${connection.allowCbcEncryption}`,
    logoutUrl: connection.logoutUrl ?? '',
    logoutBinding: connection.logoutBinding ?? 'redirect',
    logoutResponseUrl: connection.logoutResponseUrl ?? '',
    emailNames: (mapping.email ?? []).join('\n'),
    nameNames: (mapping.name ?? []).join('\n'),
    groupNames: (mapping.groups ?? []).join('\n'),
  };
}

/** What of a connection the form doesn't hold. */
export function withoutOptions(connection: Connection): Partial<Connection> {
  const {
    metadataUrl: _url,
    metadataSigningCertificates: _pinned,
    nameIdFormat: _format,
    requestedAuthnContext: _context,
    logoutUrl: _logout,
    logoutBinding: _binding,
    logoutResponseUrl: _response,
    attributeMapping: _mapping,
    ...rest
  } = connection;
  return rest;
}

type Options = Partial<Omit<Connection, 'idpEntityId' | 'signOnUrl' | 'signingCertificates' | 'provider'>>;

/** The options to save. What is empty is left out, unless it was stored just so. */
export function connectionOptions(form: OptionForm, edited: Connection | null): Options {
  const text = (
    field: 'metadataUrl' | 'nameIdFormat' | 'requestedAuthnContext' | 'logoutUrl' | 'logoutResponseUrl',
  ) => (form[field].trim() === '' ? {} : { [field]: form[field] });
  const mapping = mappingOf(form, edited);
  // A binding that was never said stays unsaid while nothing about logout changes.
  const saysBinding =
    edited?.logoutBinding !== undefined ||
    form.logoutBinding !== 'redirect' ||
    form.logoutUrl.trim() !== (edited?.logoutUrl ?? '');
  return {
    metadataPolicy: form.metadataPolicy,
    signOnBinding: form.signOnBinding,
    signRequests: form.signRequests === 'true',
    forceAuthn: form.forceAuthn === 'true',
    allowUnsolicited: form.allowUnsolicited === 'true',
    allowCbcEncryption: form.allowCbcEncryption === 'true',
    ...text('metadataUrl'),
    ...text('nameIdFormat'),
    ...text('requestedAuthnContext'),
    ...text('logoutUrl'),
    // Answers without requests have nowhere to come from.
    ...(form.logoutUrl.trim() === '' ? {} : text('logoutResponseUrl')),
    ...(saysBinding && form.logoutUrl.trim() !== '' ? { logoutBinding: form.logoutBinding } : {}),
    ...(mapping ? { attributeMapping: mapping } : {}),
  };
}

function mappingOf(form: OptionForm, edited: Connection | null): AttributeMapping | undefined {
  const before = edited?.attributeMapping;
  const names = (text: string): string[] =>
    text
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  const list = (text: string, stored: readonly string[] | undefined): readonly string[] | undefined =>
    names(text).length > 0 ? names(text) : stored?.length === 0 ? stored : undefined;
  const email = list(form.emailNames, before?.email);
  const name = list(form.nameNames, before?.name);
  const groups = list(form.groupNames, before?.groups);
  if (!email && !name && !groups) return before && isEmpty(before) ? before : undefined;
  return { ...(email ? { email } : {}), ...(name ? { name } : {}), ...(groups ? { groups } : {}) };
}

const isEmpty = (mapping: AttributeMapping): boolean => Object.keys(mapping).length === 0;

/** Reads options that were kept in the browser's storage: what is none of the choices is as at first. */
export function parseOptions(kept: Readonly<Partial<Record<OptionField, unknown>>>): OptionForm {
  const read = OPTION_FIELDS.map((field) => {
    const value = kept[field];
    const isOne = typeof value === 'string' && (CHOICES[field]?.includes(value) ?? true);
    return [field, isOne ? value : EMPTY_OPTIONS[field]];
  });
  return Object.fromEntries(read) as OptionForm;
}
