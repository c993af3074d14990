import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSecretBox, hashOf, secretKeyFingerprint } from './secrets.ts';

const [first, second] = [randomBytes(32), randomBytes(32)];

describe('a secret at rest', () => {
  it('opens with any of the keys, and is sealed with the first', () => {
    const sealed = createSecretBox([first], randomBytes).seal('key material', 'purpose');
    expect(sealed).not.toContain('key material');
    expect(createSecretBox([second, first], randomBytes).open(sealed, 'purpose')).toBe('key material');
    const rotated = createSecretBox([second, first], randomBytes).seal('key material', 'purpose');
    expect(createSecretBox([second], randomBytes).open(rotated, 'purpose')).toBe('key material');
  });

  it('does not open with another key, for another purpose, or damaged, and says so without the secret', () => {
    const box = createSecretBox([first], randomBytes);
    const sealed = box.seal('key material', 'purpose');
    const flipped = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(() => createSecretBox([second], randomBytes).open(sealed, 'purpose')).toThrow(
      'no secret key opens',
    );
    expect(() => box.open(sealed, 'another purpose')).toThrow('no secret key opens');
    expect(() => box.open(flipped, 'purpose')).toThrow('no secret key opens');
    for (const damaged of ['', 'v1', 'v1.', 'v2.AAAA', 'key material'])
      expect(() => box.open(damaged, 'purpose')).toThrow('damaged');
  });
});

describe('hashes', () => {
  it('keep their parts apart', () => {
    expect(hashOf('ab', 'c')).not.toBe(hashOf('a', 'bc'));
    expect(hashOf('a')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('name a secret key without saying anything about it', () => {
    expect(secretKeyFingerprint(first)).toMatch(/^[0-9a-f]{16}$/);
    expect(first.toString('hex')).not.toContain(secretKeyFingerprint(first));
    expect(secretKeyFingerprint(first)).not.toBe(secretKeyFingerprint(second));
  });
});
