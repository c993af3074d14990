// The lowest level of the scan: a place in the bytes, and the readers of white space, names, values and references.

import { nextHash } from './byte-slices.ts';
import { MAX_NAME_CHARACTERS } from './limits.ts';
import { referenceEnd, referencedCodePoint } from './references.ts';
import { refuse } from './refuse.ts';
import {
  BYTE_CLASS,
  LEAD_OF_NONCHARACTERS,
  NAME_PART,
  NAME_START,
  SPACE,
  VALUE_PLAIN,
  isNoncharacter,
} from './xml-characters.ts';

export const LESS_THAN = 0x3c;
export const GREATER_THAN = 0x3e;
export const AMPERSAND = 0x26;
export const SLASH = 0x2f;
export const QUOTE = 0x22;
const COLON = 0x3a;
const EQUALS = 0x3d;
const APOSTROPHE = 0x27;

/** A place in a message, moved forward by its readers; every reader refuses what it does not know. */
export class XmlCursor {
  readonly bytes: Uint8Array;
  at = 0;
  /** Where the local part of the name read last begins. */
  localStart = 0;
  /** The hash of that local part, or of the value read last. */
  hash = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The byte here; 0, which stands nowhere, at the end. */
  byte(): number {
    return this.at < this.bytes.length ? this.bytes[this.at]! : 0;
  }

  skipSpace(): void {
    while ((BYTE_CLASS[this.byte()]! & SPACE) !== 0) this.at++;
  }

  /** Reads a QName of ASCII characters: at most one colon, neither first nor last. */
  readName(): void {
    const { bytes } = this;
    const { length } = bytes;
    const start = this.at;
    let at = start;
    let localStart = start;
    let hash = 0;
    while (at < length) {
      const byte = bytes[at]!;
      if ((BYTE_CLASS[byte]! & (at === localStart ? NAME_START : NAME_PART)) !== 0) {
        hash = nextHash(hash, byte);
        at++;
      } else if (byte === COLON && localStart === start && at > start) {
        localStart = ++at;
        hash = 0;
      } else break;
    }
    if (at === localStart || at - start > MAX_NAME_CHARACTERS) this.refuse(whatStandsAt(bytes, start), start);
    this.at = at;
    this.localStart = localStart;
    this.hash = hash;
  }

  /** Reads `=`; true when there is white space around it. */
  readEquals(): boolean {
    const before = this.at;
    this.skipSpace();
    if (this.byte() !== EQUALS) this.refuse('an attribute without a value');
    this.at++;
    this.skipSpace();
    return this.at !== before + 1;
  }

  /** Reads a quoted value up to its closing quote; true when canonical XML would write its content differently. */
  readValue(): boolean {
    const { bytes } = this;
    const { length } = bytes;
    const quote = this.byte();
    if (quote !== QUOTE && quote !== APOSTROPHE) this.refuse('an attribute value without quotes');
    let at = this.at + 1;
    let notCanonical = false;
    for (;;) {
      if (at >= length) this.refuse('ends too early', at);
      const byte = bytes[at]!;
      const bits = BYTE_CLASS[byte]!;
      if ((bits & VALUE_PLAIN) !== 0) at++;
      else if (byte === quote) break;
      else if (byte === APOSTROPHE) at++;
      else if (byte === QUOTE || (bits & SPACE) !== 0) {
        notCanonical = true;
        at++;
      } else if (byte === AMPERSAND) {
        notCanonical = true;
        at = this.referenceEnd(at);
      } else if (byte === LEAD_OF_NONCHARACTERS && !isNoncharacter(bytes, at)) at++;
      else this.refuse('a character that must not stand in an attribute', at);
    }
    this.at = at;
    return notCanonical;
  }

  /** The end of the reference that begins with the `&` at `at`. */
  referenceEnd(at: number): number {
    const end = referenceEnd(this.bytes, at);
    if (end < 0 || referencedCodePoint(this.bytes, at, end) < 0) {
      this.refuse('a reference that is neither predefined nor to a character', at);
    }
    return end;
  }

  refuse(what: string, at: number = this.at): never {
    refuse('gate', `${what}, at byte ${at}`);
  }
}

function whatStandsAt(bytes: Uint8Array, start: number): string {
  const beginning = Buffer.from(bytes.subarray(start, start + 8)).toString('latin1');
  if (beginning.startsWith('!--')) return 'a comment';
  if (beginning === '![CDATA[') return 'a CDATA section';
  if (beginning.toLowerCase() === '!doctype') return 'a DOCTYPE';
  if (beginning.startsWith('?')) return 'a processing instruction';
  return 'a name that is empty, too long or has other characters than A–Z a–z 0–9 _ - .';
}
