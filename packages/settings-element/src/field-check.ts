// What is wrong with a field: the browser's own look, and the server's issues in the same words. Pure.

import type { Issue, ParseAnswer, ServiceProviderValues } from '@team-sso/core';
import { isWebUrl } from '@team-sso/core';
import type { ProviderGuide } from '@team-sso/core/providers/guide';
import type { SettingsMessageKey } from './messages/messages.ts';
import { isOptionField } from './option-form.ts';
import type { ConnectionForm, FormField } from './settings-draft.ts';

/** One message under a field. Errors stop Save, warnings don't. */
export interface FieldIssue {
  readonly field: FormField;
  readonly severity: 'error' | 'warning';
  readonly key: SettingsMessageKey;
  readonly values?: Readonly<Record<string, string>>;
}

export interface CheckContext {
  readonly guide: ProviderGuide | null;
  readonly serviceProvider: ServiceProviderValues;
}

const error = (
  field: FormField,
  key: SettingsMessageKey,
  values?: Readonly<Record<string, string>>,
): FieldIssue => ({
  field,
  severity: 'error',
  key,
  ...(values ? { values } : {}),
});

/** The issue of one field, or null. An empty field is an issue only when `complete` is asked for: on Save. */
export function checkField(
  field: FormField,
  form: ConnectionForm,
  context: CheckContext,
  complete: boolean,
): FieldIssue | null {
  switch (field) {
    case 'signOnUrl':
      return checkSignOnUrl(form.signOnUrl.trim(), context, complete);
    case 'idpEntityId':
      return checkIssuer(form.idpEntityId.trim(), context, complete);
    case 'certificates':
      return complete && form.certificates.trim() === ''
        ? error(field, 'sso.field.required.certificate')
        : null;
    default:
      return null;
  }
}

function checkSignOnUrl(
  url: string,
  { guide, serviceProvider }: CheckContext,
  complete: boolean,
): FieldIssue | null {
  if (url === '') return complete ? error('signOnUrl', 'sso.field.required.sign-on-url') : null;
  if (!/^https?:\/\//i.test(url)) return error('signOnUrl', 'sso.field.url-https');
  if (!isWebUrl(url)) return error('signOnUrl', 'sso.field.url-invalid');
  const { hostname, protocol } = new URL(url);
  // Plain http is for a provider on this very machine; whether the server allows even that is the server's rule.
  if (protocol === 'http:' && !isLoopback(hostname)) return error('signOnUrl', 'sso.field.url-https');
  if (isOurs(url, serviceProvider)) return error('signOnUrl', 'sso.field.url-ours');
  const pattern = guide?.patterns.signOnUrl;
  if (guide?.dashboardHosts.includes(hostname) && !(pattern && new RegExp(pattern.match).test(url)))
    return pattern
      ? error('signOnUrl', 'sso.field.url-dashboard', { pattern: pattern.shape })
      : error('signOnUrl', 'sso.field.url-dashboard-plain');
  if (!guide || !pattern || new RegExp(pattern.match).test(url)) return null;
  const values = { provider: guide.shortName, pattern: pattern.shape };
  return { field: 'signOnUrl', severity: 'warning', key: 'sso.field.sign-on-pattern', values };
}

function checkIssuer(
  issuer: string,
  { guide, serviceProvider }: CheckContext,
  complete: boolean,
): FieldIssue | null {
  if (issuer === '') return complete ? error('idpEntityId', 'sso.field.required.issuer') : null;
  if (isOurs(issuer, serviceProvider)) return error('idpEntityId', 'sso.field.issuer-ours');
  const pattern = guide?.patterns.idpEntityId;
  // Any text is a legal entity ID (http, urn:, plain words), so an unusual one is never more than a warning.
  if (!guide || !pattern || new RegExp(pattern.match).test(issuer)) return null;
  const values = { provider: guide.shortName, pattern: pattern.shape };
  return { field: 'idpEntityId', severity: 'warning', key: 'sso.field.issuer-pattern', values };
}

function isOurs(
  text: string,
  { acsUrl, spEntityId, teamSpEntityId, metadataUrl, loginUrl }: ServiceProviderValues,
): boolean {
  return [acsUrl, spEntityId, teamSpEntityId, metadataUrl, loginUrl].includes(text);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

/** Issues of a 422 at the fields they belong to. Those of fields the form doesn't show are left to the caller. */
export function issuesFromServer(issues: readonly Issue[]): FieldIssue[] {
  return issues.flatMap((issue) => {
    const field = fieldOfPath(issue.path);
    return field ? [error(field, keyOfCode(field, issue.code))] : [];
  });
}

function fieldOfPath(path: string): FormField | null {
  const name = path.replace(/^connection\.?/, '').split('.')[0];
  switch (name) {
    case 'signOnUrl':
    case 'idpEntityId':
    case 'provider':
    case 'spEntityIdScope':
      return name;
    case 'signingCertificates':
      return 'certificates';
    case 'metadataSigningCertificates':
      return 'metadataCertificates';
    case 'attributeMapping':
      return MAPPED[path.split('.').find((part) => Object.hasOwn(MAPPED, part)) ?? ''] ?? 'emailNames';
    default:
      return name !== undefined && isOptionField(name) ? name : null;
  }
}

const MAPPED: Readonly<Partial<Record<string, FormField>>> = {
  email: 'emailNames',
  name: 'nameNames',
  groups: 'groupNames',
};

const REQUIRED: Readonly<Partial<Record<FormField, SettingsMessageKey>>> = {
  signOnUrl: 'sso.field.required.sign-on-url',
  idpEntityId: 'sso.field.required.issuer',
  certificates: 'sso.field.required.certificate',
};

/** Codes of the server, of certificates and of `recognise` alike. */
const CODES: Readonly<Record<string, SettingsMessageKey>> = {
  too_long: 'sso.field.too-long',
  too_large: 'sso.field.too-long',
  too_many: 'sso.field.too-many',
  url_invalid: 'sso.field.url-invalid',
  https_required: 'sso.field.url-https',
  loopback_refused: 'sso.field.url-network',
  own_address: 'sso.field.url-ours',
  own_entity_id: 'sso.field.issuer-ours',
  private_key: 'sso.field.private-key',
  certificate_request: 'sso.field.certificate-request',
  public_key_only: 'sso.field.public-key',
  metadata: 'sso.field.metadata',
  metadata_xml: 'sso.field.metadata',
  own_metadata: 'sso.field.metadata',
  url: 'sso.field.web-address',
  not_a_certificate: 'sso.field.certificate-unreadable',
  truncated: 'sso.field.certificate-cut',
  weak_key: 'sso.field.certificate-weak',
  key_type_unsupported: 'sso.field.certificate-key',
  encryption_only: 'sso.field.certificate-encryption',
  expired: 'sso.field.certificate-expired',
  not_yet_valid: 'sso.field.certificate-future',
};

/** A certificate with these may be saved all the same. */
const WARNING_CODES: ReadonlySet<string> = new Set(['expired', 'not_yet_valid', 'smart_quotes']);

function keyOfCode(field: FormField, code: string): SettingsMessageKey {
  if (code === 'required') return REQUIRED[field] ?? 'sso.field.other';
  return CODES[code] ?? (field === 'certificates' ? 'sso.field.certificate-unreadable' : 'sso.field.other');
}

/** What the server's reading of a pasted certificate means for the field; null when there is nothing to say. */
export function issueOfAnswer(answer: ParseAnswer): FieldIssue | null {
  const { kind, certificates, warnings } = answer;
  const wrong = warnings.find(({ code }) => !WARNING_CODES.has(code));
  if (wrong) return error('certificates', keyOfCode('certificates', wrong.code));
  if (kind !== 'certificate' || certificates.length === 0)
    return error('certificates', keyOfCode('certificates', kind));
  const doubt = warnings.find(({ code }) => code === 'expired' || code === 'not_yet_valid');
  if (!doubt) return null;
  const dates = certificates.map(({ notBefore, notAfter }) =>
    doubt.code === 'expired' ? notAfter : notBefore,
  );
  const date = dates.toSorted()[doubt.code === 'expired' ? 0 : dates.length - 1] ?? '';
  return { ...error('certificates', keyOfCode('certificates', doubt.code), { date }), severity: 'warning' };
}
