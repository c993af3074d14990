// Takes comments and processing instructions out of a metadata document, so that the strict scan, which refuses both, can read it.
// Tags are passed over whole: up to its first malformed tag a document is cut as XML says, and there the scan refuses it.

import { isUtf8 } from 'node:buffer';
import { sliceEquals } from './byte-slices.ts';
import { ByteWriter } from './byte-writer.ts';
import { refuseMetadata } from './metadata-refusal.ts';

const COMMENT: Uint8Array = Buffer.from('<!--');
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const QUESTION_MARK = 0x3f;
const XML_DECLARATION = /^<\?xml[ \t\r\n]/;
// The target is a name other than "xml" (xml §2.6); names are ASCII, as everywhere in this engine.
const INSTRUCTION = /^<\?(?![Xx][Mm][Ll][ \t\r\n?])[A-Za-z_][A-Za-z0-9._-]{0,255}(?:[ \t\r\n]|\?>)/;
const LONGEST_BEGINNING = 260;

/**
 * The same document without comments and processing instructions; the very same bytes when it has none.
 *
 * @param isSigned Refuse processing instructions: a signature covers them (xml-c14n §2.3), and so none could be verified.
 */
export function withoutComments(bytes: Buffer, isSigned: boolean): Buffer {
  if (!isUtf8(bytes)) refuseMetadata('metadata_invalid', { detail: 'utf8' });
  let output: ByteWriter | null = null;
  let from = 0;
  let at = bytes.indexOf(LESS_THAN);
  while (at >= 0) {
    const end = endOfSkipped(bytes, at, isSigned);
    if (end === null) at = bytes.indexOf(LESS_THAN, endOfTag(bytes, at));
    else {
      output ??= new ByteWriter(bytes.length, Number.POSITIVE_INFINITY);
      output.copy(bytes, from, at);
      from = end;
      at = bytes.indexOf(LESS_THAN, end);
    }
  }
  output?.copy(bytes, from, bytes.length);
  return output?.finish() ?? bytes;
}

/** Where the comment or instruction at `at` ends; null when there is neither. */
function endOfSkipped(bytes: Buffer, at: number, isSigned: boolean): number | null {
  if (bytes[at + 1] !== QUESTION_MARK)
    return sliceEquals(bytes, at, at + 4, COMMENT) ? endOfComment(bytes, at) : null;
  const end = endOfInstruction(bytes, at);
  if (end !== null && isSigned)
    refuseMetadata('metadata_signature_invalid', { detail: `a processing instruction, at byte ${at}` });
  return end;
}

/** xml §2.5: two hyphens end a comment, and nothing else may follow them than `>`. */
function endOfComment(bytes: Buffer, at: number): number {
  const hyphens = bytes.indexOf('--', at + 4);
  if (hyphens < 0 || bytes[hyphens + 2] !== GREATER_THAN)
    refuseMetadata('metadata_invalid', { detail: `gate: a comment that is not one, at byte ${at}` });
  checkCharacters(bytes, at, hyphens);
  return hyphens + 3;
}

function endOfInstruction(bytes: Buffer, at: number): number | null {
  const beginning = bytes.toString('latin1', at, at + LONGEST_BEGINNING);
  // The scan reads the declaration, and knows the only place for it.
  if (at === 0 && XML_DECLARATION.test(beginning)) return null;
  const end = bytes.indexOf('?>', at + 2);
  if (end < 0 || !INSTRUCTION.test(beginning))
    refuseMetadata('metadata_invalid', {
      detail: `gate: a processing instruction that is not one, at byte ${at}`,
    });
  checkCharacters(bytes, at, end);
  return end + 2;
}

/** xml §2.2, as far as bytes of UTF-8 tell: no controls. */
function checkCharacters(bytes: Buffer, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
      refuseMetadata('metadata_invalid', { detail: `gate: a control character, at byte ${at}` });
  }
}

/** Past the `>` that ends the tag at `at`; quoted values may hold one. */
function endOfTag(bytes: Buffer, at: number): number {
  for (let place = at + 1; place < bytes.length; place++) {
    const byte = bytes[place]!;
    if (byte === GREATER_THAN) return place + 1;
    if (byte === QUOTE || byte === APOSTROPHE) {
      place = bytes.indexOf(byte, place + 1);
      if (place < 0) return bytes.length;
    }
  }
  return bytes.length;
}
