// Bytes that grow: pieces of a message and text, appended without making strings of them.

// Below this, a loop is cheaper than a call into the engine.
const SHORT = 96;
const BLANK = 0x20;
const EQUALS = 0x3d;
const QUOTE = 0x22;

/** A buffer that grows up to a limit; beyond it, nothing more is kept. */
export class ByteWriter {
  #bytes: Buffer;
  #length = 0;
  readonly #maxBytes: number;
  #isOverfull = false;

  constructor(expectedBytes: number, maxBytes: number) {
    this.#bytes = Buffer.allocUnsafe(expectedBytes);
    this.#maxBytes = maxBytes;
  }

  /** Appends `source` from `start` to `end`. */
  copy(source: Uint8Array, start: number, end: number): void {
    const from = this.#reserve(end - start);
    const bytes = this.#bytes;
    if (end - start > SHORT) bytes.set(source.subarray(start, end), from);
    else for (let at = start, to = from; at < end; at++, to++) bytes[to] = source[at]!;
  }

  /** Appends ` name="value"`, both taken from `source` as they stand. */
  attribute(
    source: Uint8Array,
    nameStart: number,
    nameEnd: number,
    valueStart: number,
    valueEnd: number,
  ): void {
    if (valueEnd - valueStart > SHORT) {
      this.byte(BLANK);
      this.copy(source, nameStart, nameEnd);
      this.byte(EQUALS);
      this.byte(QUOTE);
      this.copy(source, valueStart, valueEnd);
      this.byte(QUOTE);
      return;
    }
    let to = this.#reserve(nameEnd - nameStart + valueEnd - valueStart + 4);
    const bytes = this.#bytes;
    bytes[to++] = BLANK;
    for (let at = nameStart; at < nameEnd; at++) bytes[to++] = source[at]!;
    bytes[to++] = EQUALS;
    bytes[to++] = QUOTE;
    for (let at = valueStart; at < valueEnd; at++) bytes[to++] = source[at]!;
    bytes[to] = QUOTE;
  }

  /** Appends one byte. */
  byte(byte: number): void {
    const at = this.#reserve(1);
    this.#bytes[at] = byte;
  }

  /** Appends text that is all ASCII. */
  ascii(text: string): void {
    const { length } = text;
    const from = this.#reserve(length);
    const bytes = this.#bytes;
    if (length > SHORT) bytes.write(text, from, 'latin1');
    else for (let i = 0; i < length; i++) bytes[from + i] = text.charCodeAt(i);
  }

  /** Appends text in UTF-8. */
  text(text: string): void {
    const encoded = Buffer.from(text);
    this.copy(encoded, 0, encoded.length);
  }

  /** What was written, or null when that was more than the limit. The writer must not be used any more. */
  finish(): Buffer | null {
    return this.#isOverfull ? null : this.#bytes.subarray(0, this.#length);
  }

  #reserve(count: number): number {
    if (this.#length + count > this.#maxBytes) {
      this.#isOverfull = true;
      this.#length = 0;
    }
    const from = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) this.#grow(from);
    return from;
  }

  #grow(kept: number): void {
    const larger = Buffer.allocUnsafe(this.#length * 2);
    larger.set(this.#bytes.subarray(0, kept));
    this.#bytes = larger;
  }
}
