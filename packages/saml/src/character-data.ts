// Character data that does not mean itself: line ends and references resolved (xml §2.11, §3.3.3), escaped again where
// canonical XML wants it (xml-c14n §2.3). Byte by byte, since a hostile message may hold nothing else.

import { ByteWriter } from './byte-writer.ts';
import { referenceEnd, referencedCodePoint } from './references.ts';

/** Where the data stands: white space and what must be escaped differ. */
export type DataPlace = 'text' | 'attribute';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BLANK = 0x20;
const AMPERSAND = 0x26;

/** By character: how canonical XML writes it in that place, where it does not write the character itself. */
const CANONICAL_ESCAPES: Readonly<Record<DataPlace, readonly (Uint8Array | undefined)[]>> = {
  text: escapes({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }),
  attribute: escapes({
    '&': '&amp;',
    '<': '&lt;',
    '"': '&quot;',
    '\t': '&#x9;',
    '\n': '&#xA;',
    '\r': '&#xD;',
  }),
};

/** The data as an application sees it. The input passed the scan. */
export function decodeData(bytes: Uint8Array, start: number, end: number, place: DataPlace): string {
  const output = new ByteWriter(end - start, Number.POSITIVE_INFINITY);
  resolve(output, bytes, start, end, place, []);
  return output.finish()?.toString('utf8') ?? '';
}

/** Appends the data in canonical form. The input passed the scan. */
export function writeCanonicalData(
  output: ByteWriter,
  bytes: Uint8Array,
  start: number,
  end: number,
  place: DataPlace,
): void {
  resolve(output, bytes, start, end, place, CANONICAL_ESCAPES[place]);
}

function resolve(
  output: ByteWriter,
  bytes: Uint8Array,
  start: number,
  end: number,
  place: DataPlace,
  escaped: readonly (Uint8Array | undefined)[],
): void {
  const lineEnd = place === 'text' ? LINE_FEED : BLANK;
  let at = start;
  while (at < end) {
    let code = bytes[at]!;
    let next = at + 1;
    if (code === AMPERSAND) {
      next = referenceEnd(bytes, at);
      code = referencedCodePoint(bytes, at, next);
    } else if (code >= 0x80) {
      output.byte(code);
      at = next;
      continue;
    } else if (code === CARRIAGE_RETURN) {
      if (bytes[next] === LINE_FEED) next++;
      code = lineEnd;
    } else if (place === 'attribute' && (code === LINE_FEED || code === TAB)) code = BLANK;
    const escape = escaped[code];
    if (escape !== undefined) output.copy(escape, 0, escape.length);
    else if (code < 0x80) output.byte(code);
    else output.text(String.fromCodePoint(code));
    at = next;
  }
}

function escapes(texts: Readonly<Record<string, string>>): readonly (Uint8Array | undefined)[] {
  const table: (Uint8Array | undefined)[] = Array.from({ length: 0x80 });
  for (const [character, text] of Object.entries(texts)) table[character.charCodeAt(0)] = Buffer.from(text);
  return table;
}
