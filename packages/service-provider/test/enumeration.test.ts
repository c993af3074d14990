// Who asks learns nothing by asking: the same answer, made by the same work, for what is there and what is not.

import type { Store } from '@team-sso/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Browser } from './browser.ts';
import { startDeployment, switchOn, type Deployment } from './deployment.ts';

let deployment: Deployment;
let asked: string[];

/** Notes the name of each method that is called. */
const noting = <T extends object>(target: T): T =>
  new Proxy(target, {
    get(of, name) {
      const member: unknown = Reflect.get(of, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        asked.push(String(name));
        return (member as (...more: unknown[]) => unknown).apply(of, given);
      };
    },
  });

beforeEach(async () => {
  asked = [];
  deployment = await startDeployment({ store: (store: Store) => noting(store) });
  await switchOn(deployment);
});
afterEach(() => deployment.close());

/** What came back, without what is different each time, and which work was done for it. */
async function probe(browser: Browser, method: string, path: string, body?: unknown) {
  asked.length = 0;
  const answer = await browser.api<Record<string, unknown>>(method, path, body);
  const { requestId: _requestId, ...told } = answer.body;
  return { status: answer.status, told, work: [...asked] };
}

describe('discovery', () => {
  it('does the same for a domain of a team, one that no team has, and what is no domain', async () => {
    const browser = deployment.browser();
    const known = await probe(browser, 'POST', '/sso/discover', { email: 'nobody@acme.example' });
    for (const email of ['nobody@nowhere.example', 'member@globex.example', 'no-domain@x']) {
      const other = await probe(browser, 'POST', '/sso/discover', { email });
      expect([other.status, other.work]).toEqual([known.status, known.work]);
      expect(Object.keys(other.told)).toEqual(Object.keys(known.told));
    }
  });

  it('never depends on whether there is an account', async () => {
    const browser = deployment.browser();
    const there = await probe(browser, 'POST', '/sso/discover', { email: 'member@acme.example' });
    const not = await probe(browser, 'POST', '/sso/discover', { email: 'nobody-4711@acme.example' });
    expect(not).toEqual(there);
  });
});

const API: readonly (readonly [method: string, path: string])[] = [
  ['GET', 'settings'],
  ['PUT', 'settings'],
  ['DELETE', 'settings'],
  ['PUT', 'settings/draft'],
  ['POST', 'settings/promote'],
  ['PUT', 'settings/mode'],
  ['PUT', 'policy'],
  ['POST', 'parse'],
  ['GET', 'impact'],
  ['POST', 'tests'],
  ['GET', 'tests/1'],
  ['POST', 'recovery-codes'],
  ['POST', 'end-sessions'],
  ['GET', 'attempts'],
  ['GET', 'audit'],
  ['GET', 'domains'],
  ['GET', 'metadata-review'],
];

describe.each(API)('%s /teams/:team/%s', (method, path) => {
  it('tells a stranger of a team no more than its login does, and nothing of one without SSO', async () => {
    const browser = deployment.browser();
    const not = await probe(browser, method, `/sso/teams/no-such-team/${path}`);
    expect([not.status, not.told['code']]).toEqual([401, 'sign_in']);
    const without = await probe(browser, method, `/sso/teams/globex/${path}`);
    expect(without.told).toEqual(not.told);
    const there = await probe(browser, method, `/sso/teams/acme/${path}`);
    expect(there.told).toEqual({ ...not.told, loginUrl: `${deployment.url}/sso/acme/login` });
  });

  it('tells a member of another team that there is none', async () => {
    const browser = deployment.signedIn('globex-admin');
    const there = await probe(browser, method, `/sso/teams/acme/${path}`);
    const not = await probe(browser, method, `/sso/teams/no-such-team/${path}`);
    expect(there.status).toBe(404);
    expect([not.status, not.told]).toEqual([there.status, there.told]);
  });
});

it('a refused sign-in shows a stranger one sentence, whatever is wrong with the message', async () => {
  const quiet = await startDeployment({ options: { exposeReasons: false } });
  await switchOn(quiet);
  const answers = new Set<string>();
  for (const samlResponse of ['PGE+', 'bm90IFhNTA==', '']) {
    const { text } = await quiet
      .browser()
      .postForm('/sso/acme/acs', { SAMLResponse: samlResponse }, { Accept: 'application/json' });
    const { shortCode: _code, requestId: _id, ...told } = JSON.parse(text) as Record<string, unknown>;
    answers.add(JSON.stringify(told));
  }
  await quiet.close();
  expect([...answers]).toHaveLength(1);
});
