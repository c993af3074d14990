// The flat table that a scan makes of a document: integers only, one row per element, attribute and namespace declaration.

import { decodeData } from './character-data.ts';

/** Columns of an element's row. Offsets are into the document's bytes. */
export const ELEMENT = {
  PARENT: 0,
  /** The expanded name: the namespace's number and that of the local name, see `names.ts`. */
  NAME: 1,
  PREFIX: 2,
  START: 3,
  NAME_END: 4,
  CONTENT_START: 5,
  CONTENT_END: 6,
  END: 7,
  /** The first row that is not inside this element. */
  NEXT: 8,
  FLAGS: 9,
  FIRST_ATTRIBUTE: 10,
  LAST_ATTRIBUTE: 11,
  FIRST_DECLARATION: 12,
  LAST_DECLARATION: 13,
  WIDTH: 14,
} as const;

/** Columns of an attribute's row. */
export const ATTR = {
  NAME: 0,
  NAMESPACE: 1,
  PREFIX: 2,
  START: 3,
  LOCAL_START: 4,
  NAME_END: 5,
  VALUE_START: 6,
  VALUE_END: 7,
  FLAGS: 8,
  HASH: 9,
  WIDTH: 10,
} as const;

/** Columns of a namespace declaration's row. */
export const DECLARATION = { PREFIX: 0, NAMESPACE: 1, OUTER_NAMESPACE: 2, WIDTH: 3 } as const;

/** Character data directly inside the element that is not white space. */
export const HAS_TEXT = 1;
/** Character data directly inside the element whose canonical form may differ from its source. */
export const TEXT_NOT_CANONICAL = 2;
/** The start tag is not written as canonical XML writes it. */
export const TAG_NOT_CANONICAL = 4;
/** The end tag is missing (`<a/>`) or has white space in it. */
export const END_NOT_CANONICAL = 8;
/** An attribute has a prefix: canonical XML may have to declare it. */
export const HAS_PREFIXED_ATTRIBUTE = 16;
/** The attribute value needs normalization, decoding or other quotes. */
export const VALUE_NOT_CANONICAL = 1;

export const DEFAULT_PREFIX_ID = 0;
export const XML_PREFIX_ID = 1;

/** What a scan hands over. */
export interface XmlTableParts {
  readonly bytes: Uint8Array;
  /** The same message as a string of one character per byte; equal to the text only when `isAscii`. */
  readonly latin1: string;
  readonly isAscii: boolean;
  readonly rowCount: number;
  readonly elements: Int32Array;
  readonly attributes: Int32Array;
  readonly declarations: readonly number[];
  /** Namespace URIs by id. */
  readonly namespaces: readonly string[];
  /** Prefixes by id. */
  readonly prefixes: readonly string[];
  /** Every `ID` and `Id` of the document; all different. */
  readonly ids: ReadonlySet<string>;
}

/** A scanned document. Rows are in document order; row 0 is the root. */
export class XmlTable implements XmlTableParts {
  readonly bytes: Uint8Array;
  readonly latin1: string;
  readonly isAscii: boolean;
  readonly rowCount: number;
  readonly elements: Int32Array;
  readonly attributes: Int32Array;
  readonly declarations: readonly number[];
  readonly namespaces: readonly string[];
  readonly prefixes: readonly string[];
  readonly ids: ReadonlySet<string>;
  #attributeOrders: Map<number, readonly number[]> | null = null;
  #namespaceRanks: Int32Array | null = null;

  constructor(parts: XmlTableParts) {
    this.bytes = parts.bytes;
    this.latin1 = parts.latin1;
    this.isAscii = parts.isAscii;
    this.rowCount = parts.rowCount;
    this.elements = parts.elements;
    this.attributes = parts.attributes;
    this.declarations = parts.declarations;
    this.namespaces = parts.namespaces;
    this.prefixes = parts.prefixes;
    this.ids = parts.ids;
  }

  element(row: number, column: number): number {
    return this.elements[row * ELEMENT.WIDTH + column]!;
  }

  /** The expanded name, to be compared with the constants of `names.ts`. */
  name(row: number): number {
    return this.element(row, ELEMENT.NAME);
  }

  next(row: number): number {
    return this.element(row, ELEMENT.NEXT);
  }

  parent(row: number): number {
    return this.element(row, ELEMENT.PARENT);
  }

  flags(row: number): number {
    return this.element(row, ELEMENT.FLAGS);
  }

  /** The canonical order of many attributes, by the first of them, found once: several signatures cover one element. */
  attributeOrder(first: number, find: () => readonly number[]): readonly number[] {
    const orders = (this.#attributeOrders ??= new Map<number, readonly number[]>());
    const known = orders.get(first);
    if (known !== undefined) return known;
    const order = find();
    orders.set(first, order);
    return order;
  }

  /** The place of a namespace among all of the document's in order of their URIs, found once: a URI may have a thousand characters. */
  namespaceRank(namespaceId: number): number {
    this.#namespaceRanks ??= ranksOf(this.namespaces);
    return this.#namespaceRanks[namespaceId]!;
  }

  /** The text of the bytes at `start`–`end`. */
  slice(start: number, end: number): string {
    if (this.isAscii) return this.latin1.slice(start, end);
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, end - start).toString('utf8');
  }

  /** The name as written, for messages. */
  qualifiedName(row: number): string {
    return this.slice(this.element(row, ELEMENT.START) + 1, this.element(row, ELEMENT.NAME_END));
  }

  /** The first child with this name, or -1. */
  child(row: number, name: number): number {
    const end = this.next(row);
    for (let child = row + 1; child < end; child = this.next(child)) {
      if (this.name(child) === name) return child;
    }
    return -1;
  }

  /** The value of an attribute, or null when it is absent. */
  attribute(row: number, name: number): string | null {
    const last = this.element(row, ELEMENT.LAST_ATTRIBUTE);
    for (let index = this.element(row, ELEMENT.FIRST_ATTRIBUTE); index < last; index++) {
      const at = index * ATTR.WIDTH;
      if (this.attributes[at + ATTR.NAME] !== name) continue;
      const start = this.attributes[at + ATTR.VALUE_START]!;
      const end = this.attributes[at + ATTR.VALUE_END]!;
      const isPlain = (this.attributes[at + ATTR.FLAGS]! & VALUE_NOT_CANONICAL) === 0;
      return isPlain ? this.slice(start, end) : decodeData(this.bytes, start, end, 'attribute');
    }
    return null;
  }

  /** All character data inside an element, that of inner elements included. */
  text(row: number): string {
    const contentEnd = this.element(row, ELEMENT.CONTENT_END);
    const isPlain = (this.flags(row) & TEXT_NOT_CANONICAL) === 0;
    const end = this.next(row);
    let text = '';
    let from = this.element(row, ELEMENT.CONTENT_START);
    for (let child = row + 1; child < end; child = this.next(child)) {
      text += this.#data(from, this.element(child, ELEMENT.START), isPlain) + this.text(child);
      from = this.element(child, ELEMENT.END);
    }
    return text + this.#data(from, contentEnd, isPlain);
  }

  #data(start: number, end: number, isPlain: boolean): string {
    return isPlain ? this.slice(start, end) : decodeData(this.bytes, start, end, 'text');
  }
}

function ranksOf(texts: readonly string[]): Int32Array {
  const ranks = new Int32Array(texts.length);
  const byText = texts.map((text, id) => ({ text, id })).sort((a, b) => (a.text < b.text ? -1 : 1));
  byText.forEach(({ id }, rank) => {
    ranks[id] = rank;
  });
  return ranks;
}
