// Reads a logout message by either binding, within the limits of a sign-on request. What it says is not proved here.

import { parseXml, attributeOf, elementsOf, textOf } from '../xml-tree.ts';
import { NAMESPACES } from '../algorithms.ts';
import type { ReceivedRequest } from './request-signature.ts';
import { decodeRequest, SignOnRequestError } from './sign-on-request.ts';

/** What a logout message says. */
export interface LogoutContent {
  readonly kind: 'request' | 'response';
  readonly id: string;
  readonly issuer: string;
  readonly destination: string | null;
  readonly relayState: string | null;
  /** Of a request. */
  readonly nameId: string;
  readonly sessionIndexes: readonly string[];
  /** Of a response. */
  readonly inResponseTo: string | null;
  readonly succeeded: boolean;
  /** As it came, for its signature. */
  readonly received: ReceivedRequest;
}

/** The parameters of a message, and the raw query of one by redirect. */
export type LogoutParameters =
  | { readonly binding: 'redirect'; readonly query: string }
  | { readonly binding: 'post'; readonly form: URLSearchParams };

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** @throws SignOnRequestError when it is no readable logout message. */
export function readLogout(parameters: LogoutParameters): LogoutContent {
  const fields = parameters.binding === 'redirect' ? new URLSearchParams(parameters.query) : parameters.form;
  const samlRequest = fields.get('SAMLRequest') ?? fields.get('SAMLResponse') ?? '';
  const { binding } = parameters;
  const xml = decodeRequest({ binding, samlRequest, relayState: null, loginHint: null });
  const elements = [...elementsOf(rootOf(xml))];
  const [root] = elements;
  const texts = (name: string) =>
    elements.filter(({ localName }) => localName === name).map((element) => textOf(element));
  const id = root && attributeOf(root, 'ID');
  const [issuer] = texts('Issuer');
  const isLogout = root?.localName === 'LogoutRequest' || root?.localName === 'LogoutResponse';
  if (!root || !isLogout || root.namespace !== NAMESPACES.samlp || !id || issuer === undefined)
    throw new SignOnRequestError('This is not a SAML 2.0 logout message.');
  const status = elements.find(({ localName }) => localName === 'StatusCode');
  return {
    kind: root.localName === 'LogoutRequest' ? 'request' : 'response',
    id,
    issuer,
    destination: attributeOf(root, 'Destination'),
    relayState: fields.get('RelayState'),
    nameId: texts('NameID')[0] ?? '',
    sessionIndexes: texts('SessionIndex'),
    inResponseTo: attributeOf(root, 'InResponseTo'),
    succeeded: status !== undefined && attributeOf(status, 'Value') === SUCCESS,
    received:
      parameters.binding === 'redirect'
        ? { binding: 'redirect', query: parameters.query }
        : { binding: 'post', xml },
  };
}

function rootOf(xml: string) {
  try {
    return parseXml(xml);
  } catch (cause) {
    throw new SignOnRequestError('The logout message is not XML.', { cause });
  }
}
