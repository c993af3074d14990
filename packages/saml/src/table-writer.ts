// The growing side of the flat table: rows are appended, prefixes and namespaces become numbers, scope follows depth.

import { KnownStrings, sampledHashOf, slicesEqual } from './byte-slices.ts';
import type { GateProfile } from './gate-profile.ts';
import { MAX_DIFFERENT_PREFIXES } from './limits.ts';
import { KNOWN_NAMESPACES, NO_NAMESPACE_ID, XML_NAMESPACE_ID } from './names.ts';
import { refuse } from './refuse.ts';
import { checkNamespaceUri } from './scan-namespaces.ts';
import { ATTR, DECLARATION, DEFAULT_PREFIX_ID, ELEMENT, XML_PREFIX_ID, XmlTable } from './xml-table.ts';

const UNDECLARED = -1;
const PREFIX_CACHE_SLOTS = 16;
const HASH_WORDS = 32;
const KNOWN = new KnownStrings(KNOWN_NAMESPACES, sampledHashOf);

/** Collects the rows of one scan. */
export class TableWriter {
  readonly bytes: Uint8Array;
  /** The same message as a string of one character per byte, for slices. */
  readonly latin1: string;
  readonly profile: GateProfile;
  readonly ids = new Set<string>();
  elements: Int32Array;
  attributes: Int32Array;
  readonly declarations: number[] = [];
  rowCount = 0;
  attributeCount = 0;
  declarationCount = 0;
  readonly #namespaces: string[] = [...KNOWN_NAMESPACES];
  readonly #unknownNamespaces = new Map<string, number>();
  readonly #prefixes: string[] = ['', 'xml'];
  readonly #prefixIds = new Map<string, number>([
    ['', DEFAULT_PREFIX_ID],
    ['xml', XML_PREFIX_ID],
  ]);
  /** Per slot a prefix's number and where it was seen; the number is 0 while the slot is empty. */
  readonly #prefixCache = new Int32Array(PREFIX_CACHE_SLOTS * 3);
  #hashPlaces: Int32Array | null = null;
  /** The namespace each prefix means at this point of the document: a look-up never walks the depth. */
  readonly #scope: number[] = [NO_NAMESPACE_ID, XML_NAMESPACE_ID];

  constructor(bytes: Uint8Array, latin1: string, profile: GateProfile) {
    this.bytes = bytes;
    this.latin1 = latin1;
    this.profile = profile;
    // Real messages have an element per 50 to 90 bytes, and one or two attributes to each; others grow by doubling.
    const rows = 16 + Math.ceil(bytes.length / 50);
    this.elements = new Int32Array(rows * ELEMENT.WIDTH);
    this.attributes = new Int32Array(rows * ATTR.WIDTH);
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
  declare(prefixId: number, namespaceId: number, firstDeclaration: number): boolean {
    for (let index = firstDeclaration; index < this.declarationCount; index++) {
      if (this.declarations[index * DECLARATION.WIDTH + DECLARATION.PREFIX] === prefixId) return false;
    }
    this.declarationCount++;
    // The columns in their order: prefix, namespace, the namespace it hides.
    this.declarations.push(prefixId, namespaceId, this.#scope[prefixId]!);
    this.#scope[prefixId] = namespaceId;
    return true;
  }

  /** Room for one bit per hash of an attribute's name, all zero: for elements with many attributes. */
  emptyHashPlaces(): Int32Array {
    this.#hashPlaces ??= new Int32Array(HASH_WORDS);
    return this.#hashPlaces.fill(0);
  }

  /** Takes an element's declarations out of scope again. */
  leaveScope(row: number): void {
    const first = this.elements[row * ELEMENT.WIDTH + ELEMENT.FIRST_DECLARATION]!;
    const last = this.elements[row * ELEMENT.WIDTH + ELEMENT.LAST_DECLARATION]!;
    for (let index = last - 1; index >= first; index--) {
      const at = index * DECLARATION.WIDTH;
      this.#scope[this.declarations[at + DECLARATION.PREFIX]!] =
        this.declarations[at + DECLARATION.OUTER_NAMESPACE]!;
    }
  }

  /** The namespace a prefix means here, or -1 when it is not declared. */
  namespaceOf(prefixId: number): number {
    return this.#scope[prefixId]!;
  }

  /** The number of the prefix at `start`–`end`, which is never empty. */
  prefixId(start: number, end: number): number {
    const { bytes } = this;
    const slot = ((bytes[start]! + 3 * bytes[end - 1]! + end - start) & (PREFIX_CACHE_SLOTS - 1)) * 3;
    const cache = this.#prefixCache;
    const cached = cache[slot]!;
    if (cached !== 0 && slicesEqual(bytes, start, end, cache[slot + 1]!, cache[slot + 2]!)) return cached;
    const prefix = this.latin1.slice(start, end);
    let id = this.#prefixIds.get(prefix);
    if (id === undefined) {
      id = this.#prefixes.length;
      if (id > MAX_DIFFERENT_PREFIXES) refuse('gate', 'too many different prefixes');
      this.#prefixIds.set(prefix, id);
      this.#prefixes.push(prefix);
      this.#scope.push(UNDECLARED);
    }
    cache[slot] = id;
    cache[slot + 1] = start;
    cache[slot + 2] = end;
    return id;
  }

  /** The number of the namespace at `start`–`end`, or what is wrong with it. */
  namespaceId(prefix: string, start: number, end: number): number | string {
    const known = KNOWN.indexOf(this.bytes, start, end, sampledHashOf(this.bytes, start, end));
    if (known > XML_NAMESPACE_ID) return known;
    const uri = this.latin1.slice(start, end);
    const problem = checkNamespaceUri(prefix, uri);
    if (problem !== null || known >= 0) return problem ?? known;
    let id = this.#unknownNamespaces.get(uri);
    if (id === undefined) {
      id = this.#namespaces.length;
      if (id > MAX_DIFFERENT_PREFIXES) return 'too many different namespaces';
      this.#unknownNamespaces.set(uri, id);
      this.#namespaces.push(uri);
    }
    return id;
  }

  finish(isAscii: boolean): XmlTable {
    return new XmlTable({
      bytes: this.bytes,
      latin1: this.latin1,
      isAscii,
      rowCount: this.rowCount,
      elements: this.elements,
      attributes: this.attributes,
      declarations: this.declarations,
      namespaces: this.#namespaces,
      prefixes: this.#prefixes,
      ids: this.ids,
    });
  }
}

function doubled(rows: Int32Array): Int32Array {
  const larger = new Int32Array(rows.length * 2);
  larger.set(rows);
  return larger;
}
