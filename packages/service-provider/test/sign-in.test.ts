// The way of a member: login, the provider, the two hops, and back to where they wanted to go.

import { createHash, createVerify, X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { respondingStore } from './responding-store.ts';
import {
  aConnection,
  begin,
  IDP_ENTITY_ID,
  requestIdOf,
  requestOf,
  requireSso,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

describe('login by redirect', () => {
  it('goes to the sign-on URL with its own query kept, and asks for an answer by POST at the ACS', async () => {
    await switchOn(deployment);
    const started = await deployment.browser().visit('/sso/acme/login');
    const target = new URL(started.location);
    const request = requestOf(started.location);
    expect(started.status).toBe(302);
    expect(target.origin + target.pathname).toBe('https://idp.example/sso');
    expect(target.searchParams.get('idpid')).toBe('C01');
    expect(request).toContain(`AssertionConsumerServiceURL="${deployment.url}/sso/acme/acs"`);
    expect(request).toContain('Destination="https://idp.example/sso?idpid=C01"');
    expect(request).toContain('>https://auth.acmebots.example/sso/eu</saml:Issuer>');
    expect(request).not.toContain('ForceAuthn="true"');
    expect(requestIdOf(request)).toMatch(/^_/);
  });

  it('sends an opaque RelayState of at most 80 bytes', async () => {
    await switchOn(deployment);
    const { location } = await deployment.browser().visit('/sso/acme/login?returnTo=/teams/acme/bots');
    expect(new URL(location).searchParams.get('RelayState')).toMatch(/^[\x21-\x7e]{16,80}$/);
    expect(location).not.toContain('bots');
  });

  it('passes the hint on as login_hint and keeps none that is longer than an address', async () => {
    await switchOn(deployment);
    const browser = deployment.browser();
    const hinted = await browser.visit('/sso/acme/login?hint=ana%40acme.example');
    expect(new URL(hinted.location).searchParams.get('login_hint')).toBe('ana@acme.example');
    const long = await browser.visit(`/sso/acme/login?hint=${'a'.repeat(400)}`);
    expect(new URL(long.location).searchParams.has('login_hint')).toBe(false);
  });

  it('asks for a fresh authentication with fresh=1', async () => {
    await switchOn(deployment);
    const { location } = await deployment.browser().visit('/sso/acme/login?fresh=1');
    expect(requestOf(location)).toContain('ForceAuthn="true"');
  });

  it('uses the entity ID of the team when the connection says so', async () => {
    await switchOn(deployment, aConnection({ spEntityIdScope: 'team' }));
    const { location } = await deployment.browser().visit('/sso/acme/login');
    expect(requestOf(location)).toContain('>https://auth.acmebots.example/sso/eu/teams/acme<');
  });

  it('signs exactly the octets it sends, with the key of our metadata', async () => {
    await switchOn(deployment, aConnection({ signRequests: true }));
    const { location } = await deployment.browser().visit('/sso/acme/login');
    const metadata = await deployment.browser().send('GET', '/sso/acme/metadata');
    const certificate = /use="signing".*?<ds:X509Certificate>([^<]+)</s.exec(metadata.text)?.[1] ?? '';
    const pairs = location.slice(location.indexOf('?') + 1).split('&');
    const pick = (name: string) => pairs.find((pair) => pair.startsWith(`${name}=`)) ?? '';
    const signed = [pick('SAMLRequest'), pick('RelayState'), pick('SigAlg')].join('&');
    const signature = Buffer.from(decodeURIComponent(pick('Signature').slice('Signature='.length)), 'base64');
    const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
    expect(createVerify('RSA-SHA256').update(signed).verify(publicKey, signature)).toBe(true);
    expect(metadata.text).toContain('AuthnRequestsSigned="true"');
  });
});

describe('login by form post', () => {
  beforeEach(() => switchOn(deployment, aConnection({ signOnBinding: 'post' })));

  it('sends a form with a button, and one script that the policy allows by hash', async () => {
    const page = await deployment.browser().visit('/sso/acme/login');
    const script = /<script>(.*?)<\/script>/s.exec(page.text)?.[1] ?? '';
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page.status).toBe(200);
    expect(page.text).toContain('action="https://idp.example/sso?idpid=C01"');
    expect(page.text).toContain('<button>');
    expect(policy).toContain(`script-src 'sha256-${hash}'`);
    expect(policy).toContain('form-action https://idp.example;');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers.get('Cache-Control')).toBe('no-store');
  });

  it('sends base64 without deflate, and its answer signs in', async () => {
    const browser = deployment.browser();
    const page = await browser.visit('/sso/acme/login?returnTo=/teams/acme/bots');
    const value = /name="SAMLRequest" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const request = Buffer.from(value, 'base64').toString('utf8');
    expect(request).toContain('<samlp:AuthnRequest');
    const hop = await browser.postForm('/sso/acme/acs', {
      SAMLResponse: respond(deployment, requestIdOf(request)),
    });
    expect((await browser.visit(hop.location)).location).toBe('/teams/acme/bots');
  });
});

describe('the two hops', () => {
  beforeEach(() => switchOn(deployment));

  it('answers the provider with 303 to finish on our own address, and finish with 303 to returnTo', async () => {
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser, '?returnTo=/teams/acme/bots%3Fpage%3D2'));
    const hop = await browser.postForm('/sso/acme/acs', {
      SAMLResponse: samlResponse,
      RelayState: 'ignored',
    });
    expect(hop.status).toBe(303);
    expect(hop.location.startsWith(`${deployment.url}/sso/acme/finish?ticket=`)).toBe(true);
    const done = await browser.visit(hop.location);
    expect(done.status).toBe(303);
    expect(done.location).toBe('/teams/acme/bots?page=2');
    expect(done.headers.get('Cache-Control')).toBe('no-store');
    expect(done.headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(done.text).toBe('');
  });

  it('gives the host the proof, the identity and the person, and nothing before finish', async () => {
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser), {
      sessionNotOnOrAfter: new Date(deployment.now().getTime() + 3_600_000),
    });
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
    expect(deployment.host.signIns).toEqual([]);
    await browser.visit(hop.location);
    const [signIn] = deployment.host.signIns;
    const { body: view } = await deployment.signedIn('admin').api('GET', '/sso/teams/acme/settings');
    expect(signIn?.userId).toBe('member');
    expect(signIn?.proof).toEqual({
      kind: 'sso',
      team: 'acme',
      connectionId: view.live?.connectionId,
      idpEntityId: IDP_ENTITY_ID,
      at: deployment.now(),
      endsAt: new Date(deployment.now().getTime() + 3_600_000),
      sessionIndex: expect.stringMatching(/-session$/),
    });
    expect(signIn?.identity).toMatchObject({ email: 'member@acme.example', nameId: 'member@acme.example' });
  });

  it('keeps the browser cookie for an hour, unreadable to scripts, and shares it among tabs', async () => {
    const browser = deployment.browser();
    const first = await browser.visit('/sso/acme/login');
    const [cookie] = first.headers.getSetCookie();
    expect(cookie).toMatch(/^sso-browser=[\w-]{43}; Path=\/; Max-Age=3600; HttpOnly; SameSite=Lax$/);
    const value = browser.cookie('sso-browser');
    await browser.visit('/sso/acme/login');
    expect(browser.cookie('sso-browser')).toBe(value);
  });

  it('replaces a browser cookie that is none of ours', async () => {
    const browser = deployment.browser();
    browser.setCookie('sso-browser', 'short');
    await browser.visit('/sso/acme/login');
    expect(browser.cookie('sso-browser')).toMatch(/^[\w-]{43}$/);
  });

  it('lets two tabs sign in side by side', async () => {
    const browser = deployment.browser();
    const [one, two] = [await begin(browser, '?returnTo=/one'), await begin(browser, '?returnTo=/two')];
    const hopTwo = await browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, two) });
    const hopOne = await browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, one) });
    expect((await browser.visit(hopOne.location)).location).toBe('/one');
    expect((await browser.visit(hopTwo.location)).location).toBe('/two');
  });

  it('goes on to returnTo when a spent ticket is loaded again and the session is fresh', async () => {
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser, '?returnTo=/teams/acme/bots'));
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
    await browser.visit(hop.location);
    const again = await browser.visit(hop.location);
    expect(again.status).toBe(303);
    expect(again.location).toBe('/teams/acme/bots');
    expect(deployment.host.signIns).toHaveLength(1);
  });

  it('never follows the returnTo of a finish address to another site', async () => {
    const browser = deployment.browser();
    await signInBySso(deployment, browser);
    const crafted = await browser.visit('/sso/acme/finish?ticket=x&returnTo=/.//evil.example/');
    expect(crafted.status).toBe(303);
    expect(crafted.location).toBe('/');
  });

  it('signs in behind a body parser of the host', async () => {
    await deployment.close();
    deployment = await startDeployment({
      before: async (ctx, next) => {
        const chunks: Buffer[] = [];
        for await (const chunk of ctx.req as AsyncIterable<Buffer>) chunks.push(chunk);
        const text = Buffer.concat(chunks).toString('utf8');
        const body: unknown = ctx.is('json')
          ? JSON.parse(text)
          : Object.fromEntries(new URLSearchParams(text));
        Object.assign(ctx.request, { body });
        await next();
      },
    });
    await switchOn(deployment);
    expect((await signInBySso(deployment, deployment.browser())).status).toBe(303);
  });

  it('reads the body itself when the host left only an empty object', async () => {
    await deployment.close();
    deployment = await startDeployment({
      before: (ctx, next) => {
        Object.assign(ctx.request, { body: {} });
        return next();
      },
    });
    await switchOn(deployment);
    expect((await signInBySso(deployment, deployment.browser())).status).toBe(303);
  });
});

describe('who signs in', () => {
  beforeEach(() => switchOn(deployment));

  it('is the person linked at the first sign-in, whatever e-mail address comes later', async () => {
    const nameId = 'employee-4711';
    await signInBySso(deployment, deployment.browser(), { nameId, email: 'member@acme.example' });
    await signInBySso(deployment, deployment.browser(), { nameId, email: 'admin@acme.example' });
    expect(deployment.host.signIns.map(({ userId }) => userId)).toEqual(['member', 'member']);
  });

  it('is who another sign-in linked a moment before, and that sign-in is written down', async () => {
    await deployment.close();
    deployment = await startDeployment({
      store: respondingStore({
        // The race: the ticket was read while nobody was linked yet.
        takeTicket: async (taken) => {
          const answer = await taken;
          return answer.kind === 'taken' ? { ...answer, linkedUserId: null } : answer;
        },
      }),
    });
    await switchOn(deployment);
    const nameId = 'employee-4711';
    await signInBySso(deployment, deployment.browser(), { nameId, email: 'owner@acme.example' });
    deployment.advance({ minutes: 1 });
    await signInBySso(deployment, deployment.browser(), { nameId, email: 'member@acme.example' });
    expect(deployment.host.signIns.map(({ userId }) => userId)).toEqual(['owner', 'owner']);
    const [fact] = await deployment.store.readSignIns('acme', ['owner']);
    expect(fact?.at).toEqual(deployment.now());
    expect(await deployment.store.readSignIns('acme', ['member'])).toEqual([]);
  });

  it('is written down once as linked, and as the one who confirmed the requirement', async () => {
    await requireSso(deployment);
    await signInBySso(deployment, deployment.browser());
    await signInBySso(deployment, deployment.browser());
    const audit = await deployment.store.readAudit('acme', { limit: 100 });
    const types = audit.map(({ event }) => event.type).toReversed();
    expect(types).toEqual([
      'mode_changed',
      'connection_saved',
      'identity_linked',
      'mode_changed',
      'identity_linked',
      'requirement_confirmed',
    ]);
    const { body } = await deployment.signedIn('owner', []).api('GET', '/sso/teams/acme/settings');
    expect(body.code).toBe('sign_in');
  });
});

describe('the start address', () => {
  it('begins a login of our own, as the tile at the provider should', async () => {
    await switchOn(deployment);
    const browser = deployment.browser();
    const started = await browser.visit('/sso/acme/start');
    expect(started.status).toBe(302);
    const samlResponse = respond(deployment, requestIdOf(requestOf(started.location)));
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
    expect((await browser.visit(hop.location)).location).toBe('/');
  });
});

describe('another host name', () => {
  it.each(['login', 'start'])('is left for the public one before %s gives out a cookie', async (page) => {
    await switchOn(deployment);
    const alias = deployment.url.replace('127.0.0.1', 'localhost');
    const moved = await deployment.browser().visit(`${alias}/sso/acme/${page}?returnTo=/x`);
    expect(moved.status).toBe(302);
    expect(moved.location).toBe(`${deployment.url}/sso/acme/${page}?returnTo=%2Fx&moved=1`);
    expect(moved.headers.getSetCookie()).toEqual([]);
  });

  it('is left only once, so that a proxy which hides the host name sends nobody in circles', async () => {
    await switchOn(deployment);
    const alias = deployment.url.replace('127.0.0.1', 'localhost');
    const started = await deployment.browser().visit(`${alias}/sso/acme/login?moved=1`);
    expect(started.location.startsWith('https://idp.example/')).toBe(true);
  });
});
