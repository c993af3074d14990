// One IDPSSODescriptor (saml-metadata-2.0-os §2.4.3): where to send people, and which keys sign.

import { decodeBase64 } from './base64.ts';
import { certificateDer } from './certificate.ts';
import { derLength } from './der-reading.ts';
import type { MetadataWarningCode } from './metadata-warning.ts';
import { ATTRIBUTE, DS, MD } from './names.ts';
import type { XmlTable } from './xml-table.ts';

/** One address of a provider. */
export interface MetadataEndpoint {
  /** HTTP-Redirect or HTTP-POST; addresses for other bindings are passed over. */
  readonly binding: 'redirect' | 'post';
  /** An absolute http or https URL without credentials or fragment, as written. Whether http is good enough is the host's rule. */
  readonly url: string;
  /** Where logout responses go, when that is another address (ResponseLocation). */
  readonly responseUrl?: string;
}

/** What an IDPSSODescriptor says. */
export interface IdpRole {
  readonly singleSignOn: readonly MetadataEndpoint[];
  readonly singleLogout: readonly MetadataEndpoint[];
  readonly signingCertificates: readonly string[];
  readonly nameIdFormats: readonly string[];
  readonly wantAuthnRequestsSigned: boolean;
}

type Warn = (code: MetadataWarningCode, detail?: string) => void;

const BINDINGS: ReadonlyMap<string, MetadataEndpoint['binding']> = new Map([
  ['urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect', 'redirect'],
  ['urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', 'post'],
]);
const SEQUENCE = 0x30;
const MAX_CERTIFICATES = 20;
const MAX_URL_CHARACTERS = 2_048;

/** Reads the IDPSSODescriptor in `row`. */
export function readIdpRole(table: XmlTable, row: number, warn: Warn): IdpRole {
  const wantsSigned = table.attribute(row, ATTRIBUTE.WantAuthnRequestsSigned)?.trim();
  const role: IdpRole = {
    singleSignOn: readEndpoints(table, row, MD.SingleSignOnService, warn),
    singleLogout: readEndpoints(table, row, MD.SingleLogoutService, warn),
    signingCertificates: readSigningCertificates(table, row, warn),
    nameIdFormats: childrenNamed(table, row, MD.NameIDFormat).map((format) => table.text(format).trim()),
    wantAuthnRequestsSigned: wantsSigned === 'true' || wantsSigned === '1',
  };
  if (role.singleSignOn.length === 0) warn('no_sign_on_address');
  if (role.signingCertificates.length === 0) warn('no_signing_certificate');
  return role;
}

function readEndpoints(table: XmlTable, row: number, name: number, warn: Warn): readonly MetadataEndpoint[] {
  const endpoints: MetadataEndpoint[] = [];
  for (const service of childrenNamed(table, row, name)) {
    const binding = BINDINGS.get(table.attribute(service, ATTRIBUTE.Binding) ?? '');
    if (binding === undefined) continue;
    const url = table.attribute(service, ATTRIBUTE.Location) ?? '';
    const responseUrl = table.attribute(service, ATTRIBUTE.ResponseLocation);
    const unusable = [url, responseUrl].find((address) => address !== null && !isWebAddress(address));
    if (unusable !== undefined) warn('address_unusable', unusable ?? '');
    else endpoints.push({ binding, url, ...(responseUrl === null ? {} : { responseUrl }) });
  }
  return endpoints;
}

/** Nothing that a browser would execute, and nothing that a person reading the address would take for another host. */
function isWebAddress(text: string): boolean {
  const url = /^https?:\/\/[\x21-\x7e]+$/i.test(text) ? URL.parse(text) : null;
  return (
    url !== null &&
    text.length <= MAX_URL_CHARACTERS &&
    url.username === '' &&
    url.password === '' &&
    !/[#\\]/.test(text)
  );
}

/** §2.4.1.1: a KeyDescriptor without `use` is for signing and for encryption. In the order given, each certificate once. */
function readSigningCertificates(table: XmlTable, row: number, warn: Warn): readonly string[] {
  const shown: number[] = [];
  for (const key of childrenNamed(table, row, MD.KeyDescriptor)) {
    const use = table.attribute(key, ATTRIBUTE.use);
    if (use !== null && use !== 'signing') continue;
    const certificates = childrenNamed(table, key, DS.KeyInfo)
      .flatMap((keyInfo) => childrenNamed(table, keyInfo, DS.X509Data))
      .flatMap((data) => childrenNamed(table, data, DS.X509Certificate));
    if (certificates.length === 0) warn('key_without_certificate');
    shown.push(...certificates);
  }
  if (shown.length > MAX_CERTIFICATES) warn('certificates_too_many', `more than ${MAX_CERTIFICATES}`);
  const found = new Set<string>();
  for (const certificate of shown.slice(0, MAX_CERTIFICATES)) {
    const base64 = certificateBase64(table.text(certificate));
    if (base64 === null) warn('certificate_unreadable');
    else found.add(base64);
  }
  return [...found];
}

/** The certificate in base64 without white space; null when it is none. Whether its key may be pinned, `readCertificates` says. */
function certificateBase64(text: string): string | null {
  const der = decodeBase64(text);
  // Most of what is none is told so without asking OpenSSL, which takes its time.
  if (der === null || der[0] !== SEQUENCE || derLength(der) !== der.length) return null;
  const base64 = der.toString('base64');
  return certificateDer(base64) === null ? null : base64;
}

/** The children with this name, in order. */
export function childrenNamed(table: XmlTable, row: number, name: number): readonly number[] {
  const rows: number[] = [];
  const end = table.next(row);
  for (let child = row + 1; child < end; child = table.next(child)) {
    if (table.name(child) === name) rows.push(child);
  }
  return rows;
}
