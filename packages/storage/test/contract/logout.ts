// Contract: logouts on their way, whom a provider knows a person as, messages that were acted on.

import { describe, expect, test } from 'vitest';
import type { PendingLogout } from '@team-sso/core';
import { aName, aSignIn, IDP, minutesLater, NOW } from '../builders.ts';
import type { Subject } from '../store-contract.ts';

function aLogout(fields: Partial<PendingLogout> = {}): PendingLogout {
  return {
    requestHash: aName('hash'),
    team: aName('team'),
    connectionId: aName('connection'),
    idpEntityId: IDP,
    returnTo: '/after',
    expiresAt: minutesLater(30),
    ...fields,
  };
}

export function describeLogout(subject: Subject): void {
  describe('a logout on its way', () => {
    test('is read as it was remembered, and taken once', async () => {
      const { store, other } = subject();
      const logout = aLogout();
      await store.rememberLogout(logout);
      const { team, requestHash } = logout;
      expect(await other.readLogout(team, requestHash, NOW)).toEqual(logout);
      const taken = await Promise.all([
        store.takeLogout(team, requestHash, NOW),
        other.takeLogout(team, requestHash, NOW),
      ]);
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await store.readLogout(team, requestHash, NOW)).toBeNull();
    });

    test('is unknown to another team, and once it has expired', async () => {
      const { store } = subject();
      const logout = aLogout({ expiresAt: minutesLater(1) });
      await store.rememberLogout(logout);
      const { team, requestHash } = logout;
      for (const [of, at] of [
        [aName('team'), NOW],
        [team, minutesLater(1)],
      ] as const) {
        expect(await store.readLogout(of, requestHash, at)).toBeNull();
        expect(await store.takeLogout(of, requestHash, at)).toBe(false);
      }
      expect(await store.takeLogout(team, requestHash, NOW)).toBe(true);
    });

    test('is remembered once', async () => {
      const { store } = subject();
      const logout = aLogout();
      await store.rememberLogout(logout);
      await expect(store.rememberLogout(logout)).rejects.toThrow(/logout|unique/i);
    });
  });

  describe('whom a provider knows a person as', () => {
    const names = {
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      nameQualifier: IDP,
      spNameQualifier: 'https://sp.example',
      sessionIndex: '_索引',
    };

    test('comes with the last sign-in', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const { subject: _, ...first } = aSignIn({ subject: names });
      await store.writeFacts(team, first, []);
      const { userId, connectionId, nameId } = first;
      const fact = { userId, connectionId, idpEntityId: IDP };
      expect(await other.readLastSignIn(team, userId)).toEqual({ ...fact, at: NOW, subject: { nameId } });
      const at = minutesLater(1);
      await store.writeFacts(team, { ...first, nameId: 'ñ', subject: names, at }, []);
      const last = { ...fact, at, subject: { ...names, nameId: 'ñ' } };
      expect(await other.readLastSignIn(team, userId)).toEqual(last);
      await store.writeFacts(team, first, []);
      expect(await store.readLastSignIn(team, userId)).toEqual(last);
      expect(await store.readSignIns(team, [userId])).toEqual([{ ...fact, at }]);
    });

    test('is nobody at another team', async () => {
      const { store } = subject();
      const signIn = aSignIn();
      await store.writeFacts(aName('team'), signIn, []);
      expect(await store.readLastSignIn(aName('team'), signIn.userId)).toBeNull();
    });

    test('leads to the linked user, of this team and this provider, byte for byte', async () => {
      const { store } = subject();
      const team = aName('team');
      const { userId, nameId, ...signIn } = aSignIn();
      await store.writeFacts(team, { ...signIn, userId, nameId }, []);
      expect(await store.findLinkedUser(team, { idpEntityId: IDP, nameId })).toBe(userId);
      for (const [of, idpEntityId, name] of [
        [aName('team'), IDP, nameId],
        [team, `${IDP}/`, nameId],
        [team, IDP, nameId.toUpperCase()],
      ] as const)
        expect(await store.findLinkedUser(of, { idpEntityId, nameId: name })).toBeNull();
    });
  });

  describe('a message that was acted on', () => {
    test('stays so until its time is over, however often it is claimed', async () => {
      const { store, other } = subject();
      const key = aName('key');
      expect(await store.isMessageClaimed(key, NOW)).toBe(false);
      await store.claimMessage(key, minutesLater(2));
      await other.claimMessage(key, minutesLater(1));
      expect(await other.isMessageClaimed(key, minutesLater(1))).toBe(true);
      expect(await other.isMessageClaimed(key, minutesLater(2))).toBe(false);
      await store.claimMessage(key, minutesLater(3));
      expect(await store.isMessageClaimed(key, minutesLater(2))).toBe(true);
    });

    test('is pruned with the logouts that are over', async () => {
      const { store } = subject();
      const longAgo = minutesLater(-60);
      const logout = aLogout({ expiresAt: longAgo });
      await store.rememberLogout(logout);
      const key = aName('key');
      // Claims stay for another day: clocks differ.
      await store.claimMessage(key, minutesLater(-25 * 60));
      expect(await store.prune(minutesLater(-30), 1000)).toBeGreaterThanOrEqual(2);
      const before = minutesLater(-26 * 60);
      expect(await store.isMessageClaimed(key, before)).toBe(false);
      expect(await store.readLogout(logout.team, logout.requestHash, before)).toBeNull();
    });
  });
}
