// A host or a store that does not answer: nobody is let in, nothing is lost, and nothing of the error gets out.

import type { Host, Store } from '@team-sso/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failingStore } from './responding-store.ts';
import { aConnection, begin, respond, startDeployment, switchOn, type Deployment } from './deployment.ts';

const down: { names: ReadonlySet<keyof Store> } = { names: new Set() };
let deployment: Deployment;
beforeEach(async () => {
  down.names = new Set();
  deployment = await startDeployment({ store: failingStore(down) });
  await switchOn(deployment);
});
afterEach(() => deployment.close());

const JSON_ONLY = { Accept: 'application/json' };
const LEAK = /secret|ana@|database|Error|\bat .*\.ts|node_modules/;

type Sent = { readonly status: number; readonly headers: Headers; readonly text: string };

/** What every such answer must be, for comparing. */
const UNAVAILABLE = { status: 503, retryAfter: '5', hasRequestId: true, leaks: false };

function outline({ status, headers, text }: Sent): typeof UNAVAILABLE {
  return {
    status,
    retryAfter: headers.get('Retry-After') ?? 'none',
    hasRequestId: /^[\w-]{16}$/.test(headers.get('X-Request-Id') ?? ''),
    leaks: LEAK.test(text),
  };
}

describe('a host member that throws', () => {
  it.each<keyof Host>(['session', 'region', 'member'])(
    '(%s) makes a resource and the settings 503',
    async (name) => {
      deployment.host.failing.add(name);
      for (const path of ['/bots/acme', '/sso/teams/acme/settings']) {
        const answer = await deployment.signedIn('admin').send('GET', path, { headers: JSON_ONLY });
        expect(outline(answer)).toEqual(UNAVAILABLE);
        expect(JSON.parse(answer.text)).toMatchObject({ status: 503, code: 'unavailable' });
      }
    },
  );

  it.each<keyof Host>(['region', 'findMember', 'member', 'onSignIn'])(
    '(%s) makes a sign-in 503: a page with a short code, and no session',
    async (name) => {
      const browser = deployment.browser();
      const samlResponse = respond(deployment, await begin(browser));
      const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
      deployment.host.failing.add(name);
      const page = await browser.visit(hop.location);
      expect(outline(page)).toEqual(UNAVAILABLE);
      expect(page.headers.get('Content-Type')).toContain('text/html');
      expect(page.text).toMatch(/SSO-[0-9A-Z]{4}/);
      expect(deployment.host.signIns).toEqual([]);
    },
  );

  it('(region) makes login and ACS 503', async () => {
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser));
    deployment.host.failing.add('region');
    expect(outline(await browser.visit('/sso/acme/login'))).toEqual(UNAVAILABLE);
    expect(outline(await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse }))).toEqual(
      UNAVAILABLE,
    );
    deployment.host.failing.clear();
    expect((await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse })).status).toBe(303);
  });

  it('(members) refuses to switch off unasked, (signInUrl) refuses to change', async () => {
    deployment.host.failing.add('members').add('signInUrl');
    const headers = { 'If-Match': '"1"', 'Sec-Fetch-Site': 'same-origin' };
    const off = await deployment
      .signedIn('admin')
      .api('PUT', '/sso/teams/acme/settings', { mode: 'off' }, headers);
    expect(off.status).toBe(503);
    const stale = deployment.signedIn('admin', [{ kind: 'password', at: new Date(0) }]);
    expect((await stale.api('PUT', '/sso/teams/acme/settings', { mode: 'off' }, headers)).status).toBe(503);
    expect((await deployment.store.readSettings('acme'))?.settings.mode).toBe('optional');
  });
});

describe('a store that is down', () => {
  it('(readOwnedDomain) makes discovery 503', async () => {
    down.names = new Set(['readOwnedDomain']);
    const answer = await deployment.browser().api('POST', '/sso/discover', { email: 'ana@acme.example' });
    expect(answer.body).toMatchObject({ status: 503, code: 'unavailable' });
  });

  it.each<keyof Store>(['readSettings', 'rememberRequest'])('(%s) makes login 503', async (name) => {
    down.names = new Set([name]);
    expect(outline(await deployment.browser().visit('/sso/acme/login'))).toEqual(UNAVAILABLE);
  });

  it.each<keyof Store>(['readForResponse', 'readSpKeys', 'completeSignIn'])(
    '(%s) makes the ACS 503, as page and as document, and the same response is good afterwards',
    async (name) => {
      const browser = deployment.browser();
      const fields = { SAMLResponse: respond(deployment, await begin(browser)) };
      // Our key pairs are read once a minute.
      deployment.advance({ minutes: 1 });
      down.names = new Set([name]);
      expect(outline(await browser.postForm('/sso/acme/acs', fields))).toEqual(UNAVAILABLE);
      const answer = await browser.postForm('/sso/acme/acs', fields, JSON_ONLY);
      expect(outline(answer)).toEqual(UNAVAILABLE);
      expect(JSON.parse(answer.text)).toMatchObject({
        status: 503,
        code: 'sign_in_refused',
        reason: 'store_unavailable',
        shortCode: expect.stringMatching(/^SSO-/) as string,
      });
      down.names = new Set();
      expect((await browser.postForm('/sso/acme/acs', fields)).status).toBe(303);
    },
  );

  it.each<keyof Store>(['takeTicket', 'writeFacts'])(
    '(%s) makes finish 503 and signs nobody in',
    async (name) => {
      const browser = deployment.browser();
      const samlResponse = respond(deployment, await begin(browser));
      const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
      down.names = new Set([name]);
      expect(outline(await browser.visit(hop.location))).toEqual(UNAVAILABLE);
      expect(deployment.host.signIns).toEqual([]);
    },
  );

  it('lets nobody reach a resource, whatever they have proved', async () => {
    down.names = new Set(['readSettings']);
    expect(outline(await deployment.signedIn('member').send('GET', '/bots/acme'))).toEqual(UNAVAILABLE);
  });

  it.each<keyof Store>(['readSettings', 'writeSettings', 'readSignIns', 'readCertificatesSeen'])(
    '(%s) makes a save 503, and readiness says so when asked',
    async (name) => {
      down.names = new Set([name, 'ping']);
      const body = { connection: aConnection({ idpEntityId: 'urn:x' }) };
      const admin = deployment.signedIn('admin');
      const answer = await admin.api('PUT', '/sso/teams/acme/settings', body, { 'If-Match': '"1"' });
      expect(answer.body).toMatchObject({ status: 503, code: 'unavailable' });
      await expect(deployment.sso.ping()).rejects.toThrow('database');
    },
  );

  it('makes metadata and discovery 503', async () => {
    down.names = new Set(['readSettings']);
    expect(outline(await deployment.browser().visit('/sso/acme/metadata'))).toEqual(UNAVAILABLE);
    const answer = await deployment.browser().api('POST', '/sso/discover', { email: 'ana@acme.example' });
    expect(answer.status).toBe(503);
  });

  it('is reported with the request id that the person was shown', async () => {
    down.names = new Set(['readSettings']);
    const page = await deployment.browser().visit('/sso/acme/login');
    const requestId = page.headers.get('X-Request-Id');
    expect(deployment.events).toContainEqual(
      expect.objectContaining({ name: 'team_sso.request_failed', requestId, error: 'Error' }),
    );
    expect(deployment.events).toContainEqual(
      expect.objectContaining({ name: 'team_sso.sign_in_refused', requestId, reason: 'store_unavailable' }),
    );
  });
});

describe('an observer that throws', () => {
  it('breaks nothing that it watches', async () => {
    await deployment.close();
    deployment = await startDeployment({
      options: {
        observe: () => {
          throw new Error('the log is full');
        },
      },
    });
    await switchOn(deployment);
    expect((await deployment.browser().visit('/sso/acme/login')).status).toBe(302);
    expect((await deployment.browser().api('GET', '/sso/teams/acme/settings')).status).toBe(401);
  });
});
