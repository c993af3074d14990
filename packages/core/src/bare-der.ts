// What base64 without a label holds, told by the first bytes of its DER (X.690): private keys above all.

/** What a text is that consists of base64 alone. */
export function bareKind(text: string): 'certificate' | 'certificate_request' | 'unknown' {
  if (text.length < 100 || /[^A-Za-z0-9+/=\s]/.test(text)) return 'unknown';
  const der = decodeHead(text, 512);
  const outer = elementAt(der, 0);
  const signed = outer?.tag === SEQUENCE ? elementAt(der, outer.content) : undefined;
  const first = signed?.tag === SEQUENCE ? elementAt(der, signed.content) : undefined;
  if (first?.tag === CONTEXT_0) return 'certificate';
  if (first?.tag !== INTEGER) return 'unknown';
  // Without an explicit version the serial number of a certificate is followed by an algorithm, the version of a
  // request by a name.
  const second = elementAt(der, first.content + first.length);
  const inside = second?.tag === SEQUENCE ? elementAt(der, second.content) : undefined;
  return inside?.tag === OBJECT_IDENTIFIER ? 'certificate' : 'certificate_request';
}

/** Whether base64 of a private key begins anywhere in the text, be it after other words or after a certificate. */
export function holdsBarePrivateKey(text: string): boolean {
  // The lookahead takes a bounded piece and consumes nothing, so the scan stays linear and misses no beginning.
  for (const { 1: head } of text.matchAll(
    /(?<![A-Za-z0-9+/])(?=((?:M[A-P]|LS0t|b3Bl)[A-Za-z0-9+/\s]{8,80}))/g,
  ))
    if (head !== undefined && beginsPrivateKey(head)) return true;
  return false;
}

function beginsPrivateKey(base64: string): boolean {
  const bytes = decodeHead(base64, 40);
  const asText = String.fromCharCode(...bytes);
  // OpenSSH's own format, and base64 of a whole PEM text, as secret managers show it.
  if (asText.startsWith('openssh-key-v1') || /^-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/.test(asText))
    return true;
  const outer = elementAt(bytes, 0);
  const first = outer?.tag === SEQUENCE ? elementAt(bytes, outer.content) : undefined;
  // PKCS#1, PKCS#8, SEC 1 and PKCS#12 begin with a version of one byte; a public RSA key with its long modulus.
  if (first?.tag === INTEGER) return first.length === 1 && (bytes[first.content] ?? 255) <= 3;
  // An encrypted PKCS#8 key begins with the algorithm it is encrypted by (RFC 8018 and RFC 7292 identifiers).
  const algorithm = first?.tag === SEQUENCE ? elementAt(bytes, first.content) : undefined;
  return (
    algorithm?.tag === OBJECT_IDENTIFIER &&
    ENCRYPTION_ARCS.some((arc) => arc.every((byte, index) => bytes[algorithm.content + index] === byte))
  );
}

const INTEGER = 0x02;
const OBJECT_IDENTIFIER = 0x06;
const SEQUENCE = 0x30;
const CONTEXT_0 = 0xa0;
/** 1.2.840.113549.1.5 (PKCS#5) and 1.2.840.113549.1.12 (PKCS#12). */
const ENCRYPTION_ARCS: readonly (readonly number[])[] = [
  [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05],
  [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c],
];

interface Element {
  readonly tag: number;
  /** Where the content begins, in bytes. */
  readonly content: number;
  readonly length: number;
}

/** The element that begins at a byte; undefined when its head is not there. BER's indefinite length counts as zero. */
function elementAt(bytes: readonly number[], start: number): Element | undefined {
  const tag = bytes[start];
  const short = bytes[start + 1];
  if (tag === undefined || short === undefined) return undefined;
  if (short <= 0x80) return { tag, content: start + 2, length: short & 0x7f };
  const lengthBytes = bytes.slice(start + 2, start + 2 + (short & 0x7f));
  return {
    tag,
    content: start + 2 + (short & 0x7f),
    length: lengthBytes.reduce((length, byte) => length * 256 + byte, 0),
  };
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The first bytes of base64 text, white space skipped. Written out: browsers and Node share no decoder without types. */
function decodeHead(base64: string, maxBytes: number): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of base64) {
    const value = BASE64.indexOf(char);
    if (value < 0) {
      if (/\s/.test(char)) continue;
      break;
    }
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push((bits >> held) & 0xff);
    if (bytes.length === maxBytes) break;
  }
  return bytes;
}
