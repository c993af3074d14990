// The AuthnRequest (saml-core-2.0-os §3.4.1): short, always complete, already in canonical form so that it can be signed as written.

import { ASSERTION_NAMESPACE, PROTOCOL_NAMESPACE } from './namespaces.ts';
import { escapeAttribute, escapeText } from './xml-text.ts';

/** What an AuthnRequest asks for. By default it asks for nothing but a sign-in. */
export interface AuthnRequestOptions {
  /** `_` and at least 128 bits of randomness in hex or base64url; see {@link isWellFormedRequestId}. */
  readonly id: string;
  readonly issuedAt: Date;
  readonly spEntityId: string;
  readonly acsUrl: string;
  readonly signOnUrl: string;
  /** Ask the provider to authenticate afresh. Default false. */
  readonly forceAuthn?: boolean;
  /** Default: no NameIDPolicy, the provider decides. */
  readonly nameIdFormat?: string;
  /** One AuthnContextClassRef, compared as `exact`. Default: none, since providers differ in what they can name. */
  readonly requestedAuthnContext?: string;
}

/** Builds the XML of an AuthnRequest for either binding. */
export function buildAuthnRequest(options: AuthnRequestOptions): string {
  const { id, issuedAt, spEntityId, acsUrl, signOnUrl, forceAuthn, nameIdFormat, requestedAuthnContext } =
    options;
  if (!isWellFormedRequestId(id))
    throw new TypeError('id: a request ID is "_" and 22 to 128 of A–Z a–z 0–9 _ -');
  // Attributes in the order of canonical XML: by name, since none has a namespace.
  return (
    `<samlp:AuthnRequest xmlns:samlp="${PROTOCOL_NAMESPACE}"` +
    ` AssertionConsumerServiceURL="${escapeAttribute(acsUrl)}" Destination="${escapeAttribute(signOnUrl)}"` +
    (forceAuthn === true ? ' ForceAuthn="true"' : '') +
    ` ID="${id}" IssueInstant="${issuedAt.toISOString()}"` +
    ' ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Version="2.0">' +
    `<saml:Issuer xmlns:saml="${ASSERTION_NAMESPACE}">${escapeText(spEntityId)}</saml:Issuer>` +
    (nameIdFormat === undefined
      ? ''
      : `<samlp:NameIDPolicy AllowCreate="true" Format="${escapeAttribute(nameIdFormat)}"></samlp:NameIDPolicy>`) +
    (requestedAuthnContext === undefined
      ? ''
      : '<samlp:RequestedAuthnContext Comparison="exact">' +
        `<saml:AuthnContextClassRef xmlns:saml="${ASSERTION_NAMESPACE}">${escapeText(requestedAuthnContext)}` +
        '</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>') +
    '</samlp:AuthnRequest>'
  );
}

/** Whether a value can be the ID of a request of ours: cheap to ask before a store is asked for it. */
export function isWellFormedRequestId(id: string): boolean {
  return /^_[A-Za-z0-9_-]{22,128}$/.test(id);
}
