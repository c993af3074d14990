// Contract: values that are kept for good, pruning, and the life of the store.

import { describe, expect, test } from 'vitest';
import { aName, aRequest, aStep, aTicket, minutesLater } from '../builders.ts';
import type { Subject } from '../store-contract.ts';

export function describeKept(subject: Subject): void {
  describe('kept for good', () => {
    test('the first value under a name stays', async () => {
      const { store, other } = subject();
      const name = aName('fingerprint');
      expect(await store.keepFirst(name, 'one')).toBe('one');
      expect(await other.keepFirst(name, 'two')).toBe('one');
      expect(await other.keepFirst(aName('fingerprint'), 'two')).toBe('two');
    });

    test('a value is replaced by who knows what it was, and found by the beginning of its name', async () => {
      const { store, other } = subject();
      const prefix = aName('kept_%');
      const [first, second] = [`${prefix}.a`, `${prefix}.b`];
      await store.keepFirst(second, 'two');
      await store.keepFirst(first, 'one');
      await store.keepFirst(prefix.replace('%', 'x'), 'of another name');
      expect(await other.replaceKept(first, 'something else', 'three')).toBe(false);
      expect(await other.replaceKept(aName(), 'one', 'three')).toBe(false);
      expect(await other.replaceKept(first, 'one', 'three')).toBe(true);
      expect(await store.readKept(prefix)).toEqual([
        { name: first, value: 'three' },
        { name: second, value: 'two' },
      ]);
    });
  });

  describe('pruning', () => {
    test('deletes what has expired, at most the limit of each kind, and nothing else', async () => {
      const { store } = subject();
      // Long before everything else in this suite, so that only these rows are old.
      const now = new Date('2001-01-01T00:00:00Z');
      const dead = minutesLater(0, now);
      const alive = minutesLater(1, now);
      const aDayBefore = (moment: Date) => minutesLater(-24 * 60, moment);
      const steps = [dead, dead, dead, alive].map((expiresAt) => ({
        request: aRequest({ expiresAt }),
        step: aStep({
          claimUntil: aDayBefore(expiresAt),
          ticket: aTicket({ expiresAt }),
          now: aDayBefore(minutesLater(-1, now)),
        }),
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
      // A clock that is a day behind still finds the claim that it needs.
      const behind = aStep({ now: aDayBefore(now), assertionKey: step.assertionKey });
      expect(await store.completeSignIn(behind)).toBe('replayed');
      expect(await store.takeTicket(step.ticket.ticketHash, step.ticket.browserHash, now)).toMatchObject({
        kind: 'taken',
      });
    });
  });

  test('a store that is open answers a ping', async () => {
    await expect(subject().store.ping()).resolves.toBeUndefined();
  });
}
