// The lowest level of the scan: a place in the text, and the readers of white space, names, values and references.

import { MAX_NAME_CHARACTERS } from './limits.ts';
import { nextNameHash } from './name-lookup.ts';
import { refuse } from './refuse.ts';
import {
  CHARACTER_CLASS,
  NAME_PART,
  NAME_START,
  SPACE,
  VALUE_PLAIN,
  referenceEnd,
} from './xml-characters.ts';

export const LESS_THAN = 0x3c;
export const GREATER_THAN = 0x3e;
export const AMPERSAND = 0x26;
export const SLASH = 0x2f;
const COLON = 0x3a;
const EQUALS = 0x3d;
export const QUOTE = 0x22;
const APOSTROPHE = 0x27;
/** The last character of the Basic Multilingual Plane that XML allows (xml §2.2); surrogates come in pairs by strict UTF-8. */
export const LAST_CHARACTER = 0xfffd;

/** A place in a text, moved forward by its readers; every reader refuses what it does not know. */
export class XmlCursor {
  readonly xml: string;
  at = 0;
  /** Where the local part of the name read last begins. */
  localStart = 0;
  /** The hash of that local part. */
  hash = 0;

  constructor(xml: string) {
    this.xml = xml;
  }

  /** The character here; NaN at the end. */
  code(): number {
    return this.xml.charCodeAt(this.at);
  }

  skipSpace(): void {
    for (;;) {
      const code = this.xml.charCodeAt(this.at);
      if (!(code < 128) || (CHARACTER_CLASS[code]! & SPACE) === 0) return;
      this.at++;
    }
  }

  /** Reads a QName of ASCII characters: at most one colon, neither first nor last. */
  readName(): void {
    const { xml } = this;
    const start = this.at;
    let at = start;
    let localStart = start;
    let hash = 0;
    for (;;) {
      const code = xml.charCodeAt(at);
      const bits = code < 128 ? CHARACTER_CLASS[code]! : 0;
      if ((bits & (at === localStart ? NAME_START : NAME_PART)) !== 0) {
        hash = nextNameHash(hash, code);
        at++;
      } else if (code === COLON && localStart === start && at > start) {
        localStart = ++at;
        hash = 0;
      } else break;
    }
    if (at === localStart || at - start > MAX_NAME_CHARACTERS) this.refuse(whatStandsAt(xml, start), start);
    this.at = at;
    this.localStart = localStart;
    this.hash = hash;
  }

  /** Reads `=`; true when there is white space around it. */
  readEquals(): boolean {
    const before = this.at;
    this.skipSpace();
    if (this.code() !== EQUALS) this.refuse('an attribute without a value');
    this.at++;
    this.skipSpace();
    return this.at !== before + 1;
  }

  /** Reads a quoted value up to its closing quote; true when canonical XML would write its content differently. */
  readValue(): boolean {
    const { xml } = this;
    const quote = this.code();
    if (quote !== QUOTE && quote !== APOSTROPHE) this.refuse('an attribute value without quotes');
    let at = this.at + 1;
    let notCanonical = false;
    for (;;) {
      const code = xml.charCodeAt(at);
      if (code < 128) {
        const bits = CHARACTER_CLASS[code]!;
        if ((bits & VALUE_PLAIN) !== 0) at++;
        else if (code === quote) break;
        else if (code === APOSTROPHE) at++;
        else if (code === QUOTE || (bits & SPACE) !== 0) {
          notCanonical = true;
          at++;
        } else if (code === AMPERSAND) {
          notCanonical = true;
          at = this.referenceEnd(at);
        } else this.refuse('a character that must not stand in an attribute', at);
      } else if (code <= LAST_CHARACTER) at++;
      else
        this.refuse(
          at < xml.length ? 'a character that must not stand in an attribute' : 'ends too early',
          at,
        );
    }
    this.at = at;
    return notCanonical;
  }

  /** The end of the reference at `at`. */
  referenceEnd(at: number): number {
    const end = referenceEnd(this.xml, at);
    if (end < 0) this.refuse('a reference that is neither predefined nor to a character', at);
    return end;
  }

  refuse(what: string, at: number = this.at): never {
    refuse('gate', `${what}, at character ${at}`);
  }
}

function whatStandsAt(xml: string, start: number): string {
  if (xml.startsWith('!--', start)) return 'a comment';
  if (xml.startsWith('![CDATA[', start)) return 'a CDATA section';
  if (/^!doctype/i.test(xml.slice(start, start + 8))) return 'a DOCTYPE';
  if (xml.startsWith('?', start)) return 'a processing instruction';
  return 'a name that is empty, too long or has other characters than A–Z a–z 0–9 _ - .';
}
