// Contract: settings under a revision, the guard inside the write, the audit log beside it.

import { describe, expect, test } from 'vitest';
import { NEVER_CONFIGURED, type SettingsFacts, type TestRunFact } from '@team-sso/core';
import {
  aConnection,
  aName,
  aSignIn,
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
    test('sees the actor’s sign-in and the newest passed test of the connection asked for', async () => {
      const { store } = subject();
      const [team, connectionId] = [aName('team'), aName('connection')];
      const signIn = aSignIn({ connectionId });
      const run = (fields: Partial<TestRunFact>): TestRunFact => ({
        id: aName('test'),
        connectionId,
        target: 'draft',
        outcome: 'passed',
        at: NOW,
        by: 'admin',
        ...fields,
      });
      const newest = run({ at: minutesLater(2) });
      await store.writeFacts(team, signIn, []);
      for (const other of [
        run({ at: minutesLater(1) }),
        newest,
        run({ outcome: 'failed', at: minutesLater(3) }),
      ]) {
        await subject().addTestRun(team, other);
      }
      await subject().addTestRun(team, run({ connectionId: 'another', at: minutesLater(4) }));
      await subject().addTestRun(aName('team'), run({ at: minutesLater(5) }));
      const seen: SettingsFacts[] = [];
      const guard = {
        actorUserId: signIn.userId,
        connectionId,
        check: (facts: SettingsFacts) => void seen.push(facts),
      };
      await store.writeSettings(team, 0, someSettings(), [], { ...at, guard });
      const { userId, idpEntityId } = signIn;
      expect(seen).toEqual([
        { actorSignIn: { userId, connectionId, idpEntityId, at: NOW }, livePassedTest: newest },
      ]);
    });

    test('sees null where there is no fact, and never another team’s', async () => {
      const { store } = subject();
      const signIn = aSignIn();
      await store.writeFacts(aName('team'), signIn, []);
      const seen: SettingsFacts[] = [];
      const guard = {
        actorUserId: signIn.userId,
        connectionId: null,
        check: (facts: SettingsFacts) => void seen.push(facts),
      };
      await store.writeSettings(aName('team'), 0, someSettings(), [], { ...at, guard });
      expect(seen).toEqual([{ actorSignIn: null, livePassedTest: null }]);
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

  describe('the audit log', () => {
    test('grows by one per event and team, and is read newest first, page by page', async () => {
      const { store } = subject();
      const team = aName('team');
      const [one, two, three] = [modeChanged('off'), modeChanged('optional'), modeChanged('required')];
      await store.writeSettings(aName('team'), 0, someSettings(), [one], at);
      await store.writeSettings(team, 0, someSettings(), [one, two], at);
      await store.writeSettings(team, 1, someSettings(), [three], { now: minutesLater(1) });
      const all = [
        { team, sequence: 3, at: minutesLater(1), event: three },
        { team, sequence: 2, at: NOW, event: two },
        { team, sequence: 1, at: NOW, event: one },
      ];
      expect(await store.readAudit(team, { limit: 10 })).toEqual(all);
      expect(await store.readAudit(team, { limit: 2 })).toEqual(all.slice(0, 2));
      expect(await store.readAudit(team, { limit: 1, before: 3 })).toEqual([all[1]]);
      expect(await store.readAudit(team, { limit: 2, before: 1 })).toEqual([]);
    });
  });
}
