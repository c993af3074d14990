// Exclusive canonicalization (xml-exc-c14n) written from the flat table: verbatim slices wherever the source is canonical already.
// With and without comments are the same here: the scan refuses comments.

import { XML_NAMESPACE_ID, NO_NAMESPACE_ID } from './names.ts';
import { canonicalAttributeValue, canonicalText } from './xml-characters.ts';
import {
  ATTR,
  DECLARATION,
  DEFAULT_PREFIX_ID,
  ELEMENT,
  END_NOT_CANONICAL,
  TAG_NOT_CANONICAL,
  TEXT_NOT_CANONICAL,
  VALUE_NOT_CANONICAL,
  XML_PREFIX_ID,
  type XmlTable,
} from './xml-table.ts';

/** What is canonicalized. */
export interface CanonicalizeOptions {
  /** A row whose subtree is left out, as the enveloped-signature transform does; -1 for none. */
  readonly omittedRow?: number;
  /** InclusiveNamespaces PrefixList, split; `#default` is the default namespace. */
  readonly inclusivePrefixes?: readonly string[];
}

/** The canonical form of the element in `row`. Linear in the size of the element. */
export function canonicalize(table: XmlTable, row: number, options: CanonicalizeOptions = {}): string {
  const canonicalizer = new Canonicalizer(table, options.omittedRow ?? -1, options.inclusivePrefixes ?? []);
  return canonicalizer.canonicalize(row);
}

const NOT_RENDERED = -1;
// Above this many attributes, sorting is left to the engine's n log n.
const INSERTION_SORTED = 12;

class Canonicalizer {
  readonly #table: XmlTable;
  readonly #omittedRow: number;
  /** By prefix id: whether InclusiveNamespaces names it. Null when nothing is named. */
  readonly #inclusive: Uint8Array | null;
  /** By prefix id: the namespace that the nearest output ancestor has rendered for it. */
  readonly #rendered: Int32Array;
  #output = '';
  // A slice of the source that is canonical as it stands and not yet written.
  #from = 0;
  #to = 0;
  // The declarations that the current start tag must render: prefix ids.
  readonly #toRender: number[] = [];

  constructor(table: XmlTable, omittedRow: number, inclusivePrefixes: readonly string[]) {
    this.#table = table;
    this.#omittedRow = omittedRow;
    this.#rendered = new Int32Array(table.prefixes.length).fill(NOT_RENDERED);
    // "No default namespace" is what an apex inherits: xmlns="" is superfluous there (xml-exc-c14n §3).
    this.#rendered[DEFAULT_PREFIX_ID] = NO_NAMESPACE_ID;
    this.#inclusive = inclusivePrefixes.length === 0 ? null : markPrefixes(table, inclusivePrefixes);
  }

  canonicalize(row: number): string {
    this.#writeElement(row, this.#inclusive === null ? null : namespacesInScope(this.#table, row));
    this.#flush();
    return this.#output;
  }

  #writeElement(row: number, apexScope: Int32Array | null): void {
    const table = this.#table;
    const base = row * ELEMENT.WIDTH;
    const { elements } = table;
    const flags = elements[base + ELEMENT.FLAGS]!;
    const undo = this.#renderNamespaces(row, apexScope);
    const contentStart = elements[base + ELEMENT.CONTENT_START]!;
    const contentEnd = elements[base + ELEMENT.CONTENT_END]!;
    if (this.#isStartTagCanonical(row, flags)) this.#keep(elements[base + ELEMENT.START]!, contentStart);
    else this.#writeStartTag(row);
    const last = elements[base + ELEMENT.NEXT]!;
    let from = contentStart;
    for (let child = row + 1; child < last; child = table.next(child)) {
      this.#writeText(from, elements[child * ELEMENT.WIDTH + ELEMENT.START]!, flags);
      if (child !== this.#omittedRow) this.#writeElement(child, null);
      from = elements[child * ELEMENT.WIDTH + ELEMENT.END]!;
    }
    this.#writeText(from, contentEnd, flags);
    if ((flags & END_NOT_CANONICAL) === 0) this.#keep(contentEnd, elements[base + ELEMENT.END]!);
    else this.#write(`</${table.qualifiedName(row)}>`);
    if (undo !== null) this.#undo(undo);
  }

  /** Finds the declarations this element must render and marks them rendered; returns what to restore afterwards. */
  #renderNamespaces(row: number, apexScope: Int32Array | null): number[] | null {
    const table = this.#table;
    const base = row * ELEMENT.WIDTH;
    const { attributes, declarations, elements } = table;
    this.#toRender.length = 0;
    let undo = this.#render(elements[base + ELEMENT.PREFIX]!, elements[base + ELEMENT.NAMESPACE]!, null);
    const lastAttribute = elements[base + ELEMENT.LAST_ATTRIBUTE]!;
    for (let index = elements[base + ELEMENT.FIRST_ATTRIBUTE]!; index < lastAttribute; index++) {
      const prefixId = attributes[index * ATTR.WIDTH + ATTR.PREFIX]!;
      if (prefixId !== DEFAULT_PREFIX_ID)
        undo = this.#render(prefixId, attributes[index * ATTR.WIDTH + ATTR.NAMESPACE]!, undo);
    }
    if (this.#inclusive === null) return undo;
    if (apexScope !== null) {
      for (let prefixId = 0; prefixId < apexScope.length; prefixId++) {
        if (this.#inclusive[prefixId] === 1 && apexScope[prefixId] !== NOT_RENDERED)
          undo = this.#render(prefixId, apexScope[prefixId]!, undo);
      }
      return undo;
    }
    // Below the apex, a named prefix changes only where it is declared.
    const lastDeclaration = elements[base + ELEMENT.LAST_DECLARATION]!;
    for (let index = elements[base + ELEMENT.FIRST_DECLARATION]!; index < lastDeclaration; index++) {
      const prefixId = declarations[index * DECLARATION.WIDTH + DECLARATION.PREFIX]!;
      if (this.#inclusive[prefixId] === 1)
        undo = this.#render(prefixId, declarations[index * DECLARATION.WIDTH + DECLARATION.NAMESPACE]!, undo);
    }
    return undo;
  }

  #render(prefixId: number, namespaceId: number, undo: number[] | null): number[] | null {
    const rendered = this.#rendered[prefixId]!;
    if (rendered === namespaceId || prefixId === XML_PREFIX_ID) return undo;
    this.#rendered[prefixId] = namespaceId;
    this.#toRender.push(prefixId);
    const entries = undo ?? [];
    entries.push(prefixId, rendered);
    return entries;
  }

  #undo(entries: readonly number[]): void {
    for (let i = entries.length - 2; i >= 0; i -= 2) this.#rendered[entries[i]!] = entries[i + 1]!;
  }

  /** Whether the start tag may be copied: written canonically, declaring what must be rendered, all of it sorted. */
  #isStartTagCanonical(row: number, flags: number): boolean {
    if ((flags & TAG_NOT_CANONICAL) !== 0) return false;
    const { attributes, declarations, elements, prefixes } = this.#table;
    const base = row * ELEMENT.WIDTH;
    const firstDeclaration = elements[base + ELEMENT.FIRST_DECLARATION]!;
    const count = elements[base + ELEMENT.LAST_DECLARATION]! - firstDeclaration;
    if (count !== this.#toRender.length) return false;
    for (let i = 0; i < count; i++) {
      const prefixId = declarations[(firstDeclaration + i) * DECLARATION.WIDTH + DECLARATION.PREFIX]!;
      if (!this.#toRender.includes(prefixId)) return false;
      const before =
        i === 0 ? -1 : declarations[(firstDeclaration + i - 1) * DECLARATION.WIDTH + DECLARATION.PREFIX]!;
      if (before >= 0 && prefixes[before]! > prefixes[prefixId]!) return false;
    }
    const last = elements[base + ELEMENT.LAST_ATTRIBUTE]! - 1;
    for (let index = elements[base + ELEMENT.FIRST_ATTRIBUTE]!; index < last; index++) {
      if (compareAttributes(this.#table, attributes, index, index + 1) > 0) return false;
    }
    return true;
  }

  #writeStartTag(row: number): void {
    const table = this.#table;
    const { attributes, prefixes, xml } = table;
    let tag = `<${table.qualifiedName(row)}`;
    if (this.#toRender.length > 1) this.#toRender.sort((a, b) => (prefixes[a]! < prefixes[b]! ? -1 : 1));
    for (const prefixId of this.#toRender) {
      const uri = table.namespaces[this.#rendered[prefixId]!]!;
      // The scan admits no namespace URI that would need escaping.
      tag += prefixId === DEFAULT_PREFIX_ID ? ` xmlns="${uri}"` : ` xmlns:${prefixes[prefixId]!}="${uri}"`;
    }
    for (const index of sortedAttributes(table, row)) {
      const at = index * ATTR.WIDTH;
      const value = xml.slice(attributes[at + ATTR.VALUE_START], attributes[at + ATTR.VALUE_END]);
      const isPlain = (attributes[at + ATTR.FLAGS]! & VALUE_NOT_CANONICAL) === 0;
      tag += ` ${xml.slice(attributes[at + ATTR.START], attributes[at + ATTR.NAME_END])}="`;
      tag += `${isPlain ? value : canonicalAttributeValue(value)}"`;
    }
    this.#write(`${tag}>`);
  }

  #writeText(from: number, to: number, flags: number): void {
    if (from === to) return;
    if ((flags & TEXT_NOT_CANONICAL) === 0) this.#keep(from, to);
    else this.#write(canonicalText(this.#table.xml.slice(from, to)));
  }

  #keep(from: number, to: number): void {
    if (from !== this.#to) {
      this.#flush();
      this.#from = from;
    }
    this.#to = to;
  }

  #write(text: string): void {
    this.#flush();
    this.#output += text;
  }

  #flush(): void {
    if (this.#to > this.#from) this.#output += this.#table.xml.slice(this.#from, this.#to);
    this.#from = this.#to;
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
      if (scope[prefixId] === NOT_RENDERED)
        scope[prefixId] = declarations[index * DECLARATION.WIDTH + DECLARATION.NAMESPACE]!;
    }
  }
  return scope;
}

function sortedAttributes(table: XmlTable, row: number): readonly number[] {
  const first = table.element(row, ELEMENT.FIRST_ATTRIBUTE);
  const last = table.element(row, ELEMENT.LAST_ATTRIBUTE);
  const order: number[] = [];
  for (let index = first; index < last; index++) order.push(index);
  const { attributes } = table;
  if (order.length > INSERTION_SORTED)
    return order.sort((a, b) => compareAttributes(table, attributes, a, b));
  for (let i = 1; i < order.length; i++) {
    for (let j = i; j > 0 && compareAttributes(table, attributes, order[j - 1]!, order[j]!) > 0; j--) {
      [order[j - 1], order[j]] = [order[j]!, order[j - 1]!];
    }
  }
  return order;
}

/** By namespace URI, then local name (xml-c14n §2.2); both are ASCII, so code units order as code points do. */
function compareAttributes(table: XmlTable, attributes: Int32Array, a: number, b: number): number {
  const atA = a * ATTR.WIDTH;
  const atB = b * ATTR.WIDTH;
  const namespaceA = attributes[atA + ATTR.NAMESPACE]!;
  const namespaceB = attributes[atB + ATTR.NAMESPACE]!;
  if (namespaceA !== namespaceB)
    return table.namespaces[namespaceA]! < table.namespaces[namespaceB]! ? -1 : 1;
  const { xml } = table;
  let i = attributes[atA + ATTR.LOCAL_START]!;
  let j = attributes[atB + ATTR.LOCAL_START]!;
  const endA = attributes[atA + ATTR.NAME_END]!;
  const endB = attributes[atB + ATTR.NAME_END]!;
  for (; i < endA && j < endB; i++, j++) {
    const difference = xml.charCodeAt(i) - xml.charCodeAt(j);
    if (difference !== 0) return difference;
  }
  return endA - i - (endB - j);
}
