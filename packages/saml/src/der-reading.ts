// Reads the little of DER (X.690) that tells pasted things apart. Advice for people only: trust never depends on it.

/** The length of the first value, header included, or null when there is no sensible header. */
export function derLength(bytes: Buffer): number | null {
  const header = readHeader(bytes, 0);
  return header === null ? null : header.contentStart + header.contentLength;
}

/** What DER that is not a readable certificate seems to be. */
export function kindOfDer(
  bytes: Buffer,
): 'truncated' | 'private_key' | 'certificate_request' | 'public_key_only' | 'not_a_certificate' {
  const outer = readHeader(bytes, 0);
  if (outer === null || bytes[0] !== 0x30) return 'not_a_certificate';
  if (outer.contentStart + outer.contentLength > bytes.length) return 'truncated';
  // PKCS#1, PKCS#8 and SEC 1 keys begin with their version; an SPKI with its algorithm; a request's body with its version.
  const first = bytes[outer.contentStart];
  if (first === 0x02) return 'private_key';
  const inner = readHeader(bytes, outer.contentStart);
  if (first !== 0x30 || inner === null) return 'not_a_certificate';
  const innerFirst = bytes[inner.contentStart];
  if (innerFirst === 0x02) return bytes[inner.contentStart + 2] === 0 ? 'certificate_request' : 'private_key';
  if (innerFirst === 0x06) return 'public_key_only';
  return 'not_a_certificate';
}

const KEY_USAGE_OID = Buffer.from('0603551d0f', 'hex');

/** The KeyUsage extension (RFC 5280 §4.2.1.3), or null when the certificate has none. */
export function keyUsageOf(
  certificate: Buffer,
): { readonly signs: boolean; readonly encrypts: boolean } | null {
  const at = certificate.indexOf(KEY_USAGE_OID);
  if (at < 0) return null;
  let value = at + KEY_USAGE_OID.length;
  // The optional `critical` BOOLEAN.
  if (certificate[value] === 0x01) value += 3;
  // OCTET STRING around a BIT STRING: 04 n 03 m unused bits…
  if (certificate[value] !== 0x04 || certificate[value + 2] !== 0x03) return null;
  const bits = certificate[value + 5] ?? 0;
  return { signs: (bits & 0xc0) !== 0, encrypts: (bits & 0x30) !== 0 };
}

function readHeader(
  bytes: Buffer,
  at: number,
): { readonly contentStart: number; readonly contentLength: number } | null {
  const length = bytes[at + 1];
  if (length === undefined) return null;
  if (length < 0x80) return { contentStart: at + 2, contentLength: length };
  const count = length & 0x7f;
  if (count < 1 || count > 3 || at + 2 + count > bytes.length) return null;
  return { contentStart: at + 2 + count, contentLength: bytes.readUIntBE(at + 2, count) };
}
