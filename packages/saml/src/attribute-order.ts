// The order of attributes in canonical XML: by namespace URI, then by local name (xml-c14n §2.2).

import { ATTR, type XmlTable } from './xml-table.ts';

// Above this many attributes, numbers are sorted in their stead, and only once however often the element is canonicalized.
const INSERTION_SORTED = 12;
// A number that sorts as its attribute does: the rank of the namespace, five characters of the name, the place in the element.
// 10, 35 and 6 bits are few enough to be exact in a double.
const PACKED_CHARACTERS = 5;
const CHARACTER = 0x80;
const PLACES = 64;

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
  const packed = new Float64Array(last - first);
  for (let index = first; index < last; index++) {
    packed[index - first] = pack(table, index, skipped) * PLACES + index - first;
  }
  packed.sort();
  const order: number[] = [];
  let tiedFrom = 0;
  let previous = -1;
  for (let place = 0; place < packed.length; place++) {
    const key = Math.floor(packed[place]! / PLACES);
    if (key !== previous) {
      sortTied(table, order, tiedFrom);
      tiedFrom = place;
      previous = key;
    }
    order.push(first + packed[place]! - key * PLACES);
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

/** Names are ASCII; a name that ends is less than one that goes on. */
function pack(table: XmlTable, index: number, skipped: number): number {
  const { attributes, bytes } = table;
  const at = index * ATTR.WIDTH;
  const start = attributes[at + ATTR.LOCAL_START]! + skipped;
  const end = attributes[at + ATTR.NAME_END]!;
  let key = table.namespaceRank(attributes[at + ATTR.NAMESPACE]!);
  for (let i = start; i < start + PACKED_CHARACTERS; i++) key = key * CHARACTER + (i < end ? bytes[i]! : 0);
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
