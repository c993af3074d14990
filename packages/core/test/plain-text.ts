// What a sentence of a guide may hold: words and bold parts.

/** What is wrong with a text; null when it is plain. A bold part is `**like this**`; there is no other markup. */
export function flawOf(text: string, maxLength: number): string | null {
  if (text.length > maxLength) return `longer than ${maxLength}: ${text}`;
  if (/[<>`{}\r\n\t]|&\w+;|\]\(/.test(text)) return `markup: ${text}`;
  if (/\s{2}|^\s|\s$/.test(text)) return `stray blanks: ${text}`;
  if (text.split('**').length % 2 === 0 || text.replaceAll('**', '').includes('*'))
    return `open bold: ${text}`;
  return null;
}
