// Contract: the audit log is numbered and sealed record by record, and its records wait to be announced.

import { describe, expect, test } from 'vitest';
import { auditText, type AuditEvent, type AuditRecord } from '@team-sso/core';
import {
  aBatch,
  aConnection,
  aName,
  aPass,
  aSignIn,
  aTestRun,
  minutesLater,
  modeChanged,
  NOW,
  someSettings,
} from '../builders.ts';
import { findBreak, seal } from '../seal.ts';
import type { Subject } from '../store-contract.ts';
import { CALLERS, countOf, raceOn } from './race.ts';

const at = { now: NOW };
const actor = { kind: 'user', userId: 'Zoë \u0000 \ud800 🎫' } as const;

export function describeAudit(subject: Subject): void {
  const race = raceOn(subject);

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

  describe('events on their own', () => {
    const used = (userId: string): AuditEvent => ({ type: 'emergency_access_used', actor, userId });
    const unless = (userId: string, since: Date) => ({
      since,
      matches: (event: AuditEvent) => event.type === 'emergency_access_used' && event.userId === userId,
    });

    test('are sealed onto the log and leave the settings alone', async () => {
      const { store, other } = subject();
      const team = aName('team');
      await store.writeSettings(team, 0, someSettings(), [modeChanged()], { ...at, seal });
      expect(await store.appendAudit(team, [used('one'), used('two')], { ...at, seal })).toBe(true);
      expect(await other.readSettings(team)).toMatchObject({ revision: 1 });
      expect((await other.readAudit(team, { limit: 10 })).map(({ event }) => event)).toEqual([
        used('two'),
        used('one'),
        modeChanged(),
      ]);
      expect(await findBreak(other, team)).toBeNull();
      const aNewTeam = aName('team');
      expect(await store.appendAudit(aNewTeam, [used('one')], at)).toBe(true);
      expect(await store.readSettings(aNewTeam)).toBeNull();
    });

    test('are not appended when one like them happened since, and then nothing is', async () => {
      const { store } = subject();
      const team = aName('team');
      const append = (userId: string, minutes: number, since: Date) =>
        store.appendAudit(team, [used(userId)], {
          now: minutesLater(minutes),
          unless: unless(userId, since),
        });
      expect(await append('one', 1, NOW)).toBe(true);
      expect(await append('one', 2, minutesLater(1))).toBe(false);
      expect(await append('two', 2, NOW)).toBe(true);
      expect(await append('one', 3, minutesLater(2))).toBe(true);
      expect(await store.readAudit(team, { limit: 10 })).toHaveLength(3);
    });

    test('are appended once by concurrent callers', async () => {
      const team = aName('team');
      const answers = await race((store) =>
        store.appendAudit(team, [used('one')], { ...at, seal, unless: unless('one', NOW) }),
      );
      expect(countOf(answers)).toEqual({ true: 1, false: CALLERS - 1 });
      expect(await subject().other.readAudit(team, { limit: 10 })).toHaveLength(1);
    });
  });

  describe('audit seals', () => {
    test('chain every record of a team, whichever write appends it', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const [change, batch, run] = [aSignIn(), aBatch(), aTestRun({ team })];
      const { batchId } = batch;
      const options = { seal };
      const [event] = [modeChanged()];
      await store.writeSettings(team, 0, someSettings(), [event, event], { ...at, seal });
      await other.writeFacts(team, change, [event], options);
      await store.replaceRecoveryCodes(team, batch, ['one', 'two'], [event], options);
      await other.acknowledgeRecoveryCode(team, batchId, 'one', 'admin', NOW, [event], options);
      await store.spendRecoveryCode(team, batchId, 'one', 'admin', NOW, () => [event, event], options);
      await other.addTestRun(run);
      await store.passTestRun(team, run.id, aPass(), NOW, [event], options);
      await other.keepEntitlement(team, { entitled: true }, NOW, () => [event], options);
      const records = await store.readSealedAudit(team, { after: 0, limit: 100 });
      expect(records.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(new Set(records.map((record) => record.seal)).size).toBe(9);
      expect(await findBreak(other, team)).toBeNull();
    });

    test('cover the same text before and after the store', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const texts: string[] = [];
      const textSeal = (previous: string | null, record: AuditRecord) => {
        texts.push(auditText(previous, record));
        return `seal ${record.sequence}`;
      };
      const events = [
        { type: 'connection_saved', actor, connectionId: 'c', savedAs: 'draft', changed: ['b', 'a'] },
        { type: 'connection_promoted', actor, connectionId: 'c', replaced: null, changed: [] },
        // A journey may leave a member undefined; JSON does not keep it.
        Object.assign(modeChanged(), { note: undefined, when: minutesLater(1) }),
        { type: 'sessions_ended', actor: { kind: 'system' } },
      ] satisfies readonly AuditEvent[];
      await store.writeSettings(team, 0, someSettings(), events, { now: minutesLater(7), seal: textSeal });
      const read = await other.readSealedAudit(team, { after: 0, limit: 10 });
      expect(read.map((record, index) => auditText(index === 0 ? null : `seal ${index}`, record))).toEqual(
        texts,
      );
    });

    test('are read oldest or newest first, page by page, and only of the team', async () => {
      const { store } = subject();
      const team = aName('team');
      await store.writeSettings(aName('team'), 0, someSettings(), [modeChanged()], { ...at, seal });
      const events = Array.from({ length: 5 }, () => modeChanged());
      await store.writeSettings(team, 0, someSettings(), events, { ...at, seal });
      const sequences = async (after: number) =>
        (await store.readSealedAudit(team, { after, limit: 2 })).map(({ sequence }) => sequence);
      expect([await sequences(0), await sequences(2), await sequences(4), await sequences(5)]).toEqual([
        [1, 2],
        [3, 4],
        [5],
        [],
      ]);
      const newest = async (before: number | null) =>
        (await store.readSealedAudit(team, { before, limit: 2 })).map(({ sequence }) => sequence);
      expect([await newest(null), await newest(4), await newest(2), await newest(1)]).toEqual([
        [5, 4],
        [3, 2],
        [1],
        [],
      ]);
      const [last] = await store.readSealedAudit(team, { before: null, limit: 1 });
      expect(await store.readSealedAudit(team, { after: 4, limit: 1 })).toEqual([last]);
    });

    test.each([0, 1])(
      'show a record that was written without one, after %i that were not',
      async (sealed) => {
        const { store } = subject();
        const team = aName('team');
        for (let revision = 0; revision < sealed; revision += 1)
          await store.writeSettings(team, revision, someSettings(), [modeChanged()], { ...at, seal });
        await store.writeSettings(team, sealed, someSettings(), [modeChanged()], at);
        await store.writeSettings(team, sealed + 1, someSettings(), [modeChanged()], { ...at, seal });
        const records = await store.readSealedAudit(team, { after: sealed, limit: 1 });
        expect(records).toMatchObject([{ seal: '' }]);
        expect(await findBreak(store, team)).toEqual({ sequence: sealed + 1, why: 'seal' });
      },
    );

    test('that cannot be made undo the write', async () => {
      const { store } = subject();
      const team = aName('team');
      const noKey = () => {
        throw new Error('no key');
      };
      const options = { seal: noKey };
      const run = aTestRun({ team });
      const batch = aBatch();
      await store.addTestRun(run);
      await store.replaceRecoveryCodes(team, batch, ['one'], []);
      const writes = [
        store.writeSettings(team, 0, someSettings(), [modeChanged()], { ...at, seal: noKey }),
        store.writeFacts(team, aSignIn({ userId: 'member' }), [modeChanged()], options),
        store.passTestRun(team, run.id, aPass(), NOW, [modeChanged()], options),
        store.replaceRecoveryCodes(team, aBatch(), ['two'], [modeChanged()], options),
        store.acknowledgeRecoveryCode(team, batch.batchId, 'one', 'a', NOW, [modeChanged()], options),
        store.spendRecoveryCode(team, batch.batchId, 'one', 'a', NOW, () => [modeChanged()], options),
        store.keepEntitlement(team, { entitled: true }, NOW, () => [modeChanged()], options),
        store.appendAudit(team, [modeChanged()], { ...at, ...options }),
        store.endProofs(team, NOW, [modeChanged()], options),
      ];
      for (const answer of await Promise.allSettled(writes))
        expect(answer).toMatchObject({ status: 'rejected', reason: { message: 'no key' } });
      expect(await store.readSettings(team)).toBeNull();
      expect(await store.readSignIns(team, ['member'])).toEqual([]);
      expect((await store.readCertificatesSeen(team)).size).toBe(0);
      expect(await store.readTestRun(team, run.id)).toEqual(run);
      expect(await store.readRecoveryState(team)).toEqual({ batch, unused: 1 });
      expect(await store.readEntitlement(team)).toBeNull();
      expect(await store.readAudit(team, { limit: 10 })).toEqual([]);
    });

    test('of concurrent writers make one chain', async () => {
      const team = aName('team');
      const run = aTestRun({ team });
      const batch = aBatch();
      await subject().store.addTestRun(run);
      await subject().store.replaceRecoveryCodes(team, batch, ['one'], []);
      const options = { seal };
      await race<unknown>((store, caller) => {
        const events = [modeChanged(), modeChanged('off')];
        if (caller === 0) return store.passTestRun(team, run.id, aPass(), NOW, events, options);
        if (caller === 1)
          return store.spendRecoveryCode(team, batch.batchId, 'one', 'admin', NOW, () => events, options);
        if (caller === 2)
          return store.writeSettings(team, 0, someSettings({ live: aConnection() }), events, { ...at, seal });
        return store.writeFacts(team, aSignIn(), events, options);
      });
      expect(await subject().other.readSealedAudit(team, { after: 0, limit: 100 })).toHaveLength(CALLERS * 2);
      expect(await findBreak(subject().other, team)).toBeNull();
    });
  });

  describe('notices', () => {
    test('wait for every record, oldest first across teams, until they are marked as sent', async () => {
      const { store, other } = subject();
      // Long before everything else in this suite, so that they are the oldest.
      const past = new Date('1991-02-03T04:05:06.007Z');
      const [one, two] = [aName('team'), aName('team')];
      const [off, optional, required] = [
        modeChanged('off'),
        modeChanged('optional'),
        modeChanged('required'),
      ];
      await store.writeSettings(one, 0, someSettings(), [off, optional], {
        now: minutesLater(1, past),
        seal,
      });
      await store.writeSettings(two, 0, someSettings(), [required], { now: past });
      const all = [
        { team: two, sequence: 1, at: past, event: required },
        { team: one, sequence: 1, at: minutesLater(1, past), event: off },
        { team: one, sequence: 2, at: minutesLater(1, past), event: optional },
      ];
      expect(await other.readUnsentNotices(3)).toEqual(all);
      expect(await other.readUnsentNotices(1)).toEqual(all.slice(0, 1));
      await other.markNoticeSent(one, 1);
      await other.markNoticeSent(two, 1);
      await store.markNoticeSent(two, 1);
      expect(await store.readUnsentNotices(1)).toEqual(all.slice(2));
      expect(await store.readAudit(one, { limit: 10 })).toHaveLength(2);
      await store.prune(NOW, 1000);
      expect(await store.readUnsentNotices(1)).toEqual(all.slice(2));
      await store.markNoticeSent(one, 2);
    });
  });
}
