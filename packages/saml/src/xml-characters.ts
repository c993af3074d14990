// Characters of XML: which byte may stand where (xml §2.2, §2.3, §2.4).

export const NAME_START = 1;
export const NAME_PART = 2;
export const SPACE = 4;
/** May stand in character data and means itself there. */
export const TEXT_PLAIN = 8;
/** May stand in a double-quoted attribute value and means itself there. */
export const VALUE_PLAIN = 16;
/** Data that is not white space. */
export const VISIBLE = 32;

/** The first byte of U+FFFE and U+FFFF, which are no characters of XML, and of many that are. */
export const LEAD_OF_NONCHARACTERS = 0xef;

/** What each byte of UTF-8 may be. Names are ASCII here: no provider uses others, and equal names stay equal octets. */
export const BYTE_CLASS: Uint8Array = classify();

function classify(): Uint8Array {
  const classes = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const character = String.fromCharCode(byte);
    let bits = 0;
    if (/[A-Za-z_]/.test(character)) bits |= NAME_START;
    if (/[A-Za-z0-9._-]/.test(character)) bits |= NAME_PART;
    if (/[\t\n\r ]/.test(character)) bits |= SPACE;
    else if (byte >= 0x20) bits |= VISIBLE;
    const isData = byte >= 0x20 && byte !== LEAD_OF_NONCHARACTERS;
    if ((isData || character === '\t' || character === '\n') && !/[<&>]/.test(character)) bits |= TEXT_PLAIN;
    if (isData && !/[<&"']/.test(character)) bits |= VALUE_PLAIN;
    classes[byte] = bits;
  }
  return classes;
}

/** Whether U+FFFE or U+FFFF (`EF BF BE`, `EF BF BF`) stands at `at`. */
export function isNoncharacter(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === LEAD_OF_NONCHARACTERS && bytes[at + 1] === 0xbf && bytes[at + 2]! >= 0xbe;
}
