// Contract: our own key pairs of a region, one after the other, whoever makes, brings forward, seals or deletes them.

import { describe, expect, test } from 'vitest';
import { aName, aSpKey, minutesLater, NOW } from '../builders.ts';
import type { Subject } from '../store-contract.ts';
import { CALLERS, countOf, raceOn } from './race.ts';

export function describeKeys(subject: Subject): void {
  const race = raceOn(subject);
  /** A region with two key pairs, the second used in an hour. */
  const twoKeys = async () => {
    const region = aName('region');
    const [first, next] = [aSpKey(region), aSpKey(region, { usedFrom: minutesLater(60) })];
    await subject().store.addFirstSpKey(first);
    expect(await subject().store.addNextSpKey(next, first.keyId)).toBe(true);
    return { region, first, next };
  };

  describe('our key pairs', () => {
    test('the first of a region stays, and each region has its own', async () => {
      const { store, other } = subject();
      const region = aName('region');
      const [first, second] = [aSpKey(region), aSpKey(region)];
      expect(await store.readSpKeys(region)).toEqual([]);
      expect(await store.addFirstSpKey(first)).toEqual(first);
      expect(await other.addFirstSpKey(second)).toEqual(first);
      expect(await other.readSpKeys(region)).toEqual([first]);
      expect(await store.readSpKeys(aName('region'))).toEqual([]);
    });

    test('are found in every region at once, each oldest first', async () => {
      const { store } = subject();
      const [one, another] = [await twoKeys(), await twoKeys()];
      const all = await store.readSpKeys();
      for (const { region, first, next } of [one, another])
        expect(all.filter((key) => key.region === region)).toEqual([first, next]);
    });

    test('the next one comes after the newest, and no other', async () => {
      const { store, other } = subject();
      const { region, first, next } = await twoKeys();
      expect(await other.readSpKeys(region)).toEqual([first, next]);
      expect(await store.addNextSpKey(aSpKey(region), first.keyId)).toBe(false);
      expect(await store.addNextSpKey(aSpKey(aName('region')), first.keyId)).toBe(false);
      expect(await other.readSpKeys(region)).toEqual([first, next]);
    });

    test('of concurrent callers one adds the next one', async () => {
      const region = aName('region');
      const first = await subject().store.addFirstSpKey(aSpKey(region));
      const answers = await race((store) => store.addNextSpKey(aSpKey(region), first.keyId));
      expect(countOf(answers)).toEqual({ true: 1, false: CALLERS - 1 });
      expect(await subject().store.readSpKeys(region)).toHaveLength(2);
    });

    test('the first use is brought forward and never put off', async () => {
      const { store, other } = subject();
      const { region, first, next } = await twoKeys();
      await store.useSpKey(region, next.keyId, minutesLater(90));
      expect(await other.readSpKeys(region)).toEqual([first, next]);
      await store.useSpKey(region, next.keyId, NOW);
      expect(await other.readSpKeys(region)).toEqual([first, { ...next, usedFrom: NOW }]);
    });

    test('a private key is sealed again by who knows how it was sealed', async () => {
      const { store, other } = subject();
      const { region, first, next } = await twoKeys();
      const [before, after] = [first.encryptedPrivateKey, 'sealed again'];
      expect(await store.resealSpKey(region, first.keyId, 'something else', after)).toBe(false);
      expect(await store.resealSpKey(region, aName('key'), before, after)).toBe(false);
      const answers = await race((one) => one.resealSpKey(region, first.keyId, before, after));
      expect(countOf(answers)).toEqual({ true: 1, false: CALLERS - 1 });
      expect(await other.readSpKeys(region)).toEqual([{ ...first, encryptedPrivateKey: after }, next]);
    });

    test('an old one is deleted, the newest never, and a region that had one makes no first one', async () => {
      const { store, other } = subject();
      const { region, first, next } = await twoKeys();
      expect(await store.removeSpKey(region, next.keyId)).toBe(false);
      expect(await store.removeSpKey(region, first.keyId)).toBe(true);
      expect(await other.removeSpKey(region, first.keyId)).toBe(false);
      expect(await other.addFirstSpKey(aSpKey(region))).toEqual(next);
      const third = aSpKey(region);
      expect(await other.addNextSpKey(third, next.keyId)).toBe(true);
      expect(await store.readSpKeys(region)).toEqual([next, third]);
    });
  });
}
