// A logout message as it arrived: decoded and scanned within every limit, but proved by nothing yet.

import { inflateRawSync } from 'node:zlib';
import { decodeBase64 } from './base64.ts';
import { refuseLogout } from './logout-rules.ts';
import { ATTRIBUTE, SAML, SAMLP } from './names.ts';
import { readSignedQuery, type SignedQuery } from './signed-query.ts';
import { scanXml } from './strict-xml.ts';
import type { XmlTable } from './xml-table.ts';

/** A logout message as the browser brought it. */
export type ReceivedLogout =
  | {
      readonly binding: 'redirect';
      /** The raw query without its `?`, exactly as received: what was signed is these octets. */
      readonly query: string;
    }
  | {
      readonly binding: 'post';
      /** Every field of the form with all the values it was sent with. Fields that are not the binding's are passed over. */
      readonly fields: ReadonlyMap<string, readonly string[]>;
    };

/** A logout message that passed the gate. All of it is unverified: for routing, never for ending a session. */
export class LogoutMessage {
  readonly kind: 'request' | 'response';
  /** `InResponseTo`, unverified. */
  readonly inResponseTo: string | null;
  /** `Issuer`, unverified. */
  readonly issuer: string | null;
  /** What came beside the message; by redirect it is signed with it, by form post by nobody. */
  readonly relayState: string | null;
  /** The engine's own reading; row 0 is the message. Nothing outside this package should look into it. */
  readonly document: XmlTable;
  /** By redirect, the query that the signature is over; null by form post. */
  readonly signedQuery: SignedQuery | null;

  constructor(
    kind: LogoutMessage['kind'],
    document: XmlTable,
    relayState: string | null,
    signedQuery: SignedQuery | null,
  ) {
    this.kind = kind;
    this.document = document;
    this.relayState = relayState;
    this.signedQuery = signedQuery;
    this.inResponseTo = document.attribute(0, ATTRIBUTE.InResponseTo);
    const issuer = document.child(0, SAML.Issuer);
    this.issuer = issuer < 0 ? null : document.text(issuer);
  }
}

const MAX_MESSAGE_BYTES = 65_536;
const MAX_BASE64_CHARACTERS = 98_304;

/**
 * The gate for logout messages of both bindings: strict parameters, strict base64, by redirect an inflation that stops at 64 KiB,
 * then the scan of every message.
 *
 * @throws SsoError `response_too_large`, `xml_invalid`; `evidence.detail` begins with the rule that refused (an `id` of
 * `LOGOUT_RULES` or `VERIFICATION_RULES`).
 */
export function readLogoutMessage(received: ReceivedLogout): LogoutMessage {
  if (received.binding === 'redirect') {
    const query = readSignedQuery(received.query);
    const document = scanLogout(inflate(decodeMessage(query.message)), query.kind);
    return new LogoutMessage(query.kind, document, query.relayState, query);
  }
  const request = onlyValue(received.fields, 'SAMLRequest');
  const response = onlyValue(received.fields, 'SAMLResponse');
  if ((request === null) === (response === null))
    refuseLogout('logout-parameters', 'either SAMLRequest or SAMLResponse');
  const kind = request === null ? 'response' : 'request';
  // Never inflated here: a form post is not compressed (saml-bindings-2.0-os §3.5.4).
  const document = scanLogout(decodeMessage(request ?? response ?? ''), kind);
  return new LogoutMessage(kind, document, onlyValue(received.fields, 'RelayState'), null);
}

/** Each field once: of two, another reader may take the other. */
function onlyValue(fields: ReadonlyMap<string, readonly string[]>, name: string): string | null {
  const [value = null, ...others] = fields.get(name) ?? [];
  if (others.length > 0) refuseLogout('logout-parameters', `${name} more than once`);
  return value;
}

function decodeMessage(base64: string): Buffer {
  if (base64.length > MAX_BASE64_CHARACTERS)
    refuseLogout('logout-size', `more than ${MAX_BASE64_CHARACTERS} characters`);
  return decodeBase64(base64) ?? refuseLogout('logout-base64');
}

/** A small message may inflate to a thousand times its size: what is too long is never made. */
function inflate(bytes: Buffer): Buffer {
  let inflated: Inflated;
  try {
    inflated = inflateWithInfo(bytes);
  } catch (error) {
    const isTooLong = error instanceof RangeError;
    refuseLogout(isTooLong ? 'logout-size' : 'logout-deflate', isTooLong ? 'when inflated' : undefined);
  }
  if (inflated.engine.bytesWritten !== bytes.length)
    refuseLogout('logout-deflate', 'something after the compressed message');
  return inflated.buffer;
}

interface Inflated {
  readonly buffer: Buffer;
  /** The decompressor, which knows how much it has read. */
  readonly engine: { readonly bytesWritten: number };
}

function inflateWithInfo(bytes: Buffer): Inflated {
  // With `info` the result is not the buffer that its type says.
  const result: unknown = inflateRawSync(bytes, { maxOutputLength: MAX_MESSAGE_BYTES, info: true });
  if (!isInflated(result)) throw new TypeError('zlib: no information about the input');
  return result;
}

function isInflated(result: unknown): result is Inflated {
  return typeof result === 'object' && result !== null && 'buffer' in result && 'engine' in result;
}

function scanLogout(bytes: Buffer, kind: LogoutMessage['kind']): XmlTable {
  if (bytes.length > MAX_MESSAGE_BYTES) refuseLogout('logout-size', `more than ${MAX_MESSAGE_BYTES} bytes`);
  const document = scanXml(bytes);
  const [name, expected] =
    kind === 'request'
      ? ([SAMLP.LogoutRequest, 'samlp:LogoutRequest'] as const)
      : ([SAMLP.LogoutResponse, 'samlp:LogoutResponse'] as const);
  if (document.name(0) !== name)
    refuseLogout('logout-message-type', undefined, { expected, received: document.qualifiedName(0) });
  return document;
}
