// Reads an AuthnRequest by either binding, within strict limits: what arrives here comes from anywhere.

import { inflateRawSync } from 'node:zlib';
import { attributeOf, findElement, parseXml, textOf } from '../xml-tree.ts';
import { NAMESPACES } from '../algorithms.ts';

/** What an AuthnRequest asks for. */
export interface SignOnRequest {
  readonly requestId: string;
  readonly spEntityId: string;
  readonly acsUrl: string;
  readonly forceAuthn: boolean;
  readonly relayState: string | null;
  /** Who the service provider thinks is coming: `login_hint`, else the request's Subject. */
  readonly loginHint: string | null;
}

/** The raw parameters of a request, as they came. */
export interface SignOnParameters {
  readonly binding: 'redirect' | 'post';
  readonly samlRequest: string;
  readonly relayState: string | null;
  readonly loginHint: string | null;
}

/** A request that cannot be answered; the message is plain text for the page. */
export class SignOnRequestError extends Error {
  override readonly name = 'SignOnRequestError';
}

const MAX_REQUEST_BYTES = 65_536;

/**
 * Reads an AuthnRequest.
 *
 * @throws SignOnRequestError when it is unreadable, too large, or names no usable ACS URL.
 */
export function parseSignOnRequest(parameters: SignOnParameters): SignOnRequest {
  const root = readRoot(decodeRequest(parameters));
  if (root.localName !== 'AuthnRequest' || root.namespace !== NAMESPACES.samlp) {
    throw new SignOnRequestError('This is not a SAML 2.0 AuthnRequest.');
  }
  const requestId = attributeOf(root, 'ID');
  const issuer = findElement(root, (element) => element.localName === 'Issuer');
  if (!requestId || !issuer) throw new SignOnRequestError('The request has no ID or no Issuer.');
  const nameId = findElement(root, (element) => element.localName === 'NameID');
  return {
    requestId,
    spEntityId: textOf(issuer),
    acsUrl: checkedAcsUrl(attributeOf(root, 'AssertionConsumerServiceURL')),
    forceAuthn: ['true', '1'].includes(attributeOf(root, 'ForceAuthn') ?? ''),
    relayState: parameters.relayState,
    loginHint: parameters.loginHint ?? (nameId ? textOf(nameId) : null),
  };
}

/** An ACS URL that a form may be sent to. */
export function checkedAcsUrl(text: string | null): string {
  if (!text) throw new SignOnRequestError('The request names no AssertionConsumerServiceURL.');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new SignOnRequestError('The AssertionConsumerServiceURL is not an http or https URL.');
  }
  return text;
}

/** The XML of a request. @throws SignOnRequestError */
export function decodeRequest({ binding, samlRequest }: SignOnParameters): string {
  const bytes = Buffer.from(samlRequest, 'base64');
  if (bytes.length === 0 || bytes.length > MAX_REQUEST_BYTES) {
    throw new SignOnRequestError('The SAMLRequest is empty or too large.');
  }
  if (binding === 'post') return bytes.toString('utf8');
  try {
    return inflateRawSync(bytes, { maxOutputLength: MAX_REQUEST_BYTES }).toString('utf8');
  } catch (cause) {
    throw new SignOnRequestError('The SAMLRequest is not deflated as the redirect binding demands.', {
      cause,
    });
  }
}

function readRoot(xml: string) {
  try {
    return parseXml(xml);
  } catch (cause) {
    throw new SignOnRequestError('The SAMLRequest is not XML.', { cause });
  }
}
