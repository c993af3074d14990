// Contract: pending requests, and the one atomic step of a sign-in.

import { describe, expect, test } from 'vitest';
import { aName, aRequest, aStep, aTicket, minutesLater, NOW, someSettings } from '../builders.ts';
import type { Subject } from '../store-contract.ts';

export function describeSignIn(subject: Subject): void {
  describe('a pending request', () => {
    test('is read together with the settings', async () => {
      const { store, other } = subject();
      const request = aRequest({ purpose: 'test', startedBy: 'admin' });
      const settings = someSettings();
      await store.rememberRequest(request);
      const { team, requestHash } = request;
      expect(await other.readForResponse(team, requestHash, NOW)).toEqual({ settings: null, request });
      await store.writeSettings(team, 0, settings, [], { now: NOW });
      const stored = { team, revision: 1, settings };
      expect(await other.readForResponse(team, requestHash, NOW)).toEqual({ settings: stored, request });
      expect(await other.readForResponse(team, null, NOW)).toEqual({ settings: stored, request: null });
    });

    test('of another team or expired is none', async () => {
      const { store } = subject();
      const request = aRequest();
      await store.rememberRequest(request);
      const none = { settings: null, request: null };
      expect(await store.readForResponse(aName('team'), request.requestHash, NOW)).toEqual(none);
      expect(await store.readForResponse(request.team, request.requestHash, request.expiresAt)).toEqual(none);
      expect(await store.readForResponse(request.team, aName('request'), NOW)).toEqual(none);
    });

    test('is remembered once', async () => {
      const { store } = subject();
      const request = aRequest();
      await store.rememberRequest(request);
      await expect(store.rememberRequest({ ...request, team: 'another' })).rejects.toThrow(
        /unique|duplicate|already/i,
      );
    });
  });

  describe('completing a sign-in', () => {
    test('takes the request, claims the assertion and stores the ticket', async () => {
      const { store, other } = subject();
      const request = aRequest();
      const { team, requestHash } = request;
      const step = aStep({ team, requestHash });
      await store.rememberRequest(request);
      expect(await store.completeSignIn(step)).toBe('done');
      expect((await other.readForResponse(team, requestHash, NOW)).request).toBeNull();
      expect(await other.completeSignIn(aStep({ assertionKey: step.assertionKey }))).toBe('replayed');
      const taken = await other.takeTicket(step.ticket.ticketHash, step.ticket.browserHash, NOW);
      expect(taken).toEqual({ kind: 'taken', ticket: step.ticket, settings: null, linkedUserId: null });
    });

    test('needs no request when the answer is unsolicited', async () => {
      expect(await subject().store.completeSignIn(aStep())).toBe('done');
    });

    test('the same response again is replayed, though its request is gone', async () => {
      const { store } = subject();
      const request = aRequest();
      const step = aStep({ team: request.team, requestHash: request.requestHash });
      await store.rememberRequest(request);
      await store.completeSignIn(step);
      expect(await store.completeSignIn({ ...step, ticket: aTicket() })).toBe('replayed');
    });

    test.each([
      ['missing', {}, {}],
      ['expired', { expiresAt: NOW }, {}],
      ['another team’s', {}, { team: 'another' }],
    ])('a request that is %s is unknown, and nothing has changed', async (state, request, step) => {
      const { store } = subject();
      const pending = aRequest(request);
      const { team, requestHash, expiresAt } = pending;
      if (state !== 'missing') await store.rememberRequest(pending);
      const refused = aStep({ team, requestHash, ...step });
      expect(await store.completeSignIn(refused)).toBe('request_unknown');
      const { ticketHash, browserHash } = refused.ticket;
      expect(await store.takeTicket(ticketHash, browserHash, NOW)).toEqual({ kind: 'unknown' });
      expect(await store.completeSignIn(aStep({ assertionKey: refused.assertionKey }))).toBe('done');
      const before = new Date(expiresAt.getTime() - 1);
      const left = await store.readForResponse(team, requestHash, before);
      expect(left.request).toEqual(state === 'missing' ? null : pending);
    });

    test('a replayed assertion leaves the request it names alone and stores no ticket', async () => {
      const { store } = subject();
      const request = aRequest();
      const { team, requestHash } = request;
      const first = aStep();
      await store.completeSignIn(first);
      await store.rememberRequest(request);
      const second = aStep({ team, requestHash, assertionKey: first.assertionKey });
      expect(await store.completeSignIn(second)).toBe('replayed');
      expect((await store.readForResponse(team, requestHash, NOW)).request).toEqual(request);
      const { ticketHash, browserHash } = second.ticket;
      expect(await store.takeTicket(ticketHash, browserHash, NOW)).toEqual({ kind: 'unknown' });
    });

    test('a claim holds for every team until it expires, and can then be made again', async () => {
      const { store } = subject();
      const { assertionKey } = aStep();
      await store.completeSignIn(aStep({ assertionKey, claimUntil: minutesLater(5) }));
      const justBefore = new Date(minutesLater(5).getTime() - 1);
      expect(await store.completeSignIn(aStep({ assertionKey, now: justBefore }))).toBe('replayed');
      const again = aStep({ assertionKey, now: minutesLater(5), claimUntil: minutesLater(9) });
      expect(await store.completeSignIn(again)).toBe('done');
      expect(await store.completeSignIn(aStep({ assertionKey, now: minutesLater(8) }))).toBe('replayed');
    });

    test('a ticket that cannot be stored leaves request and assertion untouched', async () => {
      const { store } = subject();
      const request = aRequest();
      const { team, requestHash } = request;
      const earlier = aStep();
      await store.completeSignIn(earlier);
      await store.rememberRequest(request);
      const step = aStep({ team, requestHash });
      await expect(store.completeSignIn({ ...step, ticket: earlier.ticket })).rejects.toThrow(
        /unique|duplicate|already/i,
      );
      expect(await store.completeSignIn(step)).toBe('done');
    });
  });
}
