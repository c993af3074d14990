// Contract: the host's last answer about the plan is kept, and written only when it differs.

import { describe, expect, test } from 'vitest';
import { hasLapsed, type AuditEvent, type Entitlement } from '@team-sso/core';
import { aName, minutesLater, NOW } from '../builders.ts';
import type { Subject } from '../store-contract.ts';
import { CALLERS, countOf, raceOn } from './race.ts';

const entitled: Entitlement = { entitled: true, requiredPlan: 'business' };
const lapsed: Entitlement = {
  entitled: false,
  requiredPlan: 'business',
  upgradeUrl: '/plans',
  graceUntil: minutesLater(60),
};

export function describeEntitlements(subject: Subject): void {
  const race = raceOn(subject);
  const changedTo = (isEntitled: boolean) => (): readonly AuditEvent[] => [
    { type: 'entitlement_changed', actor: { kind: 'system' }, entitled: isEntitled },
  ];

  describe('the host’s last answer about the plan', () => {
    test('is null until there is one, then what it was, date and all', async () => {
      const { store, other } = subject();
      const team = aName('team');
      expect(await store.readEntitlement(team)).toBeNull();
      expect(await store.keepEntitlement(team, lapsed, NOW)).toBe(true);
      expect(await other.readEntitlement(team)).toEqual(lapsed);
      expect(await other.readEntitlement(aName('team'))).toBeNull();
    });

    test('is written when it differs, with the events for the answer before', async () => {
      const { store } = subject();
      const team = aName('team');
      const before: (Entitlement | null)[] = [];
      const eventsFor = (previous: Entitlement | null) => {
        before.push(previous);
        return previous === null ? [] : changedTo(false)();
      };
      const keep = (entitlement: Entitlement, minutes: number) =>
        store.keepEntitlement(team, entitlement, minutesLater(minutes), eventsFor);
      expect(await keep(entitled, 0)).toBe(true);
      expect(await keep({ requiredPlan: 'business', entitled: true }, 1)).toBe(false);
      expect(await keep(lapsed, 2)).toBe(true);
      expect(await keep({ ...lapsed, graceUntil: new Date(minutesLater(60)) }, 3)).toBe(false);
      expect(before).toEqual([null, entitled]);
      const [event] = changedTo(false)();
      expect(await store.readAudit(team, { limit: 10 })).toEqual([
        { team, sequence: 1, at: minutesLater(2), event },
      ]);
    });

    test('is never replaced by an answer from before it', async () => {
      const { store } = subject();
      const team = aName('team');
      await store.keepEntitlement(team, entitled, minutesLater(2));
      expect(await store.keepEntitlement(team, lapsed, minutesLater(1), changedTo(false))).toBe(false);
      expect(await store.readEntitlement(team)).toEqual(entitled);
      expect(await store.readAudit(team, { limit: 10 })).toEqual([]);
    });

    test('lapses no team by a grace that is no date', async () => {
      const { store } = subject();
      const team = aName('team');
      await store.keepEntitlement(team, { entitled: false, graceUntil: new Date(NaN) }, NOW);
      const kept = await store.readEntitlement(team);
      expect(kept && hasLapsed(kept, NOW)).toBe(false);
    });

    test.each([null, entitled])('is changed by one of concurrent callers, after %j', async (first) => {
      const team = aName('team');
      if (first) await subject().store.keepEntitlement(team, first, NOW);
      const answers = await race((store) => store.keepEntitlement(team, lapsed, NOW, changedTo(false)));
      expect(countOf(answers)).toEqual({ true: 1, false: CALLERS - 1 });
      expect(await subject().other.readEntitlement(team)).toEqual(lapsed);
      expect(await subject().other.readAudit(team, { limit: 10 })).toHaveLength(1);
    });
  });
}
