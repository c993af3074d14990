// The HTTP-Redirect binding (saml-bindings-2.0-os §3.4): raw DEFLATE, and a signature over exactly the octets that are sent.

import { sign, type KeyObject } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

/** A request on its way by redirect. */
export interface RedirectUrlOptions {
  /** The provider's address; its own query (Google's `idpid`) is kept. */
  readonly signOnUrl: string;
  readonly xml: string;
  /** Opaque ASCII, at most 80 bytes (saml-bindings-2.0-os §3.4.3). */
  readonly relayState?: string;
  /** Sent as `login_hint` beside the message; never signed, providers ignore what they do not know. */
  readonly loginHint?: string;
  /** Sign with RSA-SHA256. Default: not signed. */
  readonly signing?: { readonly key: KeyObject };
}

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** Builds the address that carries a request to the provider. */
export function redirectUrl(options: RedirectUrlOptions): string {
  const { signOnUrl, xml, relayState, loginHint, signing } = options;
  checkRelayState(relayState);
  const message = redirectQuery({
    parameter: 'SAMLRequest',
    xml,
    ...(relayState === undefined ? {} : { relayState }),
    ...(signing === undefined ? {} : { signing }),
  });
  const hint = loginHint === undefined ? '' : `&login_hint=${encodeURIComponent(loginHint)}`;
  return withQuery(signOnUrl, message + hint);
}

/** The query of one message: the parameters in the order in which they are signed (§3.4.4.1). */
export function redirectQuery(message: {
  readonly parameter: 'SAMLRequest' | 'SAMLResponse';
  readonly xml: string;
  readonly relayState?: string;
  readonly signing?: { readonly key: KeyObject };
}): string {
  const { parameter, xml, relayState, signing } = message;
  let query = `${parameter}=${encodeURIComponent(deflateRawSync(xml).toString('base64'))}`;
  if (relayState !== undefined) query += `&RelayState=${encodeOctets(relayState)}`;
  if (signing === undefined) return query;
  query += `&SigAlg=${encodeURIComponent(RSA_SHA256)}`;
  return `${query}&Signature=${encodeURIComponent(signOctets(query, signing.key))}`;
}

/** Browsers encode an apostrophe in a query by themselves: what they would send is what must be signed. */
function encodeOctets(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}

/** An address with a query added to its own. */
export function withQuery(url: string, query: string): string {
  const [address, fragment] = splitOnce(url, '#');
  const joint = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return `${address}${joint}${query}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** Refuses a RelayState that a provider may cut or re-encode. */
export function checkRelayState(relayState: string | undefined): void {
  if (relayState !== undefined && !/^[\x21-\x7e]{1,80}$/.test(relayState)) {
    throw new TypeError('relayState: 1 to 80 visible ASCII characters');
  }
}

function signOctets(octets: string, key: KeyObject): string {
  if (key.asymmetricKeyType !== 'rsa')
    throw new TypeError('signing.key: requests are signed with an RSA key');
  return sign('sha256', Buffer.from(octets), key).toString('base64');
}

function splitOnce(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
