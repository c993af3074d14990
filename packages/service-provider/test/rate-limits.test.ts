// Who fails too often waits; who does not, never notices: at each door, for each client and team.

import type { Store } from '@team-sso/core';
import { createMemoryStore } from '@team-sso/storage/memory';
import type { Context } from 'koa';
import { afterEach, describe, expect, it } from 'vitest';
import type { LimitedDoor, RateLimits } from '../src/index.ts';
import type { Answer, Browser } from './browser.ts';
import {
  begin,
  otherIdentity,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
  type DeploymentChanges,
} from './deployment.ts';
import { failingStore } from './responding-store.ts';

const FEW = { failures: 3, seconds: 300, waitSeconds: 60 } as const;
const ADDRESS = 'X-Test-Address';
const OFFICE = '192.0.2.1';

const open: Deployment[] = [];
afterEach(async () => {
  for (const deployment of open.splice(0)) await deployment.close();
});

/** A deployment whose clients say in a header where they are. */
async function deploy(rateLimits: RateLimits, changes: DeploymentChanges = {}): Promise<Deployment> {
  const deployment = await startDeployment({
    ...changes,
    options: {
      clientAddress: (ctx: Context) => ctx.get(ADDRESS) || OFFICE,
      rateLimits,
      ...changes.options,
    },
  });
  open.push(deployment);
  return deployment;
}

const postNoise = (browser: Browser, headers: Readonly<Record<string, string>> = {}, team = 'acme') =>
  browser.postForm(`/sso/${team}/acs`, { SAMLResponse: 'bm90IFhNTA==' }, headers);

async function statuses(times: number, ask: () => Promise<{ readonly status: number }>): Promise<number[]> {
  const seen: number[] = [];
  for (let asked = 0; asked < times; asked++) seen.push((await ask()).status);
  return seen;
}

const unknownRequest = `_${'0'.repeat(64)}`;

/** A store that tells the keys it was asked to count under. */
function tellingStore(counted: string[]): (store: Store) => Store {
  return (store) =>
    new Proxy(store, {
      get(target, name: keyof Store) {
        const method = target[name].bind(target) as (...given: unknown[]) => unknown;
        if (name !== 'countCall') return method;
        return (...given: unknown[]) => {
          counted.push(String(given[0]));
          return method(...given);
        };
      },
    });
}

describe('noise at the ACS', () => {
  it('is read so many times, then answered 429 with Retry-After, as a page or a problem document', async () => {
    const deployment = await deploy({ acs: FEW });
    const browser = deployment.browser();
    expect(await statuses(5, () => postNoise(browser))).toEqual([400, 400, 400, 400, 429]);
    const page = await postNoise(browser);
    expect(page.headers.get('Retry-After')).toBe('60');
    expect(page.headers.get('Content-Type')).toContain('text/html');
    expect(page.text).toContain('Too many attempts');
    const problem = await postNoise(browser, { Accept: 'application/json' });
    expect(problem.status).toBe(429);
    expect(problem.headers.get('Retry-After')).toBe('60');
    expect(JSON.parse(problem.text)).toMatchObject({ code: 'too_many_requests', status: 429 });
    expect(deployment.events).toContainEqual({
      name: 'team_sso.client_held_back',
      team: 'acme',
      door: 'acs',
    });
  });

  it('costs no signature check and no write while its client waits', async () => {
    const counted: string[] = [];
    const deployment = await deploy({ acs: FEW }, { store: tellingStore(counted) });
    await switchOn(deployment);
    const browser = deployment.browser();
    await statuses(4, () => postNoise(browser));
    const forged = () =>
      browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, unknownRequest) });
    expect(await statuses(3, forged)).toEqual([429, 429, 429]);
    expect(deployment.events.map(({ name }) => name)).not.toContain('team_sso.response_verified');
    expect(counted).toHaveLength(4);
  });

  it('keeps no colleague out who shares the address', async () => {
    const deployment = await deploy({ acs: FEW });
    await switchOn(deployment);
    await statuses(5, () => postNoise(deployment.browser()));
    expect((await postNoise(deployment.browser())).status).toBe(429);
    expect((await signInBySso(deployment, deployment.browser())).status).toBe(303);
  });

  it('concerns neither another address nor another team', async () => {
    const deployment = await deploy({ acs: FEW });
    const browser = deployment.browser();
    await statuses(5, () => postNoise(browser));
    expect((await postNoise(browser, { [ADDRESS]: '192.0.2.2' })).status).toBe(400);
    expect((await postNoise(browser, {}, 'globex')).status).toBe(400);
  });

  it('is one client’s from a whole /64', async () => {
    const deployment = await deploy({ acs: FEW });
    let host = 0;
    const next = () => postNoise(deployment.browser(), { [ADDRESS]: `2001:db8:1:2::${++host}` });
    expect(await statuses(5, next)).toEqual([400, 400, 400, 400, 429]);
  });

  it('is looked at once more after the wait, and as before after the window', async () => {
    const deployment = await deploy({ acs: FEW });
    const browser = deployment.browser();
    await statuses(5, () => postNoise(browser));
    deployment.advance({ seconds: 60 });
    expect(await statuses(2, () => postNoise(browser))).toEqual([400, 429]);
    deployment.advance({ seconds: 300 });
    expect(await statuses(5, () => postNoise(browser))).toEqual([400, 400, 400, 400, 429]);
  });

  it('is counted together by instances that share a store', async () => {
    const shared = createMemoryStore();
    const [one, other] = [
      await deploy({ acs: FEW }, { store: () => shared }),
      await deploy({ acs: FEW }, { store: () => shared }),
    ];
    await statuses(3, () => postNoise(one.browser()));
    expect(await statuses(2, () => postNoise(other.browser()))).toEqual([400, 429]);
  });

  it('is counted by the process alone while the store is down, and stays refused', async () => {
    const down = new Set<keyof Store>(['countCall']);
    const deployment = await deploy({ acs: FEW }, { store: failingStore({ names: down }) });
    expect(await statuses(5, () => postNoise(deployment.browser()))).toEqual([400, 400, 400, 400, 429]);
  });

  it('is not counted where the host does not say who the clients are', async () => {
    const deployment = await deploy({ acs: FEW }, { options: { clientAddress: () => undefined } });
    expect(await statuses(6, () => postNoise(deployment.browser()))).toEqual(Array(6).fill(400));
  });

  it('is not counted where the host switched that off', async () => {
    const deployment = await deploy({ acs: 'off' });
    expect(await statuses(6, () => postNoise(deployment.browser()))).toEqual(Array(6).fill(400));
  });
});

describe('refused answers to sign-ins that were begun here', () => {
  const refused = async (deployment: Deployment): Promise<Answer> => {
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser), { identity: otherIdentity });
    return browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
  };

  it('have a limit of their own, which does hold everybody at the address', async () => {
    const deployment = await deploy({ 'acs-awaited': FEW });
    await switchOn(deployment);
    expect(await statuses(5, () => refused(deployment))).toEqual([403, 403, 403, 403, 429]);
    await expect(signInBySso(deployment, deployment.browser())).rejects.toThrow('429');
  });
});

describe('good sign-ins', () => {
  it('are never counted, however many come from one address', async () => {
    const counted: string[] = [];
    const once = { failures: 1, seconds: 300, waitSeconds: 60 } as const;
    const deployment = await deploy(
      { acs: once, 'acs-awaited': once, login: once },
      { store: tellingStore(counted) },
    );
    await switchOn(deployment);
    for (let person = 0; person < 5; person++)
      expect((await signInBySso(deployment, deployment.browser())).status).toBe(303);
    expect(counted).toEqual([]);
  });

  it('leave no address in the store where one failed', async () => {
    const counted: string[] = [];
    const deployment = await deploy({}, { store: tellingStore(counted) });
    await postNoise(deployment.browser());
    expect(counted).toEqual([expect.stringMatching(/^failures:[\w-]{43}$/)]);
  });
});

interface DoorCase {
  readonly door: LimitedDoor;
  readonly status: number;
  readonly fail: (admin: Browser, stranger: Browser) => Promise<{ readonly status: number }>;
}
const IM = { 'If-Match': '"1"' };
const DOORS: readonly DoorCase[] = [
  { door: 'login', status: 403, fail: (_admin, stranger) => stranger.visit('/sso/globex/login') },
  {
    door: 'discover',
    status: 200,
    fail: (_admin, stranger) => stranger.api('POST', '/sso/discover', { email: 'nobody@nowhere.example' }),
  },
  {
    door: 'recovery',
    status: 403,
    fail: (admin) => admin.api('POST', '/sso/teams/acme/recovery', { code: 'AAAA-AAAA-AAAA-AAAA' }),
  },
  { door: 'tests', status: 404, fail: (admin) => admin.api('GET', '/sso/teams/acme/tests/nothing') },
  { door: 'tests', status: 404, fail: (admin) => admin.visit('/sso/acme/test/nothing') },
  { door: 'parse', status: 422, fail: (admin) => admin.api('POST', '/sso/teams/acme/parse', { words: 'x' }) },
  {
    door: 'domains',
    status: 404,
    fail: (admin) => admin.api('POST', '/sso/teams/acme/domains/not.ours.example/verify', undefined, IM),
  },
];

describe.each(DOORS)('at the door $door', ({ door, status, fail }) => {
  it('a client that fails too often waits', async () => {
    const deployment = await deploy({ [door]: FEW });
    await switchOn(deployment);
    const [admin, stranger] = [deployment.signedIn('admin'), deployment.browser()];
    expect(await statuses(5, () => fail(admin, stranger))).toEqual([status, status, status, status, 429]);
  });
});

describe('discovery', () => {
  it('counts what it found like what it did not, so that neither takes longer', async () => {
    const counted: string[] = [];
    const deployment = await deploy({}, { store: tellingStore(counted) });
    await switchOn(deployment);
    const browser = deployment.browser();
    for (const email of ['ana@acme.example', 'ana@nowhere.example'])
      await browser.api('POST', '/sso/discover', { email });
    expect(counted).toHaveLength(2);
    expect(counted[0]).toBe(counted[1]);
  });
});
