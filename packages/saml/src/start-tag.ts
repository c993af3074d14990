// Reads one start tag into the table: its row, its attributes, its namespace declarations.

import { sliceEquals } from './byte-slices.ts';
import { MAX_ATTRIBUTES_PER_ELEMENT } from './limits.ts';
import { resolveNames } from './scan-names.ts';
import { isReservedPrefix } from './scan-namespaces.ts';
import type { TableWriter } from './table-writer.ts';
import { GREATER_THAN, QUOTE, SLASH, type XmlCursor } from './xml-cursor.ts';
import {
  ATTR,
  DEFAULT_PREFIX_ID,
  ELEMENT,
  END_NOT_CANONICAL,
  TAG_NOT_CANONICAL,
  VALUE_NOT_CANONICAL,
} from './xml-table.ts';

const BLANK = 0x20;
const XMLNS: Uint8Array = Buffer.from('xmlns');

/** Reads the start tag at the cursor and returns its row. An element `<a/>` has `END_NOT_CANONICAL` among its flags. */
export function readStartTag(cursor: XmlCursor, table: TableWriter, parent: number): number {
  const start = cursor.at++;
  cursor.readName();
  const { hash, localStart } = cursor;
  const row = table.addElement();
  const base = row * ELEMENT.WIDTH;
  const { elements } = table;
  elements[base + ELEMENT.PARENT] = parent;
  elements[base + ELEMENT.START] = start;
  elements[base + ELEMENT.NAME_END] = cursor.at;
  elements[base + ELEMENT.FIRST_ATTRIBUTE] = table.attributeCount;
  elements[base + ELEMENT.FIRST_DECLARATION] = table.declarationCount;
  const notCanonical = readAttributes(cursor, table);
  const isEmpty = cursor.byte() === SLASH;
  if (isEmpty) cursor.at++;
  if (cursor.byte() !== GREATER_THAN) cursor.refuse('a tag that is not closed');
  cursor.at++;
  elements[base + ELEMENT.LAST_ATTRIBUTE] = table.attributeCount;
  elements[base + ELEMENT.LAST_DECLARATION] = table.declarationCount;
  elements[base + ELEMENT.CONTENT_START] = cursor.at;
  elements[base + ELEMENT.FLAGS] =
    (notCanonical || isEmpty ? TAG_NOT_CANONICAL : 0) | (isEmpty ? END_NOT_CANONICAL : 0);
  resolveNames(table, row, localStart, hash);
  return row;
}

/** Reads up to the end of a start tag; true when it is not written as canonical XML would write it. */
function readAttributes(cursor: XmlCursor, table: TableWriter): boolean {
  const { bytes } = cursor;
  const firstAttribute = table.attributeCount;
  const firstDeclaration = table.declarationCount;
  let notCanonical = false;
  for (;;) {
    const before = cursor.at;
    cursor.skipSpace();
    const byte = cursor.byte();
    if (byte === GREATER_THAN || byte === SLASH) return notCanonical || cursor.at !== before;
    const nameStart = cursor.at;
    if (nameStart === before) cursor.refuse('attributes without space between them');
    if (nameStart !== before + 1 || bytes[before] !== BLANK) notCanonical = true;
    cursor.readName();
    const nameEnd = cursor.at;
    if (cursor.readEquals()) notCanonical = true;
    const valueStart = cursor.at + 1;
    const valueNotCanonical = cursor.readValue();
    if (valueNotCanonical || bytes[valueStart - 1] !== QUOTE) notCanonical = true;
    const span: AttributeSpan = { nameStart, nameEnd, valueStart, valueEnd: cursor.at++ };
    if (isDeclaration(cursor, span)) {
      // Declarations come before attributes in canonical XML.
      if (table.attributeCount > firstAttribute) notCanonical = true;
      declare(cursor, table, span, firstDeclaration);
    } else {
      addAttribute(cursor, table, span, valueNotCanonical ? VALUE_NOT_CANONICAL : 0);
      if (table.attributeCount - firstAttribute > MAX_ATTRIBUTES_PER_ELEMENT) {
        cursor.refuse('too many attributes', nameStart);
      }
    }
  }
}

interface AttributeSpan {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

function isDeclaration(cursor: XmlCursor, { nameEnd, nameStart }: AttributeSpan): boolean {
  const prefixEnd = cursor.localStart === nameStart ? nameEnd : cursor.localStart - 1;
  return sliceEquals(cursor.bytes, nameStart, prefixEnd, XMLNS);
}

function declare(cursor: XmlCursor, table: TableWriter, span: AttributeSpan, firstDeclaration: number): void {
  const { localStart } = cursor;
  const { nameEnd, nameStart, valueEnd, valueStart } = span;
  const prefix = localStart === nameStart ? '' : table.latin1.slice(localStart, nameEnd);
  if (isReservedPrefix(prefix)) cursor.refuse('a reserved prefix declared', nameStart);
  const namespaceId = table.namespaceId(prefix, valueStart, valueEnd);
  if (typeof namespaceId === 'string') cursor.refuse(namespaceId, nameStart);
  const prefixId = prefix === '' ? DEFAULT_PREFIX_ID : table.prefixId(localStart, nameEnd);
  if (!table.declare(prefixId, namespaceId, firstDeclaration))
    cursor.refuse('a prefix declared twice', nameStart);
  if (table.declarationCount - firstDeclaration > table.profile.maxDeclarationsPerElement) {
    cursor.refuse('too many namespace declarations', nameStart);
  }
}

function addAttribute(cursor: XmlCursor, table: TableWriter, span: AttributeSpan, flags: number): void {
  const { hash, localStart } = cursor;
  const { nameEnd, nameStart, valueEnd, valueStart } = span;
  const at = table.addAttribute();
  const { attributes } = table;
  attributes[at + ATTR.PREFIX] =
    localStart === nameStart ? DEFAULT_PREFIX_ID : table.prefixId(nameStart, localStart - 1);
  attributes[at + ATTR.START] = nameStart;
  attributes[at + ATTR.LOCAL_START] = localStart;
  attributes[at + ATTR.NAME_END] = nameEnd;
  attributes[at + ATTR.VALUE_START] = valueStart;
  attributes[at + ATTR.VALUE_END] = valueEnd;
  attributes[at + ATTR.FLAGS] = flags;
  attributes[at + ATTR.HASH] = hash;
}
