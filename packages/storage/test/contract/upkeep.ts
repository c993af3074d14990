// Contract: the upkeep of connections: due by writes of settings, claimed by one, remembered under a version; calls counted.

import { describe, expect, test } from 'vitest';
import { NO_UPKEEP, type UpkeepState } from '@team-sso/core';
import { aName, minutesLater, modeChanged, NOW, someSettings } from '../builders.ts';
import { seal } from '../seal.ts';
import type { Subject } from '../store-contract.ts';
import { CALLERS, countOf, raceOn } from './race.ts';

// Long before everything else in this suite, so that nobody else’s team is due.
const PAST = new Date('1980-05-06T07:08:09Z');
const after = (minutes: number) => minutesLater(minutes, PAST);

const STATE: UpkeepState = {
  expiryNotices: { ['ab'.repeat(32)]: 14 },
  metadata: {
    readFor: '["https://idp.example/metadata"]',
    checkedAt: NOW,
    failures: 2,
    failingSince: NOW,
    problem: 'http_status',
    problemDetail: '403',
    etag: '"v1"',
    published: {
      idpEntityId: 'urn:idp "ä"',
      signOn: { redirect: 'https://idp.example/sso' },
      logout: {},
      signingCertificates: [
        {
          fingerprint: 'ab'.repeat(32),
          sha1Thumbprint: 'ab'.repeat(20),
          subject: 'CN=idp',
          notBefore: NOW,
          notAfter: minutesLater(5),
          keyType: 'RSA',
          keyBits: 2048,
          pem: 'PEM',
        },
      ],
      validUntil: minutesLater(9),
    },
    change: { id: 'one', since: NOW },
    ignoredChangeId: 'other',
  },
};

export function describeUpkeep(subject: Subject): void {
  const race = raceOn(subject);
  const aTeamDueAt = async (at: Date, revision = 0) => {
    const team = aName('team');
    await subject().store.writeSettings(team, revision, someSettings(), [], { now: at });
    return team;
  };

  describe('upkeep', () => {
    test('is due from the first write of settings, longest overdue first, and put off for whom it is given to', async () => {
      const { store, other } = subject();
      const [second, first, later] = [
        await aTeamDueAt(after(2)),
        await aTeamDueAt(after(1)),
        await aTeamDueAt(after(30)),
      ];
      expect(await other.claimUpkeep(PAST, after(10), 10)).toEqual([]);
      expect(await store.claimUpkeep(after(3), after(10), 1)).toEqual([first]);
      expect(await other.claimUpkeep(after(3), after(10), 10)).toEqual([second]);
      expect(await store.claimUpkeep(after(9), after(20), 10)).toEqual([]);
      expect((await other.claimUpkeep(after(10), after(20), 10)).toSorted()).toEqual(
        [first, second].toSorted(),
      );
      for (const team of [first, second]) await store.finishUpkeep(team, after(20), after(100_000));
      await other.finishUpkeep(later, after(999), after(100_000));
      expect(await store.claimUpkeep(after(30), after(40), 10)).toEqual([later]);
      await store.finishUpkeep(later, after(40), after(100_000));
    });

    test('is due again after a write of settings, whoever is at it', async () => {
      const { store, other } = subject();
      const team = await aTeamDueAt(after(1));
      await store.claimUpkeep(after(1), after(10), 10);
      await other.writeSettings(team, 1, someSettings(), [], { now: after(2) });
      await store.finishUpkeep(team, after(10), after(100_000));
      expect((await other.readUpkeep(team))?.dueAt).toEqual(after(2));
      expect(await other.claimUpkeep(after(2), after(10), 10)).toEqual([team]);
      await store.finishUpkeep(team, after(10), after(100_000));
    });

    test('is brought forward, and never put off by that', async () => {
      const { store, other } = subject();
      const team = await aTeamDueAt(after(1));
      await store.expediteUpkeep(team, after(5));
      expect((await other.readUpkeep(team))?.dueAt).toEqual(after(1));
      await store.claimUpkeep(after(1), after(10), 10);
      await store.expediteUpkeep(team, after(6));
      expect((await other.readUpkeep(team))?.dueAt).toEqual(after(6));
      await store.expediteUpkeep(aName('team'), after(6));
      await store.claimUpkeep(after(6), after(100_000), 10);
    });

    test('of a refused write is not due', async () => {
      const { store, other } = subject();
      const team = await aTeamDueAt(NOW);
      await store.writeSettings(team, 0, someSettings(), [], { now: PAST });
      const guard = {
        actorUserId: aName('user'),
        connectionId: null,
        check: () => {
          throw new Error('refused');
        },
      };
      await expect(store.writeSettings(team, 1, someSettings(), [], { now: PAST, guard })).rejects.toThrow(
        'refused',
      );
      expect((await other.readUpkeep(team))?.dueAt).toEqual(NOW);
    });

    test('is claimed by one of concurrent callers', async () => {
      const team = await aTeamDueAt(after(1));
      const answers = await race((store) => store.claimUpkeep(after(1), after(100_000), 10));
      expect(answers.flat()).toEqual([team]);
    });

    test('remembers its state under a version, with its events in the audit log', async () => {
      const { store, other } = subject();
      expect(await store.readUpkeep(aName('team'))).toBeNull();
      const team = await aTeamDueAt(NOW);
      expect(await other.readUpkeep(team)).toEqual({ version: 0, dueAt: NOW, state: NO_UPKEEP });
      expect(await store.writeUpkeep(team, 0, STATE, [modeChanged()], { now: NOW, seal })).toBe(true);
      expect(await other.readUpkeep(team)).toEqual({ version: 1, dueAt: NOW, state: STATE });
      expect(await other.readAudit(team, { limit: 9 })).toHaveLength(1);
      expect(await other.writeUpkeep(team, 0, NO_UPKEEP, [modeChanged()], { now: NOW, seal })).toBe(false);
      expect(await store.writeUpkeep(aName('team'), 0, STATE, [modeChanged()], { now: NOW })).toBe(false);
      expect(await store.readUpkeep(team)).toMatchObject({ version: 1, state: STATE });
      expect(await store.readAudit(team, { limit: 9 })).toHaveLength(1);
      await store.writeSettings(team, 1, someSettings(), [], { now: NOW });
      expect(await store.readUpkeep(team)).toMatchObject({ version: 1, state: STATE });
    });

    test('is remembered by one of concurrent callers', async () => {
      const team = await aTeamDueAt(NOW);
      const answers = await race((store) =>
        store.writeUpkeep(team, 0, STATE, [modeChanged()], { now: NOW, seal }),
      );
      expect(countOf(answers)).toEqual({ true: 1, false: CALLERS - 1 });
      expect(await subject().store.readAudit(team, { limit: 9 })).toHaveLength(1);
    });

    test('is adopted for nobody who has it', async () => {
      const team = await aTeamDueAt(NOW);
      await subject().store.adoptUpkeep(PAST);
      expect((await subject().other.readUpkeep(team))?.dueAt).toEqual(NOW);
    });
  });

  describe('calls under a limit', () => {
    const limit = { calls: 3, seconds: 60 };
    const second = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

    test('are counted for each key, and again when the oldest is over', async () => {
      const { store, other } = subject();
      const key = aName('key');
      for (const at of [0, 10, 20]) expect(await store.countCall(key, limit, second(at))).toBe(true);
      expect(await other.countCall(key, limit, second(59))).toBe(false);
      expect(await other.countCall(aName('key'), limit, second(59))).toBe(true);
      expect(await other.countCall(key, limit, second(60))).toBe(true);
      expect(await store.countCall(key, limit, second(61))).toBe(false);
    });

    test('are exact for concurrent callers', async () => {
      const key = aName('key');
      const answers = await race((store) => store.countCall(key, limit, NOW));
      expect(countOf(answers)).toEqual({ true: 3, false: CALLERS - 3 });
    });

    test('are forgotten when they are over', async () => {
      const { store, other } = subject();
      const key = aName('key');
      await store.countCall(key, { calls: 1, seconds: 60 }, PAST);
      expect(await store.prune(after(1), 10)).toBe(1);
      expect(await other.countCall(key, { calls: 1, seconds: 999_999_999 }, after(1))).toBe(true);
    });
  });
}
