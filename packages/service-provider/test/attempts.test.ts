// Every refused answer to a known request leaves a row that an admin finds by the code its person was shown. Noise leaves none.

import type { Attempt, AttemptsPage, Store } from '@team-sso/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveDraft, SETTINGS, write } from './api-calls.ts';
import type { Browser } from './browser.ts';
import {
  begin,
  otherIdentity,
  REGIONS,
  requestIdOf,
  requestOf,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';
import { failingStore } from './responding-store.ts';

const down: { names: ReadonlySet<keyof Store> } = { names: new Set() };
let deployment: Deployment;
let browser: Browser;
let admin: Browser;
beforeEach(async () => {
  down.names = new Set();
  deployment = await startDeployment({ store: failingStore(down) });
  browser = deployment.browser();
  admin = deployment.signedIn('admin');
  await switchOn(deployment);
});
afterEach(() => deployment.close());

const rows = (): Promise<readonly Attempt[]> => deployment.store.readAttempts('acme', { limit: 100 });
const find = async (query = '', by: Browser = admin): Promise<AttemptsPage> =>
  (await by.api<AttemptsPage>('GET', `/sso/teams/acme/attempts${query}`)).body;
const codeOn = (text: string) => /SSO-[0-9A-Z]{4}/.exec(text)?.[0] ?? 'no code';
const post = (SAMLResponse: string) => browser.postForm('/sso/acme/acs', { SAMLResponse });

describe('a refused answer to a known request', () => {
  const IN_TWO_DAYS = (now: Date) => new Date(now.getTime() + 48 * 3_600_000);
  const cases: readonly (readonly [string, () => Parameters<typeof respond>[2]])[] = [
    ['status_not_success', () => ({ status: { code: 'urn:oasis:names:tc:SAML:2.0:status:Responder' } })],
    ['signature_missing', () => ({ sign: 'none' })],
    ['signature_wrong_key', () => ({ identity: otherIdentity })],
    ['issuer_mismatch', () => ({ idpEntityId: 'https://idp.example/metadata/' })],
    ['audience_mismatch', () => ({ spEntityId: REGIONS[1].spEntityId })],
    ['recipient_mismatch', () => ({ confirmations: [{ recipient: `${deployment.url}/sso/globex/acs` }] })],
    ['assertion_expired', () => ({ now: new Date(deployment.now().getTime() - 3_600_000) })],
    ['assertion_lifetime_too_long', () => ({ notOnOrAfter: IN_TWO_DAYS(deployment.now()) })],
    ['authn_statement_missing', () => ({ authnStatement: false })],
    ['nameid_missing', () => ({ nameId: null })],
  ];
  it.each(cases)('(%s) has a row with the code that its person was shown', async (reason, change) => {
    const page = await post(respond(deployment, await begin(browser), change()));
    expect(page.status).toBe(403);
    const shortCode = codeOn(page.text);
    expect(await rows()).toMatchObject([{ shortCode, reason, outcome: 'refused', team: 'acme' }]);
    const { items } = await find(`?code=${shortCode.toLowerCase()}`);
    expect(items).toMatchObject([{ shortCode, reason, diagnosis: { reason } }]);
  });

  it('is found with its diagnosis, and no repair takes anything over from a login', async () => {
    await post(respond(deployment, await begin(browser), { idpEntityId: 'https://idp.example/metadata/' }));
    const [item] = (await find()).items;
    expect(item?.diagnosis).toMatchObject({ nearMiss: 'trailing_slash', field: 'idpEntityId' });
    expect(item?.diagnosis?.repairs).toEqual([{ kind: 'test_again' }]);
  });

  it('(sso_off) has one when SSO was switched off on the way', async () => {
    const requestId = await begin(browser);
    await write(admin, 'PUT', `${SETTINGS}/mode`, { mode: 'off' });
    const page = await post(respond(deployment, requestId));
    expect(await rows()).toMatchObject([{ reason: 'sso_off', shortCode: codeOn(page.text) }]);
  });

  it.each([
    ['member_unknown', { email: 'stranger@acme.example' }],
    [
      'email_missing',
      { nameId: 'opaque', nameIdFormat: null, attributes: [{ name: 'mailbox', values: ['x'] }] },
    ],
  ] as const)('(%s) at finish has one too', async (reason, response) => {
    const page = await signInBySso(deployment, browser, response);
    expect(await rows()).toMatchObject([{ reason, shortCode: codeOn(page.text) }]);
  });

  it('(email_missing) names what came, so that one of them can be picked', async () => {
    await signInBySso(deployment, browser, {
      nameId: 'opaque',
      nameIdFormat: null,
      attributes: [
        { name: 'mailbox', values: ['ana@acme.example'] },
        { name: 'urn:oid:2.5.4.42', values: ['Ana'] },
      ],
    });
    const [item] = (await find()).items;
    expect(item?.diagnosis?.repairs[0]).toEqual({
      kind: 'map_email',
      choices: ['mailbox', 'urn:oid:2.5.4.42'],
    });
    expect(JSON.stringify(await rows())).not.toMatch(/ana@acme|"Ana"/);
  });

  it('(browser_mismatch) has one, and the right browser still gets in', async () => {
    const hop = await post(respond(deployment, await begin(browser)));
    const page = await deployment.browser().visit(hop.location);
    expect(await rows()).toMatchObject([{ reason: 'browser_mismatch', shortCode: codeOn(page.text) }]);
    expect((await browser.visit(hop.location)).status).toBe(303);
  });

  it('keeps values on one line, masked and bounded', async () => {
    const issuer = `https://idp.example/ana.ruiz@acme.example\u202e/${'x'.repeat(800)}`;
    await post(respond(deployment, await begin(browser), { idpEntityId: issuer }));
    const [row] = await rows();
    expect(row?.received).toContain('a•••@acme.example');
    expect(row?.received).not.toMatch(/ana\.ruiz|\u202e/);
    expect(row?.received?.length).toBeLessThanOrEqual(512);
  });

  it('is refused all the same when the store cannot take its row, and that is observed', async () => {
    down.names = new Set(['addAttempt']);
    const page = await post(respond(deployment, await begin(browser), { sign: 'none' }));
    expect(page.status).toBe(403);
    expect(codeOn(page.text)).not.toBe('no code');
    expect(deployment.events.map(({ name }) => name)).toContain('team_sso.attempt_lost');
  });
});

describe('noise', () => {
  it('leaves no row: unreadable, unsolicited, unknown or replayed', async () => {
    const used = respond(deployment, await begin(browser));
    const hop = await post(used);
    await browser.visit(hop.location);
    const before = (await rows()).length;
    const unknown = `_${'0'.repeat(64)}`;
    for (const message of ['%%%', respond(deployment, null), respond(deployment, unknown), used])
      expect((await post(message)).status).toBeGreaterThanOrEqual(400);
    await deployment.browser().visit('/sso/acme/finish?ticket=nothing');
    expect(await rows()).toHaveLength(before);
  });
});

describe('a good sign-in', () => {
  it('has a row with its user', async () => {
    await signInBySso(deployment, browser);
    expect(await rows()).toMatchObject([{ outcome: 'signed_in', userId: 'member' }]);
  });

  it('goes through when the store cannot take its row', async () => {
    down.names = new Set(['addAttempt']);
    expect((await signInBySso(deployment, browser)).status).toBe(303);
    expect(deployment.host.signIns).toHaveLength(1);
  });
});

describe('GET attempts', () => {
  it('gives pages, the newest first, each attempt once', async () => {
    for (let count = 0; count < 60; count++) {
      await deployment.store.addAttempt({
        shortCode: `SSO-${String(count).padStart(4, '0')}`,
        team: 'acme',
        at: new Date(deployment.now().getTime() - Math.floor(count / 3) * 1000),
        outcome: 'signed_in',
        connectionId: 'c',
      });
    }
    const first = await find();
    expect(first.items).toHaveLength(50);
    const second = await find(`?cursor=${first.next}`);
    expect(second.items).toHaveLength(10);
    expect(second.next).toBeUndefined();
    const codes = [...first.items, ...second.items].map(({ shortCode }) => shortCode);
    expect(new Set(codes).size).toBe(60);
  });

  it('is for managers, not for members', async () => {
    expect((await deployment.signedIn('member').api('GET', '/sso/teams/acme/attempts')).status).toBe(403);
  });
});

describe('a provider that fails', () => {
  const fail = async () => {
    const one = deployment.browser();
    const samlResponse = respond(deployment, await begin(one), { sign: 'none' });
    await one.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
  };

  it('is said once four of five sign-ins fail, to five people at least, and no longer than that lasts', async () => {
    for (let count = 0; count < 4; count++) await fail();
    expect((await admin.api('GET', SETTINGS)).body.health).toEqual([]);
    await fail();
    expect((await admin.api('GET', SETTINGS)).body.health).toEqual([
      { code: 'idp_failing', since: deployment.now().toISOString() },
    ]);
    deployment.advance({ minutes: 10 });
    expect((await admin.api('GET', SETTINGS)).body.health).toEqual([]);
  });

  it('is not said for tests: a draft in the making fails often', async () => {
    await saveDraft(admin, { idpEntityId: 'urn:draft' });
    for (let count = 0; count < 6; count++) {
      const { body } = await admin.api<{ startUrl: string }>('POST', '/sso/teams/acme/tests', {
        target: 'draft',
      });
      const id = requestIdOf(requestOf((await admin.visit(body.startUrl)).location));
      await admin.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, id) });
    }
    expect((await admin.api('GET', SETTINGS)).body.health).toEqual([]);
  });
});
