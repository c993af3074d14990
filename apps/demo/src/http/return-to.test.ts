import { describe, expect, it } from 'vitest';
import { safeReturnTo } from './return-to.ts';

const OURS = 'http://localhost:3000';

describe('the place to return to', () => {
  it.each([
    ['/teams/acme/bots', '/teams/acme/bots'],
    ['/teams/acme/bots?a=1#b', '/teams/acme/bots?a=1#b'],
    ['http://localhost:3000/account', '/account'],
  ])('keeps %s', (given, kept) => {
    expect(safeReturnTo(given, OURS)).toBe(kept);
  });

  it.each([
    undefined,
    '',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    'https://evil.example/',
    'http://localhost:3000@evil.example/',
    'javascript:alert(1)',
    'blob:http://localhost:3000/x',
    '/sso/acme/login',
    '/api/session',
    `/${'a'.repeat(3000)}`,
  ])('does not follow %s', (given) => {
    expect(safeReturnTo(given, OURS)).toBe('/');
  });
});
