import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUrls } from './urls.ts';

const ORIGIN = 'https://app.example.com';
const TRUSTED = 'https://admin.example.com';
const urls = createUrls({ publicOrigin: ORIGIN, basePath: '/sso', trustedOrigins: [TRUSTED] });
const safeReturnTo = (returnTo: string) => urls.safeReturnTo(returnTo);

describe('safeReturnTo', () => {
  it.each([
    ['/teams/acme/bots?page=2#top', '/teams/acme/bots?page=2#top'],
    [`${ORIGIN}/x`, '/x'],
    ['//app.example.com/x', '/x'],
    ['x', '/x'],
    ['?q', '/?q'],
    ['/ssology', '/ssology'],
    [`${TRUSTED}/x`, `${TRUSTED}/x`],
  ])('keeps %s', (returnTo, expected) => {
    expect(safeReturnTo(returnTo)).toBe(expected);
  });

  it.each([
    '',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    'https://evil.example',
    'https://app.example.com.evil.example',
    'https://app.example.com@evil.example',
    'https://user:password@app.example.com/',
    'http://app.example.com/',
    'https://app.example.com:444/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)//app.example.com',
    'data:text/html,x',
    `blob:${ORIGIN}/x`,
    `blob:${TRUSTED}/x`,
    `${TRUSTED}.evil.example/`,
    '/sso',
    '/sso/acme/login',
    '/x/../sso/acme/login',
    `${ORIGIN}/sso/acme/start`,
    `/${'a'.repeat(2048)}`,
  ])('leads home instead of to %j', (returnTo) => {
    const safe = safeReturnTo(returnTo);
    expect(safe).toBe('/');
  });

  it('never names another site or our own pages, whatever it is given', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '/',
        '\\',
        '.',
        '..',
        ':',
        '@',
        '?',
        '#',
        '%2f',
        '%5c',
        '%2e',
        '\t',
        '\n',
        '\0',
        ' ',
        'sso',
      ),
      fc.constantFrom(
        'evil.example',
        'app.example.com',
        'https:',
        'javascript:',
        'blob:',
        'file:',
        '//',
        TRUSTED,
      ),
      fc.string({ maxLength: 4, unit: 'binary' }),
    );
    const texts = fc.oneof(
      fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')),
      fc.string(),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
    );
    fc.assert(
      fc.property(texts, (returnTo) => {
        const safe = safeReturnTo(returnTo);
        // As a browser resolves a Location header, on whatever page of ours.
        for (const base of [ORIGIN, `${ORIGIN}/sso/acme/finish`]) {
          const url = new URL(safe, base);
          expect([ORIGIN, TRUSTED]).toContain(url.origin);
          expect(url.protocol).toBe('https:');
          expect(url.username + url.password).toBe('');
          const isOurPage = url.origin === ORIGIN && `${url.pathname}/`.startsWith('/sso/');
          expect(isOurPage).toBe(false);
        }
        // oxlint-disable-next-line no-control-regex -- a header must hold none of them.
        expect(safe).not.toMatch(/[\0-\x20\x7f-\uffff]/);
        expect(safeReturnTo(safe)).toBe(safe);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('our addresses', () => {
  it('hold no underscore, which Okta refuses', () => {
    const all = [
      urls.acs('acme'),
      urls.login('acme'),
      urls.logout('acme'),
      urls.metadata('acme'),
      urls.start('acme'),
    ];
    expect(all.join()).not.toContain('_');
  });
});
