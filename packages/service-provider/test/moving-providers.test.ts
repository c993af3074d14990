// Moving to another provider without downtime: prepared beside the live one, changed in one step, with a way back.

import type { ImpactView, SettingsView } from '@team-sso/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runTest, saveDraft, SETTINGS, write } from './api-calls.ts';
import type { Browser } from './browser.ts';
import {
  begin,
  IDP_ENTITY_ID,
  idpIdentity,
  otherIdentity,
  requestIdOf,
  requestOf,
  requireSso,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';

const NEW_ENTITY_ID = 'https://new-idp.example/metadata';
const NEW = {
  idpEntityId: NEW_ENTITY_ID,
  signOnUrl: 'https://new-idp.example/sso',
  signingCertificates: [otherIdentity.certificatePem],
};
/** How the new provider answers. */
const BY_NEW = { idpEntityId: NEW_ENTITY_ID, identity: otherIdentity };
const CONFIRM = { confirm: ['promote_untested', 'certificate_in_use'] };

let deployment: Deployment;
let admin: Browser;
beforeEach(async () => {
  deployment = await startDeployment();
  admin = deployment.signedIn('admin');
  await switchOn(deployment);
});
afterEach(() => deployment.close());

async function move(): Promise<SettingsView> {
  await saveDraft(admin, NEW);
  const promoted = await write(admin, 'POST', `${SETTINGS}/promote`, CONFIRM);
  expect(promoted.status).toBe(200);
  return promoted.body;
}
async function undo(): Promise<SettingsView> {
  const undone = await write(admin, 'POST', `${SETTINGS}/undo`, CONFIRM);
  expect(undone.status).toBe(200);
  return undone.body;
}
const view = async (by: Browser = admin) => (await by.api('GET', SETTINGS)).body;
const impact = async () => (await admin.api<ImpactView>('GET', '/sso/teams/acme/impact')).body;

describe('a draft', () => {
  it('with another entity ID is labelled a move', async () => {
    const { body } = await saveDraft(admin, NEW);
    expect(body.draftMove).toEqual({ from: IDP_ENTITY_ID, to: NEW_ENTITY_ID });
    expect(body.lastMove).toBeUndefined();
  });

  it('of the same provider is none, whatever else differs', async () => {
    const { body } = await saveDraft(admin, { signOnUrl: 'https://idp.example/another' });
    expect(body.draftMove).toBeUndefined();
    expect((await write(admin, 'POST', `${SETTINGS}/promote`, CONFIRM)).body.lastMove).toBeUndefined();
  });

  it('is tested at the new provider while members sign in at the old one', async () => {
    await saveDraft(admin, NEW);
    expect((await runTest(deployment, admin, 'draft', BY_NEW)).outcome).toBe('passed');
    expect((await signInBySso(deployment, deployment.browser())).status).toBe(303);
  });
});

describe('after the promotion', () => {
  it('managers see how many have signed in at the new provider, members see only the move', async () => {
    const people = ['member', 'multi', 'owner'].map((name) => `${name}@acme.example`);
    for (const email of people) await signInBySso(deployment, deployment.browser(), { email });
    expect((await move()).lastMove).toEqual({
      from: IDP_ENTITY_ID,
      to: NEW_ENTITY_ID,
      at: deployment.now().toISOString(),
      people: { moved: 0, notYet: 3 },
    });
    await signInBySso(deployment, deployment.browser(), { ...BY_NEW, email: 'member@acme.example' });
    expect((await view()).lastMove?.people).toEqual({ moved: 1, notYet: 2 });
    const { lastMove } = await view(deployment.signedIn('member'));
    expect(lastMove).toEqual({
      from: IDP_ENTITY_ID,
      to: NEW_ENTITY_ID,
      at: deployment.now().toISOString(),
    });
  });

  it('the impact names who has moved and who has not, and nobody who never used SSO', async () => {
    for (const email of ['member@acme.example', 'multi@acme.example'])
      await signInBySso(deployment, deployment.browser(), { email });
    expect((await impact()).move).toBeUndefined();
    await move();
    await signInBySso(deployment, deployment.browser(), { ...BY_NEW, email: 'multi@acme.example' });
    const { move: seen } = await impact();
    expect(seen).toEqual({
      from: IDP_ENTITY_ID,
      to: NEW_ENTITY_ID,
      moved: { count: 1, people: [{ userId: 'multi', name: 'multi', email: 'multi@acme.example' }] },
      notYet: { count: 1, people: [{ userId: 'member', name: 'member', email: 'member@acme.example' }] },
    });
  });

  it('is shown while undo leads back to the other provider', async () => {
    await move();
    deployment.advance({ hours: 24 * 29 });
    admin = deployment.signedIn('admin');
    expect((await view()).lastMove).toBeDefined();
    deployment.advance({ hours: 25 });
    expect((await view()).lastMove).toBeUndefined();
  });

  it('everybody keeps the link they had at the old provider, also after a way back', async () => {
    const old = { email: 'member@acme.example', nameId: 'at-the-old-one' };
    const by = { ...BY_NEW, email: 'member@acme.example', nameId: 'at-the-new-one' };
    await signInBySso(deployment, deployment.browser(), old);
    await move();
    await signInBySso(deployment, deployment.browser(), by);
    await undo();
    // Another address by now: it is the link that finds the person, not the address.
    await signInBySso(deployment, deployment.browser(), { ...old, email: 'renamed@acme.example' });
    await undo();
    await signInBySso(deployment, deployment.browser(), { ...by, email: 'renamed@acme.example' });
    expect(deployment.host.signIns.map(({ userId }) => userId)).toEqual(Array(4).fill('member'));
  });

  it('sessions of the old provider count no longer, those of the new one do, in a team that requires SSO', async () => {
    await requireSso(deployment, {}, admin);
    const member = deployment.browser();
    await signInBySso(deployment, member, { email: 'member@acme.example' });
    await saveDraft(admin, NEW);
    await runTest(deployment, admin, 'draft', { ...BY_NEW, email: 'admin@acme.example' });
    expect((await write(admin, 'POST', `${SETTINGS}/promote`, CONFIRM)).status).toBe(200);
    expect((await member.api('GET', '/bots/acme')).status).toBe(403);
    await signInBySso(deployment, member, { ...BY_NEW, email: 'member@acme.example' });
    expect((await member.api('GET', '/bots/acme')).status).toBe(200);
  });
});

describe('an answer to a login that began before the promotion', () => {
  it('is trusted in nothing, and sends the person on to the new provider and to where they wanted to go', async () => {
    const browser = deployment.browser();
    const requestId = await begin(browser, '?returnTo=/teams/acme/bots%3Fpage%3D2');
    await move();
    const late = await browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, requestId) });
    expect([late.status, late.location]).toEqual([
      303,
      `${deployment.url}/sso/acme/login?returnTo=%2Fteams%2Facme%2Fbots%3Fpage%3D2`,
    ]);
    expect(deployment.events.map(({ name }) => name)).not.toContain('team_sso.response_verified');
    const again = await browser.visit(late.location);
    expect(again.location).toContain('https://new-idp.example/sso?');
    const SAMLResponse = respond(deployment, requestIdOf(requestOf(again.location)), BY_NEW);
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse });
    expect((await browser.visit(hop.location)).location).toBe('/teams/acme/bots?page=2');
  });

  it.each([
    ['a forgery', { identity: otherIdentity }],
    ['an unsigned one', { sign: 'none' as const }],
    ['one of the new provider', BY_NEW],
    ['a refusal', { assertion: false, status: { code: 'urn:oasis:names:tc:SAML:2.0:status:Responder' } }],
  ])('%s learns nothing else, and leaves no attempt', async (_what, changes) => {
    const browser = deployment.browser();
    const requestId = await begin(browser);
    await move();
    const SAMLResponse = respond(deployment, requestId, changes);
    const late = await browser.postForm('/sso/acme/acs', { SAMLResponse });
    expect([late.status, late.location]).toEqual([303, `${deployment.url}/sso/acme/login?returnTo=%2F`]);
    const attempts = await admin.api<{ items: readonly unknown[] }>('GET', '/sso/teams/acme/attempts');
    expect(attempts.body.items).toEqual([]);
  });

  it('goes round once for each move and never by itself: each answer needs a login of its own', async () => {
    const browser = deployment.browser();
    let requestId = await begin(browser, '?returnTo=/mine');
    for (const [change, answer, host] of [
      [move, {}, 'new-idp.example'],
      [undo, BY_NEW, 'idp.example'],
      [undo, {}, 'new-idp.example'],
    ] as const) {
      await change();
      const SAMLResponse = respond(deployment, requestId, answer);
      const late = await browser.postForm('/sso/acme/acs', { SAMLResponse });
      expect(late.status).toBe(303);
      const started = await browser.visit(late.location);
      expect([started.status, new URL(started.location).hostname]).toEqual([302, host]);
      requestId = requestIdOf(requestOf(started.location));
    }
    const SAMLResponse = respond(deployment, requestId, BY_NEW);
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse });
    expect((await browser.visit(hop.location)).location).toBe('/mine');
  });

  it('gets past the policy of the form it came by: a page goes on to the new provider, not a redirect', async () => {
    const browser = deployment.browser();
    const requestId = await begin(browser);
    await move();
    const late = await browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, requestId) });
    const page = await browser.visit(late.location, { 'Sec-Fetch-Site': 'cross-site' });
    expect([page.status, page.location]).toEqual([200, '']);
    expect(page.headers.get('Refresh')).toMatch(/^0; url=https:\/\/new-idp\.example\/sso\?SAMLRequest=/);
    expect(page.text).toContain('>Continue</a>');
    for (const site of ['same-origin', 'none'])
      expect((await browser.visit(late.location, { 'Sec-Fetch-Site': site })).status).toBe(302);
    const tile = await browser.visit('/sso/acme/start', { 'Sec-Fetch-Site': 'cross-site' });
    expect(tile.status).toBe(302);
  });

  it('posted over and over stays one redirect to one fresh login, and verifies nothing', async () => {
    const browser = deployment.browser();
    const SAMLResponse = respond(deployment, await begin(browser));
    await move();
    for (let times = 0; times < 3; times += 1)
      expect((await browser.postForm('/sso/acme/acs', { SAMLResponse })).location).toMatch(/\/login\?/);
    expect(deployment.host.signIns).toEqual([]);
  });

  it('is judged again as usual once undo has made its provider the live one', async () => {
    const browser = deployment.browser();
    const requestId = await begin(browser, '?returnTo=/mine');
    await move();
    await undo();
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, requestId) });
    expect((await browser.visit(hop.location)).location).toBe('/mine');
  });

  it('that was verified before the promotion is refused at finish, with a way to begin again', async () => {
    const browser = deployment.browser();
    const SAMLResponse = respond(deployment, await begin(browser));
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse });
    await move();
    const done = await browser.visit(hop.location);
    expect(done.status).toBe(403);
    expect(done.text).toContain(`href="${deployment.url}/sso/acme/start"`);
    expect(deployment.host.signIns).toEqual([]);
  });

  it('of the same provider with other settings is judged by the settings of now', async () => {
    const browser = deployment.browser();
    const requestId = await begin(browser);
    await saveDraft(admin, { signingCertificates: [otherIdentity.certificatePem] });
    await write(admin, 'POST', `${SETTINGS}/promote`, CONFIRM);
    const by = (identity: typeof idpIdentity) =>
      browser.postForm('/sso/acme/acs', { SAMLResponse: respond(deployment, requestId, { identity }) });
    expect((await by(idpIdentity)).status).toBe(403);
    expect((await by(otherIdentity)).location).toContain('/finish?');
  });
});
