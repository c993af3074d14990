import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areRecoveryCodesUsable, formatRecoveryCode, normalizeRecoveryCode } from './recovery.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const code = bytes.map(formatRecoveryCode);
const NOW = new Date('2026-05-04T12:00:00Z');

describe('formatRecoveryCode', () => {
  it('writes eighty bits in four groups, without the letters that are misread', () => {
    expect(formatRecoveryCode(new Uint8Array(10))).toBe('0000-0000-0000-0000');
    expect(formatRecoveryCode(new Uint8Array(10).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
    expect(
      formatRecoveryCode(Uint8Array.of(0x08, 0x86, 0x42, 0x98, 0xe8, 0x4a, 0x96, 0xc6, 0xb9, 0xf0)),
    ).toBe('1234-5678-9ABC-DEFG');
    fc.assert(
      fc.property(code, (text) => {
        expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      }),
    );
  });

  it('loses no bit: different bytes are different codes', () => {
    fc.assert(
      fc.property(bytes, fc.nat({ max: 79 }), (given, bit) => {
        const flipped = Uint8Array.from(given);
        flipped[bit >> 3] = flipped[bit >> 3]! ^ (1 << (bit & 7));
        expect(formatRecoveryCode(flipped)).not.toBe(formatRecoveryCode(given));
      }),
    );
  });

  it('takes ten bytes', () => {
    for (const length of [0, 9, 11])
      expect(() => formatRecoveryCode(new Uint8Array(length))).toThrow(TypeError);
  });
});

describe('normalizeRecoveryCode', () => {
  it('gives a code back as it was made, however it was typed', () => {
    const gap = fc.constantFrom('', ' ', '-', '\u2013', '\t', ' - ');
    const letter = fc.constantFrom<(one: string) => string>(
      (one) => one,
      (one) => one.toLowerCase(),
      (one) => ({ 0: 'o', 1: 'l' })[one] ?? one,
      (one) => ({ 0: 'O', 1: 'I' })[one] ?? one,
    );
    const hand = fc.array(fc.tuple(letter, gap), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(code, hand, (text, strokes) => {
        const letters = text.replaceAll('-', '');
        const typed = strokes.map(([as, after], index) => as(letters.charAt(index)) + after);
        expect(normalizeRecoveryCode(typed.join(''))).toBe(text);
      }),
    );
  });

  it('is what it is when done again, and null for everything that is no code', () => {
    fc.assert(
      fc.property(fc.oneof(code, fc.string(), fc.string({ unit: 'grapheme' })), (typed) => {
        const normal = normalizeRecoveryCode(typed);
        expect(normal === null ? null : normalizeRecoveryCode(normal)).toBe(normal);
      }),
    );
    for (const typed of [
      '',
      '0000-0000-0000-000',
      '0000-0000-0000-0000-0',
      'UUUU-0000-0000-0000',
      '\u0660'.repeat(16),
    ])
      expect(normalizeRecoveryCode(typed)).toBeNull();
  });
});

describe('areRecoveryCodesUsable', () => {
  const batch = { batchId: 'b1', salt: '', madeAt: NOW, madeBy: 'ana' };
  it('asks for one that is left of codes that somebody proved to keep', () => {
    expect(areRecoveryCodesUsable(null)).toBe(false);
    expect(areRecoveryCodesUsable({ batch, unused: 10 })).toBe(false);
    expect(areRecoveryCodesUsable({ batch, unused: 0, acknowledgedAt: NOW })).toBe(false);
    expect(areRecoveryCodesUsable({ batch, unused: 1, acknowledgedAt: NOW })).toBe(true);
  });
});
