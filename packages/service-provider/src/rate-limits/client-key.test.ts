import { describe, expect, it } from 'vitest';
import { clientOf, createClientKeys } from './client-key.ts';

describe('a client', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2::1', '20010db800010002/64'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '20010db800010002/64'],
    ['2001:db8:1:3::1', '20010db800010003/64'],
    ['fe80::1%eth0', 'fe80000000000000/64'],
  ])('is the IPv4 address, or the /64: %s', (address, client) => expect(clientOf(address)).toBe(client));

  it.each(['', 'localhost', 'unknown', '192.0.2.7, 10.0.0.1', '300.1.1.1'])(
    'is not to be had from %j',
    (text) => expect(clientOf(text)).toBeNull(),
  );
});

describe('the key of a count', () => {
  const keyOf = createClientKeys(new Uint8Array(32).fill(1));

  it('is the same on every instance with the same secret key, and only there', () => {
    expect(createClientKeys(new Uint8Array(32).fill(1))('acs', '192.0.2.7')).toBe(keyOf('acs', '192.0.2.7'));
    expect(createClientKeys(new Uint8Array(32).fill(2))('acs', '192.0.2.7')).not.toBe(
      keyOf('acs', '192.0.2.7'),
    );
  });

  it('keeps its parts apart', () => expect(keyOf('ab', 'c')).not.toBe(keyOf('a', 'bc')));

  it('does not show the address', () => expect(keyOf('acs', '192.0.2.7')).not.toContain('192'));
});
