// How often a request goes to the store: a sign-in twice at each of its three steps, a resource once.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  begin,
  requireSso,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';
import { countedStore } from './responding-store.ts';

const calls: string[] = [];
let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment({ store: countedStore(calls) });
  await switchOn(deployment);
});
afterEach(() => deployment.close());

/** The calls that `run` made. */
async function callsOf(run: () => Promise<unknown>): Promise<readonly string[]> {
  calls.length = 0;
  await run();
  return [...calls];
}

describe('the store is asked', () => {
  it('twice for a login, twice for a response and twice to finish, and the attempt is written beside it', async () => {
    await signInBySso(deployment, deployment.browser());
    const browser = deployment.browser();
    let requestId = '';
    const login = await callsOf(async () => {
      requestId = await begin(browser);
    });
    expect(login).toEqual(['readSettings', 'rememberRequest']);
    const fields = { SAMLResponse: respond(deployment, requestId) };
    let finish = '';
    const acs = await callsOf(async () => {
      finish = (await browser.postForm('/sso/acme/acs', fields)).location;
    });
    expect(acs).toEqual(['readForResponse', 'completeSignIn']);
    expect(await callsOf(() => browser.visit(finish))).toEqual(['takeTicket', 'writeFacts', 'addAttempt']);
  });

  it('once for a resource, whoever asks for it', async () => {
    const member = deployment.browser();
    await signInBySso(deployment, member);
    for (const browser of [member, deployment.signedIn('member'), deployment.browser()])
      expect(await callsOf(() => browser.send('GET', '/bots/acme'))).toEqual(['readSettings']);
  });

  it('once for a resource where SSO is required, and the answer about the plan is kept beside it', async () => {
    const admin = deployment.signedIn('admin');
    await requireSso(deployment, {}, admin);
    deployment.advance({ minutes: 2 });
    expect(await callsOf(() => admin.send('GET', '/bots/acme'))).toEqual(['readSettings', 'keepEntitlement']);
    expect(await callsOf(() => admin.send('GET', '/bots/acme'))).toEqual(['readSettings']);
  });
});

describe('a host that accepts settings of a moment ago', () => {
  it('has them read once for many requests, and anew for who changes them and for who signs in', async () => {
    await deployment.close();
    deployment = await startDeployment({ store: countedStore(calls), options: { policyCacheSeconds: 5 } });
    await switchOn(deployment);
    const admin = deployment.signedIn('admin');
    const resource = () => admin.send('GET', '/bots/acme');
    expect(await callsOf(resource)).toEqual(['readSettings']);
    expect(await callsOf(resource)).toEqual([]);
    expect(await callsOf(() => admin.send('GET', '/sso/teams/acme/settings'))).toContain('readSettings');
    expect(await callsOf(() => begin(deployment.browser()))).toEqual(['readSettings', 'rememberRequest']);
    deployment.advance({ seconds: 5 });
    expect(await callsOf(resource)).toEqual(['readSettings']);
  });
});
