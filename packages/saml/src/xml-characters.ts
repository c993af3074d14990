// Characters of XML: which may stand where, and what references and line ends mean (xml §2.2, §2.11, §3.3.3, §4.1).

import { escapeAttribute, escapeText } from './xml-text.ts';

export const NAME_START = 1;
export const NAME_PART = 2;
export const SPACE = 4;
/** May stand in character data and means itself there. */
export const TEXT_PLAIN = 8;
/** May stand in a double-quoted attribute value and means itself there. */
export const VALUE_PLAIN = 16;
/** A character of data that is not white space. */
export const VISIBLE = 32;

/** What each ASCII character may be. Names are ASCII here: no provider uses others, and equal names stay equal octets. */
export const CHARACTER_CLASS: Uint8Array = classify();

function classify(): Uint8Array {
  const classes = new Uint8Array(128);
  for (let code = 0; code < 128; code++) {
    const character = String.fromCharCode(code);
    let bits = 0;
    if (/[A-Za-z_]/.test(character)) bits |= NAME_START;
    if (/[A-Za-z0-9._-]/.test(character)) bits |= NAME_PART;
    if (/[\t\n\r ]/.test(character)) bits |= SPACE;
    else if (code >= 0x20) bits |= VISIBLE;
    if ((code >= 0x20 || character === '\t' || character === '\n') && !/[<&>]/.test(character))
      bits |= TEXT_PLAIN;
    if (code >= 0x20 && !/[<&"']/.test(character)) bits |= VALUE_PLAIN;
    classes[code] = bits;
  }
  return classes;
}

/** The end (past `;`) of the reference at `start`, or -1: the five predefined entities and numeric ones to real characters. */
export function referenceEnd(xml: string, start: number): number {
  // The longest is `&#x0010FFFF;` with a few leading zeros.
  const limit = Math.min(xml.length, start + 16);
  for (let at = start + 1; at < limit; at++) {
    if (xml.charCodeAt(at) !== 0x3b) continue;
    return codePointOf(xml.slice(start + 1, at)) < 0 ? -1 : at + 1;
  }
  return -1;
}

/** Data as the standard's application sees it: line ends made `\n`, references replaced. The input passed the scan. */
export function decodeCharacters(source: string): string {
  return source.replace(/\r\n?|&([^;]*);/g, (_, reference: string | undefined) =>
    reference === undefined ? '\n' : String.fromCodePoint(codePointOf(reference)),
  );
}

/** The normalized value of a CDATA attribute (xml §3.3.3). The input passed the scan. */
export function decodeAttributeValue(source: string): string {
  return source.replace(/\r\n|[\t\n\r]|&([^;]*);/g, (_, reference: string | undefined) =>
    reference === undefined ? ' ' : String.fromCodePoint(codePointOf(reference)),
  );
}

/** Character data in canonical form (xml-c14n §2.3). */
export function canonicalText(source: string): string {
  return escapeText(decodeCharacters(source));
}

/** An attribute value in canonical form (xml-c14n §2.3), without its quotes. */
export function canonicalAttributeValue(source: string): string {
  return escapeAttribute(decodeAttributeValue(source));
}

function codePointOf(reference: string): number {
  switch (reference) {
    case 'amp':
      return 0x26;
    case 'lt':
      return 0x3c;
    case 'gt':
      return 0x3e;
    case 'quot':
      return 0x22;
    case 'apos':
      return 0x27;
    default: {
      const digits = /^#(?:([0-9]{1,10})|x([0-9A-Fa-f]{1,10}))$/.exec(reference);
      if (digits === null) return -1;
      const code =
        digits[1] === undefined ? Number.parseInt(digits[2] ?? '', 16) : Number.parseInt(digits[1], 10);
      return isXmlCharacter(code) ? code : -1;
    }
  }
}

/** The production Char (xml §2.2). */
function isXmlCharacter(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
