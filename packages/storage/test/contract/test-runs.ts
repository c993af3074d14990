// Contract: test runs take refusals until one answer passes or their time is over.

import { describe, expect, test } from 'vitest';
import { MAX_TEST_REFUSALS, type AuditEvent, type TestRun } from '@team-sso/core';
import {
  aName,
  aPass,
  aRefusal,
  aRequest,
  aStep,
  aTestRun,
  aTicket,
  minutesLater,
  NOW,
} from '../builders.ts';
import type { Subject } from '../store-contract.ts';
import { CALLERS, countOf, raceOn } from './race.ts';

const passed: AuditEvent = {
  type: 'test_passed',
  actor: { kind: 'user', userId: 'admin' },
  testRunId: 'test',
  connectionId: 'connection',
};

export function describeTestRuns(subject: Subject): void {
  const race = raceOn(subject);

  describe('a test run', () => {
    test('comes back as it was added, and only at its team', async () => {
      const { store, other } = subject();
      const run = aTestRun({ target: 'live' });
      await store.addTestRun(run);
      expect(await other.readTestRun(run.team, run.id)).toEqual(run);
      expect(await other.readTestRun(aName('team'), run.id)).toBeNull();
      expect(await other.readTestRun(run.team, 'another')).toBeNull();
    });

    test('is added once', async () => {
      const { store } = subject();
      const run = aTestRun();
      await store.addTestRun(run);
      await expect(store.addTestRun({ ...run, by: 'another' })).rejects.toThrow(/unique|stored already/i);
      expect(await store.readTestRun(run.team, run.id)).toEqual(run);
    });

    test('that was started last is the team’s last one', async () => {
      const { store } = subject();
      const team = aName('team');
      expect(await store.readLastTestRun(team)).toBeNull();
      const [older, last] = [aTestRun({ team }), aTestRun({ team, startedAt: minutesLater(1) })];
      await store.addTestRun(last);
      await store.addTestRun(older);
      await store.addTestRun(aTestRun({ startedAt: minutesLater(2) }));
      await store.appendTestRefusal(team, older.id, aRefusal(), minutesLater(3));
      expect(await store.readLastTestRun(team)).toEqual(last);
    });

    test('that passed last is a connection’s passed test, whatever was tested since', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const connectionId = aName('connection');
      const pass = async (minutes: number, of: Partial<TestRun> = {}) => {
        const run = aTestRun({ team, connectionId, startedAt: NOW, ...of });
        await store.addTestRun(run);
        await store.passTestRun(run.team, run.id, aPass(), minutesLater(minutes), []);
        return run;
      };
      expect(await other.readPassedTest(team, connectionId)).toBeNull();
      await pass(1);
      const last = await pass(3, { target: 'live', by: 'owner' });
      await pass(2);
      await pass(4, { connectionId: aName('connection') });
      await pass(4, { team: aName('team') });
      const failed = aTestRun({ team, connectionId, startedAt: minutesLater(4) });
      await store.addTestRun(failed);
      await store.appendTestRefusal(team, failed.id, aRefusal(), minutesLater(4));
      expect(await other.readPassedTest(team, connectionId)).toEqual({
        id: last.id,
        connectionId,
        target: 'live',
        outcome: 'passed',
        at: minutesLater(3),
        by: 'owner',
      });
    });

    test('keeps refusals in their order, whatever characters they hold, and stays open', async () => {
      const { store, other } = subject();
      const run = aTestRun();
      const refusals = [aRefusal(), aRefusal({ at: minutesLater(2), reason: 'replayed' })];
      await store.addTestRun(run);
      for (const refusal of refusals) {
        expect(await store.appendTestRefusal(run.team, run.id, refusal, NOW)).toBe(true);
      }
      expect(await other.readTestRun(run.team, run.id)).toEqual({ ...run, answers: refusals });
    });

    test('that is full of refusals takes no more of them, but still passes', async () => {
      const { store } = subject();
      const run = aTestRun();
      await store.addTestRun(run);
      const refusals = Array.from({ length: MAX_TEST_REFUSALS }, () => aRefusal());
      for (const refusal of refusals) await store.appendTestRefusal(run.team, run.id, refusal, NOW);
      expect(await store.appendTestRefusal(run.team, run.id, aRefusal(), NOW)).toBe(false);
      expect(await store.passTestRun(run.team, run.id, aPass(), NOW, [])).toBe(true);
      const answers = [...refusals, aPass()];
      expect(await store.readTestRun(run.team, run.id)).toEqual({ ...run, outcome: 'passed', answers });
    });

    test('passes once, with its audit event, and then takes nothing more', async () => {
      const { store } = subject();
      const run = aTestRun();
      const { team, id } = run;
      await store.addTestRun(run);
      expect(await store.passTestRun(team, id, aPass(), minutesLater(2), [passed])).toBe(true);
      expect(await store.passTestRun(team, id, aPass(), minutesLater(3), [passed])).toBe(false);
      expect(await store.appendTestRefusal(team, id, aRefusal(), minutesLater(3))).toBe(false);
      expect(await store.readTestRun(team, id)).toEqual({ ...run, outcome: 'passed', answers: [aPass()] });
      const log = await store.readAudit(team, { limit: 10 });
      expect(log).toEqual([{ team, sequence: 1, at: minutesLater(2), event: passed }]);
    });

    test.each([
      ['out of time', {}, 15],
      ['of another team', { team: 'another' }, 1],
      ['unknown', { id: 'another' }, 1],
    ])('that is %s takes no answer and logs nothing', async (_, fields, minutes) => {
      const { store } = subject();
      const run = aTestRun();
      await store.addTestRun(run);
      const { team, id } = { ...run, ...fields };
      const now = minutesLater(minutes);
      expect(await store.appendTestRefusal(team, id, aRefusal(), now)).toBe(false);
      expect(await store.passTestRun(team, id, aPass(), now, [passed])).toBe(false);
      expect(await store.readTestRun(run.team, run.id)).toEqual(run);
      expect(await store.readAudit(team, { limit: 10 })).toEqual([]);
    });

    test('travels with its request and its ticket', async () => {
      const { store, other } = subject();
      const testRunId = aName('test');
      const request = aRequest({ purpose: 'test', testRunId });
      const { team, requestHash } = request;
      await store.rememberRequest(request);
      expect((await other.readForResponse(team, requestHash, NOW)).request).toEqual(request);
      const ticket = aTicket({ team, purpose: 'test', testRunId });
      expect(await store.completeSignIn(aStep({ team, requestHash, ticket }))).toBe('done');
      const taken = await other.takeTicket(ticket.ticketHash, ticket.browserHash, NOW);
      expect(taken).toMatchObject({ kind: 'taken', ticket });
    });
  });

  describe('of concurrent answers to a test run', () => {
    test('one passes it', async () => {
      const run = aTestRun();
      const { team, id } = run;
      await subject().store.addTestRun(run);
      const answers = await race((store) => store.passTestRun(team, id, aPass(), NOW, [passed]));
      expect(countOf(answers)).toEqual({ true: 1, false: CALLERS - 1 });
      expect((await subject().other.readTestRun(team, id))?.answers).toEqual([aPass()]);
      expect(await subject().other.readAudit(team, { limit: 10 })).toHaveLength(1);
    });

    test('as many refusals are kept as it holds, each whole', async () => {
      const run = aTestRun();
      const { team, id } = run;
      await subject().store.addTestRun(run);
      const kept = await race((store, caller) =>
        store.appendTestRefusal(team, id, aRefusal({ at: minutesLater(caller) }), NOW),
      );
      expect(countOf(kept)).toEqual({ true: MAX_TEST_REFUSALS, false: CALLERS - MAX_TEST_REFUSALS });
      const read = await subject().other.readTestRun(team, id);
      const expected = kept.flatMap((isKept, caller) => (isKept ? [minutesLater(caller).getTime()] : []));
      expect(read?.answers.map(({ at }) => at.getTime()).toSorted((a, b) => a - b)).toEqual(expected);
    });
  });
}
