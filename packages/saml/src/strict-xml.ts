// The gate's scan: one linear pass over the text that accepts a small, safe subset of XML 1.0 with namespaces
// and refuses everything else: DOCTYPE, comments, processing instructions, CDATA, entities of their own, repairs.

import { MAX_DEPTH } from './limits.ts';
import { readStartTag } from './start-tag.ts';
import { TableWriter } from './table-writer.ts';
import { CHARACTER_CLASS, TEXT_PLAIN, VISIBLE } from './xml-characters.ts';
import { AMPERSAND, GREATER_THAN, LAST_CHARACTER, LESS_THAN, SLASH, XmlCursor } from './xml-cursor.ts';
import { ELEMENT, END_NOT_CANONICAL, HAS_TEXT, TEXT_NOT_CANONICAL, type XmlTable } from './xml-table.ts';

const CARRIAGE_RETURN = 0x0d;

const XML_DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[Uu][Tt][Ff]-8"|'[Uu][Tt][Ff]-8'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;
const LONGEST_XML_DECLARATION = 200;

/**
 * Scans a document into its flat table.
 *
 * @throws SsoError `xml_invalid` with a detail that begins with `gate`
 */
export function scanXml(xml: string): XmlTable {
  const cursor = new XmlCursor(xml);
  const table = new TableWriter(xml);
  cursor.at = XML_DECLARATION.exec(xml.slice(0, LONGEST_XML_DECLARATION))?.[0].length ?? 0;
  cursor.skipSpace();
  if (cursor.code() !== LESS_THAN) cursor.refuse('no root element');
  readElements(cursor, table);
  cursor.skipSpace();
  if (cursor.at !== xml.length) cursor.refuse('something after the root element');
  return table.finish();
}

function readElements(cursor: XmlCursor, table: TableWriter): void {
  let open = -1;
  let depth = 0;
  do {
    if (cursor.xml.charCodeAt(cursor.at + 1) === SLASH && open >= 0) {
      const contentEnd = cursor.at;
      readEndTag(cursor, table, open);
      open = closeElement(cursor, table, open, contentEnd);
      depth--;
    } else {
      const row = readStartTag(cursor, table, open);
      if (depth >= MAX_DEPTH) cursor.refuse(`deeper than ${MAX_DEPTH} elements`);
      if ((table.elements[row * ELEMENT.WIDTH + ELEMENT.FLAGS]! & END_NOT_CANONICAL) === 0) {
        open = row;
        depth++;
      } else open = closeElement(cursor, table, row, cursor.at);
    }
    if (open >= 0) readText(cursor, table, open);
  } while (open >= 0);
}

/** Reads character data up to the next `<` and notes what it is on the element that is open. */
function readText(cursor: XmlCursor, table: TableWriter, open: number): void {
  const { xml } = cursor;
  let at = cursor.at;
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
        const end = cursor.referenceEnd(at);
        if (!isSpaceReference(xml, at, end)) seen |= VISIBLE;
        at = end;
      } else if (code === CARRIAGE_RETURN) at++;
      else if (code === GREATER_THAN && !xml.startsWith(']]', at - 2)) {
        seen |= VISIBLE;
        at++;
      } else cursor.refuse('a character that must not stand in text', at);
    } else if (code <= LAST_CHARACTER) {
      seen |= VISIBLE;
      at++;
    } else cursor.refuse(at < xml.length ? 'a character that must not stand in text' : 'ends too early', at);
  }
  cursor.at = at;
  if ((seen & VISIBLE) !== 0) flags |= HAS_TEXT;
  table.elements[open * ELEMENT.WIDTH + ELEMENT.FLAGS]! |= flags;
}

/** `&#13;` between elements is white space that a Windows provider signed. */
function isSpaceReference(xml: string, start: number, end: number): boolean {
  return /^&#(?:x0*(?:9|20|[aAdD])|0*(?:9|10|13|32));$/.test(xml.slice(start, end));
}

function readEndTag(cursor: XmlCursor, table: TableWriter, open: number): void {
  const { elements } = table;
  const base = open * ELEMENT.WIDTH;
  const { xml } = cursor;
  const nameStart = elements[base + ELEMENT.START]! + 1;
  const length = elements[base + ELEMENT.NAME_END]! - nameStart;
  const from = cursor.at + 2;
  for (let i = 0; i < length; i++) {
    if (xml.charCodeAt(from + i) !== xml.charCodeAt(nameStart + i)) {
      cursor.refuse('an end tag that does not match its start tag');
    }
  }
  cursor.at = from + length;
  if (cursor.code() !== GREATER_THAN) {
    cursor.skipSpace();
    elements[base + ELEMENT.FLAGS]! |= END_NOT_CANONICAL;
    if (cursor.code() !== GREATER_THAN) cursor.refuse('an end tag that does not match its start tag');
  }
  cursor.at++;
}

/** Completes an element's row; returns the element that is open after it. */
function closeElement(cursor: XmlCursor, table: TableWriter, row: number, contentEnd: number): number {
  const { elements } = table;
  const base = row * ELEMENT.WIDTH;
  elements[base + ELEMENT.CONTENT_END] = contentEnd;
  elements[base + ELEMENT.END] = cursor.at;
  elements[base + ELEMENT.NEXT] = table.rowCount;
  table.leaveScope(row);
  return elements[base + ELEMENT.PARENT]!;
}
