// A minimal DER writer (ITU-T X.690): just enough ASN.1 to write a self-signed X.509 certificate.

/** One DER value: tag, definite length, content. */
export function derValue(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), derLength(body.length), body]);
}

/** A SEQUENCE of the given values. */
export function derSequence(...content: readonly Uint8Array[]): Buffer {
  return derValue(0x30, ...content);
}

/** A non-negative INTEGER from big-endian bytes. */
export function derInteger(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const trimmed = bytes.subarray(start);
  // The top bit is the sign: a leading zero keeps the number positive.
  const padding = ((trimmed[0] ?? 0) & 0x80) === 0 ? [] : [Buffer.from([0])];
  return derValue(0x02, ...padding, trimmed);
}

/** An OBJECT IDENTIFIER from its dotted form. */
export function derObjectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) bytes.push(...base128(arc));
  return derValue(0x06, Buffer.from(bytes));
}

/** A UTF8String. */
export function derUtf8(text: string): Buffer {
  return derValue(0x0c, Buffer.from(text, 'utf8'));
}

/** A BIT STRING without unused bits. */
export function derBitString(bytes: Uint8Array): Buffer {
  return derValue(0x03, Buffer.from([0]), bytes);
}

/** UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 §4.1.2.5). */
export function derTime(time: Date): Buffer {
  const digits = time.toISOString().replace(/[-:T]|\.\d+/gu, '');
  const short = time.getUTCFullYear() >= 1950 && time.getUTCFullYear() < 2050;
  return derValue(short ? 0x17 : 0x18, Buffer.from(short ? digits.slice(2) : digits, 'ascii'));
}

function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

function base128(value: number): readonly number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes.unshift((rest % 128) | 0x80);
  }
  return bytes;
}
