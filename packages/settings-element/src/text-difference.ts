// Where two texts differ: what they have in common before and after is left out of the mark. Pure.

/** `text` in three parts: as in `other`, different, as in `other` again. */
export function differingPart(text: string, other: string): readonly [string, string, string] {
  const shorter = Math.min(text.length, other.length);
  let start = 0;
  while (start < shorter && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && text[text.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return [text.slice(0, start), text.slice(start, text.length - end), text.slice(text.length - end)];
}
