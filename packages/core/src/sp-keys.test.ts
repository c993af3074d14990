import { describe, expect, it } from 'vitest';
import {
  forgottenSpKeys,
  isNextSpKeyDue,
  SP_KEY_KEPT_DAYS,
  spKeyRoles,
  spKeyUsedFrom,
  type StoredSpKey,
} from './sp-keys.ts';

const NOW = new Date('2026-03-04T05:06:07Z');
const days = (count: number) => new Date(NOW.getTime() + count * 24 * 3_600_000);

function aKey(usedFrom: Date, notAfter = days(3650)): StoredSpKey {
  return {
    keyId: usedFrom.toISOString(),
    region: 'eu',
    certificatePem: '',
    encryptedPrivateKey: '',
    notBefore: NOW,
    notAfter,
    usedFrom,
  };
}

describe('the roles of our key pairs', () => {
  it('the newest whose time has come signs, those before it only decrypt, those after it wait', () => {
    const keys = [aKey(days(-9)), aKey(days(-3)), aKey(days(0)), aKey(days(30))];
    expect(spKeyRoles(keys, NOW)).toEqual(['old', 'old', 'current', 'next']);
    expect(spKeyRoles(keys, new Date(NOW.getTime() - 1))).toEqual(['old', 'current', 'next', 'next']);
  });

  it('one is in use even for a clock that lags behind the first', () => {
    expect(spKeyRoles([aKey(days(1)), aKey(days(30))], NOW)).toEqual(['current', 'next']);
    expect(spKeyRoles([], NOW)).toEqual([]);
  });
});

describe('the next key pair', () => {
  it('is due sixty days before the end of the newest, once that is in use', () => {
    expect(isNextSpKeyDue([aKey(days(-9), days(61))], NOW)).toBe(false);
    expect(isNextSpKeyDue([aKey(days(-9), days(60))], NOW)).toBe(true);
    expect(isNextSpKeyDue([aKey(days(-9), days(-1))], NOW)).toBe(true);
    expect(isNextSpKeyDue([aKey(days(-9), days(60)), aKey(days(1))], NOW)).toBe(false);
    expect(isNextSpKeyDue([], NOW)).toBe(false);
  });

  it('is used thirty days after it was published', () => {
    expect(spKeyUsedFrom(NOW)).toEqual(days(30));
  });
});

describe('a key pair that was replaced', () => {
  it('is forgotten ninety days after its successor took over, and the newest never', () => {
    const replaced = aKey(days(-900));
    const since = (used: Date) => forgottenSpKeys([replaced, aKey(used)], NOW);
    expect(since(days(-SP_KEY_KEPT_DAYS))).toEqual([replaced]);
    expect(since(days(1 - SP_KEY_KEPT_DAYS))).toEqual([]);
    expect(forgottenSpKeys([replaced], NOW)).toEqual([]);
  });
});
