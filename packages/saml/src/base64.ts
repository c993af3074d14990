// Strict base64 (RFC 4648 §4) with white space allowed between characters, as providers break their lines.

/** The bytes, or null when the text is not base64: wrong alphabet, missing padding, or stray bits in the last character. */
export function decodeBase64(text: string): Buffer | null {
  return decodeCompact(text) ?? decodeCompact(text.replace(/[\t\n\r ]+/g, ''));
}

/**
 * Node's decoder skips what it does not know, and every character skipped is missing from the result: only text that is base64
 * throughout gives three bytes for each four characters. What it knows besides is ruled out first, and the last quantum is
 * encoded again, for its padding and stray bits.
 */
function decodeCompact(text: string): Buffer | null {
  const { length } = text;
  if (length % 4 !== 0 || Buffer.byteLength(text) !== length || text.includes('-') || text.includes('_'))
    return null;
  const bytes = Buffer.from(text, 'base64');
  const quantum = bytes.length - 1 - ((bytes.length + 2) % 3);
  const isWhole = Math.ceil(bytes.length / 3) * 4 === length;
  return isWhole && bytes.toString('base64', Math.max(quantum, 0)) === text.slice(-4) ? bytes : null;
}
