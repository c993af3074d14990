// Comparing and hashing pieces of a message as bytes, so that a scan makes no strings.

/** The hash of a piece so far and its next byte. */
export function nextHash(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + byte) | 0;
}

/** A hash of all of a piece. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = nextHash(hash, bytes[at]!);
  return hash;
}

/** A hash of the length and a few bytes: enough to tell a handful of long strings apart. */
export function sampledHashOf(bytes: Uint8Array, start: number, end: number): number {
  return end - start < 3 ? end - start : end - start + 7 * bytes[end - 1]! + 31 * bytes[end - 3]!;
}

/** Whether the bytes at `start`–`end` are these. */
export function sliceEquals(bytes: Uint8Array, start: number, end: number, other: Uint8Array): boolean {
  const { length } = other;
  if (end - start !== length) return false;
  for (let i = 0; i < length; i++) if (bytes[start + i] !== other[i]) return false;
  return true;
}

/** Whether two pieces of the same bytes are equal. */
export function slicesEqual(
  bytes: Uint8Array,
  startA: number,
  endA: number,
  startB: number,
  endB: number,
): boolean {
  const length = endA - startA;
  if (endB - startB !== length) return false;
  for (let i = 0; i < length; i++) if (bytes[startA + i] !== bytes[startB + i]) return false;
  return true;
}

/** A fixed set of ASCII strings that pieces are looked up in by a hash: one that the scan has computed anyway, or a sampled one. */
export class KnownStrings {
  readonly #entries: readonly Uint8Array[];
  readonly #slots: Int16Array;
  readonly #mask: number;

  constructor(strings: readonly string[], hash: typeof hashOf) {
    this.#entries = strings.map((text) => Buffer.from(text, 'latin1'));
    // Open addressing at an eighth of its load at most: chains stay short whatever a message brings.
    this.#mask = (1 << (32 - Math.clz32(strings.length * 8))) - 1;
    this.#slots = new Int16Array(this.#mask + 1).fill(-1);
    this.#entries.forEach((entry, index) => {
      let slot = hash(entry, 0, entry.length) & this.#mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = index;
    });
  }

  /** The index of the piece among the strings, or -1. */
  indexOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const index = this.#slots[slot]!;
      if (index < 0 || sliceEquals(bytes, start, end, this.#entries[index]!)) return index;
    }
  }
}
