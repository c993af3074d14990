// Strict base64 (RFC 4648 §4) with white space allowed between characters, as providers break their lines.

/** The bytes, or null when the text is not base64: wrong alphabet, missing padding, or stray bits in the last character. */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  // Node's decoder skips what it does not know; encoding again and comparing makes it strict at native speed.
  if (bytes.toString('base64') === text) return bytes;
  const compact = text.replace(/[\t\n\r ]+/g, '');
  return compact.length !== text.length && bytes.toString('base64') === compact ? bytes : null;
}
