// The LogoutRequest that we send (saml-core-2.0-os §3.7.1), in canonical form so that it can be signed as written.

import { isWellFormedRequestId } from './authn-request.ts';
import { ASSERTION_NAMESPACE, PROTOCOL_NAMESPACE } from './namespaces.ts';
import { escapeAttribute, escapeText } from './xml-text.ts';

/** Whose sessions are to end, at the provider and wherever else it signed the person in. */
export interface LogoutRequestOptions {
  /** As an ID of a sign-in request: `_` and at least 128 bits of randomness. */
  readonly id: string;
  readonly issuedAt: Date;
  /** Until when the provider may act on it. Default: five minutes after `issuedAt`. */
  readonly notOnOrAfter?: Date;
  readonly spEntityId: string;
  /** The provider's address for logout requests. */
  readonly logoutUrl: string;
  /** The NameID of the sign-in, byte for byte, and its attributes where it had them. */
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
  /** SessionIndex of the sign-ins that end. Default: none, which means all of this person's sessions. */
  readonly sessionIndexes?: readonly string[];
  /** Default `user`. */
  readonly reason?: 'user' | 'admin';
}

const VALIDITY_MILLISECONDS = 300_000;

/** Builds the XML of a LogoutRequest; it must be sent signed, see `logoutRedirectUrl` and `logoutForm`. */
export function buildLogoutRequest(options: LogoutRequestOptions): string {
  const { id, issuedAt, logoutUrl, reason = 'user', sessionIndexes = [], spEntityId } = options;
  if (!isWellFormedRequestId(id))
    throw new TypeError('id: a request ID is "_" and 22 to 128 of A–Z a–z 0–9 _ -');
  const end = options.notOnOrAfter ?? new Date(issuedAt.getTime() + VALIDITY_MILLISECONDS);
  // Attributes in the order of canonical XML: by name, since none has a namespace.
  return (
    `<samlp:LogoutRequest xmlns:samlp="${PROTOCOL_NAMESPACE}" Destination="${escapeAttribute(logoutUrl)}" ID="${id}"` +
    ` IssueInstant="${issuedAt.toISOString()}" NotOnOrAfter="${end.toISOString()}"` +
    ` Reason="urn:oasis:names:tc:SAML:2.0:logout:${reason}" Version="2.0">` +
    `<saml:Issuer xmlns:saml="${ASSERTION_NAMESPACE}">${escapeText(spEntityId)}</saml:Issuer>` +
    nameIdXml(options) +
    sessionIndexes
      .map((sessionIndex) => `<samlp:SessionIndex>${escapeText(sessionIndex)}</samlp:SessionIndex>`)
      .join('') +
    '</samlp:LogoutRequest>'
  );
}

/** Both qualifiers as they were received: some providers compare the whole identifier (saml-core-2.0-os §8.3.7). */
function nameIdXml(options: LogoutRequestOptions): string {
  const attribute = (name: string, value: string | undefined): string =>
    value === undefined ? '' : ` ${name}="${escapeAttribute(value)}"`;
  return (
    `<saml:NameID xmlns:saml="${ASSERTION_NAMESPACE}"${attribute('Format', options.nameIdFormat)}` +
    attribute('NameQualifier', options.nameQualifier) +
    attribute('SPNameQualifier', options.spNameQualifier) +
    `>${escapeText(options.nameId)}</saml:NameID>`
  );
}
