// Ours under load: the router over a store, and a host whose own work is next to nothing.

import { randomBytes } from 'node:crypto';
import { NEVER_CONFIGURED, type Host, type Store, type StoredConnection } from '@team-sso/core';
import { createServiceProvider, type ServiceProvider } from '@team-sso/service-provider';
import { createRouter } from '@team-sso/service-provider/koa';
import { createMemoryStore } from '@team-sso/storage/memory';
import { createPostgresStore } from '@team-sso/storage/postgres';
import { createSqliteStore } from '@team-sso/storage/sqlite';
import Koa, { type Context } from 'koa';
import type { App } from './apps.ts';
import { idpFacts, SP_ENTITY_ID } from './idp.ts';
import type { ServerOptions } from './server.ts';

const TEAM = 'acme';
const SESSION_COOKIE = 'session';

/** What of it runs without HTTP. */
export interface TeamSso {
  readonly sso: ServiceProvider<Context>;
  readonly store: Store;
}

export async function createTeamSsoApp(options: ServerOptions, origin: string): Promise<App> {
  const { sso, store } = await createTeamSso(options, origin);
  const app = new Koa();
  app.use(async (ctx, next) => {
    if (ctx.path !== '/healthz') return next();
    ctx.body = 'ok';
  });
  app.use(createRouter(sso).routes());
  app.silent = true;
  return { app, close: () => store.close() };
}

/** The service of one team whose SSO is on. */
export async function createTeamSso(options: ServerOptions, origin: string): Promise<TeamSso> {
  const store = await openStore(options);
  const live: StoredConnection = {
    connectionId: 'bench',
    ...idpFacts(options),
    signOnBinding: 'redirect',
    metadataPolicy: 'notify',
    signRequests: false,
    forceAuthn: false,
    allowUnsolicited: false,
    allowCbcEncryption: false,
    spEntityIdScope: 'region',
  };
  const settings = { ...NEVER_CONFIGURED, mode: 'optional', live } as const;
  await store.writeSettings(TEAM, 0, settings, [], { now: new Date() });
  const sso = createServiceProvider<Context>({
    host: createHost(),
    store,
    publicUrl: origin,
    regions: [{ id: 'eu', name: 'Europe', spEntityId: SP_ENTITY_ID }],
    secretKeys: [randomBytes(32)],
    secondOpinion: options.kind === 'memoryTwoOpinions' ? 'always' : 'never',
  });
  return { sso, store };
}

function openStore({ kind, path = '', databaseUrl = '' }: ServerOptions): Promise<Store> | Store {
  if (kind === 'sqlite') return createSqliteStore({ path });
  return kind === 'postgres' ? createPostgresStore({ connectionString: databaseUrl }) : createMemoryStore();
}

/** Everybody is a member, and a session is a cookie that says who. */
function createHost(): Host<Context> {
  const member = { membership: 'member', manage: false, hasOwnCredentials: true } as const;
  return {
    async session(ctx) {
      const userId = ctx.cookies.get(SESSION_COOKIE);
      return userId === undefined ? null : { userId, proofs: [{ kind: 'password', at: new Date() }] };
    },
    member: async () => member,
    findMember: async (_, { email }) => ({ userId: email.split('@', 1)[0] ?? email }),
    members: async () => ({ items: [] }),
    entitlement: async () => ({ entitled: true }),
    region: async () => 'eu',
    async onSignIn(ctx, { userId }) {
      ctx.cookies.set(SESSION_COOKIE, userId);
    },
    async onRecovery() {},
    async endSessions() {},
    async notify() {},
    signInUrl: () => '/sign-in',
  };
}
