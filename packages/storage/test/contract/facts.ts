// Contract: what a real sign-in leaves behind, and that it happens at most once.

import { describe, expect, test } from 'vitest';
import type { AuditEvent, SettingsFacts } from '@team-sso/core';
import {
  aConnection,
  aName,
  aSignIn,
  minutesLater,
  NOW,
  requiredSettings,
  someSettings,
} from '../builders.ts';
import type { Subject } from '../store-contract.ts';

const actor = { kind: 'user', userId: 'member' } as const;
const linked: AuditEvent = { type: 'identity_linked', actor, userId: 'member', idpEntityId: 'idp' };
const confirmed: AuditEvent = { type: 'requirement_confirmed', actor, userId: 'member' };

export function describeFacts(subject: Subject): void {
  describe('a recorded sign-in', () => {
    test('links the identity, and is the person’s last sign-in and the certificate’s last use', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const change = aSignIn();
      const { userId, connectionId, idpEntityId, certificateFingerprint, at } = change;
      expect(await store.writeFacts(team, change, [])).toEqual({ linkedUserId: userId, confirmed: false });
      expect(await other.readSignIns(team, [userId])).toEqual([{ userId, connectionId, idpEntityId, at }]);
      expect(await other.readCertificatesSeen(team)).toEqual(new Map([[certificateFingerprint, at]]));
    });

    test('is replaced by a newer one and never by an older one', async () => {
      const { store } = subject();
      const team = aName('team');
      const { userId, nameId, certificateFingerprint } = aSignIn();
      for (const minutes of [5, 9, 7]) {
        const at = minutesLater(minutes);
        const connectionId = `connection ${minutes}`;
        await store.writeFacts(
          team,
          aSignIn({ userId, nameId, certificateFingerprint, connectionId, at }),
          [],
        );
      }
      const last = { userId, connectionId: 'connection 9', at: minutesLater(9) };
      expect(await store.readSignIns(team, [userId])).toMatchObject([last]);
      expect(await store.readCertificatesSeen(team)).toEqual(
        new Map([[certificateFingerprint, minutesLater(9)]]),
      );
    });

    test('tells a certificate’s last use to the minute', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const change = aSignIn();
      for (const seconds of [0, 59, 61, 119]) {
        const at = new Date(NOW.getTime() + seconds * 1000);
        await store.writeFacts(team, { ...change, userId: aName('user'), nameId: aName('name'), at }, []);
        await other.writeFacts(team, { ...change, at }, []);
      }
      const lastUse = (await store.readCertificatesSeen(team)).get(change.certificateFingerprint);
      expect(lastUse).toEqual(new Date(NOW.getTime() + 61_000));
    });

    test('is the first of its connection too, when the person is linked already', async () => {
      const { store } = subject();
      const team = aName('team');
      const change = aSignIn();
      await store.writeFacts(team, change, []);
      const moved = { ...change, connectionId: aName('connection'), at: minutesLater(1) };
      await store.writeFacts(team, moved, []);
      expect(await store.readSignIns(team, [change.userId])).toMatchObject([
        { connectionId: moved.connectionId },
      ]);
      const seen: boolean[] = [];
      const check = ({ hasVerifiedSignIn }: SettingsFacts) => void seen.push(hasVerifiedSignIn);
      const guard = { actorUserId: 'admin', connectionId: moved.connectionId, check };
      await store.writeSettings(team, 0, someSettings(), [], { now: NOW, guard });
      expect(seen).toEqual([true]);
    });

    test('is counted for the provider that each person signed in at last', async () => {
      const { store, other } = subject();
      const [team, another] = [aName('team'), aName('team')];
      const moved = aSignIn({ idpEntityId: 'old', at: minutesLater(0) });
      await store.writeFacts(team, moved, []);
      await store.writeFacts(team, aSignIn({ idpEntityId: 'old' }), []);
      await store.writeFacts(another, aSignIn({ idpEntityId: 'old' }), []);
      await store.writeFacts(team, { ...moved, idpEntityId: 'new', at: minutesLater(1) }, []);
      const counts = await other.countSignIns(team);
      expect(new Map(counts.map(({ idpEntityId, people }) => [idpEntityId, people]))).toEqual(
        new Map([
          ['old', 1],
          ['new', 1],
        ]),
      );
      expect(await other.countSignIns(aName('team'))).toEqual([]);
    });

    test('never moves a link: another user’s sign-in with that identity records nothing', async () => {
      const { store } = subject();
      const team = aName('team');
      const first = aSignIn();
      const second = aSignIn({ nameId: first.nameId, at: minutesLater(1) });
      await store.writeFacts(team, first, []);
      const recorded = await store.writeFacts(team, second, [linked, confirmed]);
      expect(recorded).toEqual({ linkedUserId: first.userId, confirmed: false });
      expect(await store.readSignIns(team, [second.userId])).toEqual([]);
      expect((await store.readCertificatesSeen(team)).has(second.certificateFingerprint)).toBe(false);
      expect(await store.readAudit(team, { limit: 10 })).toEqual([]);
    });

    test('puts "linked" into the audit log only when it linked', async () => {
      const { store } = subject();
      const team = aName('team');
      const change = aSignIn();
      await store.writeFacts(team, change, [linked, confirmed]);
      await store.writeFacts(team, change, [linked, confirmed]);
      const log = await store.readAudit(team, { limit: 10 });
      expect(log).toEqual([{ team, sequence: 1, at: NOW, event: linked }]);
    });

    test('is found among many people, and only at its team', async () => {
      const { store } = subject();
      const [team, elsewhere] = [aName('team'), aName('team')];
      const [one, two] = [aSignIn(), aSignIn()];
      await store.writeFacts(team, one, []);
      await store.writeFacts(team, two, []);
      await store.writeFacts(elsewhere, aSignIn({ userId: 'third' }), []);
      const nobody = Array.from({ length: 1200 }, (_, index) => `nobody ${index}`);
      const found = await store.readSignIns(team, [one.userId, ...nobody, two.userId, 'third']);
      expect(found.map((fact) => fact.userId).toSorted()).toEqual([one.userId, two.userId].toSorted());
      expect(await store.readSignIns(team, [])).toEqual([]);
      expect((await store.readCertificatesSeen(team)).size).toBe(2);
    });
  });

  describe('confirming "required"', () => {
    test.each([0, 15])(
      'a sign-in %i minutes in confirms it, once, without a new revision',
      async (minutes) => {
        const { store } = subject();
        const team = aName('team');
        const live = aConnection();
        const settings = requiredSettings(live);
        await store.writeSettings(team, 0, settings, [], { now: NOW });
        const at = minutesLater(minutes);
        const { connectionId } = live;
        const first = await store.writeFacts(team, aSignIn({ connectionId, at }), [confirmed]);
        const second = await store.writeFacts(team, aSignIn({ connectionId, at: minutesLater(15) }), [
          confirmed,
        ]);
        expect([first.confirmed, second.confirmed]).toEqual([true, false]);
        expect(await store.readSettings(team)).toEqual({ team, revision: 1, settings, confirmedAt: at });
        expect(await store.readAudit(team, { limit: 10 })).toEqual([
          { team, sequence: 1, at, event: confirmed },
        ]);
      },
    );

    test('is done as well by the sign-in of somebody who signed in before', async () => {
      const { store } = subject();
      const team = aName('team');
      const live = aConnection();
      const change = aSignIn({ connectionId: live.connectionId });
      await store.writeFacts(team, change, []);
      await store.writeSettings(team, 0, requiredSettings(live), [], { now: NOW });
      const at = minutesLater(1);
      const recorded = await store.writeFacts(team, { ...change, at }, [linked, confirmed]);
      expect(recorded).toEqual({ linkedUserId: change.userId, confirmed: true });
      expect(await store.readAudit(team, { limit: 10 })).toEqual([
        { team, sequence: 1, at, event: confirmed },
      ]);
    });

    test.each([
      ['before it was required', -1],
      ['after the time to confirm', 1],
    ])('a sign-in %s does not', async (_, side) => {
      const { store } = subject();
      const team = aName('team');
      const live = aConnection();
      await store.writeSettings(team, 0, requiredSettings(live), [], { now: NOW });
      const at = new Date(side < 0 ? NOW.getTime() - 1 : minutesLater(15).getTime() + 1);
      const recorded = await store.writeFacts(team, aSignIn({ connectionId: live.connectionId, at }), [
        confirmed,
      ]);
      expect(recorded.confirmed).toBe(false);
      expect(await store.readSettings(team)).not.toHaveProperty('confirmedAt');
      expect(await store.readAudit(team, { limit: 10 })).toEqual([]);
    });

    test.each([
      [
        'another connection',
        (live: string) => ({
          ...requiredSettings(aConnection()),
          draft: null,
          live: aConnection({ connectionId: `not ${live}` }),
        }),
      ],
      [
        'a mode that is not required',
        (live: string) => ({
          ...requiredSettings(aConnection({ connectionId: live })),
          mode: 'optional' as const,
        }),
      ],
      ['no requirement', (live: string) => someSettings({ live: aConnection({ connectionId: live }) })],
      ['no time limit', (live: string) => withoutLimit(live)],
      ['nothing live', () => ({ ...requiredSettings(aConnection()), live: null })],
    ])('a sign-in does not with %s', async (_, settingsFor) => {
      const { store } = subject();
      const [team, connectionId] = [aName('team'), aName('connection')];
      await store.writeSettings(team, 0, settingsFor(connectionId), [], { now: NOW });
      expect((await store.writeFacts(team, aSignIn({ connectionId }), [])).confirmed).toBe(false);
    });
  });
}

function withoutLimit(connectionId: string) {
  const settings = requiredSettings(aConnection({ connectionId }));
  return { ...settings, requirement: { since: NOW, ownCredentialSessionsEndAt: NOW } };
}
