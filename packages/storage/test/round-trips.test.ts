// How often the login path asks PostgreSQL: every statement is one way there and back, begin and commit included.

import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '@team-sso/core';
import { createSqlStore } from '../src/sql.ts';
import {
  aConnection,
  aName,
  aRequest,
  aSignIn,
  aStep,
  aTicket,
  minutesLater,
  NOW,
  requiredSettings,
  someSettings,
} from './builders.ts';
import { watchedDialect } from './watched-dialect.ts';

const sent: string[] = [];
let store: Store;
beforeAll(async () => {
  const dialect = new PGliteDialect({ pglite: await PGlite.create() });
  store = await createSqlStore(watchedDialect(dialect, (statement) => void sent.push(statement)));
});
afterAll(() => store.close());

/** How many statements `run` sent. */
async function countOf(run: () => Promise<unknown>): Promise<number> {
  sent.length = 0;
  await run();
  return sent.length;
}

describe('PostgreSQL is asked', () => {
  test('once for settings, and once to remember a request: twice for a login', async () => {
    const team = aName('team');
    await store.writeSettings(team, 0, someSettings(), [], { now: NOW });
    expect(await countOf(() => store.readSettings(team))).toBe(1);
    expect(await countOf(() => store.rememberRequest(aRequest({ team })))).toBe(1);
  });

  test('once for settings and request, and once to take, claim and store: twice for a response', async () => {
    const request = aRequest();
    const { team, requestHash } = request;
    await store.rememberRequest(request);
    expect(await countOf(() => store.readForResponse(team, requestHash, NOW))).toBe(1);
    expect(await countOf(() => store.completeSignIn(aStep({ team, requestHash })))).toBe(1);
    expect(await countOf(() => store.completeSignIn(aStep({ team })))).toBe(1);
  });

  test('once for ticket, settings and link, and once to write the facts: twice to finish', async () => {
    const team = aName('team');
    const ticket = aTicket({ team });
    const live = aConnection();
    const { connectionId } = live;
    await store.writeSettings(team, 0, requiredSettings(live), [], { now: NOW });
    const first = aSignIn({ nameId: ticket.nameId, connectionId });
    expect((await store.writeFacts(team, first, [])).confirmed).toBe(true);
    await store.completeSignIn(aStep({ team, ticket }));
    expect(await countOf(() => store.takeTicket(ticket.ticketHash, ticket.browserHash, NOW))).toBe(1);
    const again = { ...first, at: minutesLater(2) };
    expect(await countOf(() => store.writeFacts(team, again, []))).toBe(1);
    expect(await store.readSignIns(team, [first.userId])).toMatchObject([{ at: minutesLater(2) }]);
    const somebodyElse = { ...again, userId: aName('user') };
    expect(await countOf(() => store.writeFacts(team, somebodyElse, []))).toBe(1);
  });

  test('in one transaction for what a first sign-in leaves behind', async () => {
    await countOf(() => store.writeFacts(aName('team'), aSignIn(), []));
    expect([sent[1], sent.at(-1)]).toEqual(['begin', 'commit']);
  });

  test('once a kind for what is over, without a transaction', async () => {
    await countOf(() => store.prune(NOW, 10));
    expect(sent.filter((statement) => !statement.trimStart().startsWith('delete'))).toEqual([]);
  });
});
