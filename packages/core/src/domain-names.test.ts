import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailDomainOf, readDomain } from './domain-names.ts';
import { PUBLIC_MAIL_DOMAINS } from './public-mail-domains.ts';
import { isPublicSuffix } from './public-suffixes.ts';

const codeOf = (typed: string): string | undefined => {
  const read = readDomain(typed);
  return read.ok ? undefined : read.issues[0]?.code;
};
const valueOf = (typed: string): string | undefined => {
  const read = readDomain(typed);
  return read.ok ? read.value : undefined;
};

describe('a domain', () => {
  it.each([
    ['acme.example', 'acme.example'],
    ['  ACME.Example  ', 'acme.example'],
    ['acme.example.', 'acme.example'],
    ['mail.eu.acme.example', 'mail.eu.acme.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['bu\u0308cher.example', 'xn--bcher-kva.example'],
    ['faß.example', 'xn--fa-hia.example'],
    ['例え.example', 'xn--r8jz45g.example'],
    ['ａｃｍｅ.example', 'acme.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('%j is stored as %s', (typed, stored) => {
    expect(valueOf(typed)).toBe(stored);
  });

  it.each([
    ['another script', '\u0430cme.example'],
    ['one foreign letter', 'acm\u0435.example'],
    ['a dotless i', 'dom\u0131nio.example'],
  ])('of look-alike letters is another name: %s', (_what, typed) => {
    expect(valueOf(typed)).toMatch(/^xn--/);
  });

  it.each([
    ['nothing', ''],
    ['only dots', '...'],
    ['an empty label', 'acme..example'],
    ['two dots at the end', 'acme.example..'],
    ['a dot at the start', '.acme.example'],
    ['a wildcard', '*.acme.example'],
    ['an address', 'ana@acme.example'],
    ['a URL', 'https://acme.example'],
    ['a path', 'acme.example/path'],
    ['a port', 'acme.example:8443'],
    ['an escape', '%61cme.example'],
    ['an underscore', '_team-sso.acme.example'],
    ['a hyphen first', '-acme.example'],
    ['a hyphen last', 'acme-.example'],
    ['white space inside', 'acme .example'],
    ['a zero byte', 'acme\0.example'],
    ['an invisible character', 'ac\u200bme.example'],
    ['a joiner', 'ac\u200dme.example'],
    ['a soft hyphen', 'ac\u00adme.example'],
    ['a right-to-left override', 'acme\u202e.example'],
    ['an ideographic full stop', 'acme\u3002example'],
    ['a slash that is none', 'acme.example\u2044evil'],
    ['an IP address', '192.0.2.1'],
    ['an IP address in short', '192.513'],
    ['an IP address in hexadecimal', '0xc0.0x2.1'],
    ['an IPv6 address', '[2001:db8::1]'],
    ['a number for a top level', 'acme.123'],
    ['broken punycode', 'xn--a-\u00fc.example'],
    ['a label of 64 letters', `${'a'.repeat(64)}.example`],
    ['254 letters', `${'a.'.repeat(124)}example`],
  ])('is none: %s', (_what, typed) => {
    expect(codeOf(typed)).toBe('domain_invalid');
  });

  it.each([
    'example',
    'com',
    'localhost',
    'co.uk',
    'CO.UK.',
    'com.au',
    'github.io',
    'onmicrosoft.com',
    'co.com',
  ])('is refused when anybody may register below it: %s', (typed) => {
    expect(codeOf(typed)).toBe('domain_public');
  });

  it.each(['acme.co.uk', 'acme.com.au', 'acme.onmicrosoft.com', 'uk.example', 'co.example'])(
    'below a public name is one: %s',
    (typed) => {
      expect(valueOf(typed)).toBe(typed);
    },
  );

  it.each(['gmail.com', 'GMail.com.', 'ｇｍａｉｌ.com', 'web.de', 'qq.com', 'yahoo.co.jp', 'mailinator.com'])(
    'is refused when anybody may have an address there: %s',
    (typed) => {
      expect(codeOf(typed)).toBe('domain_public_mail');
    },
  );

  it('is read the same when it is read again', () => {
    const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(label, { minLength: 2, maxLength: 4 }), (labels) => {
        const stored = valueOf(labels.join('.'));
        if (stored === undefined) return;
        expect(stored).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
        expect(valueOf(stored)).toBe(stored);
      }),
    );
  });
});

describe('the lists', () => {
  it('hold names in stored form', () => {
    for (const name of PUBLIC_MAIL_DOMAINS) expect(emailDomainOf(`x@${name}`)).toBe(name);
    expect(PUBLIC_MAIL_DOMAINS.size).toBeGreaterThan(200);
  });

  it('call no name of an object public', () => {
    for (const name of ['co.constructor', 'acme.__proto__', 'x.toString'])
      expect(isPublicSuffix(name)).toBe(false);
  });
});

describe('the domain of an e-mail address', () => {
  it.each([
    ['ana@acme.example', 'acme.example'],
    ['Ana@ACME.EXAMPLE', 'acme.example'],
    ['ana@bücher.example', 'xn--bcher-kva.example'],
    ['"a@b"@acme.example', 'acme.example'],
    ['ana@evil.example@acme.example', 'acme.example'],
    ['ana@gmail.com', 'gmail.com'],
  ])('of %j is %s', (email, domain) => {
    expect(emailDomainOf(email)).toBe(domain);
  });

  it.each([
    '',
    'ana',
    '@acme.example',
    'ana@',
    'ana@acme.example.',
    'ana@ acme.example',
    'ana@acme.example ',
    'ana@acme.example\u200b',
    'ana@*.example',
    'ana@[192.0.2.1]',
    'ana@192.0.2.1',
    'ana@acme.example(comment)',
    'ana@acme%2eexample',
  ])('of %j is none', (email) => {
    expect(emailDomainOf(email)).toBeNull();
  });
});
