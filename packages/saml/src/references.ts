// References in a message (xml §4.1): the five predefined entities and numeric ones, read as bytes.

import { sliceEquals } from './byte-slices.ts';

// The longest is `&#x0010FFFF;` with a few leading zeros.
const LONGEST_REFERENCE = 16;
const SEMICOLON = 0x3b;
const NUMBER_SIGN = 0x23;
const LOWER_X = 0x78;
const LT: Uint8Array = Buffer.from('lt');
const GT: Uint8Array = Buffer.from('gt');
const AMP: Uint8Array = Buffer.from('amp');
const QUOT: Uint8Array = Buffer.from('quot');
const APOS: Uint8Array = Buffer.from('apos');

/** Where the reference that begins with the `&` at `start` ends, past its `;`; -1 when none ends soon. */
export function referenceEnd(bytes: Uint8Array, start: number): number {
  const limit = Math.min(bytes.length, start + LONGEST_REFERENCE);
  for (let at = start + 1; at < limit; at++) if (bytes[at] === SEMICOLON) return at + 1;
  return -1;
}

/** The character that the reference from `start` to `end` stands for, or -1 when it is not one that is accepted. */
export function referencedCodePoint(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start + 1] === NUMBER_SIGN) {
    const isHexadecimal = bytes[start + 2] === LOWER_X;
    const code = readNumber(bytes, start + (isHexadecimal ? 3 : 2), end - 1, isHexadecimal ? 16 : 10);
    return isXmlCharacter(code) ? code : -1;
  }
  return predefinedCodePoint(bytes, start + 1, end - 1);
}

/** xml §4.6; by their lengths first, as a hostile message may hold nothing else. */
function predefinedCodePoint(bytes: Uint8Array, start: number, end: number): number {
  switch (end - start) {
    case 2:
      if (sliceEquals(bytes, start, end, LT)) return 0x3c;
      return sliceEquals(bytes, start, end, GT) ? 0x3e : -1;
    case 3:
      return sliceEquals(bytes, start, end, AMP) ? 0x26 : -1;
    case 4:
      if (sliceEquals(bytes, start, end, QUOT)) return 0x22;
      return sliceEquals(bytes, start, end, APOS) ? 0x27 : -1;
    default:
      return -1;
  }
}

function readNumber(bytes: Uint8Array, start: number, end: number, base: 10 | 16): number {
  if (start >= end) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = digitOf(bytes[at]!);
    if (digit >= base) return -1;
    value = value * base + digit;
  }
  return value;
}

/** The value of a digit, or more than any digit's. */
function digitOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : 99;
}

/** The production Char (xml §2.2). */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
