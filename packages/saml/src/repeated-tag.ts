// A start tag that is the one before it again, letter for letter: groups come in hundreds.

import { slicesEqual } from './byte-slices.ts';
import type { TableWriter } from './table-writer.ts';
import type { XmlCursor } from './xml-cursor.ts';
import { ELEMENT, TAG_NOT_CANONICAL } from './xml-table.ts';

/**
 * Whether the tag at `start` repeats that of the sibling before it, which declares nothing and has no attributes: the same name
 * in the same scope then means the same.
 */
export function repeatsTag({ bytes, elements }: TableWriter, sibling: number, start: number): boolean {
  const base = sibling * ELEMENT.WIDTH;
  const siblingStart = elements[base + ELEMENT.START]!;
  const siblingEnd = elements[base + ELEMENT.CONTENT_START]!;
  return (
    (elements[base + ELEMENT.FLAGS]! & TAG_NOT_CANONICAL) === 0 &&
    elements[base + ELEMENT.NAME_END] === siblingEnd - 1 &&
    slicesEqual(bytes, siblingStart, siblingEnd, start, start + siblingEnd - siblingStart)
  );
}

/** Appends the sibling's row again for the tag at the cursor, which moves behind it; returns the new row. */
export function repeatTag(cursor: XmlCursor, table: TableWriter, sibling: number): number {
  const start = cursor.at;
  const row = table.addElement();
  const { attributeCount, declarationCount, elements } = table;
  const base = row * ELEMENT.WIDTH;
  const from = sibling * ELEMENT.WIDTH;
  const distance = start - elements[from + ELEMENT.START]!;
  elements[base + ELEMENT.PARENT] = elements[from + ELEMENT.PARENT]!;
  elements[base + ELEMENT.NAME] = elements[from + ELEMENT.NAME]!;
  elements[base + ELEMENT.PREFIX] = elements[from + ELEMENT.PREFIX]!;
  elements[base + ELEMENT.START] = start;
  elements[base + ELEMENT.NAME_END] = elements[from + ELEMENT.NAME_END]! + distance;
  cursor.at = elements[from + ELEMENT.CONTENT_START]! + distance;
  elements[base + ELEMENT.CONTENT_START] = cursor.at;
  elements[base + ELEMENT.FLAGS] = 0;
  elements[base + ELEMENT.FIRST_ATTRIBUTE] = attributeCount;
  elements[base + ELEMENT.LAST_ATTRIBUTE] = attributeCount;
  elements[base + ELEMENT.FIRST_DECLARATION] = declarationCount;
  elements[base + ELEMENT.LAST_DECLARATION] = declarationCount;
  return row;
}
