// The real thing beside the model: journeys, store and host, with a clock that stands still and a provider that obeys.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NEVER_CONFIGURED, type MemberFacts, type Store, type StoredSettings } from '@team-sso/core';
import { createSigningIdentity, type SigningIdentity } from '@team-sso/mock-idp';
import { createMemoryStore } from '@team-sso/storage/memory';
import { createSqliteStore } from '@team-sso/storage/sqlite';
import { createServiceProvider, type ServiceProvider } from '../../src/index.ts';
import { idpIdentity, otherIdentity, ourKey, REGIONS, SECRET_KEY } from '../deployment.ts';
import {
  createFakeHost,
  createFakeHostState,
  SESSION_COOKIE,
  type FakeHostState,
  type HostContext,
} from '../fake-host.ts';
import { DAY, type Certificate, type Person } from './team-model.ts';

export const START = Date.UTC(2026, 10, 23, 10);
export const PUBLIC_URL = 'https://app.acmebots.example';
/** The short-lived certificate ends within a run. */
const SHORT_ENDS = START + 20 * DAY;
const LONG_ENDS = Date.UTC(2044, 0, 1);
export const CERTIFICATE_ENDS: Readonly<Record<Certificate, number>> = {
  first: LONG_ENDS,
  second: LONG_ENDS,
  short: SHORT_ENDS,
};
export const IDENTITIES: Readonly<Record<Certificate, SigningIdentity>> = {
  first: idpIdentity,
  second: otherIdentity,
  short: createSigningIdentity({ commonName: 'A short-lived key', notAfter: new Date(SHORT_ENDS) }),
};

export interface WorldOptions {
  readonly store: 'memory' | 'sqlite';
  readonly refusesExpired: boolean;
}

export interface World {
  readonly host: FakeHostState;
  readonly sso: () => ServiceProvider<HostContext>;
  readonly context: (person: Person) => HostContext;
  readonly now: () => Date;
  readonly advance: (millis: number) => void;
  readonly stored: () => Promise<StoredSettings>;
  readonly store: () => Store;
  /** Another process with the same store: what only memory knew is gone. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openWorld({ store: kind, refusesExpired }: WorldOptions): Promise<World> {
  const folder = kind === 'sqlite' ? await mkdtemp(join(tmpdir(), 'team-sso-model-')) : null;
  const host = createFakeHostState();
  let millis = START;
  const now = () => new Date(millis);
  const openStore = () =>
    folder ? createSqliteStore({ path: join(folder, 'store.db') }) : createMemoryStore();
  const provide = () =>
    createServiceProvider<HostContext>({
      host: createFakeHost(host),
      store,
      publicUrl: PUBLIC_URL,
      regions: REGIONS,
      secretKeys: [SECRET_KEY],
      secondOpinion: 'never',
      expiredCertificates: refusesExpired ? 'refuse' : 'accept',
      now,
    });
  let store = await openStore();
  await store.addFirstSpKey(await ourKey);
  let sso = provide();
  const contexts = new Map<Person, HostContext>();
  return {
    host,
    now,
    sso: () => sso,
    store: () => store,
    context: (person) => {
      const context = contexts.get(person) ?? cookieJar();
      contexts.set(person, context);
      return context;
    },
    advance: (by) => {
      millis += by;
    },
    stored: async () =>
      (await store.readSettings('acme')) ?? { team: 'acme', revision: 0, settings: NEVER_CONFIGURED },
    restart: async () => {
      if (folder) {
        await store.close();
        store = await openStore();
      }
      sso = provide();
    },
    close: async () => {
      await store.close();
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
}

function cookieJar(): HostContext {
  const cookies = new Map<string, string>();
  return {
    cookies: { get: (name) => cookies.get(name), set: (name, value) => cookies.set(name, value) },
  };
}

/** Signs in with own credentials: one more proof of the session there is, or a new session. */
export function provePassword(world: World, person: Person): void {
  const context = world.context(person);
  const session = world.host.sessions.get(context.cookies.get(SESSION_COOKIE) ?? '');
  const proof = { kind: 'password', at: world.now() } as const;
  if (session) return void session.proofs.push(proof);
  const id = `password-session-${world.host.sessions.size}`;
  world.host.sessions.set(id, { userId: person, proofs: [proof] });
  context.cookies.set(SESSION_COOKIE, id);
}

export function signOut(world: World, person: Person): void {
  world.context(person).cookies.set(SESSION_COOKIE, '');
}

/** What the host says about a person from now on; null: no member any more. */
export function changeMember(world: World, person: Person, facts: Partial<MemberFacts> | null): void {
  const members = world.host.teams.get('acme')?.members;
  const before = members?.get(person) ?? MEMBERS.get(person);
  if (!members || !before) throw new Error(`nobody is called ${person}`);
  if (facts) members.set(person, { ...before, ...facts });
  else members.delete(person);
}

const MEMBERS: ReadonlyMap<string, MemberFacts> = new Map(
  createFakeHostState().teams.get('acme')?.members ?? [],
);
