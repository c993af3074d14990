// A whole deployment for tests: host product, router and identity provider over real HTTP, with a clock that stands still.

import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inflateRawSync } from 'node:zlib';
import type { Host, Proof, SettingsView, Store, StoredSpKey } from '@team-sso/core';
import { buildResponse, createSigningIdentity, type BuildResponseOptions } from '@team-sso/mock-idp';
import { createMemoryStore } from '@team-sso/storage/memory';
import Koa, { type Context, type Middleware } from 'koa';
import { createRouter, requireTeamAccess, type RenderPage } from '../src/koa/index.ts';
import {
  createServiceProvider,
  type ObservedEvent,
  type ServiceProvider,
  type ServiceProviderOptions,
} from '../src/index.ts';
import { createSecretBox } from '../src/secrets.ts';
import { createSpKeys } from '../src/sp-keys.ts';
import { Browser, type Answer } from './browser.ts';
import { createFakeDns, type FakeDns } from './fake-dns.ts';
import {
  createFakeHost,
  createFakeHostState,
  SESSION_COOKIE,
  type FakeHostState,
  type HostContext,
} from './fake-host.ts';

export const IDP_ENTITY_ID = 'https://idp.example/metadata';
export const SIGN_ON_URL = 'https://idp.example/sso?idpid=C01';
export const REGIONS = [
  { id: 'eu', name: 'Europe', spEntityId: 'https://auth.acmebots.example/sso/eu' },
  { id: 'us', name: 'United States', spEntityId: 'https://auth.acmebots.example/sso/us' },
] as const;
export const TRUSTED_ORIGIN = 'https://admin.acmebots.example';

/** The provider's keys; made once, they are what takes time. */
export const idpIdentity = createSigningIdentity();
export const otherIdentity = createSigningIdentity({ commonName: 'Another provider' });

export const SECRET_KEY = new Uint8Array(32).fill(7);
/** Our own key pair of the region, made once as well: a deployment that finds one makes none. */
export const ourKey = makeOurKey();

async function makeOurKey(): Promise<StoredSpKey> {
  const store = createMemoryStore();
  const secrets = createSecretBox([SECRET_KEY], randomBytes);
  const now = () => new Date('2026-01-01T00:00:00Z');
  await createSpKeys({ store, now, randomBytes, secrets }).forRegion('eu');
  const [key] = await store.readSpKeys('eu');
  if (!key) throw new Error('no key was made');
  return key;
}

export interface Deployment {
  readonly url: string;
  readonly sso: ServiceProvider<Context>;
  readonly store: Store;
  readonly host: FakeHostState;
  readonly dns: FakeDns;
  readonly events: ObservedEvent[];
  now(): Date;
  advance(by: { readonly seconds?: number; readonly minutes?: number; readonly hours?: number }): void;
  browser(): Browser;
  /** A browser with a session of this user; by default it proved a password just now. */
  signedIn(userId: string, proofs?: readonly Proof[]): Browser;
  close(): Promise<void>;
}

export interface DeploymentChanges {
  readonly options?: Partial<ServiceProviderOptions<Context>>;
  /** Changes the host, for instance to one with fewer members. */
  readonly host?: (host: Host<HostContext>) => Host<HostContext>;
  /** Wraps the store, for instance to make it fail. */
  readonly store?: (store: Store) => Store;
  /** Runs before the router, as a host's body parser does. */
  readonly before?: Middleware;
  /** How the host draws pages. */
  readonly renderPage?: RenderPage;
}

/** Starts a deployment on a free port. */
export async function startDeployment(changes: DeploymentChanges = {}): Promise<Deployment> {
  const app = new Koa();
  const server = createServer((request, response) => void app.callback()(request, response));
  const url = await listen(server);
  const host = createFakeHostState();
  const events: ObservedEvent[] = [];
  const kept = createMemoryStore();
  await kept.addFirstSpKey(await ourKey);
  for (const [domain, team] of host.domains)
    await kept.adoptDomain(team, domain, [], { now: new Date('2026-01-01T00:00:00Z') });
  const dns = createFakeDns();
  const store = (changes.store ?? ((same) => same))(kept);
  let millis = Date.UTC(2026, 10, 23, 10);
  const now = () => new Date(millis);
  const sso = createServiceProvider<Context>({
    host: (changes.host ?? ((same) => same))(createFakeHost(host)),
    store,
    publicUrl: url,
    regions: REGIONS,
    secretKeys: [SECRET_KEY],
    trustedOrigins: [TRUSTED_ORIGIN],
    exposeReasons: true,
    resolveTxt: dns.resolveTxt,
    observe: (event) => events.push(event),
    now,
    ...changes.options,
  });
  if (changes.before) app.use(changes.before);
  const { renderPage } = changes;
  app.use(createRouter(sso, renderPage ? { renderPage } : {}).routes());
  mountResource(app, sso);
  app.silent = true;
  const signedIn = (userId: string, proofs: readonly Proof[] = [{ kind: 'password', at: now() }]) => {
    const browser = new Browser(url);
    const id = `test-session-${host.sessions.size}`;
    host.sessions.set(id, { userId, proofs: [...proofs] });
    browser.setCookie(SESSION_COOKIE, id);
    return browser;
  };
  return {
    url,
    sso,
    store,
    host,
    dns,
    events,
    now,
    advance: ({ seconds = 0, minutes = 0, hours = 0 }) => {
      millis += ((hours * 60 + minutes) * 60 + seconds) * 1000;
    },
    browser: () => new Browser(url),
    signedIn,
    close: () => close(server),
  };
}

/** `/bots/:team` is the host's resource behind the policy. */
function mountResource(app: Koa, sso: ServiceProvider<Context>): void {
  const guard = requireTeamAccess(sso, { team: (ctx) => ctx.path.slice('/bots/'.length) });
  app.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/bots/')) return next();
    return guard(ctx, async () => {
      ctx.body = { bots: [], access: ctx.state['teamAccess'] };
    });
  });
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** What an admin saves; the smallest that works. */
export function aConnection(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    idpEntityId: IDP_ENTITY_ID,
    signOnUrl: SIGN_ON_URL,
    signingCertificates: [idpIdentity.certificatePem],
    ...changes,
  };
}

/** Switches SSO on for acme as its admin does, and gives the view that came back. */
export async function switchOn(
  deployment: Deployment,
  connection: Readonly<Record<string, unknown>> = aConnection(),
): Promise<SettingsView> {
  const admin = deployment.signedIn('admin');
  const before = await admin.api('GET', '/sso/teams/acme/settings');
  const saved = await admin.api(
    'PUT',
    '/sso/teams/acme/settings',
    { mode: 'optional', connection },
    { 'If-Match': `"${before.body.revision}"` },
  );
  if (saved.status !== 200) throw new Error(`SSO could not be switched on: ${JSON.stringify(saved.body)}`);
  return saved.body;
}

/** Recovery codes of acme, kept as its managers would have: without what it costs to make some. */
export async function keepRecoveryCodes({ store, now }: Pick<Deployment, 'store' | 'now'>): Promise<void> {
  const batch = { batchId: 'kept', salt: '00', madeAt: now(), madeBy: 'admin' };
  await store.replaceRecoveryCodes('acme', batch, ['hash-of-a-code'], []);
  await store.acknowledgeRecoveryCode('acme', batch.batchId, 'hash-of-a-code', 'admin', now(), []);
}

/** Makes SSO required for acme: it has a way back in, and its admin signs in by SSO first, in the browser given. */
export async function requireSso(
  deployment: Deployment,
  body: Readonly<Record<string, unknown>> = {},
  admin: Browser = deployment.signedIn('admin'),
): Promise<SettingsView> {
  await signInBySso(deployment, admin, { email: 'admin@acme.example' });
  const { body: view } = await admin.api('GET', '/sso/teams/acme/settings');
  if (view.requirement.refusals.includes('no_recovery_route')) await keepRecoveryCodes(deployment);
  const answer = await admin.api(
    'PUT',
    '/sso/teams/acme/settings/mode',
    { mode: 'required', ...body },
    { 'If-Match': `"${view.revision}"` },
  );
  if (answer.status !== 200) throw new Error(`SSO could not be required: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The AuthnRequest of a redirect, as XML. */
export function requestOf(redirect: string): string {
  const samlRequest = new URL(redirect).searchParams.get('SAMLRequest') ?? '';
  return inflateRawSync(Buffer.from(samlRequest, 'base64')).toString('utf8');
}

export function requestIdOf(xml: string): string {
  return /\bID="([^"]+)"/.exec(xml)?.[1] ?? '';
}

/** The provider's answer to a request of acme's. */
export function respond(
  deployment: Pick<Deployment, 'url' | 'now'>,
  requestId: string | null,
  changes: Partial<BuildResponseOptions> & { readonly email?: string } = {},
): string {
  const { email = 'member@acme.example', ...options } = changes;
  return buildResponse({
    now: deployment.now(),
    identity: idpIdentity,
    idpEntityId: IDP_ENTITY_ID,
    spEntityId: REGIONS[0].spEntityId,
    acsUrl: `${deployment.url}/sso/acme/acs`,
    inResponseTo: requestId,
    person: { id: `id-of-${email}`, email, name: 'Somebody', groups: ['Engineering'] },
    ...options,
  }).samlResponse;
}

/** Begins a login of acme and gives the request's ID. */
export async function begin(browser: Browser, query = ''): Promise<string> {
  const started = await browser.visit(`/sso/acme/login${query}`);
  if (started.status !== 302) throw new Error(`the login did not begin: ${started.status} ${started.text}`);
  return requestIdOf(requestOf(started.location));
}

/** The whole way: login, the provider's answer, the two hops. Gives the answer of `finish`. */
export async function signInBySso(
  deployment: Deployment,
  browser: Browser,
  changes: Parameters<typeof respond>[2] & { readonly query?: string } = {},
): Promise<Answer> {
  const { query = '', ...response } = changes;
  const samlResponse = respond(deployment, await begin(browser, query), response);
  const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
  if (hop.status !== 303) throw new Error(`the response was refused: ${hop.status} ${hop.text}`);
  return browser.visit(hop.location);
}
