import { expect, test } from 'vitest';
import { differingPart } from './text-difference.ts';

test.each([
  ['https://a/x', 'https://a/x', ['https://a/x', '', '']],
  ['https://a/x/', 'https://a/x', ['https://a/x', '/', '']],
  ['https://a/x', 'https://a/x/', ['https://a/x', '', '']],
  ['https://b/x', 'https://a/x', ['https://', 'b', '/x']],
  ['aa', 'a', ['a', 'a', '']],
  ['', 'abc', ['', '', '']],
])('%j against %j differs in %j', (text, other, parts) => {
  expect(differingPart(text, other)).toEqual(parts);
  expect(differingPart(text, other).join('')).toBe(text);
});
