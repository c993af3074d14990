// Contract: settings under a revision, the guard inside the write.

import { describe, expect, test } from 'vitest';
import { NEVER_CONFIGURED, type AuditEvent, type SettingsFacts, type TestRun } from '@team-sso/core';
import {
  aBatch,
  aConnection,
  aName,
  aPass,
  aRefusal,
  aSignIn,
  aTestRun,
  minutesLater,
  modeChanged,
  NOW,
  requiredSettings,
  someSettings,
} from '../builders.ts';
import type { Subject } from '../store-contract.ts';

const at = { now: NOW };

export function describeSettings(subject: Subject): void {
  describe('settings', () => {
    test('a team that was never configured has none', async () => {
      expect(await subject().store.readSettings(aName('team'))).toBeNull();
    });

    test('come back as they were written, dates and all', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const settings = {
        ...requiredSettings(
          aConnection({ provider: 'okta', attributeMapping: { email: ['mail', 'email'] } }),
        ),
        draft: { ...aConnection(), basedOn: null },
        previous: { connection: aConnection(), replacedAt: minutesLater(-60) },
      };
      expect(await store.writeSettings(team, 0, settings, [], at)).toEqual({ kind: 'written', revision: 1 });
      expect(await other.readSettings(team)).toEqual({ team, revision: 1, settings });
    });

    test('are one team’s alone', async () => {
      const { store } = subject();
      const [one, two] = [aName('team'), aName('team')];
      await store.writeSettings(one, 0, someSettings(), [], at);
      expect(await store.readSettings(two)).toBeNull();
    });

    test.each([1, 3])(
      'a write under revision %i is stale while the revision is 2',
      async (expectedRevision) => {
        const { store } = subject();
        const team = aName('team');
        const settings = someSettings();
        await store.writeSettings(team, 0, NEVER_CONFIGURED, [], at);
        await store.writeSettings(team, 1, settings, [], at);
        const late = await store.writeSettings(team, expectedRevision, NEVER_CONFIGURED, [modeChanged()], {
          ...at,
          confirmedAt: NOW,
        });
        expect(late).toEqual({ kind: 'stale' });
        expect(await store.readSettings(team)).toEqual({ team, revision: 2, settings });
        expect(await store.readAudit(team, { limit: 10 })).toEqual([]);
      },
    );

    test('a first write is stale when there is a row, and a later one when there is none', async () => {
      const { store } = subject();
      const team = aName('team');
      expect(await store.writeSettings(team, 1, someSettings(), [], at)).toEqual({ kind: 'stale' });
      await store.writeSettings(team, 0, NEVER_CONFIGURED, [], at);
      expect(await store.writeSettings(team, 0, someSettings(), [], at)).toEqual({ kind: 'stale' });
    });

    test('what goes in or comes out can be changed without changing the store', async () => {
      const { store } = subject();
      const team = aName('team');
      const live = { ...aConnection(), signingCertificates: ['kept'] };
      const now = new Date(NOW);
      await store.writeSettings(team, 0, someSettings({ live }), [], { now, proofsValidFrom: now });
      live.signingCertificates[0] = 'changed';
      now.setTime(0);
      const read = await store.readSettings(team);
      read?.proofsValidFrom?.setTime(0);
      const again = await store.readSettings(team);
      expect(again?.settings.live?.signingCertificates).toEqual(['kept']);
      expect(again?.proofsValidFrom).toEqual(NOW);
    });

    test('proofs end without a new revision, logged, and never earlier than they did', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const ended: AuditEvent = { type: 'sessions_ended', actor: { kind: 'system' } };
      const settings = someSettings();
      await store.writeSettings(team, 0, settings, [], { now: NOW });
      await store.endProofs(team, minutesLater(2), [ended]);
      await other.endProofs(team, minutesLater(1), [ended]);
      expect(await store.readSettings(team)).toEqual({
        team,
        revision: 1,
        settings,
        proofsValidFrom: minutesLater(2),
      });
      const log = await other.readAudit(team, { limit: 10 });
      expect(log.map(({ at, event }) => [at, event])).toEqual([
        [minutesLater(1), ended],
        [minutesLater(2), ended],
      ]);
    });

    test('proofs of a team that was never configured end without making settings', async () => {
      const { store } = subject();
      const team = aName('team');
      await store.endProofs(team, NOW, []);
      expect(await store.readSettings(team)).toBeNull();
    });

    test('proofsValidFrom and confirmedAt stay until they are given', async () => {
      const { store } = subject();
      const team = aName('team');
      const facts = { proofsValidFrom: minutesLater(1), confirmedAt: minutesLater(2) };
      await store.writeSettings(team, 0, someSettings(), [], { ...at, ...facts });
      await store.writeSettings(team, 1, NEVER_CONFIGURED, [], at);
      expect(await store.readSettings(team)).toMatchObject({ revision: 2, ...facts });
      await store.writeSettings(team, 2, NEVER_CONFIGURED, [], {
        ...at,
        proofsValidFrom: NOW,
        confirmedAt: null,
      });
      expect(await store.readSettings(team)).toEqual({
        team,
        revision: 3,
        settings: NEVER_CONFIGURED,
        proofsValidFrom: NOW,
      });
    });
  });

  describe('the guard of a write', () => {
    /** What a guard sees that lets the write pass. */
    const factsFor = async (team: string, actorUserId: string, connectionId: string | null) => {
      const { store } = subject();
      const revision = (await store.readSettings(team))?.revision ?? 0;
      const seen: SettingsFacts[] = [];
      const check = (facts: SettingsFacts) => void seen.push(facts);
      await store.writeSettings(team, revision, someSettings(), [], {
        ...at,
        guard: { actorUserId, connectionId, check },
      });
      return seen;
    };

    test('sees the actor’s sign-in, the certificates in use and whether the connection asked for was', async () => {
      const { store } = subject();
      const team = aName('team');
      const signIn = aSignIn();
      const { userId, connectionId, idpEntityId, certificateFingerprint } = signIn;
      await store.writeFacts(team, signIn, []);
      await store.writeFacts(team, aSignIn({ connectionId: 'another' }), []);
      const [facts] = await factsFor(team, userId, connectionId);
      expect(facts).toMatchObject({
        actorSignIn: { userId, connectionId, idpEntityId, at: NOW },
        hasVerifiedSignIn: true,
        tested: false,
      });
      expect(facts?.certificatesSeen.get(certificateFingerprint)).toEqual(NOW);
      expect(facts?.certificatesSeen.size).toBe(2);
      const [ofUnused] = await factsFor(team, userId, aName('connection'));
      expect(ofUnused).toMatchObject({ hasVerifiedSignIn: false });
    });

    test('sees the newest passed test of the connection asked for', async () => {
      const { store } = subject();
      const [team, connectionId] = [aName('team'), aName('connection')];
      const run = (fields: Partial<TestRun> = {}) => aTestRun({ team, connectionId, ...fields });
      const [older, newest, refused] = [run(), run(), run()];
      const [ofAnother, elsewhere] = [run({ connectionId: 'another' }), run({ team: aName('team') })];
      for (const each of [older, newest, refused, ofAnother, elsewhere]) await store.addTestRun(each);
      await store.passTestRun(team, newest.id, aPass(), minutesLater(2), []);
      await store.passTestRun(team, older.id, aPass(), minutesLater(1), []);
      await store.appendTestRefusal(team, refused.id, aRefusal(), minutesLater(3));
      await store.passTestRun(team, ofAnother.id, aPass(), minutesLater(4), []);
      await store.passTestRun(elsewhere.team, elsewhere.id, aPass(), minutesLater(5), []);
      const { id, target, by } = newest;
      const livePassedTest = { id, connectionId, target, outcome: 'passed', at: minutesLater(2), by };
      expect(await factsFor(team, 'admin', connectionId)).toMatchObject([{ livePassedTest, tested: true }]);
    });

    test('sees what the team’s recovery codes amount to', async () => {
      const { store } = subject();
      const team = aName('team');
      const batch = aBatch();
      await store.replaceRecoveryCodes(team, batch, ['one', 'two'], []);
      await store.spendRecoveryCode(team, batch.batchId, 'one', 'admin', NOW, () => []);
      const recovery = { batch, unused: 1, lastUsedAt: NOW, lastUsedBy: 'admin' };
      expect(await factsFor(team, 'admin', null)).toMatchObject([{ recovery }]);
    });

    test('sees nothing where there is no fact, and never another team’s', async () => {
      const { store } = subject();
      const signIn = aSignIn();
      const elsewhere = aName('team');
      await store.writeFacts(elsewhere, signIn, []);
      await store.replaceRecoveryCodes(elsewhere, aBatch(), ['one'], []);
      const nothing = {
        actorSignIn: null,
        livePassedTest: null,
        tested: false,
        hasVerifiedSignIn: false,
        certificatesSeen: new Map(),
        recovery: null,
      };
      const team = aName('team');
      expect(await factsFor(team, signIn.userId, signIn.connectionId)).toEqual([nothing]);
      expect(await factsFor(team, signIn.userId, null)).toEqual([nothing]);
    });

    test.each([0, 1])(
      'refuses by throwing, and nothing of a write under revision %i remains',
      async (revision) => {
        const { store } = subject();
        const team = aName('team');
        if (revision === 1) await store.writeSettings(team, 0, someSettings(), [modeChanged()], at);
        const before = [await store.readSettings(team), await store.readAudit(team, { limit: 10 })];
        const refusal = new Error('not now');
        const check = () => {
          throw refusal;
        };
        const guard = { actorUserId: 'admin', connectionId: null, check };
        const write = store.writeSettings(team, revision, NEVER_CONFIGURED, [modeChanged('off')], {
          ...at,
          guard,
        });
        await expect(write).rejects.toBe(refusal);
        expect([await store.readSettings(team), await store.readAudit(team, { limit: 10 })]).toEqual(before);
      },
    );

    test('is not asked about a stale write', async () => {
      const { store } = subject();
      const check = () => {
        throw new Error('asked');
      };
      const guard = { actorUserId: 'admin', connectionId: null, check };
      const write = store.writeSettings(aName('team'), 5, NEVER_CONFIGURED, [], { ...at, guard });
      expect(await write).toEqual({ kind: 'stale' });
    });
  });
}
