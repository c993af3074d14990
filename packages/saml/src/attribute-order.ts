// The order of attributes in canonical XML: by namespace URI, then by local name (xml-c14n §2.2).

import { ATTR, type XmlTable } from './xml-table.ts';

// Above this many attributes, numbers are sorted in their stead, and only once however often the element is canonicalized.
const INSERTION_SORTED = 12;
// A number of 30 bits that sorts as its attribute does: ten for the rank of the namespace (a document has fewer than a thousand),
// or one more character where all are in the same; two characters of the name; the place in the element.
const CHARACTER_BITS = 7;
const PLACE_BITS = 6;

/** Whether the attributes from `first` to before `last` are in canonical order already. */
export function areSorted(table: XmlTable, first: number, last: number): boolean {
  for (let index = first + 1; index < last; index++) {
    if (compareAttributes(table, index - 1, index) > 0) return false;
  }
  return true;
}

/**
 * The attributes from `first` to before `last` in canonical order: so many at the beginning of the list.
 *
 * @param room A list to use again and again, so that thousands of elements need no thousands of lists.
 */
export function sortAttributes(
  table: XmlTable,
  first: number,
  last: number,
  room: number[],
): readonly number[] {
  if (last - first > INSERTION_SORTED) {
    return table.attributeOrder(first, () => sortMany(table, first, last));
  }
  for (let index = first; index < last; index++) {
    let place = index - first;
    for (; place > 0 && compareAttributes(table, room[place - 1]!, index) > 0; place--) {
      room[place] = room[place - 1]!;
    }
    room[place] = index;
  }
  return room;
}

function sortMany(table: XmlTable, first: number, last: number): readonly number[] {
  const skipped = commonPrefix(table, first, last);
  const areMixed = haveSeveralNamespaces(table, first, last);
  const packed = new Int32Array(last - first);
  for (let index = first; index < last; index++) {
    packed[index - first] = (pack(table, index, skipped, areMixed) << PLACE_BITS) | (index - first);
  }
  packed.sort();
  const order: number[] = [];
  let tiedFrom = 0;
  let previous = -1;
  for (let place = 0; place < packed.length; place++) {
    const key = packed[place]! >> PLACE_BITS;
    if (key !== previous) {
      sortTied(table, order, tiedFrom);
      tiedFrom = place;
      previous = key;
    }
    order.push(first + (packed[place]! & ((1 << PLACE_BITS) - 1)));
  }
  sortTied(table, order, tiedFrom);
  return order;
}

/** Orders the last attributes of a list, whose numbers are equal: their names differ further on. */
function sortTied(table: XmlTable, order: number[], from: number): void {
  if (order.length - from < 2) return;
  const tied = order.splice(from).sort((a, b) => compareAttributes(table, a, b));
  order.push(...tied);
}

/** How many characters all local names have in common at their beginning: a hostile message may make them many. */
function commonPrefix({ attributes, bytes }: XmlTable, first: number, last: number): number {
  const start = attributes[first * ATTR.WIDTH + ATTR.LOCAL_START]!;
  let length = attributes[first * ATTR.WIDTH + ATTR.NAME_END]! - start;
  for (let index = first + 1; index < last && length > 0; index++) {
    const other = attributes[index * ATTR.WIDTH + ATTR.LOCAL_START]!;
    length = Math.min(length, attributes[index * ATTR.WIDTH + ATTR.NAME_END]! - other);
    for (let i = 0; i < length; i++) if (bytes[start + i] !== bytes[other + i]) length = i;
  }
  return length;
}

function haveSeveralNamespaces({ attributes }: XmlTable, first: number, last: number): boolean {
  const namespace = attributes[first * ATTR.WIDTH + ATTR.NAMESPACE];
  for (let index = first + 1; index < last; index++) {
    if (attributes[index * ATTR.WIDTH + ATTR.NAMESPACE] !== namespace) return true;
  }
  return false;
}

/** Names are ASCII; a name that ends is less than one that goes on. */
function pack(table: XmlTable, index: number, skipped: number, areMixed: boolean): number {
  const { attributes, bytes } = table;
  const at = index * ATTR.WIDTH;
  const end = attributes[at + ATTR.NAME_END]!;
  let next = attributes[at + ATTR.LOCAL_START]! + skipped;
  let key = areMixed
    ? table.namespaceRank(attributes[at + ATTR.NAMESPACE]!)
    : next < end
      ? bytes[next++]!
      : 0;
  for (let count = 0; count < 2; count++) key = (key << CHARACTER_BITS) | (next < end ? bytes[next++]! : 0);
  return key;
}

/** URIs and names are ASCII, so that bytes order as code points do. */
function compareAttributes(table: XmlTable, a: number, b: number): number {
  const { attributes, bytes } = table;
  const atA = a * ATTR.WIDTH;
  const atB = b * ATTR.WIDTH;
  const namespaceA = attributes[atA + ATTR.NAMESPACE]!;
  const namespaceB = attributes[atB + ATTR.NAMESPACE]!;
  if (namespaceA !== namespaceB) return table.namespaceRank(namespaceA) - table.namespaceRank(namespaceB);
  let i = attributes[atA + ATTR.LOCAL_START]!;
  let j = attributes[atB + ATTR.LOCAL_START]!;
  const endA = attributes[atA + ATTR.NAME_END]!;
  const endB = attributes[atB + ATTR.NAME_END]!;
  for (; i < endA && j < endB; i++, j++) {
    const difference = bytes[i]! - bytes[j]!;
    if (difference !== 0) return difference;
  }
  return endA - i - (endB - j);
}
