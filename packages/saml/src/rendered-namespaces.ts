// Which namespace declarations each start tag of an exclusive canonical form must show (xml-exc-c14n §3).

import { NO_NAMESPACE_ID, XML_NAMESPACE_ID, namespaceIdOf } from './names.ts';
import {
  ATTR,
  DECLARATION,
  DEFAULT_PREFIX_ID,
  ELEMENT,
  HAS_PREFIXED_ATTRIBUTE,
  XML_PREFIX_ID,
  type XmlTable,
} from './xml-table.ts';

const NOT_RENDERED = -1;

/** Follows an output from element to element. Work is linear in elements, attributes and declarations. */
export class RenderedNamespaces {
  readonly #table: XmlTable;
  /** By prefix id: whether InclusiveNamespaces names it. Null when nothing is named. */
  readonly #inclusive: Uint8Array | null;
  /** By prefix id: the namespace that the nearest output ancestor has rendered for it. */
  readonly #rendered: Int32Array;
  // What to restore when elements end: pairs of prefix id and namespace id.
  readonly #undo: number[] = [];
  #undoLength = 0;
  /** The prefix ids that the current start tag must declare: the first `count`, in order of their prefixes. */
  readonly prefixIds: number[] = [];
  count = 0;

  constructor(table: XmlTable, inclusivePrefixes: readonly string[]) {
    this.#table = table;
    this.#rendered = new Int32Array(table.prefixes.length).fill(NOT_RENDERED);
    // "No default namespace" is what an apex inherits: xmlns="" is superfluous there (xml-exc-c14n §3).
    this.#rendered[DEFAULT_PREFIX_ID] = NO_NAMESPACE_ID;
    this.#inclusive = inclusivePrefixes.length === 0 ? null : markPrefixes(table, inclusivePrefixes);
  }

  /** Finds what the element's start tag must declare. Returns a mark for `leave`. */
  enter(row: number, isApex: boolean): number {
    const mark = this.#undoLength;
    const { elements } = this.#table;
    const base = row * ELEMENT.WIDTH;
    this.count = 0;
    this.#render(elements[base + ELEMENT.PREFIX]!, namespaceIdOf(elements[base + ELEMENT.NAME]!));
    if ((elements[base + ELEMENT.FLAGS]! & HAS_PREFIXED_ATTRIBUTE) !== 0) this.#renderAttributes(base);
    if (this.#inclusive !== null) this.#renderInclusive(this.#inclusive, row, isApex);
    return mark;
  }

  /** What the attributes of the element at this offset need declared. */
  #renderAttributes(base: number): void {
    const { attributes, elements } = this.#table;
    const last = elements[base + ELEMENT.LAST_ATTRIBUTE]! * ATTR.WIDTH;
    for (let at = elements[base + ELEMENT.FIRST_ATTRIBUTE]! * ATTR.WIDTH; at < last; at += ATTR.WIDTH) {
      const prefixId = attributes[at + ATTR.PREFIX]!;
      if (prefixId !== DEFAULT_PREFIX_ID) this.#render(prefixId, attributes[at + ATTR.NAMESPACE]!);
    }
  }

  /** Forgets what was declared since the mark: the element has ended. */
  leave(mark: number): void {
    while (this.#undoLength > mark) {
      this.#undoLength -= 2;
      this.#rendered[this.#undo[this.#undoLength]!] = this.#undo[this.#undoLength + 1]!;
    }
  }

  /** The namespace of one of `prefixIds`. */
  renderedFor(prefixId: number): number {
    return this.#rendered[prefixId]!;
  }

  /** xml-exc-c14n §3: a prefix of the list is treated as inclusive canonicalization does. */
  #renderInclusive(inclusive: Uint8Array, row: number, isApex: boolean): void {
    if (isApex) {
      const scope = namespacesInScope(this.#table, row);
      for (let prefixId = 0; prefixId < scope.length; prefixId++) {
        if (inclusive[prefixId] === 1 && scope[prefixId] !== NOT_RENDERED)
          this.#render(prefixId, scope[prefixId]!);
      }
      return;
    }
    // Below the apex, a named prefix changes only where it is declared.
    const { declarations, elements } = this.#table;
    const base = row * ELEMENT.WIDTH;
    const last = elements[base + ELEMENT.LAST_DECLARATION]! * DECLARATION.WIDTH;
    for (
      let at = elements[base + ELEMENT.FIRST_DECLARATION]! * DECLARATION.WIDTH;
      at < last;
      at += DECLARATION.WIDTH
    ) {
      const prefixId = declarations[at + DECLARATION.PREFIX]!;
      if (inclusive[prefixId] === 1) this.#render(prefixId, declarations[at + DECLARATION.NAMESPACE]!);
    }
  }

  #render(prefixId: number, namespaceId: number): void {
    const rendered = this.#rendered[prefixId]!;
    if (rendered === namespaceId || prefixId === XML_PREFIX_ID) return;
    this.#rendered[prefixId] = namespaceId;
    this.#undo[this.#undoLength++] = prefixId;
    this.#undo[this.#undoLength++] = rendered;
    this.#insert(prefixId);
  }

  /** Keeps `prefixIds` in order of the prefixes; there are at most some dozens, mostly one. */
  #insert(prefixId: number): void {
    const { prefixes } = this.#table;
    const { prefixIds } = this;
    let place = this.count++;
    while (place > 0 && prefixes[prefixIds[place - 1]!]! > prefixes[prefixId]!) {
      prefixIds[place] = prefixIds[place - 1]!;
      place--;
    }
    prefixIds[place] = prefixId;
  }
}

function markPrefixes(table: XmlTable, inclusivePrefixes: readonly string[]): Uint8Array {
  const named = new Set(inclusivePrefixes);
  const marks = new Uint8Array(table.prefixes.length);
  table.prefixes.forEach((prefix, id) => {
    if (named.has(id === DEFAULT_PREFIX_ID ? '#default' : prefix)) marks[id] = 1;
  });
  return marks;
}

/** By prefix id: the namespace in scope at an element, its own declarations included. */
function namespacesInScope(table: XmlTable, row: number): Int32Array {
  const { declarations } = table;
  const scope = new Int32Array(table.prefixes.length).fill(NOT_RENDERED);
  scope[XML_PREFIX_ID] = XML_NAMESPACE_ID;
  for (let element = row; element >= 0; element = table.parent(element)) {
    const last = table.element(element, ELEMENT.LAST_DECLARATION);
    for (let index = table.element(element, ELEMENT.FIRST_DECLARATION); index < last; index++) {
      const prefixId = declarations[index * DECLARATION.WIDTH + DECLARATION.PREFIX]!;
      if (scope[prefixId] !== NOT_RENDERED) continue;
      scope[prefixId] = declarations[index * DECLARATION.WIDTH + DECLARATION.NAMESPACE]!;
    }
  }
  return scope;
}
