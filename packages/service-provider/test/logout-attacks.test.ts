// Forged, changed, stale and misdirected logout messages: whatever comes, nobody is signed out by it.

import { deflateRawSync } from 'node:zlib';
import type { BuiltLogoutMessage, LogoutMessageOptions } from '@team-sso/mock-idp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Browser } from './browser.ts';
import { aConnection, otherIdentity, signInBySso, startDeployment, type Deployment } from './deployment.ts';
import { SESSION_COOKIE } from './fake-host.ts';
import {
  deliver,
  idOf,
  LOGOUT_URL,
  message,
  pressSignOut,
  sentMessage,
  switchOnWithLogout,
} from './logout-messages.ts';

let deployment: Deployment;
let browser: Browser;
beforeEach(async () => {
  deployment = await startDeployment();
  await switchOnWithLogout(deployment);
  browser = deployment.browser();
  await signInBySso(deployment, browser, { sessionIndex: '_s1' });
});
afterEach(() => deployment.close());

const isSignedIn = (): boolean => deployment.host.sessions.has(browser.cookie(SESSION_COOKIE) ?? '');
const later = (seconds: number): Date => new Date(deployment.now().getTime() + seconds * 1000);
/** The refusals that were observed, as reason and rule. */
const refusals = (): readonly string[] =>
  deployment.events.flatMap((event) =>
    event.name === 'team_sso.logout_refused' ? [`${event.reason} ${event.rule ?? ''}`.trim()] : [],
  );

type Sent = Pick<BuiltLogoutMessage, 'query' | 'fields'>;
interface Attack {
  readonly name: string;
  readonly of?: (binding: 'redirect' | 'post') => Partial<LogoutMessageOptions>;
  /** Changes the message after it was signed. */
  readonly change?: (sent: Sent) => Sent;
  readonly team?: string;
  readonly status?: number;
  readonly reason: string;
}

/** A change of the parameters by either binding. */
const parameters =
  (change: (query: string) => string) =>
  ({ query, fields }: Sent): Sent => {
    if (query !== '') return { query: change(query), fields };
    return {
      query,
      fields: Object.fromEntries(new URLSearchParams(change(new URLSearchParams(fields).toString()))),
    };
  };

const BOTH: readonly Attack[] = [
  {
    name: 'an unsigned request',
    of: () => ({ sign: false }),
    reason: 'signature_missing logout-signature-present',
  },
  { name: 'another key', of: () => ({ identity: otherIdentity }), reason: 'signature_(?:wrong_key|invalid)' },
  {
    name: 'another provider',
    of: () => ({ idpEntityId: 'https://evil.example/m', identity: otherIdentity }),
    reason: 'issuer_mismatch',
  },
  {
    name: 'a message for another team',
    of: () => ({ logoutUrl: `${deployment.url}/sso/globex/logout` }),
    reason: 'destination_mismatch logout-destination',
  },
  { name: 'another team’s address', team: 'globex', reason: 'sso_off' },
  {
    name: 'a Destination that is the ACS',
    of: () => ({ destination: `${deployment.url}/sso/acme/acs` }),
    reason: 'destination_mismatch logout-destination',
  },
  {
    name: 'no Destination',
    of: () => ({ destination: null }),
    reason: 'destination_mismatch logout-destination',
  },
  {
    name: 'NotOnOrAfter that is over',
    of: () => ({ notOnOrAfter: later(-121) }),
    reason: 'assertion_expired logout-not-on-or-after',
  },
  {
    name: 'a message that was kept',
    of: () => ({ issueInstant: later(-421), notOnOrAfter: later(3600) }),
    reason: 'assertion_expired logout-age',
  },
  {
    name: 'an IssueInstant to come',
    of: () => ({ issueInstant: later(121) }),
    reason: 'assertion_too_early logout-issue-instant',
  },
  {
    name: 'parameters in other letters',
    change: parameters((query) => query.replace('SAMLRequest', 'samlrequest')),
    status: 400,
    reason: 'xml_invalid logout-parameters',
  },
  {
    name: 'a request in the place of a response',
    change: parameters((query) => query.replace('SAMLRequest', 'SAMLResponse')),
    status: 400,
    reason: 'xml_invalid logout-message-type',
  },
  {
    name: 'somebody else’s name in a comment',
    of: () => ({ edit: (xml) => xml.replace('member@', 'member<!---->@') }),
    status: 400,
    reason: 'xml_invalid gate',
  },
];

const refusesOver = (attacks: readonly Attack[], binding: 'redirect' | 'post'): void => {
  it.each(attacks)('refuses $name', async ({ of, change, team, status = 403, reason }) => {
    const built = message(deployment, { binding, relayState: 'relay', ...of?.(binding) });
    const answer = await deliver(deployment.browser(), change?.(built) ?? built, team);
    expect(refusals().join()).toMatch(new RegExp(`^${reason}`));
    expect(answer).toMatchObject({ status, location: '' });
    expect(answer.text).toContain('This sign-out was not carried out');
    expect(answer.text).not.toContain('SAMLResponse');
    expect(deployment.host.ended).toEqual([]);
    expect(isSignedIn()).toBe(true);
  });
};

describe('by redirect', () => {
  refusesOver(BOTH, 'redirect');

  const encodedBomb = (): string => {
    const bomb = deflateRawSync(Buffer.alloc(7 * 1024 * 1024, ' '));
    return encodeURIComponent(bomb.toString('base64'));
  };
  const onlyHere: readonly Attack[] = [
    {
      name: 'a document type',
      of: () => ({ edit: (xml) => `<!DOCTYPE x [<!ENTITY a "b">]>${xml}` }),
      status: 400,
      reason: 'xml_invalid gate',
    },
    {
      name: 'a RelayState that was swapped after signing',
      change: parameters((query) => query.replace('RelayState=relay', 'RelayState=other')),
      reason: 'signature_invalid signature',
    },
    {
      name: 'a RelayState that was taken away',
      change: parameters((query) => query.replace('&RelayState=relay', '')),
      reason: 'signature_invalid signature',
    },
    ...['SAMLRequest', 'RelayState', 'SigAlg', 'Signature'].map((name) => ({
      name: `two of ${name}`,
      change: parameters((query) => `${query}&${name}=${/\bSAMLRequest=([^&]*)/.exec(query)?.[1] ?? ''}`),
      status: 400,
      reason: 'xml_invalid logout-parameters',
    })),
    {
      name: 'a request and a response at once',
      change: parameters((query) => `${query}&SAMLResponse=AAAA`),
      status: 400,
      reason: 'xml_invalid logout-parameters',
    },
    {
      name: 'a name that is written in another way',
      change: parameters((query) => query.replace('SAMLRequest', 'SAML%52equest')),
      status: 400,
      reason: 'xml_invalid logout-parameters',
    },
    {
      name: 'an inflation without end',
      change: (sent) => ({ ...sent, query: `SAMLRequest=${encodedBomb()}` }),
      status: 413,
      reason: 'response_too_large logout-size',
    },
    {
      name: 'octets that are encoded in another way than they were signed',
      change: parameters((query) => query.replace(/%2B|%2F|%3D/, (octet) => octet.toLowerCase())),
      reason: 'signature_invalid signature',
    },
    {
      name: 'the weak algorithm by its name',
      change: parameters((query) =>
        query.replace(
          /SigAlg=[^&]*/,
          `SigAlg=${encodeURIComponent('http://www.w3.org/2000/09/xmldsig#rsa-sha1')}`,
        ),
      ),
      reason: 'signature_weak',
    },
  ];
  refusesOver(onlyHere, 'redirect');

  it('refuses an empty query, and one of another protocol', async () => {
    for (const query of ['', 'state=1&code=2'])
      expect((await deployment.browser().visit(`/sso/acme/logout?${query}`)).status).toBe(400);
  });
});

describe('by form post', () => {
  refusesOver(BOTH, 'post');

  it('refuses a field that comes twice', async () => {
    const { fields } = message(deployment, { binding: 'post' });
    const once = new URLSearchParams(fields).toString();
    const answer = await deployment.browser().send('POST', '/sso/acme/logout', {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: `${once}&${once}`,
    });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'logout_refused', reason: 'xml_invalid' });
    expect(isSignedIn()).toBe(true);
  });

  it('refuses a body larger than any message, and one that is no form', async () => {
    const large = await browser.postForm('/sso/acme/logout', { SAMLRequest: 'A'.repeat(300_000) });
    expect(large.status).toBe(413);
    const json = await browser.send('POST', '/sso/acme/logout', {
      headers: { 'Content-Type': 'application/json' },
      body: '{"SAMLRequest":"AAAA"}',
    });
    expect(json.status).toBe(400);
  });
});

describe('a message that is sent again', () => {
  it.each(['redirect', 'post'] as const)('by %s ends no session that began since', async (binding) => {
    const request = message(deployment, { binding });
    const first = sentMessage(await deliver(deployment.browser(), request));
    expect(isSignedIn()).toBe(false);
    await signInBySso(deployment, browser, { sessionIndex: '_s2' });
    const again = sentMessage(await deliver(deployment.browser(), request));
    expect(isSignedIn()).toBe(true);
    const status = /<samlp:Status>.*<\/samlp:Status>/;
    expect(status.exec(again.xml)?.[0]).toBe(status.exec(first.xml)?.[0]);
  });

  it('does so for as long as anybody would accept it', async () => {
    const request = message(deployment);
    await deliver(deployment.browser(), request);
    await signInBySso(deployment, browser);
    deployment.advance({ seconds: 419 });
    await deployment.sso.maintain();
    await deliver(deployment.browser(), request);
    expect(deployment.host.ended).toHaveLength(1);
    deployment.advance({ seconds: 1 });
    expect((await deliver(deployment.browser(), request)).status).toBe(403);
    expect(isSignedIn()).toBe(true);
  });
});

describe('keys', () => {
  it('are those that are live: one that was taken out signs no logout any more', async () => {
    const admin = deployment.signedIn('admin');
    const { body: view } = await admin.api('GET', '/sso/teams/acme/settings');
    const connection = aConnection({
      logoutUrl: LOGOUT_URL,
      signingCertificates: [otherIdentity.certificatePem],
    });
    const draft = await admin.api(
      'PUT',
      '/sso/teams/acme/settings',
      { connection },
      { 'If-Match': `"${view.revision}"` },
    );
    const confirm = ['promote_untested', 'certificate_in_use'];
    const promoted = await admin.api(
      'POST',
      '/sso/teams/acme/settings/promote',
      { confirm },
      { 'If-Match': `"${draft.body.revision}"` },
    );
    expect(promoted.status).toBe(200);
    await deliver(deployment.browser(), message(deployment));
    expect(refusals()).toEqual(['signature_invalid signature']);
    await deliver(deployment.browser(), message(deployment, { identity: otherIdentity }));
    expect(deployment.host.ended).toHaveLength(1);
  });
});

describe('an answer to a logout of ours', () => {
  const response = (inResponseTo: string, changes: Partial<LogoutMessageOptions> = {}) =>
    deliver(deployment.browser(), message(deployment, { kind: 'response', inResponseTo, ...changes }));

  it.each([
    ['is unsigned', { sign: false }],
    ['is signed by another key', { identity: otherIdentity }],
    ['is for another address', { destination: 'https://evil.example/' }],
  ] as const)('that %s leads nowhere, and leaves the way to the right one', async (_, changes) => {
    const id = idOf(sentMessage(await pressSignOut(browser, { returnTo: '/bye' })).xml);
    expect(await response(id, changes)).toMatchObject({
      status: 403,
      location: '',
      text: expect.stringMatching(/You are signed out here.*could not be verified.*href="\/bye"/s),
    });
    expect(refusals()).toHaveLength(1);
    expect(await response(id)).toMatchObject({ status: 303, location: '/bye' });
    expect((await response(id)).status).toBe(403);
  });

  it.each([
    ['no ID', ''],
    ['a short one', '_0'],
    ['one like ours', `_${'a'.repeat(64)}`],
    ['a long one', `_${'a'.repeat(4096)}`],
  ])('of a request that was never sent is refused: %s', async (_, id) => {
    expect((await response(id)).status).toBe(403);
  });

  it('of another team’s request is refused', async () => {
    const { xml } = sentMessage(await pressSignOut(browser));
    const id = idOf(xml);
    const globex = message(deployment, {
      kind: 'response',
      inResponseTo: id,
      logoutUrl: `${deployment.url}/sso/globex/logout`,
    });
    expect((await deliver(deployment.browser(), globex, 'globex')).status).toBe(403);
    expect((await response(id)).status).toBe(303);
  });

  it('that comes too late is refused', async () => {
    const id = idOf(sentMessage(await pressSignOut(browser)).xml);
    deployment.advance({ minutes: 30 });
    expect((await response(id)).status).toBe(403);
  });

  it('signs nobody in: at the ACS it is no response', async () => {
    const { fields } = message(deployment, { kind: 'response', binding: 'post', inResponseTo: '_0' });
    expect((await browser.postForm('/sso/acme/acs', { ...fields })).status).toBe(400);
  });
});

describe('the form that signs out', () => {
  it.each([
    ['a page of another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }],
    ['a page of a sibling site', { 'Sec-Fetch-Site': 'same-site', Origin: 'https://evil.acmebots.example' }],
    ['a sandboxed frame', { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' }],
  ])('is refused from %s', async (_, headers) => {
    expect((await pressSignOut(browser, {}, headers)).status).toBe(403);
    expect(isSignedIn()).toBe(true);
  });

  it('is refused as JSON and as GET', async () => {
    const json = await browser.api('POST', '/sso/acme/logout/start', {});
    expect(json.status).toBe(415);
    expect((await browser.visit('/sso/acme/logout/start')).status).toBe(405);
    expect(isSignedIn()).toBe(true);
  });

  it('of another team ends the session and asks no provider', async () => {
    const answer = await browser.postForm(
      '/sso/globex/logout/start',
      {},
      { 'Sec-Fetch-Site': 'same-origin' },
    );
    expect(answer).toMatchObject({ status: 303, location: '/' });
    expect(isSignedIn()).toBe(false);
  });

  it('of no team is not found', async () => {
    const answer = await browser.postForm(
      '/sso/nowhere/logout/start',
      {},
      { 'Sec-Fetch-Site': 'same-origin' },
    );
    expect(answer.status).toBe(404);
    expect((await deliver(browser, message(deployment), 'nowhere')).status).toBe(404);
    expect(isSignedIn()).toBe(true);
  });
});
