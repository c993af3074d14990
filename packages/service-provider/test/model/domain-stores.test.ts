// Any story of teams that ask for, prove, lose and give up domains: every store tells it the same, and a domain has one owner.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterCheck, afterLapse, type DomainCheck, type Store } from '@team-sso/core';
import { createMemoryStore } from '@team-sso/storage/memory';
import { createSqliteStore } from '@team-sso/storage/sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

const TEAMS = ['a', 'b'] as const;
const DOMAINS = ['one.example', 'two.example'] as const;
const MAX = 2;
const DAY_MILLIS = 24 * 3_600_000;
const START = Date.UTC(2026, 0, 1);

const team = fc.constantFrom(...TEAMS);
const domain = fc.constantFrom(...DOMAINS);
// Mostly right: a story in which nothing succeeds tells nothing.
const token = fc.constantFrom('t1', 't1', 't1', 't2');
const late = fc.constantFrom(false, false, false, true);
const check = fc.constantFrom<DomainCheck>('found', 'missing', 'missing', 'unreachable');
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), team, domain, token, late }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('verify' as const), team, domain, token, late }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), team, domain, late }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('adopt' as const), team, domain }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('check' as const), team, domain, check }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('lapse' as const), domain }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 4, max: 31 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Kind> ? Kind : never;

let folder = '';
let sqlite: Store;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'team-sso-'));
  sqlite = await createSqliteStore({ path: join(folder, 'store.sqlite') });
});
afterAll(async () => {
  await sqlite.close();
  rmSync(folder, { recursive: true });
});

/** Takes one step as the journeys do, and tells what the store answered. */
async function take(store: Store, story: string, now: Date, one: Step): Promise<unknown> {
  const named = (name: string) => `${story}-${name}`;
  switch (one.kind) {
    case 'wait':
      return null;
    case 'adopt':
      return store.adoptDomain(named(one.team), named(one.domain), [], { now });
    case 'lapse': {
      const owned = await store.readOwnedDomain(named(one.domain));
      const lapse = owned && afterLapse(owned, now);
      return owned && lapse && store.settleDomain(owned, lapse.after, lapse.events, { now });
    }
    case 'check': {
      const own = await store.readDomains(named(one.team));
      const before = own.find((row) => row.domain === named(one.domain) && row.token !== null);
      const done = before && afterCheck(before, one.check, now);
      return before && done && store.settleDomain(before, done.after, done.events, { now });
    }
    default: {
      const revision = (await store.readSettings(named(one.team)))?.revision ?? 0;
      const seen = one.late ? revision + 1 : revision;
      const name = named(one.domain);
      const change =
        one.kind === 'add'
          ? ({ kind: 'add', domain: name, token: one.token, max: MAX } as const)
          : one.kind === 'verify'
            ? ({ kind: 'verify', domain: name, token: one.token, checkDueAt: now } as const)
            : ({ kind: 'remove', domain: name } as const);
      return store.writeDomain(named(one.team), seen, change, [], { now });
    }
  }
}

async function everything(store: Store, story: string, now: Date): Promise<unknown> {
  const rows = await Promise.all(TEAMS.map((name) => store.readDomains(`${story}-${name}`)));
  const owners = await Promise.all(DOMAINS.map((name) => store.readOwnedDomain(`${story}-${name}`)));
  const revisions = await Promise.all(
    TEAMS.map(async (name) => (await store.readSettings(`${story}-${name}`))?.revision ?? 0),
  );
  const due = (await store.readDueDomains(now, 10_000)).filter((row) => row.team.startsWith(`${story}-`));
  const log = await Promise.all(TEAMS.map((name) => store.readAudit(`${story}-${name}`, { limit: 99 })));
  return { rows, owners, revisions, log, due: due.map((row) => `${row.team} ${row.domain}`).toSorted() };
}

/** A verified row has the owner's place, and the owner's place a verified row: one, of that domain. */
async function mustHaveOneOwner(store: Store, story: string): Promise<void> {
  const rows = (await Promise.all(TEAMS.map((name) => store.readDomains(`${story}-${name}`)))).flat();
  for (const name of DOMAINS) {
    const verified = rows.filter((row) => row.domain === `${story}-${name}` && row.state === 'verified');
    expect(verified.length).toBeLessThanOrEqual(1);
    expect(await store.readOwnedDomain(`${story}-${name}`)).toEqual(verified[0] ?? null);
  }
}

it('a story of domains has one owner each at every moment, and is the same in memory and in SQLite', async () => {
  let stories = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const memory = createMemoryStore();
      const story = `story${stories++}`;
      let now = START;
      for (const one of steps) {
        now += one.kind === 'wait' ? one.days * DAY_MILLIS : 1;
        const at = new Date(now);
        expect(await take(sqlite, story, at, one)).toEqual(await take(memory, story, at, one));
        await mustHaveOneOwner(sqlite, story);
      }
      expect(await everything(sqlite, story, new Date(now))).toEqual(
        await everything(memory, story, new Date(now)),
      );
    }),
    { numRuns: 150 },
  );
}, 60_000);
