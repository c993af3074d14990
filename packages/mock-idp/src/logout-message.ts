// Builds logout messages as a provider sends them, by either binding; orderly, or as odd as an attack needs them.

import { deflateRawSync } from 'node:zlib';
import { NAMESPACES, SIGNATURE_ALGORITHMS, defaultSignatureAlgorithm, signText } from './algorithms.ts';
import type { SignatureAlgorithm } from './algorithms.ts';
import { encodeResponse, newId } from './response.ts';
import type { StatusInput, TimeValue } from './response-options.ts';
import type { SigningIdentity } from './signing-identity.ts';
import { signXml, type SignXmlOptions } from './xml-signature.ts';
import { escapeXml } from './xml-text.ts';

/** Options of `buildLogoutMessage`. Null leaves an attribute out. */
export interface LogoutMessageOptions {
  readonly kind: 'request' | 'response';
  readonly binding: 'redirect' | 'post';
  readonly now: Date;
  /** Signs the message. */
  readonly identity: SigningIdentity;
  /** The service provider's address for logout. */
  readonly logoutUrl: string;
  /** Default `https://idp.example/metadata`. */
  readonly idpEntityId?: string;
  readonly id?: string;
  /** Default: the logout address. */
  readonly destination?: string | null;
  /** Default: now. */
  readonly issueInstant?: TimeValue;
  /** Of a request; default: five minutes from now. */
  readonly notOnOrAfter?: TimeValue;
  /** Of a request; default member@acme.example. */
  readonly nameId?: string;
  readonly nameIdFormat?: string;
  /** Of a request; default: none. */
  readonly sessionIndexes?: readonly string[];
  /** Of a response; default: none. */
  readonly inResponseTo?: string;
  /** Of a response; default: Success. */
  readonly status?: StatusInput;
  readonly relayState?: string;
  /** Default true. */
  readonly sign?: boolean;
  readonly signatureAlgorithm?: SignatureAlgorithm;
  /** How a message by form post is signed, where it is not the usual. */
  readonly signature?: Partial<SignXmlOptions>;
  /** Edits the XML before it is signed. */
  readonly edit?: (xml: string) => string;
}

/** A message and how it travels: the query without `?`, or the fields of the form. The other is empty. */
export interface BuiltLogoutMessage {
  readonly id: string;
  readonly xml: string;
  readonly query: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Builds a LogoutRequest or LogoutResponse that a strict service provider accepts, unless the options say otherwise. */
export function buildLogoutMessage(options: LogoutMessageOptions): BuiltLogoutMessage {
  const id = options.id ?? newId();
  const written = logoutXml(options, id);
  const xml = options.edit?.(written) ?? written;
  if (options.binding === 'redirect') return { id, xml, query: redirectQuery(xml, options), fields: {} };
  const signed = options.sign === false ? xml : signInside(xml, id, options);
  const fields = {
    [parameterOf(options)]: encodeResponse(signed),
    ...(options.relayState === undefined ? {} : { RelayState: options.relayState }),
  };
  return { id, xml: signed, query: '', fields };
}

/** The query of a message by redirect (saml-bindings-2.0-os §3.4.4.1). */
function redirectQuery(xml: string, options: LogoutMessageOptions): string {
  const { identity, relayState } = options;
  const parts = [[parameterOf(options), deflateRawSync(xml).toString('base64')]];
  if (relayState !== undefined) parts.push(['RelayState', relayState]);
  const encode = (): string =>
    parts
      // Browsers encode an apostrophe by themselves: it is signed as it will be sent.
      .map(([name, value]) => `${name ?? ''}=${encodeURIComponent(value ?? '').replaceAll("'", '%27')}`)
      .join('&');
  if (options.sign === false) return encode();
  const algorithm = options.signatureAlgorithm ?? defaultSignatureAlgorithm(identity.privateKey);
  parts.push(['SigAlg', SIGNATURE_ALGORITHMS[algorithm]]);
  parts.push(['Signature', signText(encode(), algorithm, identity.privateKey)]);
  return encode();
}

function signInside(xml: string, referenceId: string, options: LogoutMessageOptions): string {
  const { identity, signature, signatureAlgorithm } = options;
  return signXml(xml, {
    referenceId,
    key: identity.privateKey,
    certificatePem: identity.certificatePem,
    ...(signatureAlgorithm === undefined ? {} : { signatureAlgorithm }),
    ...signature,
  });
}

function parameterOf({ kind }: LogoutMessageOptions): string {
  return kind === 'request' ? 'SAMLRequest' : 'SAMLResponse';
}

function logoutXml(options: LogoutMessageOptions, id: string): string {
  const { idpEntityId = 'https://idp.example/metadata', kind, logoutUrl, now } = options;
  const name = kind === 'request' ? 'samlp:LogoutRequest' : 'samlp:LogoutResponse';
  const destination = options.destination === undefined ? logoutUrl : options.destination;
  const end = options.notOnOrAfter === undefined ? new Date(now.getTime() + 300_000) : options.notOnOrAfter;
  const attributes = [
    attribute('ID', id),
    attribute('Version', '2.0'),
    attribute('IssueInstant', timeOf(options.issueInstant === undefined ? now : options.issueInstant)),
    attribute('Destination', destination),
    attribute('InResponseTo', options.inResponseTo ?? null),
    kind === 'request' ? attribute('NotOnOrAfter', timeOf(end)) : '',
  ].join('');
  return (
    `<${name} xmlns:samlp="${NAMESPACES.samlp}" xmlns:saml="${NAMESPACES.saml}"${attributes}>` +
    `<saml:Issuer>${escapeXml(idpEntityId)}</saml:Issuer>` +
    (kind === 'request' ? subjectXml(options) : statusXml(options.status)) +
    `</${name}>`
  );
}

function subjectXml({
  nameId = 'member@acme.example',
  nameIdFormat,
  sessionIndexes = [],
}: LogoutMessageOptions) {
  return (
    `<saml:NameID${attribute('Format', nameIdFormat ?? null)}>${escapeXml(nameId)}</saml:NameID>` +
    sessionIndexes
      .map((sessionIndex) => `<samlp:SessionIndex>${escapeXml(sessionIndex)}</samlp:SessionIndex>`)
      .join('')
  );
}

function statusXml(status: StatusInput = { code: 'urn:oasis:names:tc:SAML:2.0:status:Success' }): string {
  const inner =
    status.subcode === undefined ? '' : `<samlp:StatusCode${attribute('Value', status.subcode)}/>`;
  const message =
    status.message === undefined
      ? ''
      : `<samlp:StatusMessage>${escapeXml(status.message)}</samlp:StatusMessage>`;
  return `<samlp:Status><samlp:StatusCode${attribute('Value', status.code)}>${inner}</samlp:StatusCode>${message}</samlp:Status>`;
}

function attribute(name: string, value: string | null): string {
  return value === null ? '' : ` ${name}="${escapeXml(value)}"`;
}

function timeOf(value: TimeValue): string | null {
  return value instanceof Date ? value.toISOString() : value;
}
