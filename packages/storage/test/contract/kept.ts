// Contract: key pairs and values that are kept for good, pruning, and the life of the store.

import { describe, expect, test } from 'vitest';
import { aName, aRequest, aSpKey, aStep, aTicket, minutesLater } from '../builders.ts';
import type { Subject } from '../store-contract.ts';

export function describeKept(subject: Subject): void {
  describe('kept for good', () => {
    test('the first key pair of a region stays, and each region has its own', async () => {
      const { store, other } = subject();
      const region = aName('region');
      const [first, second] = [aSpKey(region), aSpKey(region)];
      expect(await store.readSpKeys(region)).toEqual([]);
      expect(await store.addFirstSpKey(first)).toEqual(first);
      expect(await other.addFirstSpKey(second)).toEqual(first);
      expect(await other.readSpKeys(region)).toEqual([first]);
      expect(await store.readSpKeys(aName('region'))).toEqual([]);
    });

    test('the first value under a name stays', async () => {
      const { store, other } = subject();
      const name = aName('fingerprint');
      expect(await store.keepFirst(name, 'one')).toBe('one');
      expect(await other.keepFirst(name, 'two')).toBe('one');
      expect(await other.keepFirst(aName('fingerprint'), 'two')).toBe('two');
    });
  });

  describe('pruning', () => {
    test('deletes what has expired, at most the limit of each kind, and nothing else', async () => {
      const { store } = subject();
      // Long before everything else in this suite, so that only these rows are old.
      const now = new Date('2001-01-01T00:00:00Z');
      const dead = minutesLater(0, now);
      const alive = minutesLater(1, now);
      const steps = [dead, dead, dead, alive].map((expiresAt) => ({
        request: aRequest({ expiresAt }),
        step: aStep({ claimUntil: expiresAt, ticket: aTicket({ expiresAt }), now: minutesLater(-1, now) }),
      }));
      for (const { request, step } of steps) {
        await store.rememberRequest(request);
        await store.completeSignIn(step);
      }
      expect(await store.prune(now, 2)).toBe(6);
      expect(await store.prune(now, 2)).toBe(3);
      expect(await store.prune(now, 2)).toBe(0);
      const left = steps.at(-1);
      if (left === undefined) throw new Error('nothing left');
      const { request, step } = left;
      const found = await store.readForResponse(request.team, request.requestHash, now);
      expect(found.request).toEqual(request);
      expect(await store.completeSignIn({ ...aStep({ now }), assertionKey: step.assertionKey })).toBe(
        'replayed',
      );
      expect(await store.takeTicket(step.ticket.ticketHash, step.ticket.browserHash, now)).toMatchObject({
        kind: 'taken',
      });
    });
  });

  test('a store that is open answers a ping', async () => {
    await expect(subject().store.ping()).resolves.toBeUndefined();
  });
}
