import { describe, expect, it } from 'vitest';
import { referenceEnd, referencedCodePoint } from './references.ts';

function read(text: string): number {
  const bytes = Buffer.from(text, 'latin1');
  const end = referenceEnd(bytes, 0);
  return end === bytes.length ? referencedCodePoint(bytes, 0, end) : Number.NaN;
}

describe('a reference', () => {
  it.each([
    ['&lt;', 0x3c],
    ['&gt;', 0x3e],
    ['&amp;', 0x26],
    ['&quot;', 0x22],
    ['&apos;', 0x27],
    ['&#13;', 0x0d],
    ['&#xD;', 0x0d],
    ['&#x1f600;', 0x1f600],
  ])('%s stands for one character', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it.each([
    '&;',
    '&l;',
    '&lx;',
    '&LT;',
    '&amq;',
    '&quo;',
    '&aposs;',
    '&nbsp;',
    '&\0lt;',
    '&\0\0lt;',
    '&\u0001amp;',
    '& lt;',
    '&lt ;',
    '&#;',
    '&#x;',
    '&#X41;',
    '&#0;',
    '&#x1F;',
    '&#xD800;',
    '&#xFFFE;',
    '&#x110000;',
    '&#4294967337;',
    '&#1e2;',
    '&#-1;',
  ])('is not %j', (text) => {
    expect(read(text)).toBe(-1);
  });
});
