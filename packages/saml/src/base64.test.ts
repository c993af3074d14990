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
});
