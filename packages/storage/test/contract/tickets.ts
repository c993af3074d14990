// Contract: a ticket is good once, for one browser, until it expires.

import { describe, expect, test } from 'vitest';
import type { Ticket } from '@team-sso/core';
import { aSignIn, aStep, aTicket, aName, minutesLater, NOW, someSettings } from '../builders.ts';
import type { Subject } from '../store-contract.ts';

export function describeTickets(subject: Subject): void {
  const stored = async (fields: Partial<Ticket> = {}): Promise<Ticket> => {
    const ticket = aTicket(fields);
    await subject().store.completeSignIn(aStep({ team: ticket.team, ticket }));
    return ticket;
  };

  describe('a ticket', () => {
    test('is taken once, with the team’s settings and the linked user', async () => {
      const { store } = subject();
      const ticket = await stored();
      const { team, nameId, ticketHash, browserHash } = ticket;
      const settings = someSettings();
      await store.writeSettings(team, 0, settings, [], { now: NOW, proofsValidFrom: NOW, confirmedAt: NOW });
      const signIn = aSignIn({ nameId });
      await store.writeFacts(team, signIn, []);
      expect(await store.takeTicket(ticketHash, browserHash, NOW)).toEqual({
        kind: 'taken',
        ticket,
        settings: { team, revision: 1, settings, proofsValidFrom: NOW, confirmedAt: NOW },
        linkedUserId: signIn.userId,
      });
      expect(await store.takeTicket(ticketHash, browserHash, NOW)).toEqual({ kind: 'unknown' });
    });

    test('brings no link of another team, provider or person', async () => {
      const { store } = subject();
      const ticket = await stored();
      const { team, nameId } = ticket;
      await store.writeFacts(aName('team'), aSignIn({ nameId }), []);
      await store.writeFacts(team, aSignIn({ nameId, idpEntityId: 'https://other.example' }), []);
      await store.writeFacts(team, aSignIn({ nameId: nameId.toUpperCase() }), []);
      const taken = await store.takeTicket(ticket.ticketHash, ticket.browserHash, NOW);
      expect(taken).toMatchObject({ kind: 'taken', linkedUserId: null });
    });

    test('that no response brought is taken once all the same', async () => {
      const { store, other } = subject();
      const ticket = aTicket({ purpose: 'confirm' });
      await store.addTicket(ticket);
      await expect(other.addTicket(ticket)).rejects.toThrow(/ticket/i);
      const taken = await other.takeTicket(ticket.ticketHash, ticket.browserHash, NOW);
      expect(taken).toMatchObject({ kind: 'taken', ticket });
      expect(await store.takeTicket(ticket.ticketHash, ticket.browserHash, NOW)).toEqual({ kind: 'unknown' });
    });

    test.each(['another', null])('is not taken by a browser whose hash is %s', async (browserHash) => {
      const { store } = subject();
      const ticket = await stored();
      expect(await store.takeTicket(ticket.ticketHash, browserHash, NOW)).toEqual({
        kind: 'browser_mismatch',
      });
      expect(await store.takeTicket(ticket.ticketHash, ticket.browserHash, NOW)).toMatchObject({
        kind: 'taken',
      });
    });

    test.each([aName('browser'), null])('that no browser began is taken by any', async (browserHash) => {
      const ticket = await stored({ browserHash: null });
      expect(await subject().store.takeTicket(ticket.ticketHash, browserHash, NOW)).toMatchObject({
        kind: 'taken',
      });
    });

    test('that has expired is unknown, to any browser', async () => {
      const { store } = subject();
      const { ticketHash, browserHash } = await stored({ expiresAt: minutesLater(1) });
      expect(await store.takeTicket(ticketHash, browserHash, minutesLater(1))).toEqual({ kind: 'unknown' });
      expect(await store.takeTicket(ticketHash, 'another', minutesLater(1))).toEqual({ kind: 'unknown' });
    });

    test('carries names as long as the standard allows, in any script', async () => {
      const fields = {
        idpEntityId: '提'.repeat(1024),
        nameId: '名'.repeat(1024),
        payload: 'é'.repeat(100_000),
      };
      const ticket = await stored(fields);
      const { store } = subject();
      const { userId } = aSignIn();
      const { idpEntityId, nameId } = fields;
      await store.writeFacts(ticket.team, aSignIn({ idpEntityId, nameId, userId }), []);
      const taken = await store.takeTicket(ticket.ticketHash, ticket.browserHash, NOW);
      expect(taken).toEqual({ kind: 'taken', ticket, settings: null, linkedUserId: userId });
    });
  });
}
