// A query that carries a message by redirect (saml-bindings-2.0-os §3.4.4), read as the octets that were signed: each parameter
// exactly once, by its exact name, and nothing decoded before the signature has been taken from the very same text.

import { refuseLogout } from './logout-rules.ts';
import { decodeBase64 } from './base64.ts';

/** The parameters of a signed message, decoded; `octets` is what the signature must be over. */
export interface SignedQuery {
  readonly kind: 'request' | 'response';
  /** The message in base64. */
  readonly message: string;
  readonly relayState: string | null;
  readonly signatureAlgorithm: string | null;
  readonly signature: Buffer | null;
  readonly octets: string;
}

const MAX_QUERY_CHARACTERS = 32_768;
const DEFLATE = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE';
const NAMES = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature', 'SAMLEncoding'] as const;
type Name = (typeof NAMES)[number];
type RawParameters = ReadonlyMap<Name, string>;

/**
 * Reads the raw query, without its `?`. Other parameters than those of the binding are passed over: they are not signed and
 * mean nothing here.
 */
export function readSignedQuery(query: string): SignedQuery {
  if (query.length > MAX_QUERY_CHARACTERS)
    refuseLogout('logout-size', `more than ${MAX_QUERY_CHARACTERS} characters`);
  const raw = readParameters(query);
  const request = raw.get('SAMLRequest');
  const response = raw.get('SAMLResponse');
  if ((request === undefined) === (response === undefined))
    refuseLogout('logout-parameters', 'either SAMLRequest or SAMLResponse');
  const encoding = raw.get('SAMLEncoding');
  if (encoding !== undefined && decode(encoding) !== DEFLATE)
    refuseLogout('logout-parameters', 'another SAMLEncoding than DEFLATE');
  const relayState = raw.get('RelayState');
  const algorithm = raw.get('SigAlg');
  const signature = raw.get('Signature');
  return {
    kind: request === undefined ? 'response' : 'request',
    message: decode(request ?? response ?? ''),
    // Forms write a blank as `+`; in base64 a plus sign is a plus sign.
    relayState: relayState === undefined ? null : decode(relayState.replaceAll('+', ' ')),
    signatureAlgorithm: algorithm === undefined ? null : decode(algorithm),
    signature: signature === undefined ? null : decodeSignature(signature),
    octets: signedOctets(raw),
  };
}

function readParameters(query: string): RawParameters {
  const raw = new Map<Name, string>();
  for (const piece of query.split('&')) {
    const equals = piece.indexOf('=');
    const written = equals < 0 ? piece : piece.slice(0, equals);
    const name = NAMES.find((known) => known === decode(written));
    if (name === undefined) continue;
    // `SAML%52equest` is SAMLRequest to another reader.
    if (written !== name) refuseLogout('logout-parameters', `${name} written in another way`);
    if (raw.has(name)) refuseLogout('logout-parameters', `${name} more than once`);
    raw.set(name, equals < 0 ? '' : piece.slice(equals + 1));
  }
  return raw;
}

/** §3.4.4.1: the values exactly as they were sent, in this order whatever their order in the query. */
function signedOctets(raw: RawParameters): string {
  return (['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg'] as const)
    .filter((name) => raw.has(name))
    .map((name) => `${name}=${raw.get(name) ?? ''}`)
    .join('&');
}

function decodeSignature(text: string): Buffer {
  return decodeBase64(decode(text)) ?? refuseLogout('logout-base64', 'Signature');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    refuseLogout('logout-parameters', 'a percent sign that encodes nothing');
  }
}
