// Contract: what `maintain()` works from: leases, overdue requirements, and what pruning takes after its time.

import { describe, expect, test } from 'vitest';
import { ATTEMPT_DAYS } from '@team-sso/core';
import {
  aConnection,
  aName,
  anAttempt,
  aPass,
  aRefusal,
  aSignIn,
  aTestRun,
  minutesLater,
  requiredSettings,
  NOW,
} from '../builders.ts';
import type { Subject } from '../store-contract.ts';
import { CALLERS, countOf, raceOn } from './race.ts';

export function describeMaintenance(subject: Subject): void {
  const race = raceOn(subject);

  describe('a lease', () => {
    test('has one holder until it ends, and then another', async () => {
      const { store, other } = subject();
      const name = aName('lease');
      expect(await store.takeLease(name, 'one', NOW, minutesLater(1))).toBe(true);
      expect(
        await other.takeLease(name, 'two', new Date(minutesLater(1).getTime() - 1), minutesLater(9)),
      ).toBe(false);
      expect(await other.takeLease(name, 'two', minutesLater(1), minutesLater(2))).toBe(true);
      expect(await store.takeLease(name, 'one', minutesLater(1), minutesLater(3))).toBe(false);
      expect(await store.takeLease(aName('lease'), 'one', minutesLater(1), minutesLater(3))).toBe(true);
    });

    test('is renewed or given back by its holder', async () => {
      const { store, other } = subject();
      const name = aName('lease');
      await store.takeLease(name, 'one', NOW, minutesLater(1));
      expect(await store.takeLease(name, 'one', NOW, minutesLater(5))).toBe(true);
      expect(await other.takeLease(name, 'two', minutesLater(4), minutesLater(9))).toBe(false);
      await store.takeLease(name, 'one', minutesLater(4), minutesLater(4));
      expect(await other.takeLease(name, 'two', minutesLater(4), minutesLater(9))).toBe(true);
    });

    test('is taken by one of concurrent callers, free or run out', async () => {
      const name = aName('lease');
      for (const minutes of [0, 1]) {
        const answers = await race((store, caller) =>
          store.takeLease(
            name,
            `holder ${caller} ${minutes}`,
            minutesLater(minutes),
            minutesLater(minutes + 1),
          ),
        );
        expect(countOf(answers)).toEqual({ true: 1, false: CALLERS - 1 });
      }
    });
  });

  test('requirements not confirmed in time are overdue, longest first, until they are settled', async () => {
    const { store, other } = subject();
    // Long before everything else in this suite, so that nobody else’s is overdue.
    const past = new Date('1992-03-04T05:06:07Z');
    const after = (minutes: number) => minutesLater(minutes, past);
    const requireAt = async (minutes: number) => {
      const team = aName('team');
      const live = aConnection();
      const settings = requiredSettings(live);
      const requirement = { since: past, confirmBy: after(minutes), ownCredentialSessionsEndAt: past };
      await store.writeSettings(team, 0, { ...settings, requirement }, [], { now: past });
      return { team, settings, connectionId: live.connectionId };
    };
    const [second, first, inTime, confirmed, off] = [
      await requireAt(2),
      await requireAt(1),
      await requireAt(10),
      await requireAt(1),
      await requireAt(1),
    ];
    const { connectionId } = confirmed;
    await store.writeFacts(confirmed.team, aSignIn({ connectionId, at: past }), []);
    await store.writeSettings(off.team, 1, { ...off.settings, mode: 'optional' }, [], { now: past });
    expect(await other.readOverdueRequirements(after(1), 10)).toEqual([]);
    expect(await other.readOverdueRequirements(after(9), 10)).toEqual([first.team, second.team]);
    expect(await other.readOverdueRequirements(after(9), 1)).toEqual([first.team]);
    expect(await other.readOverdueRequirements(after(11), 10)).toContain(inTime.team);
  });

  test('pruning takes attempts and test runs that did not pass after thirty days, counted code attempts and leases after their time', async () => {
    const { store, other } = subject();
    // Long before everything else in this suite, so that only these rows are old.
    const now = new Date('1993-04-05T06:07:08Z');
    const [team, userId] = [aName('team'), aName('user')];
    const old = minutesLater(-ATTEMPT_DAYS * 24 * 60, now);
    const young = new Date(old.getTime() + 1);
    const [oldRun, run, passedRun] = [old, young, old].map((startedAt) => aTestRun({ team, startedAt }));
    if (!oldRun || !run || !passedRun) throw new Error('no runs');
    const attempts = [old, old, old, young].map((at) => anAttempt({ team, at }));
    for (const attempt of attempts) await store.addAttempt(attempt);
    await store.addTestRun(oldRun);
    await store.addTestRun(run);
    await store.addTestRun(passedRun);
    await store.passTestRun(team, passedRun.id, aPass(), old, []);
    await store.appendTestRefusal(team, run.id, aRefusal(), old);
    await store.countRecoveryAttempt(team, aName('user'), minutesLater(-15, now));
    const [ended, held] = [aName('lease'), aName('lease')];
    await store.takeLease(ended, 'one', minutesLater(-1, now), now);
    await store.takeLease(held, 'one', minutesLater(-1, now), minutesLater(1, now));
    for (const minutes of [-16, -14, -14, -14, -14])
      await store.countRecoveryAttempt(team, userId, minutesLater(minutes, now));
    expect(await store.prune(now, 2)).toBe(2 + 1 + 1 + 1);
    expect(await store.prune(now, 2)).toBe(1);
    expect(await store.prune(now, 2)).toBe(0);
    expect(await other.takeLease(held, 'two', now, minutesLater(2, now))).toBe(false);
    expect(await other.readAttempts(team, { limit: 10 })).toEqual(attempts.slice(3));
    expect(await other.readTestRun(team, oldRun.id)).toBeNull();
    expect(await other.readPassedTest(team, passedRun.connectionId)).toMatchObject({ id: passedRun.id });
    expect(await other.readTestRun(team, run.id)).toMatchObject({ answers: [aRefusal()] });
    expect(await other.countRecoveryAttempt(team, userId, now)).toBe(true);
    expect(await other.countRecoveryAttempt(team, userId, now)).toBe(false);
  });
}
