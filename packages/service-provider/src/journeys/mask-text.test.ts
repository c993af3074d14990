import { describe, expect, it } from 'vitest';
import { MAX_KEPT_LENGTH, maskEmail, maskText, maskValue } from './mask-text.ts';

describe('a text that is kept to be compared', () => {
  it.each([
    ['https://idp.example/metadata', 'https://idp.example/metadata'],
    ['', ''],
    ['user ana.ruiz@acme.example is unknown', 'user a•••@acme.example is unknown'],
    ['ana@x.example,bob@y.example', 'a•••@x.example,b•••@y.example'],
    ['CN=ana@x.example;mail=bob@y.example', 'CN=a•••@x.example;mail=b•••@y.example'],
    ['mailto:ana@acme.example', 'mailto:a•••@acme.example'],
    ['one\ntwo\u0000three\u202efour', 'one two three four'],
  ])('%j is kept as %j', (text, kept) => {
    expect(maskText(text)).toBe(kept);
  });

  it('keeps no address whole, wherever it stands', () => {
    const addresses = [
      '<ana@acme.example>',
      '"ana@acme.example"',
      'x ana@acme.example y',
      'ana@acme.example.',
    ];
    for (const text of addresses) expect(maskText(text)).not.toContain('ana@');
  });

  it('is bounded, and an address at the cut is masked before it is cut', () => {
    expect(maskText('x'.repeat(10_000))).toHaveLength(MAX_KEPT_LENGTH);
    expect(maskText(`${' '.repeat(MAX_KEPT_LENGTH - 6)}ana@acme.example`)).not.toContain('ana@');
  });
});

describe('a value of a person', () => {
  it.each([
    ['ana@acme.example', 'a•••@acme.example'],
    ['Ana Ruiz', 'A•••'],
    ['ä', '•'],
    ['', '•'],
    ['👩‍💻 Ana', '👩•••'],
  ])('%j is kept as %j', (value, kept) => {
    expect(maskValue(value)).toBe(kept);
  });

  it('of an address without a local part keeps nothing', () => {
    expect(maskEmail('@acme.example')).toBe('•••');
    expect(maskEmail('nothing')).toBe('•••');
  });
});
