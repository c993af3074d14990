// The order of attributes in canonical XML: by namespace URI, then by local name (xml-c14n §2.2).

import { ATTR, type XmlTable } from './xml-table.ts';

// Above this many attributes, sorting is left to the engine's n log n.
const INSERTION_SORTED = 12;

/** Whether the attributes from `first` to before `last` are in canonical order already. */
export function areSorted(table: XmlTable, first: number, last: number): boolean {
  for (let index = first + 1; index < last; index++) {
    if (compareAttributes(table, index - 1, index) > 0) return false;
  }
  return true;
}

/** The attributes from `first` to before `last` in canonical order. */
export function sortAttributes(table: XmlTable, first: number, last: number): readonly number[] {
  const order: number[] = [];
  for (let index = first; index < last; index++) order.push(index);
  if (order.length > INSERTION_SORTED) return order.sort((a, b) => compareAttributes(table, a, b));
  for (let i = 1; i < order.length; i++) {
    const index = order[i]!;
    let place = i;
    for (; place > 0 && compareAttributes(table, order[place - 1]!, index) > 0; place--) {
      order[place] = order[place - 1]!;
    }
    order[place] = index;
  }
  return order;
}

/** URIs and names are ASCII, so that bytes order as code points do. */
function compareAttributes(table: XmlTable, a: number, b: number): number {
  const { attributes, bytes, namespaces } = table;
  const atA = a * ATTR.WIDTH;
  const atB = b * ATTR.WIDTH;
  const namespaceA = attributes[atA + ATTR.NAMESPACE]!;
  const namespaceB = attributes[atB + ATTR.NAMESPACE]!;
  if (namespaceA !== namespaceB) return namespaces[namespaceA]! < namespaces[namespaceB]! ? -1 : 1;
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
