// Escaping and small edits of XML and HTML text.

/** Escapes character data and attribute values alike; the result is safe between double quotes. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Base64 text broken into lines: none, `\n`, or the `&#13;\n` that Java providers emit. */
export function breakBase64(base64: string, lines: 'none' | 'lf' | 'crlf', columns = 76): string {
  if (lines === 'none') return base64;
  const parts = base64.match(new RegExp(`.{1,${columns}}`, 'gu')) ?? [];
  return parts.join(lines === 'lf' ? '\n' : '&#13;\n');
}

/**
 * Replaces the first occurrence and insists that there is one: an edit that misses its target would
 * quietly turn a hostile document into a good one.
 *
 * @throws TypeError when `from` does not occur.
 */
export function replaceFirst(
  xml: string,
  from: string | RegExp,
  to: string | ((match: string) => string),
): string {
  const found = typeof from === 'string' ? xml.includes(from) : from.test(xml);
  if (!found) throw new TypeError(`Nothing to replace: ${String(from)}`);
  return xml.replace(from, typeof to === 'string' ? () => to : to);
}
