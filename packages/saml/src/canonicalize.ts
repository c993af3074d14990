// Exclusive canonicalization (xml-exc-c14n) written from the flat table: verbatim slices wherever the source is canonical already.
// With and without comments are the same here: the scan refuses comments.

import { areSorted, sortAttributes } from './attribute-order.ts';
import { ByteWriter } from './byte-writer.ts';
import { writeCanonicalData } from './character-data.ts';
import { MAX_CANONICAL_BYTES } from './limits.ts';
import { refuse } from './refuse.ts';
import { RenderedNamespaces } from './rendered-namespaces.ts';
import {
  ATTR,
  DECLARATION,
  DEFAULT_PREFIX_ID,
  ELEMENT,
  END_NOT_CANONICAL,
  TAG_NOT_CANONICAL,
  TEXT_NOT_CANONICAL,
  VALUE_NOT_CANONICAL,
  type XmlTable,
} from './xml-table.ts';

/** What is canonicalized. */
export interface CanonicalizeOptions {
  /** A row whose subtree is left out, as the enveloped-signature transform does; -1 for none. */
  readonly omittedRow?: number;
  /** InclusiveNamespaces PrefixList, split; `#default` is the default namespace. */
  readonly inclusivePrefixes?: readonly string[];
}

/**
 * The octets of the canonical form of the element in `row`. Linear in the size of the element.
 *
 * @throws SsoError `signature_invalid` when the form is larger than any honest one
 */
export function canonicalize(table: XmlTable, row: number, options: CanonicalizeOptions = {}): Buffer {
  return new Canonicalizer(table, row, options).canonicalize();
}

const BLANK = 0x20;
const EQUALS = 0x3d;
const LESS_THAN = 0x3c;
const SLASH = 0x2f;
const GREATER_THAN = 0x3e;
const QUOTE = 0x22;

class Canonicalizer {
  readonly #table: XmlTable;
  readonly #apex: number;
  readonly #omittedRow: number;
  readonly #namespaces: RenderedNamespaces;
  readonly #output: ByteWriter;
  readonly #order: number[] = [];
  // A slice of the source that is canonical as it stands and not yet written.
  #from = 0;
  #to = 0;

  constructor(
    table: XmlTable,
    apex: number,
    { inclusivePrefixes = [], omittedRow = -1 }: CanonicalizeOptions,
  ) {
    this.#table = table;
    this.#apex = apex;
    this.#omittedRow = omittedRow;
    this.#namespaces = new RenderedNamespaces(table, inclusivePrefixes);
    const sourceBytes = table.element(apex, ELEMENT.END) - table.element(apex, ELEMENT.START);
    // Metadata may be larger than any message.
    const maxBytes = Math.max(MAX_CANONICAL_BYTES, 2 * table.bytes.length);
    this.#output = new ByteWriter(sourceBytes + 512, maxBytes);
  }

  canonicalize(): Buffer {
    this.#writeElement(this.#apex);
    this.#flush();
    return this.#output.finish() ?? refuse('signature', 'a canonical form that is too large');
  }

  #writeElement(row: number): void {
    const { elements } = this.#table;
    const base = row * ELEMENT.WIDTH;
    const flags = elements[base + ELEMENT.FLAGS]!;
    const mark = this.#namespaces.enter(row, row === this.#apex);
    let from = elements[base + ELEMENT.CONTENT_START]!;
    const contentEnd = elements[base + ELEMENT.CONTENT_END]!;
    if (this.#isStartTagCanonical(row, flags)) this.#keep(elements[base + ELEMENT.START]!, from);
    else this.#writeStartTag(row);
    const last = elements[base + ELEMENT.NEXT]!;
    for (let child = row + 1; child < last; child = elements[child * ELEMENT.WIDTH + ELEMENT.NEXT]!) {
      this.#writeText(from, elements[child * ELEMENT.WIDTH + ELEMENT.START]!, flags);
      if (child !== this.#omittedRow) this.#writeElement(child);
      from = elements[child * ELEMENT.WIDTH + ELEMENT.END]!;
    }
    this.#writeText(from, contentEnd, flags);
    if ((flags & END_NOT_CANONICAL) === 0) this.#keep(contentEnd, elements[base + ELEMENT.END]!);
    else this.#writeEndTag(row);
    this.#namespaces.leave(mark);
  }

  /** Whether the start tag may be copied: written canonically, declaring what must be rendered, all of it sorted. */
  #isStartTagCanonical(row: number, flags: number): boolean {
    if ((flags & TAG_NOT_CANONICAL) !== 0) return false;
    const { declarations, elements } = this.#table;
    const { count, prefixIds } = this.#namespaces;
    const base = row * ELEMENT.WIDTH;
    const firstDeclaration = elements[base + ELEMENT.FIRST_DECLARATION]!;
    if (elements[base + ELEMENT.LAST_DECLARATION]! - firstDeclaration !== count) return false;
    for (let i = 0; i < count; i++) {
      const at = (firstDeclaration + i) * DECLARATION.WIDTH;
      if (declarations[at + DECLARATION.PREFIX] !== prefixIds[i]) return false;
    }
    return areSorted(
      this.#table,
      elements[base + ELEMENT.FIRST_ATTRIBUTE]!,
      elements[base + ELEMENT.LAST_ATTRIBUTE]!,
    );
  }

  #writeStartTag(row: number): void {
    this.#flush();
    const { bytes, elements } = this.#table;
    const base = row * ELEMENT.WIDTH;
    this.#output.copy(bytes, elements[base + ELEMENT.START]!, elements[base + ELEMENT.NAME_END]!);
    for (let i = 0; i < this.#namespaces.count; i++) this.#writeDeclaration(this.#namespaces.prefixIds[i]!);
    const first = elements[base + ELEMENT.FIRST_ATTRIBUTE]!;
    const last = elements[base + ELEMENT.LAST_ATTRIBUTE]!;
    if (areSorted(this.#table, first, last)) {
      for (let index = first; index < last; index++) this.#writeAttribute(index);
    } else {
      const order = sortAttributes(this.#table, first, last, this.#order);
      for (let i = 0; i < last - first; i++) this.#writeAttribute(order[i]!);
    }
    this.#output.byte(GREATER_THAN);
  }

  #writeDeclaration(prefixId: number): void {
    const output = this.#output;
    output.ascii(prefixId === DEFAULT_PREFIX_ID ? ' xmlns' : ' xmlns:');
    output.ascii(this.#table.prefixes[prefixId]!);
    output.ascii('="');
    // The scan admits no namespace URI that would need escaping.
    output.ascii(this.#table.namespaces[this.#namespaces.renderedFor(prefixId)]!);
    output.byte(QUOTE);
  }

  #writeAttribute(index: number): void {
    const { attributes, bytes } = this.#table;
    const at = index * ATTR.WIDTH;
    const output = this.#output;
    const valueStart = attributes[at + ATTR.VALUE_START]!;
    const valueEnd = attributes[at + ATTR.VALUE_END]!;
    const nameStart = attributes[at + ATTR.START]!;
    const nameEnd = attributes[at + ATTR.NAME_END]!;
    if ((attributes[at + ATTR.FLAGS]! & VALUE_NOT_CANONICAL) === 0) {
      output.attribute(bytes, nameStart, nameEnd, valueStart, valueEnd);
      return;
    }
    output.byte(BLANK);
    output.copy(bytes, nameStart, nameEnd);
    output.byte(EQUALS);
    output.byte(QUOTE);
    writeCanonicalData(output, bytes, valueStart, valueEnd, 'attribute');
    output.byte(QUOTE);
  }

  #writeEndTag(row: number): void {
    this.#flush();
    const { bytes, elements } = this.#table;
    const base = row * ELEMENT.WIDTH;
    this.#output.byte(LESS_THAN);
    this.#output.byte(SLASH);
    this.#output.copy(bytes, elements[base + ELEMENT.START]! + 1, elements[base + ELEMENT.NAME_END]!);
    this.#output.byte(GREATER_THAN);
  }

  #writeText(from: number, to: number, flags: number): void {
    if (from === to) return;
    if ((flags & TEXT_NOT_CANONICAL) === 0) this.#keep(from, to);
    else {
      this.#flush();
      writeCanonicalData(this.#output, this.#table.bytes, from, to, 'text');
    }
  }

  #keep(from: number, to: number): void {
    if (from !== this.#to) {
      this.#flush();
      this.#from = from;
    }
    this.#to = to;
  }

  #flush(): void {
    if (this.#to > this.#from) this.#output.copy(this.#table.bytes, this.#from, this.#to);
    this.#from = this.#to;
  }
}
