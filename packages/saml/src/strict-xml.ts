// The gate's scan: one linear pass over the text that accepts a small, safe subset of XML 1.0 with namespaces
// and refuses everything else: DOCTYPE, comments, processing instructions, CDATA, entities of their own, repairs.

import {
  MAX_ATTRIBUTES_PER_ELEMENT,
  MAX_DECLARATIONS_PER_ELEMENT,
  MAX_DEPTH,
  MAX_ELEMENTS,
  MAX_NAME_CHARACTERS,
} from './limits.ts';
import { nextNameHash } from './name-lookup.ts';
import { refuse } from './refuse.ts';
import { resolveNames } from './scan-names.ts';
import { checkNamespaceUri } from './scan-namespaces.ts';
import { TableWriter } from './table-writer.ts';
import {
  CHARACTER_CLASS,
  NAME_PART,
  NAME_START,
  SPACE,
  TEXT_PLAIN,
  VALUE_PLAIN,
  VISIBLE,
  referenceEnd,
} from './xml-characters.ts';
import {
  ATTR,
  ELEMENT,
  END_NOT_CANONICAL,
  HAS_TEXT,
  TAG_NOT_CANONICAL,
  TEXT_NOT_CANONICAL,
  VALUE_NOT_CANONICAL,
  type XmlTable,
} from './xml-table.ts';

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const AMPERSAND = 0x26;
const SLASH = 0x2f;
const COLON = 0x3a;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const BLANK = 0x20;
const CARRIAGE_RETURN = 0x0d;
const LAST_CHARACTER = 0xfffd;

const XML_DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[Uu][Tt][Ff]-8"|'[Uu][Tt][Ff]-8'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;
const LONGEST_XML_DECLARATION = 200;

/**
 * Scans a document into its flat table.
 *
 * @throws SsoError `xml_invalid` with a detail that begins with `gate`
 */
export function scanXml(xml: string): XmlTable {
  return new Scanner(xml).scan();
}

class Scanner {
  readonly #xml: string;
  readonly #table: TableWriter;
  #at = 0;
  #depth = 0;
  // The name read last.
  #localStart = 0;
  #hash = 0;

  constructor(xml: string) {
    this.#xml = xml;
    this.#table = new TableWriter(xml);
  }

  scan(): XmlTable {
    this.#at = XML_DECLARATION.exec(this.#xml.slice(0, LONGEST_XML_DECLARATION))?.[0].length ?? 0;
    this.#skipSpace();
    if (this.#code() !== LESS_THAN) this.#refuse('no root element');
    let open = this.#readStartTag(-1);
    while (open !== -1) {
      this.#readText(open);
      open = this.#xml.charCodeAt(this.#at + 1) === SLASH ? this.#readEndTag(open) : this.#readStartTag(open);
    }
    this.#skipSpace();
    if (this.#at !== this.#xml.length) this.#refuse('something after the root element');
    return this.#table.finish();
  }

  #readText(open: number): void {
    const xml = this.#xml;
    let at = this.#at;
    let seen = 0;
    let flags = 0;
    for (;;) {
      const code = xml.charCodeAt(at);
      if (code < 128) {
        const bits = CHARACTER_CLASS[code]!;
        if ((bits & TEXT_PLAIN) !== 0) {
          seen |= bits;
          at++;
          continue;
        }
        if (code === LESS_THAN) break;
        flags = TEXT_NOT_CANONICAL;
        if (code === AMPERSAND) {
          const end = this.#referenceEnd(at);
          // `&#13;` between elements is white space that a Windows provider signed.
          seen |= /^&#(?:x0*(?:9|[aAdD])|0*(?:9|10|13)|x0*20|0*32);$/.test(xml.slice(at, end)) ? 0 : VISIBLE;
          at = end;
        } else if (code === CARRIAGE_RETURN) at++;
        else if (code === GREATER_THAN && !xml.startsWith(']]', at - 2)) {
          seen |= VISIBLE;
          at++;
        } else this.#refuse('a character that must not stand in text', at);
      } else if (code <= LAST_CHARACTER) {
        seen |= VISIBLE;
        at++;
      } else this.#refuse(at < xml.length ? 'a character that must not stand in text' : 'ends too early', at);
    }
    this.#at = at;
    if ((seen & VISIBLE) !== 0) flags |= HAS_TEXT;
    this.#table.elements[open * ELEMENT.WIDTH + ELEMENT.FLAGS]! |= flags;
  }

  /** Reads a start tag; returns the element that is open after it. */
  #readStartTag(parent: number): number {
    const table = this.#table;
    const start = this.#at++;
    this.#readName();
    const row = table.addElement();
    if (row >= MAX_ELEMENTS) this.#refuse(`more than ${MAX_ELEMENTS} elements`);
    const base = row * ELEMENT.WIDTH;
    const { elements } = table;
    elements[base + ELEMENT.PARENT] = parent;
    elements[base + ELEMENT.START] = start;
    elements[base + ELEMENT.LOCAL_START] = this.#localStart;
    elements[base + ELEMENT.NAME_END] = this.#at;
    elements[base + ELEMENT.FIRST_ATTRIBUTE] = table.attributeCount;
    elements[base + ELEMENT.FIRST_DECLARATION] = table.declarationCount;
    const nameHash = this.#hash;
    const notCanonical = this.#readAttributes(row);
    const isEmpty = this.#code() === SLASH;
    if (isEmpty) this.#at++;
    if (this.#code() !== GREATER_THAN) this.#refuse('a tag that is not closed');
    this.#at++;
    elements[base + ELEMENT.LAST_ATTRIBUTE] = table.attributeCount;
    elements[base + ELEMENT.LAST_DECLARATION] = table.declarationCount;
    elements[base + ELEMENT.CONTENT_START] = this.#at;
    elements[base + ELEMENT.FLAGS] =
      (notCanonical || isEmpty ? TAG_NOT_CANONICAL : 0) | (isEmpty ? END_NOT_CANONICAL : 0);
    resolveNames(table, row, nameHash);
    if (isEmpty) {
      if (this.#depth >= MAX_DEPTH) this.#refuse(`deeper than ${MAX_DEPTH} elements`);
      return this.#closeElement(row, this.#at, parent);
    }
    if (++this.#depth > MAX_DEPTH) this.#refuse(`deeper than ${MAX_DEPTH} elements`);
    return row;
  }

  /** Reads up to the end of a start tag; true when it is not written as canonical XML would write it. */
  #readAttributes(row: number): boolean {
    const table = this.#table;
    const firstDeclaration = table.declarationCount;
    const lastAttribute = table.attributeCount + MAX_ATTRIBUTES_PER_ELEMENT;
    const lastDeclaration = firstDeclaration + MAX_DECLARATIONS_PER_ELEMENT;
    let notCanonical = false;
    let attributesBegun = false;
    for (;;) {
      const before = this.#at;
      this.#skipSpace();
      const code = this.#code();
      if (code === GREATER_THAN || code === SLASH) return notCanonical || this.#at !== before;
      if (this.#at === before) this.#refuse('attributes without space between them');
      if (this.#at !== before + 1 || this.#xml.charCodeAt(before) !== BLANK) notCanonical = true;
      const nameStart = this.#at;
      this.#readName();
      const nameEnd = this.#at;
      const isDeclaration = this.#isDeclaration(nameStart, nameEnd);
      if (this.#readEquals()) notCanonical = true;
      const quote = this.#code();
      const valueStart = this.#at + 1;
      const valueNotCanonical = this.#readValue(quote);
      if (valueNotCanonical || quote !== QUOTE) notCanonical = true;
      const valueEnd = this.#at++;
      if (isDeclaration) {
        // Declarations come first in canonical XML.
        if (attributesBegun) notCanonical = true;
        this.#declare(nameStart, nameEnd, valueStart, valueEnd, firstDeclaration);
        if (table.declarationCount > lastDeclaration)
          this.#refuse('too many namespace declarations', nameStart);
      } else {
        attributesBegun = true;
        this.#addAttribute(nameStart, nameEnd, valueStart, valueEnd, valueNotCanonical);
        if (table.attributeCount > lastAttribute) this.#refuse('too many attributes', nameStart);
      }
      void row;
    }
  }

  #addAttribute(
    nameStart: number,
    nameEnd: number,
    valueStart: number,
    valueEnd: number,
    notCanonical: boolean,
  ): void {
    const table = this.#table;
    const at = table.addAttribute();
    const { attributes } = table;
    const localStart = this.#localStart;
    attributes[at + ATTR.PREFIX] = localStart === nameStart ? 0 : table.prefixId(nameStart, localStart - 1);
    attributes[at + ATTR.START] = nameStart;
    attributes[at + ATTR.LOCAL_START] = localStart;
    attributes[at + ATTR.NAME_END] = nameEnd;
    attributes[at + ATTR.VALUE_START] = valueStart;
    attributes[at + ATTR.VALUE_END] = valueEnd;
    attributes[at + ATTR.FLAGS] = notCanonical ? VALUE_NOT_CANONICAL : 0;
    attributes[at + ATTR.HASH] = this.#hash;
  }

  #declare(
    nameStart: number,
    nameEnd: number,
    valueStart: number,
    valueEnd: number,
    firstDeclaration: number,
  ): void {
    const isDefault = this.#localStart === nameStart;
    const prefix = isDefault ? '' : this.#xml.slice(this.#localStart, nameEnd);
    const uri = this.#xml.slice(valueStart, valueEnd);
    const problem = checkNamespaceUri(prefix, uri);
    if (problem !== null) this.#refuse(problem, nameStart);
    const prefixId = isDefault ? 0 : this.#table.prefixId(this.#localStart, nameEnd);
    if (!this.#table.declare(prefixId, uri, firstDeclaration))
      this.#refuse('a prefix declared twice', nameStart);
  }

  #isDeclaration(nameStart: number, nameEnd: number): boolean {
    const prefixEnd = this.#localStart === nameStart ? nameEnd : this.#localStart - 1;
    return prefixEnd - nameStart === 5 && this.#xml.startsWith('xmlns', nameStart);
  }

  /** Reads `=`; true when there is white space around it. */
  #readEquals(): boolean {
    const before = this.#at;
    this.#skipSpace();
    if (this.#code() !== EQUALS) this.#refuse('an attribute without a value');
    this.#at++;
    this.#skipSpace();
    return this.#at !== before + 1;
  }

  /** Reads a quoted value up to its closing quote; true when canonical XML would write it differently. */
  #readValue(quote: number): boolean {
    if (quote !== QUOTE && quote !== APOSTROPHE) this.#refuse('an attribute value without quotes');
    const xml = this.#xml;
    let at = this.#at + 1;
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
          at = this.#referenceEnd(at);
        } else this.#refuse('a character that must not stand in an attribute', at);
      } else if (code <= LAST_CHARACTER) at++;
      else
        this.#refuse(
          at < xml.length ? 'a character that must not stand in an attribute' : 'ends too early',
          at,
        );
    }
    this.#at = at;
    return notCanonical;
  }

  /** Reads the end tag of the open element; returns the element that is open after it. */
  #readEndTag(open: number): number {
    const { elements } = this.#table;
    const base = open * ELEMENT.WIDTH;
    const nameStart = elements[base + ELEMENT.START]! + 1;
    const length = elements[base + ELEMENT.NAME_END]! - nameStart;
    const contentEnd = this.#at;
    for (let i = 0; i < length; i++) {
      if (this.#xml.charCodeAt(contentEnd + 2 + i) !== this.#xml.charCodeAt(nameStart + i)) {
        this.#refuse('an end tag that does not match its start tag');
      }
    }
    this.#at += 2 + length;
    if (this.#code() !== GREATER_THAN) {
      this.#skipSpace();
      elements[base + ELEMENT.FLAGS]! |= END_NOT_CANONICAL;
      if (this.#code() !== GREATER_THAN) this.#refuse('an end tag that does not match its start tag');
    }
    this.#at++;
    this.#depth--;
    return this.#closeElement(open, contentEnd, elements[base + ELEMENT.PARENT]!);
  }

  #closeElement(row: number, contentEnd: number, parent: number): number {
    const { elements } = this.#table;
    const base = row * ELEMENT.WIDTH;
    elements[base + ELEMENT.CONTENT_END] = contentEnd;
    elements[base + ELEMENT.END] = this.#at;
    elements[base + ELEMENT.NEXT] = this.#table.rowCount;
    this.#table.leaveScope(row);
    return parent;
  }

  /** Reads a QName of ASCII characters: at most one colon, neither first nor last. */
  #readName(): void {
    const xml = this.#xml;
    const start = this.#at;
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
    if (at === localStart || at - start > MAX_NAME_CHARACTERS) this.#refuse(this.#whatStandsAt(start), start);
    this.#at = at;
    this.#localStart = localStart;
    this.#hash = hash;
  }

  #whatStandsAt(start: number): string {
    const xml = this.#xml;
    if (xml.startsWith('!--', start)) return 'a comment';
    if (xml.startsWith('![CDATA[', start)) return 'a CDATA section';
    if (/^!doctype/i.test(xml.slice(start, start + 8))) return 'a DOCTYPE';
    if (xml.startsWith('?', start)) return 'a processing instruction';
    return 'a name that is empty, too long or has other characters than A–Z a–z 0–9 _ - .';
  }

  #referenceEnd(at: number): number {
    const end = referenceEnd(this.#xml, at);
    if (end < 0) this.#refuse('a reference that is neither predefined nor to a character', at);
    return end;
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#xml.charCodeAt(this.#at);
      if (!(code < 128) || (CHARACTER_CLASS[code]! & SPACE) === 0) return;
      this.#at++;
    }
  }

  #code(): number {
    return this.#xml.charCodeAt(this.#at);
  }

  #refuse(what: string, at: number = this.#at): never {
    refuse('gate', `${what}, at character ${at}`);
  }
}
