// Contract: concurrent callers with recovery codes, and the guard of a settings write among them.

import { describe, expect, test } from 'vitest';
import { RECOVERY_ATTEMPTS, RECOVERY_CODE_COUNT, type AuditEvent, type Store } from '@team-sso/core';
import { aBatch, aName, modeChanged, NOW, someSettings } from '../builders.ts';
import type { Subject } from '../store-contract.ts';
import { CALLERS, countOf, raceOn } from './race.ts';

const actor = { kind: 'user', userId: 'admin' } as const;
const acknowledged: AuditEvent = { type: 'recovery_codes_acknowledged', actor, batchId: 'batch' };
const usedFor = (unused: number): readonly AuditEvent[] => [
  { type: 'recovery_code_used', actor, batchId: 'batch', unused },
];

export function describeRecoveryRaces(subject: Subject): void {
  const race = raceOn(subject);

  /** A team with a batch of so many codes, `code 0` and on. */
  const makeBatch = async (count = 3) => {
    const team = aName('team');
    const { batchId } = await replaceCodes(subject().store, team, count);
    return { team, batchId };
  };

  const eventsOf = async (team: string) =>
    (await subject().other.readAudit(team, { limit: 100 })).map(({ event }) => event).toReversed();

  describe('of concurrent callers with recovery codes', () => {
    test('one user spends a code', async () => {
      const { team, batchId } = await makeBatch();
      const answers = await race(async (store, caller) => {
        const spent = await store.spendRecoveryCode(team, batchId, 'code 0', `user ${caller}`, NOW, usedFor);
        return spent && spent.unused;
      });
      expect(countOf(answers)).toEqual({ 2: 1, null: CALLERS - 1 });
      expect(await eventsOf(team)).toEqual(usedFor(2));
    });

    test('each spends another code, and each number left is told once', async () => {
      const { team, batchId } = await makeBatch(CALLERS);
      const answers = await race(async (store, caller) => {
        const spent = await store.spendRecoveryCode(team, batchId, `code ${caller}`, 'admin', NOW, usedFor);
        return spent && spent.unused;
      });
      const left = Array.from({ length: CALLERS }, (_, index) => CALLERS - 1 - index);
      expect(answers.toSorted((a, b) => (b ?? 0) - (a ?? 0))).toEqual(left);
      expect(await eventsOf(team)).toEqual(left.flatMap(usedFor));
    });

    test('one acknowledgement is logged', async () => {
      const { team, batchId } = await makeBatch();
      const answers = await race((store) =>
        store.acknowledgeRecoveryCode(team, batchId, 'code 0', 'admin', NOW, [acknowledged]),
      );
      expect(countOf(answers)).toEqual({ true: CALLERS });
      expect(await eventsOf(team)).toEqual([acknowledged]);
    });

    test('one batch is left, with its own codes', async () => {
      const team = aName('team');
      const batches = Array.from({ length: CALLERS }, () => aBatch());
      await race((store, caller) =>
        store.replaceRecoveryCodes(team, batches[caller] ?? aBatch(), [`${caller} one`, `${caller} two`], []),
      );
      const state = await subject().other.readRecoveryState(team);
      expect(state?.unused).toBe(2);
      const winner = batches.findIndex(({ batchId }) => batchId === state?.batch.batchId);
      const batchId = state?.batch.batchId ?? '';
      const spend = async (hash: string) =>
        (await subject().store.spendRecoveryCode(team, batchId, hash, 'admin', NOW, () => []))?.unused;
      expect([await spend(`${winner} one`), await spend(`${winner} two`)]).toEqual([1, 0]);
    });

    test('as many attempts are allowed as the limit says', async () => {
      const [team, userId] = [aName('team'), aName('user')];
      const answers = await race((store) => store.countRecoveryAttempt(team, userId, NOW));
      expect(countOf(answers)).toEqual({ true: RECOVERY_ATTEMPTS, false: CALLERS - RECOVERY_ATTEMPTS });
    });

    test('a guard sees exactly the codes that are left when its write comes in line', async () => {
      const { team, batchId } = await makeBatch(RECOVERY_CODE_COUNT);
      await subject().store.writeSettings(team, 0, someSettings(), [], { now: NOW });
      const seenBy = new Map<string, number>();
      await race(async (store, caller) => {
        if (caller % 2 > 0 && caller < RECOVERY_CODE_COUNT)
          await store.spendRecoveryCode(team, batchId, `code ${caller}`, 'admin', NOW, usedFor);
        else seenBy.set(`writer ${caller}`, await writeAndSee(store, team, `writer ${caller}`));
      });
      // The log tells in which order they came.
      let left = RECOVERY_CODE_COUNT;
      const leftBy = new Map<string, number>();
      for (const event of await eventsOf(team)) {
        if (event.type === 'recovery_code_used') left -= 1;
        else if (event.actor.kind === 'user') leftBy.set(event.actor.userId, left);
      }
      expect(left).toBe(RECOVERY_CODE_COUNT / 2);
      expect(seenBy).toEqual(leftBy);
    });
  });
}

async function replaceCodes(store: Store, team: string, count: number) {
  const batch = aBatch();
  const hashes = Array.from({ length: count }, (_, index) => `code ${index}`);
  await store.replaceRecoveryCodes(team, batch, hashes, []);
  return batch;
}

/** Writes settings until it is not stale. @returns how many codes the guard of that write saw. */
async function writeAndSee(store: Store, team: string, userId: string): Promise<number> {
  for (;;) {
    const revision = (await store.readSettings(team))?.revision ?? 0;
    let unused = -1;
    const guard = {
      actorUserId: userId,
      connectionId: null,
      check: (facts: { readonly recovery: { readonly unused: number } | null }) => {
        unused = facts.recovery?.unused ?? -1;
      },
    };
    const event = { ...modeChanged(), actor: { kind: 'user', userId } } as const;
    const written = await store.writeSettings(team, revision, someSettings(), [event], { now: NOW, guard });
    if (written.kind === 'written') return unused;
  }
}
