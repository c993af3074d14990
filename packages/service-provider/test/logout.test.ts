// Single logout, both ways and by both bindings: who is signed out, what the provider is told, what a person reads.

import { X509Certificate, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildProviderMetadata } from '@team-sso/mock-idp';
import type { ParseAnswer } from '@team-sso/core';
import { SESSION_COOKIE } from './fake-host.ts';
import {
  aConnection,
  IDP_ENTITY_ID,
  idpIdentity,
  signInBySso,
  startDeployment,
  type Deployment,
} from './deployment.ts';
import type { Browser } from './browser.ts';
import {
  deliver,
  idOf,
  LOGOUT_URL,
  message,
  PERSON,
  pressSignOut,
  sentMessage,
  switchOnWithLogout,
} from './logout-messages.ts';

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';
let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

async function signedIn(
  changes: NonNullable<Parameters<typeof signInBySso>[2]> = {},
  browser: Browser = deployment.browser(),
): Promise<Browser> {
  await signInBySso(deployment, browser, { sessionIndex: '_s1', ...changes });
  return browser;
}

const isSignedIn = (browser: Browser): boolean =>
  deployment.host.sessions.has(browser.cookie(SESSION_COOKIE) ?? '');

async function ourCertificate(): Promise<X509Certificate> {
  const metadata = await deployment.browser().send('GET', '/sso/acme/metadata');
  const base64 = /use="signing".*?<ds:X509Certificate>([^<]+)</s.exec(metadata.text)?.[1] ?? '';
  return new X509Certificate(Buffer.from(base64, 'base64'));
}

/** Whether the query is signed over exactly the octets that are sent. */
async function isSigned(address: string): Promise<boolean> {
  const octets = address.slice(address.search(/SAML(?:Request|Response)=/));
  const [signed = '', signature = ''] = octets.split('&Signature=');
  const { publicKey } = await ourCertificate();
  return verify(
    'sha256',
    Buffer.from(signed),
    publicKey,
    Buffer.from(decodeURIComponent(signature), 'base64'),
  );
}

describe('our metadata', () => {
  it('publishes the logout address for both bindings', async () => {
    const { text } = await deployment.browser().send('GET', '/sso/acme/metadata');
    for (const binding of ['HTTP-Redirect', 'HTTP-POST'])
      expect(text).toContain(
        `<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${deployment.url}/sso/acme/logout"/>`,
      );
  });
});

describe('a provider’s metadata', () => {
  const read = async (edit: (xml: string) => string) => {
    const xml = buildProviderMetadata({
      shape: 'adfs',
      idpEntityId: IDP_ENTITY_ID,
      signOnUrl: 'https://idp.example/sso',
      logoutUrl: 'https://idp.example/slo',
      signingCertificates: [idpIdentity.certificatePem],
    });
    const admin = deployment.signedIn('admin');
    const answer = await admin.api<ParseAnswer>('POST', '/sso/teams/acme/parse', { text: edit(xml) });
    const { logoutBinding, logoutResponseUrl, logoutUrl } = answer.body.values;
    return { logoutBinding, logoutResponseUrl, logoutUrl };
  };
  const withResponses = (url: string) => (xml: string) =>
    xml.replaceAll('SingleLogoutService ', `SingleLogoutService ResponseLocation="${url}" `);

  it('fills in where logout goes, and its answers when that is another address', async () => {
    const redirect = { logoutUrl: 'https://idp.example/slo', logoutBinding: 'redirect' };
    expect(await read((xml) => xml)).toEqual(redirect);
    expect(await read(withResponses('https://idp.example/slo'))).toEqual(redirect);
    expect(await read(withResponses('http://idp.example/plain'))).toEqual(redirect);
    expect(await read(withResponses('https://idp.example/answers'))).toEqual({
      ...redirect,
      logoutResponseUrl: 'https://idp.example/answers',
    });
  });
});

describe('a sign-out that begins here', () => {
  it('ends the session, then goes to the provider with a signed request that names the sign-in', async () => {
    await switchOnWithLogout(deployment);
    const browser = await signedIn();
    const page = await pressSignOut(browser, { returnTo: '/bye' });
    expect(isSignedIn(browser)).toBe(false);
    expect(page.status).toBe(200);
    const { address, relayState, xml } = sentMessage(page);
    expect(address.startsWith(`${LOGOUT_URL}&SAMLRequest=`)).toBe(true);
    expect(await isSigned(address)).toBe(true);
    expect(xml).toContain(`Destination="${LOGOUT_URL.replace('&', '&amp;')}"`);
    expect(xml).toContain(`>${PERSON}</saml:NameID>`);
    expect(xml).toContain('<samlp:SessionIndex>_s1</samlp:SessionIndex>');
    expect(xml).toContain('https://auth.acmebots.example/sso/eu</saml:Issuer>');
    expect(relayState).toMatch(/^[0-9a-f]{32}$/);
  });

  it('answers the form with a page and not with a redirect, and without script', async () => {
    await switchOnWithLogout(deployment);
    const page = await pressSignOut(await signedIn());
    expect(page.location).toBe('');
    expect(page.text).not.toContain('<script');
    expect(page.text).toContain('>Continue</a>');
    expect(page.headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(page.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
  });

  it('goes by a form where the provider takes posts, and lets the answer lead on to other services', async () => {
    await switchOnWithLogout(deployment, { logoutBinding: 'post' });
    const page = await pressSignOut(await signedIn());
    const { address, xml } = sentMessage(page);
    expect(address).toBe(LOGOUT_URL);
    expect(xml).toContain('<ds:SignatureValue>');
    expect(page.headers.get('Content-Security-Policy')).toContain(
      "form-action 'self' https: https://idp.example;",
    );
  });

  it('repeats format and qualifiers as the provider sent them', async () => {
    await switchOnWithLogout(deployment);
    const nameIdFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
    const browser = await signedIn({
      nameIdFormat,
      edits: {
        assertion: (xml) =>
          xml.replaceAll('<saml:NameID ', '<saml:NameID NameQualifier="q&amp;1" SPNameQualifier="sp" '),
      },
    });
    const { xml } = sentMessage(await pressSignOut(browser));
    expect(xml).toContain(`Format="${nameIdFormat}" NameQualifier="q&amp;1" SPNameQualifier="sp"`);
  });

  it.each([
    ['success', undefined, { status: 303, location: '/bye', text: '' }],
    [
      'a partial logout',
      { code: `${STATUS}Responder`, subcode: `${STATUS}PartialLogout` },
      { status: 200, text: expect.stringMatching(/You are signed out here.*did not confirm.*href="\/bye"/s) },
    ],
    [
      'a failure',
      { code: `${STATUS}Responder` },
      { status: 200, text: expect.stringMatching(/could not end its session.*href="\/bye"/s) },
    ],
  ])('tells honestly that the provider reports %s', async (_, status, expected) => {
    await switchOnWithLogout(deployment);
    const browser = await signedIn();
    const { xml } = sentMessage(await pressSignOut(browser, { returnTo: '/bye' }));
    const answer = await deliver(
      browser,
      message(deployment, { kind: 'response', inResponseTo: idOf(xml), ...(status ? { status } : {}) }),
    );
    expect(answer).toMatchObject(expected);
  });

  it('takes the answer by form post, from a browser that sends no cookie', async () => {
    await switchOnWithLogout(deployment);
    const { xml } = sentMessage(await pressSignOut(await signedIn()));
    const response = message(deployment, { kind: 'response', binding: 'post', inResponseTo: idOf(xml) });
    expect(await deliver(deployment.browser(), response)).toMatchObject({ status: 303, location: '/' });
  });

  it.each(['https://evil.example/', '//evil.example', '/sso/acme/login', 'javascript:alert(1)'])(
    'leads nowhere but home with returnTo %s',
    async (returnTo) => {
      await switchOnWithLogout(deployment);
      const browser = await signedIn();
      const { xml } = sentMessage(await pressSignOut(browser, { returnTo }));
      const response = message(deployment, { kind: 'response', inResponseTo: idOf(xml) });
      expect((await deliver(browser, response)).location).toBe('/');
      expect((await pressSignOut(browser, { returnTo })).location).toBe('/');
    },
  );

  it('leaves the person signed out when the provider never answers', async () => {
    await switchOnWithLogout(deployment);
    const browser = await signedIn();
    await pressSignOut(browser);
    deployment.advance({ hours: 1 });
    expect(isSignedIn(browser)).toBe(false);
    await deployment.sso.maintain();
    expect(isSignedIn(browser)).toBe(false);
  });

  it('says that the session at a provider without a logout address goes on', async () => {
    await switchOnWithLogout(deployment, { logoutUrl: undefined });
    const browser = await signedIn();
    const page = await pressSignOut(browser, { returnTo: '/bye' });
    expect(isSignedIn(browser)).toBe(false);
    expect(page.text).toContain('You are signed out here');
    expect(page.text).toContain('Your session at idp.example goes on');
    expect(page.text).toContain('href="/bye"');
  });

  it('ends a session that no provider knows of, and one that is not there, without a word', async () => {
    await switchOnWithLogout(deployment);
    const browser = deployment.signedIn('member');
    expect(await pressSignOut(browser, { returnTo: '/bye' })).toMatchObject({
      status: 303,
      location: '/bye',
    });
    expect(isSignedIn(browser)).toBe(false);
    expect(await pressSignOut(browser)).toMatchObject({ status: 303, location: '/' });
  });

  it('asks the provider that the person signed in at, also after a move', async () => {
    const first = await switchOnWithLogout(deployment);
    const browser = await signedIn();
    const admin = deployment.signedIn('admin');
    const moved = aConnection({ idpEntityId: 'https://new.example/m', logoutUrl: 'https://new.example/slo' });
    const off = await admin.api(
      'PUT',
      '/sso/teams/acme/settings',
      { mode: 'off', connection: moved },
      { 'If-Match': `"${first.revision}"` },
    );
    expect(off.status).toBe(200);
    expect(sentMessage(await pressSignOut(browser)).address).toContain('https://idp.example/slo');
  });

  it('is signed out here when the host or the store fails after that, and the page says so', async () => {
    await deployment.close();
    let isDown = false;
    deployment = await startDeployment({
      store: (store) =>
        new Proxy(store, {
          get: (target, name: keyof typeof store) =>
            name === 'rememberLogout' && isDown
              ? () => Promise.reject(new Error('down'))
              : target[name].bind(target),
        }),
    });
    await switchOnWithLogout(deployment);
    const browser = await signedIn();
    isDown = true;
    const page = await pressSignOut(browser);
    expect(isSignedIn(browser)).toBe(false);
    expect(page.text).toContain('goes on');
  });

  it('takes the sign-in of this team from a host that has no sign-out of its own', async () => {
    await deployment.close();
    deployment = await startDeployment({
      host: (host) => {
        delete host.onSignOut;
        return host;
      },
    });
    await switchOnWithLogout(deployment);
    const [browser, elsewhere] = [await signedIn(), await signedIn({ sessionIndex: '_s2' })];
    expect(sentMessage(await pressSignOut(browser)).xml).toContain('LogoutRequest');
    expect([browser, elsewhere].map(isSignedIn)).toEqual([false, true]);
    await pressSignOut(deployment.signedIn('member'));
    expect(deployment.host.ended).toEqual([{ team: 'acme', userId: 'member', sessionIndex: '_s1' }]);
  });

  it('is not carried out when the host cannot end the session', async () => {
    await switchOnWithLogout(deployment);
    const browser = await signedIn();
    deployment.host.failing.add('onSignOut');
    expect((await pressSignOut(browser)).status).toBe(503);
    expect(isSignedIn(browser)).toBe(true);
  });
});

describe('a sign-out that begins at the provider', () => {
  it.each(['redirect', 'post'] as const)(
    'by %s ends the sessions of this person and sign-in, found without a cookie, and answers signed',
    async (binding) => {
      await switchOnWithLogout(deployment, { logoutBinding: binding });
      const [browser, elsewhere] = [await signedIn(), await signedIn({ sessionIndex: '_s2' })];
      const colleague = await signedIn({ email: 'owner@acme.example' });
      const request = message(deployment, { binding, relayState: 'a b&c\'"', sessionIndexes: ['_s1'] });
      const answer = await deliver(deployment.browser(), request);
      expect([browser, elsewhere, colleague].map(isSignedIn)).toEqual([false, true, true]);
      const { address, relayState, xml } = sentMessage(answer);
      expect(answer.status).toBe(binding === 'post' ? 200 : 303);
      expect(address.startsWith(LOGOUT_URL)).toBe(true);
      expect(relayState).toBe('a b&c\'"');
      expect(xml).toContain(`InResponseTo="${request.id}"`);
      expect(xml).toContain(`Value="${STATUS}Success"`);
      expect(xml.includes('<ds:SignatureValue>') || (await isSigned(address))).toBe(true);
    },
  );

  it('is answered where the provider takes answers, when that is another address', async () => {
    const logoutResponseUrl = 'https://answers.idp.example/done';
    await switchOnWithLogout(deployment, { logoutResponseUrl });
    const browser = await signedIn();
    const answer = sentMessage(await deliver(deployment.browser(), message(deployment)));
    expect(answer.address.startsWith(`${logoutResponseUrl}?SAMLResponse=`)).toBe(true);
    expect(answer.xml).toContain(`Destination="${logoutResponseUrl}"`);
    await signedIn({}, browser);
    expect(sentMessage(await pressSignOut(browser)).address.startsWith(LOGOUT_URL)).toBe(true);
  });

  it('ends every session of the person when it names no sign-in, at this team alone', async () => {
    await switchOnWithLogout(deployment);
    const [one, two] = [await signedIn(), await signedIn({ sessionIndex: '_s2' })];
    const stepUp = deployment.signedIn('member');
    await signedIn({}, stepUp);
    await deliver(deployment.browser(), message(deployment));
    expect([one, two].map(isSignedIn)).toEqual([false, false]);
    const session = deployment.host.sessions.get(stepUp.cookie(SESSION_COOKIE) ?? '');
    expect(session?.proofs.map(({ kind }) => kind)).toEqual(['password']);
    expect(deployment.host.ended).toEqual([{ team: 'acme', userId: 'member' }]);
  });

  it('ends all when it names more sign-ins than anybody has', async () => {
    await switchOnWithLogout(deployment);
    await signedIn();
    const sessionIndexes = Array.from({ length: 21 }, (_, index) => `_${index}`);
    await deliver(deployment.browser(), message(deployment, { sessionIndexes }));
    expect(deployment.host.ended).toEqual([{ team: 'acme', userId: 'member' }]);
  });

  it('answers Success for a name that nobody has here, like for one that somebody has', async () => {
    await switchOnWithLogout(deployment);
    await signedIn();
    const answers = [PERSON, 'nobody'].map(async (nameId) => {
      const { xml } = sentMessage(await deliver(deployment.browser(), message(deployment, { nameId })));
      return xml.replaceAll(/(?:ID|InResponseTo)="[^"]*"/g, '');
    });
    const [known, unknown] = await Promise.all(answers);
    expect(unknown).toBe(known);
    expect(deployment.host.ended).toHaveLength(1);
  });

  it('is acted on while SSO is off, and in the demand of the provider before a move', async () => {
    const { revision } = await switchOnWithLogout(deployment);
    const browser = await signedIn();
    const moved = aConnection({ idpEntityId: 'https://new.example/m' });
    await deployment
      .signedIn('admin')
      .api(
        'PUT',
        '/sso/teams/acme/settings',
        { mode: 'off', connection: moved },
        { 'If-Match': `"${revision}"` },
      );
    const answer = await deliver(deployment.browser(), message(deployment));
    expect(sentMessage(answer).address).toContain(LOGOUT_URL);
    expect(isSignedIn(browser)).toBe(false);
  });

  it('answers on a page when the provider takes no answer', async () => {
    await switchOnWithLogout(deployment, { logoutUrl: undefined });
    const browser = await signedIn();
    const page = await deliver(browser, message(deployment));
    expect(page).toMatchObject({ status: 200 });
    expect(page.text).toContain('You are signed out here');
    expect(isSignedIn(browser)).toBe(false);
  });

  it('may stand in a frame of the provider’s pages, and of nobody else’s', async () => {
    await switchOnWithLogout(deployment, { logoutBinding: 'post' });
    await signedIn();
    const page = await deliver(deployment.browser(), message(deployment));
    expect(page.headers.get('Content-Security-Policy')).toMatch(/frame-ancestors https:\/\/idp\.example$/);
    const refused = await deliver(deployment.browser(), message(deployment, { sign: false }));
    expect(refused.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
  });

  it('is reported as failed when the host fails, and may be sent again', async () => {
    await switchOnWithLogout(deployment);
    const browser = await signedIn();
    const request = message(deployment);
    deployment.host.failing.add('endSessions');
    const failed = sentMessage(await deliver(deployment.browser(), request));
    expect(failed.xml).toContain(`Value="${STATUS}Responder"`);
    deployment.host.failing.clear();
    const done = sentMessage(await deliver(deployment.browser(), request));
    expect(done.xml).toContain(`Value="${STATUS}Success"`);
    expect(isSignedIn(browser)).toBe(false);
  });

  it('drops a RelayState that is longer than any provider needs', async () => {
    await switchOnWithLogout(deployment);
    const request = message(deployment, { relayState: 'x'.repeat(2049) });
    const { relayState, xml } = sentMessage(await deliver(deployment.browser(), request));
    expect(relayState).toBeNull();
    expect(xml).toContain('Success');
  });

  it('tells nobody’s name in events', async () => {
    await switchOnWithLogout(deployment);
    await signedIn();
    await deliver(deployment.browser(), message(deployment));
    await deliver(deployment.browser(), message(deployment, { idpEntityId: 'https://other.example' }));
    const told = deployment.events.filter(({ name }) => name.startsWith('team_sso.logout'));
    expect(told).toMatchObject([
      { name: 'team_sso.logout_received', outcome: 'ended' },
      { name: 'team_sso.logout_refused', reason: 'issuer_mismatch' },
    ]);
    expect(JSON.stringify(told)).not.toContain(PERSON);
    expect(JSON.stringify(told)).not.toContain(IDP_ENTITY_ID);
  });
});
