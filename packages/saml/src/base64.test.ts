import { describe, expect, it } from 'vitest';
import { decodeBase64 } from './base64.ts';

describe('strict base64', () => {
  it.each([
    ['', ''],
    ['YQ==', 'a'],
    ['YWI=', 'ab'],
    ['YWJj', 'abc'],
    ['YW\r\n Jj\t', 'abc'],
  ])('reads "%s"', (text, expected) => {
    expect(decodeBase64(text)?.toString()).toBe(expected);
  });

  it.each([
    'YQ',
    'YQ=',
    'YQ===',
    'YR==',
    'YW=J',
    'YW-_',
    'YWJj!',
    'YWJj====',
    'ŁWJj',
    'YWJj\u00a0',
    'Y',
    '=',
  ])('refuses "%s"', (text) => {
    expect(decodeBase64(text)).toBeNull();
  });

  it('reads exactly what encoding gives back', () => {
    const characters = ['A', 'B', 'w', '/', '=', '-', '_', ' ', 'Ł'];
    const texts = (length: number): readonly string[] =>
      length === 0 ? [''] : texts(length - 1).flatMap((text) => characters.map((last) => text + last));
    const wrong = [0, 1, 2, 3, 4, 5]
      .flatMap((length) => texts(length))
      .flatMap((text) => [text, `AAAA${text}`, `${text}AAAA`])
      .filter((text) => {
        const compact = text.replaceAll(' ', '');
        const isSame = Buffer.from(text, 'base64').toString('base64') === compact;
        return (decodeBase64(text)?.toString('base64') ?? null) !== (isSame ? compact : null);
      });
    expect(wrong).toEqual([]);
  });
});
