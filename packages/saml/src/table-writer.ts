// The growing side of the flat table: rows are appended, prefixes and namespaces become numbers, scope follows depth.

import { KNOWN_NAMESPACES, NO_NAMESPACE_ID, XML_NAMESPACE_ID } from './names.ts';
import { ATTR, DECLARATION, DEFAULT_PREFIX_ID, ELEMENT, XML_PREFIX_ID, XmlTable } from './xml-table.ts';

const UNDECLARED = -1;
const PREFIX_CACHE_SLOTS = 16;

/** Collects the rows of one scan. */
export class TableWriter {
  readonly xml: string;
  readonly ids = new Set<string>();
  elements: Int32Array;
  attributes: Int32Array;
  declarations: Int32Array;
  rowCount = 0;
  attributeCount = 0;
  declarationCount = 0;
  readonly #namespaces: string[] = [...KNOWN_NAMESPACES];
  readonly #namespaceIds = new Map<string, number>();
  readonly #prefixes: string[] = ['', 'xml'];
  readonly #prefixIds = new Map<string, number>();
  readonly #prefixCache = new Int32Array(PREFIX_CACHE_SLOTS).fill(DEFAULT_PREFIX_ID);
  /** The namespace each prefix means at this point of the document: a look-up never walks the depth. */
  readonly #scope: number[] = [NO_NAMESPACE_ID, XML_NAMESPACE_ID];

  constructor(xml: string) {
    this.xml = xml;
    // Real messages have an element per 50 to 90 characters; others grow by doubling.
    const rows = 16 + Math.ceil(xml.length / 64);
    this.elements = new Int32Array(rows * ELEMENT.WIDTH);
    this.attributes = new Int32Array(rows * 2 * ATTR.WIDTH);
    this.declarations = new Int32Array(32 * DECLARATION.WIDTH);
    KNOWN_NAMESPACES.forEach((uri, id) => this.#namespaceIds.set(uri, id));
    this.#prefixIds.set('', DEFAULT_PREFIX_ID).set('xml', XML_PREFIX_ID);
  }

  /** Appends an element's row and returns its index. */
  addElement(): number {
    const row = this.rowCount++;
    if ((row + 1) * ELEMENT.WIDTH > this.elements.length) this.elements = doubled(this.elements);
    return row;
  }

  /** Appends an attribute's row and returns its offset. */
  addAttribute(): number {
    const at = this.attributeCount++ * ATTR.WIDTH;
    if (at + ATTR.WIDTH > this.attributes.length) this.attributes = doubled(this.attributes);
    return at;
  }

  /** Appends a declaration and puts it in scope. False when this element (whose first declaration is given) has it already. */
  declare(prefixId: number, uri: string, firstDeclaration: number): boolean {
    for (let index = firstDeclaration; index < this.declarationCount; index++) {
      if (this.declarations[index * DECLARATION.WIDTH + DECLARATION.PREFIX] === prefixId) return false;
    }
    const at = this.declarationCount++ * DECLARATION.WIDTH;
    if (at + DECLARATION.WIDTH > this.declarations.length) this.declarations = doubled(this.declarations);
    const namespaceId = this.#namespaceId(uri);
    this.declarations[at + DECLARATION.PREFIX] = prefixId;
    this.declarations[at + DECLARATION.NAMESPACE] = namespaceId;
    this.declarations[at + DECLARATION.OUTER_NAMESPACE] = this.#scope[prefixId]!;
    this.#scope[prefixId] = namespaceId;
    return true;
  }

  /** Takes an element's declarations out of scope again. */
  leaveScope(row: number): void {
    const first = this.elements[row * ELEMENT.WIDTH + ELEMENT.FIRST_DECLARATION]!;
    for (
      let index = this.elements[row * ELEMENT.WIDTH + ELEMENT.LAST_DECLARATION]! - 1;
      index >= first;
      index--
    ) {
      const at = index * DECLARATION.WIDTH;
      this.#scope[this.declarations[at + DECLARATION.PREFIX]!] =
        this.declarations[at + DECLARATION.OUTER_NAMESPACE]!;
    }
  }

  /** The namespace a prefix means here, or -1 when it is not declared. */
  namespaceOf(prefixId: number): number {
    return this.#scope[prefixId]!;
  }

  /** The number of the prefix at `start`–`end`. */
  prefixId(start: number, end: number): number {
    if (start === end) return DEFAULT_PREFIX_ID;
    const slot =
      (this.xml.charCodeAt(start) + this.xml.charCodeAt(end - 1) + end - start) & (PREFIX_CACHE_SLOTS - 1);
    const cached = this.#prefixCache[slot]!;
    const candidate = this.#prefixes[cached]!;
    if (candidate.length === end - start && this.xml.startsWith(candidate, start)) return cached;
    const prefix = this.xml.slice(start, end);
    let id = this.#prefixIds.get(prefix);
    if (id === undefined) {
      id = this.#prefixes.length;
      this.#prefixIds.set(prefix, id);
      this.#prefixes.push(prefix);
      this.#scope.push(UNDECLARED);
    }
    this.#prefixCache[slot] = id;
    return id;
  }

  finish(): XmlTable {
    return new XmlTable({
      xml: this.xml,
      rowCount: this.rowCount,
      elements: this.elements,
      attributes: this.attributes,
      declarations: this.declarations,
      namespaces: this.#namespaces,
      prefixes: this.#prefixes,
      ids: this.ids,
    });
  }

  #namespaceId(uri: string): number {
    let id = this.#namespaceIds.get(uri);
    if (id === undefined) {
      id = this.#namespaces.length;
      this.#namespaceIds.set(uri, id);
      this.#namespaces.push(uri);
    }
    return id;
  }
}

function doubled(rows: Int32Array): Int32Array {
  const larger = new Int32Array(rows.length * 2);
  larger.set(rows);
  return larger;
}
