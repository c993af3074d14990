// The gate's scan: one linear pass over the bytes that accepts a small, safe subset of XML 1.0 with namespaces
// and refuses everything else: DOCTYPE, comments, processing instructions, CDATA, entities of their own, repairs.

import { isAscii, isUtf8 } from 'node:buffer';
import { slicesEqual } from './byte-slices.ts';
import { MESSAGE_GATE, type GateProfile } from './gate-profile.ts';
import { MAX_DEPTH } from './limits.ts';
import { referencedCodePoint } from './references.ts';
import { refuse } from './refuse.ts';
import { repeatTag, repeatsTag } from './repeated-tag.ts';
import { readStartTag } from './start-tag.ts';
import { TableWriter } from './table-writer.ts';
import { BYTE_CLASS, LEAD_OF_NONCHARACTERS, TEXT_PLAIN, VISIBLE, isNoncharacter } from './xml-characters.ts';
import { AMPERSAND, GREATER_THAN, LESS_THAN, SLASH, XmlCursor } from './xml-cursor.ts';
import { ELEMENT, END_NOT_CANONICAL, HAS_TEXT, TEXT_NOT_CANONICAL, type XmlTable } from './xml-table.ts';

const CARRIAGE_RETURN = 0x0d;
const CLOSING_BRACKET = 0x5d;

const XML_DECLARATION =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"1\.0"|'1\.0')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[Uu][Tt][Ff]-8"|'[Uu][Tt][Ff]-8'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;
const LONGEST_XML_DECLARATION = 200;

/**
 * Scans a document in UTF-8 into its flat table. A byte order mark is refused like anything else before the root.
 *
 * @param profile What kind of document it may be. Default: a message.
 * @throws SsoError `xml_invalid` with a detail that begins with `utf8` or `gate`
 */
export function scanXml(bytes: Buffer, profile: GateProfile = MESSAGE_GATE): XmlTable {
  const hasOnlyAscii = isAscii(bytes);
  if (!hasOnlyAscii && !isUtf8(bytes)) refuse('utf8');
  const latin1 = bytes.toString('latin1');
  const cursor = new XmlCursor(bytes);
  const table = new TableWriter(bytes, latin1, profile);
  cursor.at = XML_DECLARATION.exec(latin1.slice(0, LONGEST_XML_DECLARATION))?.[0].length ?? 0;
  cursor.skipSpace();
  if (cursor.byte() !== LESS_THAN) cursor.refuse('no root element');
  readElements(cursor, table, profile.maxElements);
  cursor.skipSpace();
  if (cursor.at !== bytes.length) cursor.refuse('something after the root element');
  return table.finish(hasOnlyAscii);
}

function readElements(cursor: XmlCursor, table: TableWriter, maxElements: number): void {
  const { bytes } = cursor;
  let open = -1;
  // The element inside `open` that ended last.
  let sibling = -1;
  let depth = 0;
  do {
    const start = cursor.at;
    if (open >= 0 && bytes[start + 1] === SLASH) {
      readEndTag(cursor, table, open);
      sibling = open;
      open = closeElement(cursor, table, open, start);
      depth--;
    } else {
      if (depth >= MAX_DEPTH) cursor.refuse(`deeper than ${MAX_DEPTH} elements`);
      if (table.rowCount >= maxElements) cursor.refuse(`more than ${maxElements} elements`);
      const isRepeated = sibling >= 0 && repeatsTag(table, sibling, start);
      const row = isRepeated ? repeatTag(cursor, table, sibling) : readStartTag(cursor, table, open);
      if ((table.elements[row * ELEMENT.WIDTH + ELEMENT.FLAGS]! & END_NOT_CANONICAL) === 0) {
        sibling = -1;
        open = row;
        depth++;
      } else {
        sibling = row;
        open = closeElement(cursor, table, row, cursor.at);
      }
    }
    if (open >= 0) readText(cursor, table, open);
  } while (open >= 0);
}

/** Reads character data up to the next `<` and notes what it is on the element that is open. */
function readText(cursor: XmlCursor, table: TableWriter, open: number): void {
  const { bytes } = cursor;
  const { length } = bytes;
  let at = cursor.at;
  let seen = 0;
  let flags = 0;
  for (;;) {
    if (at >= length) cursor.refuse('ends too early', at);
    const byte = bytes[at]!;
    const bits = BYTE_CLASS[byte]!;
    if ((bits & TEXT_PLAIN) !== 0) {
      seen |= bits;
      at++;
      continue;
    }
    if (byte === LESS_THAN) break;
    if (byte === LEAD_OF_NONCHARACTERS && !isNoncharacter(bytes, at)) {
      seen |= VISIBLE;
      at++;
      continue;
    }
    flags = TEXT_NOT_CANONICAL;
    if (byte === AMPERSAND) {
      const end = cursor.referenceEnd(at);
      // `&#13;` between elements is white space that a Windows provider signed.
      const code = referencedCodePoint(bytes, at, end);
      seen |= code < 0x80 ? BYTE_CLASS[code]! : VISIBLE;
      at = end;
    } else if (byte === CARRIAGE_RETURN) at++;
    else if (
      byte === GREATER_THAN &&
      !(bytes[at - 1] === CLOSING_BRACKET && bytes[at - 2] === CLOSING_BRACKET)
    ) {
      seen |= VISIBLE;
      at++;
    } else cursor.refuse('a character that must not stand in text', at);
  }
  cursor.at = at;
  if ((seen & VISIBLE) !== 0) flags |= HAS_TEXT;
  table.elements[open * ELEMENT.WIDTH + ELEMENT.FLAGS]! |= flags;
}

function readEndTag(cursor: XmlCursor, table: TableWriter, open: number): void {
  const { elements } = table;
  const base = open * ELEMENT.WIDTH;
  const nameStart = elements[base + ELEMENT.START]! + 1;
  const nameEnd = elements[base + ELEMENT.NAME_END]!;
  const from = cursor.at + 2;
  const to = from + nameEnd - nameStart;
  if (!slicesEqual(cursor.bytes, nameStart, nameEnd, from, to)) {
    cursor.refuse('an end tag that does not match its start tag');
  }
  cursor.at = to;
  if (cursor.byte() !== GREATER_THAN) {
    cursor.skipSpace();
    elements[base + ELEMENT.FLAGS]! |= END_NOT_CANONICAL;
    if (cursor.byte() !== GREATER_THAN) cursor.refuse('an end tag that does not match its start tag');
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
  if (elements[base + ELEMENT.LAST_DECLARATION] !== elements[base + ELEMENT.FIRST_DECLARATION])
    table.leaveScope(row);
  return elements[base + ELEMENT.PARENT]!;
}
