// Contract: sign-in attempts, found by their code, page by page.

import { describe, expect, test } from 'vitest';
import { ATTEMPT_DAYS } from '@team-sso/core';
import { aName, anAttempt, minutesLater, NOW } from '../builders.ts';
import type { Subject } from '../store-contract.ts';
import { CALLERS, countOf, raceOn } from './race.ts';

const DAY_MINUTES = 24 * 60;

export function describeActivity(subject: Subject): void {
  const race = raceOn(subject);

  describe('sign-in attempts', () => {
    test('come back as they were added, whatever characters they hold', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const refused = anAttempt({
        team,
        at: minutesLater(1),
        requestId: '_1',
        shownCertificate: { fingerprint: 'ab', subject: 'CN=\u0000', notAfter: '2029-01-01T00:00:00.000Z' },
      });
      const {
        reason: _,
        rule: __,
        expected: ___,
        received: ____,
        ...signedIn
      } = anAttempt({
        team,
        outcome: 'signed_in',
        userId: 'member',
      });
      expect(await store.addAttempt(refused)).toBe(true);
      expect(await store.addAttempt(signedIn)).toBe(true);
      expect(await other.readAttempts(team, { limit: 10 })).toEqual([refused, signedIn]);
      expect(await other.readAttempts(aName('team'), { limit: 10 })).toEqual([]);
    });

    test('are found by the code a member reads out, at their own team only', async () => {
      const { store } = subject();
      const [team, elsewhere] = [aName('team'), aName('team')];
      const found = anAttempt({ team, shortCode: 'SSO-7Q2F' });
      await store.addAttempt(found);
      await store.addAttempt(anAttempt({ team }));
      expect(await store.addAttempt(anAttempt({ team: elsewhere, shortCode: 'SSO-7Q2F' }))).toBe(true);
      expect(await store.readAttempts(team, { limit: 10, shortCode: 'SSO-7Q2F' })).toEqual([found]);
      expect(await store.readAttempts(team, { limit: 10, shortCode: 'SSO-0000' })).toEqual([]);
    });

    test('are read newest first; no page loses or repeats one of the same moment', async () => {
      const { store } = subject();
      const team = aName('team');
      const added = [3, 1, 2, 2, 2, 2, 0].map((minutes) => anAttempt({ team, at: minutesLater(minutes) }));
      for (const attempt of added) await store.addAttempt(attempt);
      const first = await store.readAttempts(team, { limit: 3 });
      const second = await store.readAttempts(team, { limit: 3, before: first.at(-1) ?? anAttempt() });
      const third = await store.readAttempts(team, { limit: 3, before: second.at(-1) ?? anAttempt() });
      const read = [...first, ...second, ...third];
      expect(read.map(({ at }) => at)).toEqual([3, 2, 2, 2, 2, 1, 0].map((minutes) => minutesLater(minutes)));
      expect(new Set(read.map(({ shortCode }) => shortCode)).size).toBe(added.length);
    });

    test('are read since a moment', async () => {
      const { store } = subject();
      const team = aName('team');
      for (const minutes of [0, 1, 2]) await store.addAttempt(anAttempt({ team, at: minutesLater(minutes) }));
      const read = await store.readAttempts(team, { limit: 10, since: minutesLater(1) });
      expect(read.map(({ at }) => at)).toEqual([minutesLater(2), minutesLater(1)]);
    });

    test('never share a code with a recent one, and take over that of an old one', async () => {
      const { store } = subject();
      const [team, shortCode] = [aName('team'), 'SSO-AAAA'];
      const first = anAttempt({ team, shortCode });
      await store.addAttempt(first);
      const recent = new Date(minutesLater(ATTEMPT_DAYS * DAY_MINUTES).getTime() - 1);
      expect(await store.addAttempt(anAttempt({ team, shortCode, at: NOW }))).toBe(false);
      expect(await store.addAttempt(anAttempt({ team, shortCode, at: recent }))).toBe(false);
      expect(await store.readAttempts(team, { limit: 10 })).toEqual([first]);
      const later = anAttempt({ team, shortCode, at: minutesLater(ATTEMPT_DAYS * DAY_MINUTES) });
      expect(await store.addAttempt(later)).toBe(true);
      expect(await store.readAttempts(team, { limit: 10 })).toEqual([later]);
    });

    test('of concurrent ones, one gets a code', async () => {
      const [team, shortCode] = [aName('team'), 'SSO-AAAA'];
      const answers = await race((store) => store.addAttempt(anAttempt({ team, shortCode })));
      expect(countOf(answers)).toEqual({ true: 1, false: CALLERS - 1 });
      expect(await subject().other.readAttempts(team, { limit: 100 })).toHaveLength(1);
    });
  });
}
