// Contract: concurrent callers on two instances; exactly one of them wins, and nothing is lost.

import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '@team-sso/core';
import {
  aConnection,
  aName,
  aRequest,
  aSignIn,
  aSpKey,
  aStep,
  aTicket,
  modeChanged,
  NOW,
  requiredSettings,
  someSettings,
} from '../builders.ts';
import type { Subject } from '../store-contract.ts';
import { CALLERS, countOf, raceOn } from './race.ts';

export function describeRaces(subject: Subject): void {
  const race = raceOn(subject);

  describe('of concurrent callers', () => {
    test('one completes a response, the others see a replay', async () => {
      const request = aRequest();
      const { team, requestHash } = request;
      await subject().store.rememberRequest(request);
      const step = aStep({ team, requestHash });
      const answers = await race((store) => store.completeSignIn({ ...step, ticket: aTicket({ team }) }));
      expect(countOf(answers)).toEqual({ done: 1, replayed: CALLERS - 1 });
    });

    test('one claims an assertion, whatever request it comes with', async () => {
      const { assertionKey } = aStep();
      const requests = Array.from({ length: CALLERS }, () => aRequest());
      for (const request of requests) await subject().store.rememberRequest(request);
      const answers = await race((store, caller) => {
        const { team, requestHash } = requests[caller] ?? aRequest();
        return store.completeSignIn(aStep({ team, requestHash, assertionKey }));
      });
      expect(countOf(answers)).toEqual({ done: 1, replayed: CALLERS - 1 });
      const left = await race((store, caller) => {
        const { team, requestHash } = requests[caller] ?? aRequest();
        return store.readForResponse(team, requestHash, NOW);
      });
      expect(left.filter(({ request }) => request === null)).toHaveLength(1);
    });

    test('one spends a request, whatever assertion answers it', async () => {
      const request = aRequest();
      const { team, requestHash } = request;
      await subject().store.rememberRequest(request);
      const steps = Array.from({ length: CALLERS }, () => aStep({ team, requestHash }));
      const answers = await race((store, caller) => store.completeSignIn(steps[caller] ?? aStep()));
      expect(countOf(answers)).toEqual({ done: 1, request_unknown: CALLERS - 1 });
      // The others' assertions are still good: what was refused has claimed nothing.
      const again = await race((store, caller) =>
        store.completeSignIn(aStep({ assertionKey: steps[caller]?.assertionKey ?? '' })),
      );
      expect(countOf(again)).toEqual({ done: CALLERS - 1, replayed: 1 });
    });

    test('one takes over an expired claim', async () => {
      const { assertionKey } = aStep();
      await subject().store.completeSignIn(aStep({ assertionKey, claimUntil: NOW }));
      const answers = await race((store) => store.completeSignIn(aStep({ assertionKey })));
      expect(countOf(answers)).toEqual({ done: 1, replayed: CALLERS - 1 });
    });

    test('one takes a ticket', async () => {
      const { ticket, ...step } = aStep();
      await subject().store.completeSignIn({ ...step, ticket });
      const answers = await race((store) => store.takeTicket(ticket.ticketHash, ticket.browserHash, NOW));
      expect(countOf(answers.map(({ kind }) => kind))).toEqual({ taken: 1, unknown: CALLERS - 1 });
    });

    test.each([0, 1])('one writes settings over revision %i, with its audit event', async (revision) => {
      const team = aName('team');
      if (revision === 1) await subject().store.writeSettings(team, 0, someSettings(), [], { now: NOW });
      const answers = await race((store, caller) => {
        const settings = someSettings({ live: aConnection({ connectionId: `of ${caller}` }) });
        const event = { ...modeChanged(), actor: { kind: 'user', userId: `of ${caller}` } } as const;
        return store.writeSettings(team, revision, settings, [event], { now: NOW });
      });
      expect(countOf(answers.map(({ kind }) => kind))).toEqual({ written: 1, stale: CALLERS - 1 });
      const winner = `of ${answers.findIndex(({ kind }) => kind === 'written')}`;
      const stored = await subject().other.readSettings(team);
      expect(stored).toMatchObject({ revision: revision + 1, settings: { live: { connectionId: winner } } });
      const log = await subject().other.readAudit(team, { limit: 100 });
      expect(log.map(({ event }) => event.actor)).toEqual([{ kind: 'user', userId: winner }]);
    });

    test('one adds a region’s first key pair, and one value is kept', async () => {
      const region = aName('region');
      const keys = await race((store) => store.addFirstSpKey(aSpKey(region)));
      expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1);
      expect(await subject().other.readSpKeys(region)).toEqual([keys[0]]);
      const name = aName('name');
      const values = await race((store, caller) => store.keepFirst(name, `value ${caller}`));
      expect(new Set(values).size).toBe(1);
      expect(await subject().other.keepFirst(name, 'late')).toBe(values[0]);
    });

    test('one user gets an identity, and only that one’s sign-in counts', async () => {
      const [team, nameId] = [aName('team'), aName('name')];
      const userIds = Array.from({ length: CALLERS }, () => aName('user'));
      const answers = await race((store, caller) =>
        store.writeFacts(team, aSignIn({ nameId, userId: userIds[caller] ?? '' }), [
          linkedTo(userIds[caller] ?? ''),
        ]),
      );
      expect(new Set(answers.map(({ linkedUserId }) => linkedUserId)).size).toBe(1);
      const winner = answers[0]?.linkedUserId ?? '';
      const signIns = await subject().other.readSignIns(team, userIds);
      expect(signIns.map(({ userId }) => userId)).toEqual([winner]);
      const log = await subject().other.readAudit(team, { limit: 100 });
      expect(log.map(({ event }) => event)).toEqual([linkedTo(winner)]);
    });

    test('one confirms "required"', async () => {
      const team = aName('team');
      const live = aConnection();
      await subject().store.writeSettings(team, 0, requiredSettings(live), [], { now: NOW });
      const { connectionId } = live;
      const answers = await race((store) => store.writeFacts(team, aSignIn({ connectionId }), []));
      expect(answers.filter(({ confirmed }) => confirmed)).toHaveLength(1);
    });

    test('none loses an audit event, and sequences have no gap', async () => {
      const team = aName('team');
      await race((store) => {
        const change = aSignIn();
        return store.writeFacts(team, change, [linkedTo(change.userId), modeChanged()]);
      });
      const log = await subject().other.readAudit(team, { limit: 100 });
      expect(log.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: CALLERS * 2 }, (_, index) => CALLERS * 2 - index),
      );
    });

    test('none sees half of a write', async () => {
      const team = aName('team');
      const refused = { now: NOW, guard: { actorUserId: 'admin', connectionId: null, check: refuse } };
      const seen = await race(async (store, caller) => {
        if (caller % 3 > 0)
          return [await store.readSettings(team), ...(await store.readAudit(team, { limit: 1 }))];
        const write = store.writeSettings(team, 0, someSettings(), [modeChanged()], refused);
        return [await write.catch((error: Error) => error.message)];
      });
      expect(countOf(seen.flat().map(String))).toEqual({ refused: CALLERS / 3, null: (CALLERS * 2) / 3 });
    });
  });
}

function refuse(): never {
  throw new Error('refused');
}

function linkedTo(userId: string): AuditEvent {
  return { type: 'identity_linked', actor: { kind: 'user', userId }, userId, idpEntityId: 'idp' };
}
