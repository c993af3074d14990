// Every refused sign-in: its reason, its status, its page for people and its document for programs, and what it must not change.

import { buildResponse } from '@team-sso/mock-idp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Browser } from './browser.ts';
import {
  aConnection,
  begin,
  otherIdentity,
  REGIONS,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';

let deployment: Deployment;
let browser: Browser;
beforeEach(async () => {
  deployment = await startDeployment();
  browser = deployment.browser();
  await switchOn(deployment);
});
afterEach(() => deployment.close());

interface Refusal {
  readonly code: string;
  readonly reason?: string;
  readonly shortCode: string;
  readonly requestId: string;
  readonly status: number;
}

const JSON_ONLY = { Accept: 'application/json' };

/** Posts a response and reads the problem document. */
async function refused(samlResponse: string, from: Browser = browser): Promise<Refusal> {
  const answer = await from.postForm('/sso/acme/acs', { SAMLResponse: samlResponse }, JSON_ONLY);
  return { ...(JSON.parse(answer.text) as Refusal), status: answer.status };
}

describe('a refused response', () => {
  const IN_TWO_DAYS = (now: Date) => new Date(now.getTime() + 48 * 3_600_000);
  const cases: readonly (readonly [string, (id: string) => Parameters<typeof respond>[2]])[] = [
    ['status_not_success', () => ({ status: { code: 'urn:oasis:names:tc:SAML:2.0:status:Responder' } })],
    ['signature_missing', () => ({ sign: 'none' })],
    ['signature_wrong_key', () => ({ identity: otherIdentity })],
    ['issuer_mismatch', () => ({ idpEntityId: 'https://idp.example/metadata/' })],
    ['audience_mismatch', () => ({ spEntityId: REGIONS[1].spEntityId })],
    ['destination_mismatch', () => ({ destination: `${deployment.url}/sso/globex/acs`, sign: 'both' })],
    ['recipient_mismatch', () => ({ confirmations: [{ recipient: `${deployment.url}/sso/globex/acs` }] })],
    ['assertion_expired', () => ({ now: new Date(deployment.now().getTime() - 3_600_000) })],
    ['assertion_too_early', () => ({ now: new Date(deployment.now().getTime() + 600_000) })],
    ['assertion_lifetime_too_long', () => ({ notOnOrAfter: IN_TWO_DAYS(deployment.now()) })],
    ['authn_statement_missing', () => ({ authnStatement: false })],
    ['nameid_missing', () => ({ nameId: null })],
    ['in_response_to_missing', () => ({ confirmations: [{ inResponseTo: null }] })],
  ];
  it.each(cases)('is %s: 403 to a program, with the reason outside production', async (reason, change) => {
    const id = await begin(browser);
    const answer = await refused(respond(deployment, id, change(id)));
    expect(answer).toMatchObject({ status: 403, code: 'sign_in_refused', reason });
    expect(answer.shortCode).toMatch(/^SSO-[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('is xml_invalid and 400 when it cannot be read, and 413 when it is too large', async () => {
    expect(await refused('%%%')).toMatchObject({ status: 400, reason: 'xml_invalid' });
    expect(await refused('A'.repeat(300_000))).toMatchObject({ status: 413, reason: 'response_too_large' });
  });

  it.each([
    ['no SAMLResponse', 'RelayState=x', 'application/x-www-form-urlencoded'],
    ['two of them', 'SAMLResponse=YQ%3D%3D&SAMLResponse=YQ%3D%3D', 'application/x-www-form-urlencoded'],
    ['JSON', '{"SAMLResponse":"YQ=="}', 'application/json'],
    ['another form encoding', 'SAMLResponse=YQ', 'multipart/form-data; boundary=x'],
  ])('is xml_invalid for a body with %s', async (_what, body, type) => {
    const headers = { ...JSON_ONLY, 'Content-Type': type, 'Sec-Fetch-Site': 'cross-site' };
    const answer = await browser.send('POST', '/sso/acme/acs', { headers, body });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ status: 400, reason: 'xml_invalid' });
  });

  it('keeps its reason to itself in production', async () => {
    await deployment.close();
    deployment = await startDeployment({ options: { exposeReasons: false } });
    browser = deployment.browser();
    await switchOn(deployment);
    const answer = await refused(respond(deployment, await begin(browser), { sign: 'none' }));
    expect(Object.keys(answer).toSorted()).toEqual([
      'code',
      'requestId',
      'shortCode',
      'status',
      'title',
      'type',
    ]);
  });

  it('is a page for a person: a plain sentence, the short code, one button, and no script', async () => {
    const samlResponse = respond(deployment, await begin(browser), { identity: otherIdentity });
    const page = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
    const event = deployment.events.findLast(({ name }) => name === 'team_sso.sign_in_refused');
    expect(page.status).toBe(403);
    expect(page.headers.get('Content-Type')).toContain('text/html');
    expect(event).toMatchObject({ team: 'acme', reason: 'signature_wrong_key' });
    expect(page.text).toContain(event && 'shortCode' in event ? event.shortCode : 'no event');
    expect(page.text.match(/<a /g)).toHaveLength(1);
    expect(page.text).not.toMatch(/<script|signature|certificate/i);
    expect(page.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'/);
    expect(page.headers.get('X-Request-Id')).toMatch(/^[\w-]{16}$/);
  });

  it('is a page for whoever does not ask for JSON, also when nothing is asked for', async () => {
    for (const Accept of ['*/*', 'text/html;q=0.2, */*;q=0.1', 'text/*']) {
      const page = await browser.postForm('/sso/acme/acs', { SAMLResponse: '%%%' }, { Accept });
      expect(page.headers.get('Content-Type')).toContain('text/html');
    }
    for (const Accept of ['application/json', 'application/json, text/plain, */*']) {
      const document = await browser.postForm('/sso/acme/acs', { SAMLResponse: '%%%' }, { Accept });
      expect(document.headers.get('Content-Type')).toContain('application/problem+json');
    }
  });

  it('burns nothing: the right response to the same request still signs in', async () => {
    const id = await begin(browser);
    await refused(respond(deployment, id, { identity: otherIdentity }));
    await refused(respond(deployment, id, { spEntityId: REGIONS[1].spEntityId }));
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, id) });
    expect(hop.status).toBe(303);
  });
});

describe('a second use', () => {
  it('of a response is refused as replayed', async () => {
    const samlResponse = respond(deployment, await begin(browser));
    await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
    expect(await refused(samlResponse)).toMatchObject({ status: 403, reason: 'replayed' });
  });

  it('of a request by another response is refused', async () => {
    const id = await begin(browser);
    await browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, id) });
    expect(await refused(respond(deployment, id))).toMatchObject({ reason: 'in_response_to_unknown' });
  });

  it('of an assertion for another request is refused as replayed', async () => {
    const assertionId = '_the-same-assertion';
    const hop = await browser.postForm('/sso/acme/acs', {
      SAMLResponse: respond(deployment, await begin(browser), { assertionId }),
    });
    expect(hop.status).toBe(303);
    const second = respond(deployment, await begin(browser), { assertionId });
    expect(await refused(second)).toMatchObject({ reason: 'replayed' });
  });

  it('at the same moment completes exactly once', async () => {
    const samlResponse = respond(deployment, await begin(browser));
    const hops = await Promise.all(
      [1, 2, 3, 4].map(() => browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse })),
    );
    expect(hops.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 403, 403, 403]);
  });

  it('of a ticket at the same moment signs in exactly once', async () => {
    const hop = await browser.postForm('/sso/acme/acs', {
      SAMLResponse: respond(deployment, await begin(browser)),
    });
    await Promise.all([1, 2, 3].map(() => browser.visit(hop.location)));
    expect(deployment.host.signIns).toHaveLength(1);
  });

  it('of a ticket without a fresh session offers to sign in again', async () => {
    const hop = await browser.postForm('/sso/acme/acs', {
      SAMLResponse: respond(deployment, await begin(browser)),
    });
    await browser.visit(hop.location);
    deployment.advance({ minutes: 6 });
    const page = await browser.visit(hop.location);
    expect(page.status).toBe(403);
    expect(page.text).toContain('Sign in again');
    expect(page.text).toContain(`${deployment.url}/sso/acme/start`);
  });
});

describe('a response to no request of ours', () => {
  it('is in_response_to_unknown, for an unknown request and for one older than 30 minutes', async () => {
    expect(await refused(respond(deployment, `_${'0'.repeat(64)}`))).toMatchObject({
      reason: 'in_response_to_unknown',
    });
    const id = await begin(browser);
    deployment.advance({ minutes: 31 });
    expect(await refused(respond(deployment, id))).toMatchObject({ reason: 'in_response_to_unknown' });
  });

  it('is in_response_to_unknown when another team asked', async () => {
    const admin = deployment.signedIn('globex-admin');
    await admin.api(
      'PUT',
      '/sso/teams/globex/settings',
      { mode: 'optional', connection: aConnection() },
      { 'If-Match': '"0"' },
    );
    const id = await begin(browser);
    const samlResponse = respond(deployment, id, {
      acsUrl: `${deployment.url}/sso/globex/acs`,
      spEntityId: REGIONS[1].spEntityId,
    });
    const answer = await browser.postForm('/sso/globex/acs', { SAMLResponse: samlResponse }, JSON_ONLY);
    expect(JSON.parse(answer.text)).toMatchObject({ reason: 'in_response_to_unknown' });
    // … and the request of the first team is still good.
    expect((await browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, id) })).status).toBe(
      303,
    );
  });

  it('started at the provider gets a page whose one button goes to the start address', async () => {
    const page = await browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, null) });
    expect(page.status).toBe(403);
    expect(page.text.match(/href="[^"]+"/g)).toEqual([`href="${deployment.url}/sso/acme/start"`]);
    expect(await refused(respond(deployment, null))).toMatchObject({ reason: 'unsolicited_refused' });
  });
});

describe('another browser', () => {
  it('cannot finish, with a cookie of its own or none, and burns nothing', async () => {
    const hop = await browser.postForm('/sso/acme/acs', {
      SAMLResponse: respond(deployment, await begin(browser)),
    });
    const stranger = deployment.browser();
    const without = await stranger.send('GET', hop.location, { headers: JSON_ONLY });
    expect(JSON.parse(without.text)).toMatchObject({ status: 403, reason: 'browser_mismatch' });
    await begin(stranger);
    expect((await stranger.visit(hop.location)).status).toBe(403);
    expect(deployment.host.signIns).toEqual([]);
    expect((await browser.visit(hop.location)).status).toBe(303);
  });
});

describe('a late finish', () => {
  it('is ticket_expired after a minute', async () => {
    const hop = await browser.postForm('/sso/acme/acs', {
      SAMLResponse: respond(deployment, await begin(browser)),
    });
    deployment.advance({ seconds: 61 });
    const answer = await browser.send('GET', hop.location, { headers: JSON_ONLY });
    expect(JSON.parse(answer.text)).toMatchObject({ reason: 'ticket_expired' });
  });

  it.each(['', '?ticket=', '?ticket=a&ticket=b', '?ticket=nonsense'])(
    'is ticket_expired at finish%s',
    async (query) => {
      const answer = await browser.send('GET', `/sso/acme/finish${query}`, { headers: JSON_ONLY });
      expect(JSON.parse(answer.text)).toMatchObject({ status: 403, reason: 'ticket_expired' });
    },
  );
});

describe('a person without a place', () => {
  it.each([
    ['member_unknown', 'for a stranger', { email: 'stranger@acme.example' }],
    ['email_missing', 'without an address', { nameId: 'x-4711', attributes: [] }],
  ] as const)('is %s %s, and the page offers no further try', async (reason, _who, change) => {
    const page = await signInBySso(deployment, browser, change);
    expect(page.status).toBe(403);
    expect(page.text).toContain('You are not a member of this team');
    expect(page.text).not.toContain('<a ');
    expect(deployment.events).toContainEqual(expect.objectContaining({ reason }));
    expect(deployment.host.signIns).toEqual([]);
  });

  it('is member_unknown when the linked person has left the team', async () => {
    await signInBySso(deployment, browser);
    deployment.host.teams.get('acme')?.members.delete('member');
    await signInBySso(deployment, browser);
    expect(deployment.events).toContainEqual(expect.objectContaining({ reason: 'member_unknown' }));
    expect(deployment.host.signIns).toHaveLength(1);
  });
});

describe('a team with SSO off', () => {
  const save = async (body: unknown) => {
    const admin = deployment.signedIn('admin');
    const view = await admin.api('GET', '/sso/teams/acme/settings');
    const saved = await admin.api('PUT', '/sso/teams/acme/settings', body, {
      'If-Match': `"${view.body.revision}"`,
    });
    expect(saved.status).toBe(200);
  };

  it('is sso_off on every path: login, start, ACS and finish', async () => {
    const hop = await browser.postForm('/sso/acme/acs', {
      SAMLResponse: respond(deployment, await begin(browser)),
    });
    const waiting = await begin(browser);
    await save({ mode: 'off' });
    for (const path of ['/sso/acme/login', '/sso/acme/start', hop.location]) {
      const answer = await browser.send('GET', path, { headers: JSON_ONLY });
      expect(JSON.parse(answer.text)).toMatchObject({ status: 403, reason: 'sso_off' });
    }
    expect(await refused(respond(deployment, waiting))).toMatchObject({ reason: 'sso_off' });
    expect(deployment.host.signIns).toEqual([]);
    const page = await browser.visit('/sso/acme/login');
    expect(page.text).toContain('SSO is not switched on');
  });

  it('never uses a draft', async () => {
    const draftKey = aConnection({ signingCertificates: [otherIdentity.certificatePem] });
    await save({ connection: draftKey });
    const answer = await refused(respond(deployment, await begin(browser), { identity: otherIdentity }));
    expect(answer).toMatchObject({ reason: 'signature_wrong_key' });
    expect((await signInBySso(deployment, browser)).status).toBe(303);
  });
});

describe('a provider that was replaced meanwhile', () => {
  async function replaceProvider(): Promise<void> {
    const admin = deployment.signedIn('admin');
    const { body: view } = await admin.api('GET', '/sso/teams/acme/settings');
    const connection = aConnection({ idpEntityId: 'urn:new-provider', signOnUrl: 'https://new.example/sso' });
    const headers = { 'If-Match': `"${view.revision}"` };
    const off = await admin.api('PUT', '/sso/teams/acme/settings', { mode: 'off', connection }, headers);
    const on = { 'If-Match': `"${off.body.revision}"` };
    await admin.api('PUT', '/sso/teams/acme/settings', { mode: 'optional' }, on);
  }

  it('sends a response that answers its request to a fresh login, and that login ends', async () => {
    const id = await begin(browser, '?returnTo=/teams/acme/bots');
    await replaceProvider();
    const answer = await browser.postForm('/sso/acme/acs', {
      SAMLResponse: respond(deployment, id, { sign: 'none' }),
    });
    expect(answer.status).toBe(303);
    expect(answer.location).toBe(`${deployment.url}/sso/acme/login?returnTo=%2Fteams%2Facme%2Fbots`);
    const restarted = await browser.visit(answer.location);
    expect(restarted.location.startsWith('https://new.example/sso?')).toBe(true);
  });

  it('refuses a ticket of the old one', async () => {
    const hop = await browser.postForm('/sso/acme/acs', {
      SAMLResponse: respond(deployment, await begin(browser)),
    });
    await replaceProvider();
    const page = await browser.visit(hop.location);
    expect(page.status).toBe(403);
    expect(page.text).toContain('Sign in again');
    expect(deployment.host.signIns).toEqual([]);
  });
});

describe('an address with no team', () => {
  it.each([
    'unknown',
    'asia-team',
    'teams',
    'discover',
    'assets',
    'UPPER',
    '-x',
    'a_b',
    'a'.repeat(64),
    '%2e%2e',
  ])('is 404 for %s', async (team) => {
    for (const page of ['login', 'start', 'metadata', 'finish?ticket=x']) {
      const answer = await browser.visit(`/sso/${team}/${page}`);
      expect([page, answer.status]).toEqual([page, 404]);
    }
    const posted = await browser.postForm(`/sso/${team}/acs`, { SAMLResponse: respond(deployment, null) });
    expect(posted.status).toBe(404);
  });
});

describe('the ACS', () => {
  it('answers GET with a friendly page: 405, which method there is, and the way in', async () => {
    const page = await browser.visit('/sso/acme/acs');
    expect(page.status).toBe(405);
    expect(page.headers.get('Allow')).toBe('POST');
    expect(page.text).toContain(`${deployment.url}/sso/acme/start`);
  });

  it('diagnoses a response that was posted with a slash too many', async () => {
    const samlResponse = buildResponse({
      now: deployment.now(),
      identity: otherIdentity,
      acsUrl: `${deployment.url}/sso/acme/acs/`,
    }).samlResponse;
    const page = await browser.postForm('/sso/acme/acs/', { SAMLResponse: samlResponse });
    expect(page.status).toBe(403);
    expect(deployment.events).toContainEqual(expect.objectContaining({ reason: 'unsolicited_refused' }));
  });
});
