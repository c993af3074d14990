// What a filled store is asked: the steps of a sign-in, access to a resource, and the lists that upkeep works from.

import { createHash, randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { SignInChange } from '@team-sso/core';
import { CONNECTION_ID, type FilledStore } from './filled-store.ts';

const IDP = 'https://idp.example/metadata';
const LATER_MILLIS = 30 * 60_000;
/** As `maintain()` prunes. */
const BATCH = 1000;
/** Of more claims than these the rest is only filled in: a day brings them, and a day has time for them. */
const MAX_PRUNED = 400_000;

export const SCALE_STEPS = ['access', 'login', 'response', 'finish', 'upkeep lists'] as const;
export type ScaleStep = (typeof SCALE_STEPS)[number];

/** One round on one store, at a team picked by chance: milliseconds of each step. */
export async function runSteps(filled: FilledStore, now: Date): Promise<Readonly<Record<ScaleStep, number>>> {
  const { store, sizes } = filled;
  const team = `team-${1 + Math.floor(Math.random() * sizes.teams)}`;
  const requestHash = hash();
  const expiresAt = new Date(now.getTime() + LATER_MILLIS);
  const person = { nameId: randomUUID(), browserHash: hash(), ticketHash: hash() };
  const of = { team, connectionId: CONNECTION_ID, idpEntityId: IDP, returnTo: '/', expiresAt };
  const request = { ...of, requestHash, purpose: 'login', browserHash: person.browserHash } as const;
  const ticket = { ...of, ...person, purpose: 'login', payload: '{}' } as const;
  const change: SignInChange = {
    kind: 'sign-in',
    userId: person.nameId,
    nameId: person.nameId,
    idpEntityId: IDP,
    connectionId: CONNECTION_ID,
    certificateFingerprint: 'bench',
    at: now,
  };
  const access = await time(() => store.readSettings(team));
  const login = await time(async () => {
    await store.readSettings(team);
    await store.rememberRequest(request);
  });
  const response = await time(async () => {
    await store.readForResponse(team, requestHash, now);
    const step = { team, requestHash, assertionKey: hash(), claimUntil: expiresAt, ticket, now };
    if ((await store.completeSignIn(step)) !== 'done') throw new Error('The step was not done.');
  });
  // Somebody who has signed in before, as nearly everybody has.
  await store.writeFacts(team, change, []);
  const finish = await time(async () => {
    const taken = await store.takeTicket(ticket.ticketHash, ticket.browserHash, now);
    if (taken.kind !== 'taken') throw new Error('The ticket was not there.');
    await store.writeFacts(team, { ...change, at: new Date(now.getTime() + 1) }, []);
  });
  const lists = await time(async () => {
    await store.readOverdueRequirements(now, 100);
    await store.readUnsentNotices(100);
    await store.readDueDomains(now, 100);
    await store.claimUpkeep(now, expiresAt, 100);
  });
  return { access, login, response, finish, 'upkeep lists': lists };
}

/** How fast claims go that are over: claims per second in each tenth of those that are pruned. */
export async function pruneAll({ store, sizes }: FilledStore, now: Date): Promise<readonly number[]> {
  const afterAll = new Date(now.getTime() + 26 * 60 * 60_000 + sizes.claims);
  const perTenth = Math.ceil(Math.min(sizes.claims, MAX_PRUNED) / 10);
  const batch = Math.min(BATCH, perTenth);
  const rates: number[] = [];
  for (let tenth = 0; tenth < 10; tenth++) {
    const start = performance.now();
    let pruned = 0;
    while (pruned < perTenth) {
      const gone = await store.prune(afterAll, batch);
      if (gone === 0) break;
      pruned += gone;
    }
    rates.push((pruned / (performance.now() - start)) * 1000);
  }
  return rates;
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** As long and as scattered as the hashes of real requests and assertions. */
function hash(): string {
  return createHash('sha256').update(randomUUID()).digest('hex');
}
