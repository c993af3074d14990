// Contract: recovery codes are good once, for one batch; attempts to enter them are counted.

import { describe, expect, test } from 'vitest';
import { RECOVERY_PROOF_MINUTES, type AuditEvent } from '@team-sso/core';
import { aBatch, aName, minutesLater, NOW } from '../builders.ts';
import type { Subject } from '../store-contract.ts';

const actor = { kind: 'user', userId: 'admin' } as const;
const made: AuditEvent = { type: 'recovery_codes_made', actor, batchId: 'batch' };
const acknowledged: AuditEvent = { type: 'recovery_codes_acknowledged', actor, batchId: 'batch' };
const usedFor = (unused: number): readonly AuditEvent[] => [
  { type: 'recovery_code_used', actor, batchId: 'batch', unused },
];

export function describeRecovery(subject: Subject): void {
  /** A team with a batch of so many codes, `code 0` and on. */
  const makeBatch = async (count = 3, team = aName('team')) => {
    const batch = aBatch();
    const hashes = Array.from({ length: count }, (_, index) => `code ${index}`);
    await subject().store.replaceRecoveryCodes(team, batch, hashes, []);
    return { team, batch, batchId: batch.batchId };
  };

  const eventsOf = async (team: string) =>
    (await subject().other.readAudit(team, { limit: 100 })).map(({ event }) => event).toReversed();

  describe('recovery codes', () => {
    test('a team without codes has no state', async () => {
      expect(await subject().store.readRecoveryState(aName('team'))).toBeNull();
    });

    test('are made unused and not acknowledged, and audited when they were made', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const batch = aBatch({ madeAt: minutesLater(1) });
      await store.replaceRecoveryCodes(team, batch, ['one', 'two'], [made]);
      expect(await other.readRecoveryState(team)).toEqual({ batch, unused: 2 });
      expect(await other.readAudit(team, { limit: 10 })).toEqual([
        { team, sequence: 1, at: minutesLater(1), event: made },
      ]);
    });

    test('are acknowledged by one that is typed back, the first time counts, and none is spent', async () => {
      const { store } = subject();
      const { team, batch, batchId } = await makeBatch();
      const acknowledge = (code: string, by: string, now: Date) =>
        store.acknowledgeRecoveryCode(team, batchId, code, by, now, [acknowledged]);
      expect(await acknowledge('code 1', 'admin', NOW)).toBe(true);
      expect(await acknowledge('code 2', 'another', minutesLater(1))).toBe(true);
      const state = { batch, unused: 3, acknowledgedAt: NOW, acknowledgedBy: 'admin' };
      expect(await store.readRecoveryState(team)).toEqual(state);
      expect(await eventsOf(team)).toEqual([acknowledged]);
    });

    test('are spent one by one, whether acknowledged or not, and say who did last', async () => {
      const { store } = subject();
      const { team, batch, batchId } = await makeBatch(2);
      const spend = (code: string, by: string, now: Date) =>
        store.spendRecoveryCode(team, batchId, code, by, now, usedFor);
      expect(await spend('code 1', 'admin', NOW)).toEqual({ unused: 1, usedAt: NOW });
      expect(await spend('code 1', 'another', minutesLater(1))).toBeNull();
      expect(await spend('code 0', 'another', minutesLater(2))).toEqual({
        unused: 0,
        usedAt: minutesLater(2),
      });
      const state = { batch, unused: 0, lastUsedAt: minutesLater(2), lastUsedBy: 'another' };
      expect(await store.readRecoveryState(team)).toEqual(state);
      expect(await eventsOf(team)).toEqual([...usedFor(1), ...usedFor(0)]);
    });

    test('a spent code is good again for who spent it, for an hour at most, and nothing happens twice', async () => {
      const { store, other } = subject();
      const { team, batch, batchId } = await makeBatch();
      const spend = (by: string, minutes: number) =>
        other.spendRecoveryCode(team, batchId, 'code 0', by, minutesLater(minutes), usedFor);
      await store.spendRecoveryCode(team, batchId, 'code 0', 'admin', NOW, usedFor);
      expect(await spend('admin', RECOVERY_PROOF_MINUTES - 0.1)).toEqual({ unused: 2, usedAt: NOW });
      expect(await spend('another', 1)).toBeNull();
      expect(await spend('admin', RECOVERY_PROOF_MINUTES)).toBeNull();
      expect(await store.readRecoveryState(team)).toEqual({
        batch,
        unused: 2,
        lastUsedAt: NOW,
        lastUsedBy: 'admin',
      });
      expect(await eventsOf(team)).toEqual(usedFor(2));
    });

    test('a spent code is spent for good once its use is confirmed, or the batch is void', async () => {
      const { store, other } = subject();
      const { team, batchId } = await makeBatch();
      const spend = (code: string) => store.spendRecoveryCode(team, batchId, code, 'admin', NOW, usedFor);
      await spend('code 0');
      await spend('code 1');
      await other.confirmRecoveryUse(team, batchId, 'code 0');
      await other.confirmRecoveryUse(team, batchId, 'code 0');
      expect(await spend('code 0')).toBeNull();
      expect(await spend('code 1')).toEqual({ unused: 1, usedAt: NOW });
      await makeBatch(2, team);
      expect(await spend('code 1')).toBeNull();
    });

    test('a spent code acknowledges nothing', async () => {
      const { store } = subject();
      const { team, batchId } = await makeBatch();
      await store.spendRecoveryCode(team, batchId, 'code 0', 'admin', NOW, () => []);
      expect(await store.acknowledgeRecoveryCode(team, batchId, 'code 0', 'admin', NOW, [acknowledged])).toBe(
        false,
      );
      expect(await store.readRecoveryState(team)).not.toHaveProperty('acknowledgedAt');
    });

    test('a new batch voids the old one and all that was known of it', async () => {
      const { store } = subject();
      const { team, batchId } = await makeBatch();
      await store.acknowledgeRecoveryCode(team, batchId, 'code 0', 'admin', NOW, []);
      await store.spendRecoveryCode(team, batchId, 'code 0', 'admin', NOW, () => []);
      const { batch } = await makeBatch(2, team);
      expect(await store.readRecoveryState(team)).toEqual({ batch, unused: 2 });
      expect(await store.spendRecoveryCode(team, batchId, 'code 1', 'admin', NOW, usedFor)).toBeNull();
      expect(await store.acknowledgeRecoveryCode(team, batchId, 'code 1', 'admin', NOW, [])).toBe(false);
      expect(await store.readRecoveryState(team)).toEqual({ batch, unused: 2 });
      expect(await eventsOf(team)).toEqual([]);
    });

    test.each([
      ['an unknown code', { hash: 'code 9' }],
      ['another batch', { batchId: 'another' }],
      ['another team', { team: 'another' }],
    ])('%s is neither spent nor acknowledged', async (_, fields) => {
      const { store } = subject();
      const kept = await makeBatch();
      const { team, batchId, hash } = { ...kept, hash: 'code 0', ...fields };
      expect(await store.spendRecoveryCode(team, batchId, hash, 'admin', NOW, usedFor)).toBeNull();
      expect(await store.acknowledgeRecoveryCode(team, batchId, hash, 'admin', NOW, [acknowledged])).toBe(
        false,
      );
      expect(await store.readRecoveryState(kept.team)).toEqual({ batch: kept.batch, unused: 3 });
      expect(await eventsOf(team)).toEqual([]);
    });
  });

  describe('attempts to enter a recovery code', () => {
    const attempt = (team: string, userId: string, minutes: number) =>
      subject().store.countRecoveryAttempt(team, userId, minutesLater(minutes));

    test('are limited to five in fifteen minutes', async () => {
      const [team, userId] = [aName('team'), aName('user')];
      const answers: boolean[] = [];
      for (const minutes of [0, 1, 2, 3, 14.99, 14.995]) answers.push(await attempt(team, userId, minutes));
      expect(answers).toEqual([true, true, true, true, true, false]);
    });

    test('are allowed again when the first of the five is fifteen minutes old', async () => {
      const [team, userId] = [aName('team'), aName('user')];
      for (const minutes of [0, 1, 2, 3, 4]) await attempt(team, userId, minutes);
      expect(await attempt(team, userId, 15)).toBe(true);
      expect(await attempt(team, userId, 15.5)).toBe(false);
    });

    test('count when they are refused', async () => {
      const [team, userId] = [aName('team'), aName('user')];
      for (const minutes of [0, 0, 0, 0, 0, 10, 10, 10, 10, 10]) await attempt(team, userId, minutes);
      expect(await attempt(team, userId, 16)).toBe(false);
      expect(await attempt(team, userId, 25)).toBe(true);
    });

    test('are each user’s own', async () => {
      const [team, userId] = [aName('team'), aName('user')];
      for (let count = 0; count < 6; count += 1) await attempt(team, userId, 0);
      expect(await attempt(team, aName('user'), 0)).toBe(true);
    });
  });
}
