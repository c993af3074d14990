// A test sign-in: one admin, one browser, one connection, fifteen minutes; no account and no session come of it.

import type { AttemptsPage } from '@team-sso/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditTypes, beginTest, readTest, runTest, saveDraft, SETTINGS, write } from './api-calls.ts';
import type { Browser } from './browser.ts';
import {
  aConnection,
  idpIdentity,
  otherIdentity,
  REGIONS,
  requestOf,
  requireSso,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';

let deployment: Deployment;
let admin: Browser;
beforeEach(async () => {
  deployment = await startDeployment();
  admin = deployment.signedIn('admin');
  await switchOn(deployment);
});
afterEach(() => deployment.close());

const answer = (requestId: string, changes: Parameters<typeof respond>[2] = {}, by = admin) =>
  by.postForm('/sso/acme/acs', {
    SAMLResponse: respond(deployment, requestId, { email: 'admin@acme.example', ...changes }),
  });

describe('a test that passes', () => {
  it('shows every check, what was read (masked) and whom it would match', async () => {
    const run = await runTest(deployment, admin, 'live');
    expect(run).toMatchObject({ target: 'live', outcome: 'passed', by: 'admin' });
    expect(run.checks.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(run.checks.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['signature', 'issuer', 'audience', 'address', 'time', 'email', 'member']),
    );
    expect(run.wouldMatch).toEqual({ userId: 'admin', by: 'email', name: 'admin' });
    expect(run.identity).toMatchObject({ email: 'a•••@acme.example', groupCount: 1 });
    expect(JSON.stringify(run)).not.toContain('admin@acme.example');
  });

  it('makes no account, no session, no sign-in and no attempt, and leaves an audit event', async () => {
    await runTest(deployment, admin, 'live');
    expect(deployment.host.signIns).toEqual([]);
    expect(await deployment.store.readSignIns('acme', ['admin'])).toEqual([]);
    expect(await deployment.store.readAttempts('acme', { limit: 10 })).toEqual([]);
    expect(await auditTypes(deployment)).toContain('test_passed');
    expect(await auditTypes(deployment)).not.toContain('identity_linked');
  });

  it('is only passed at finish', async () => {
    const { id, requestId } = await beginTest(admin, 'live');
    const hop = await answer(requestId);
    expect(hop.location).toContain('/sso/acme/finish?');
    expect((await readTest(admin, id)).outcome).toBe('running');
    expect((await admin.visit(hop.location)).location).toBe(`${deployment.url}/sso/acme/test/${id}/result`);
    expect((await readTest(admin, id)).outcome).toBe('passed');
  });

  it('satisfies live_connection_not_tested and nothing else', async () => {
    await runTest(deployment, admin, 'live');
    const { body } = await write(admin, 'PUT', `${SETTINGS}/mode`, { mode: 'required' });
    expect(body.refusals).toEqual(['admin_not_signed_in_by_sso', 'no_recovery_route']);
  });

  it('does not confirm a requirement', async () => {
    await requireSso(deployment, {}, admin);
    await runTest(deployment, admin, 'live');
    const { mode, requirement } = (await admin.api('GET', SETTINGS)).body;
    expect([mode, requirement.confirmedAt]).toEqual(['required', undefined]);
  });

  it('says who would match by link rather than by address', async () => {
    await signInBySso(deployment, deployment.browser());
    const run = await runTest(deployment, admin, 'live', { email: 'member@acme.example' });
    expect(run.wouldMatch).toEqual({ userId: 'member', by: 'link', name: 'member' });
  });

  it('names the member who would be signed in', async () => {
    const run = await runTest(deployment, admin, 'live', { email: 'owner@acme.example' });
    expect(run.wouldMatch).toEqual({ userId: 'owner', by: 'email', name: 'owner' });
  });

  it('of a person whom a login would refuse is no pass: a connection that matches nobody locks out', async () => {
    const run = await runTest(deployment, admin, 'live', { email: 'stranger@acme.example' });
    expect(run).toMatchObject({ outcome: 'failed', reason: 'member_unknown', wouldMatch: null });
    expect(run.identity).toMatchObject({ email: 's•••@acme.example' });
    expect(run.diagnosis).toMatchObject({ side: 'settings', received: 's•••@acme.example' });
    expect(run.checks.filter(({ state }) => state === 'failed')).toEqual([
      { id: 'member', state: 'failed', received: 's•••@acme.example' },
    ]);
    expect(await auditTypes(deployment)).not.toContain('test_passed');
    const { body } = await write(admin, 'PUT', `${SETTINGS}/mode`, { mode: 'required' });
    expect(body.refusals).toContain('live_connection_not_tested');
    const page = await admin.visit(`/sso/acme/test/${run.id}/result`);
    expect(page.text).toContain('Matches nobody in this team.');
  });

  it('warns about a response that stays good for hours', async () => {
    const hours = (count: number) => new Date(deployment.now().getTime() + count * 3_600_000);
    const { checks } = await runTest(deployment, admin, 'live', { notOnOrAfter: hours(3) });
    expect(checks).toContainEqual({ id: 'lifetime_long', state: 'warning' });
    const short = await runTest(deployment, admin, 'live');
    expect(short.checks.map(({ id }) => id)).not.toContain('lifetime_long');
  });

  it('goes on counting after a newer one failed', async () => {
    await runTest(deployment, admin, 'live');
    deployment.advance({ seconds: 1 });
    const failed = await runTest(deployment, admin, 'live', { identity: otherIdentity });
    expect(failed.outcome).toBe('failed');
    const { requirement, lastTest } = (await admin.api('GET', SETTINGS)).body;
    expect(lastTest?.outcome).toBe('failed');
    expect(requirement.refusals).not.toContain('live_connection_not_tested');
  });
});

describe('a response signed by another key', () => {
  const shown = { fingerprint: otherIdentity.fingerprint };

  it('shows its certificate as a fact, and as a key to nobody', async () => {
    const run = await runTest(deployment, admin, 'live', { identity: otherIdentity });
    expect(run.diagnosis).toMatchObject({
      reason: 'signature_wrong_key',
      certificate: { ...shown, subject: 'CN=Another provider', notAfter: expect.any(String) as string },
    });
    expect(run.diagnosis?.repairs[0]).toEqual({ kind: 'add_certificate_as_next', ...shown });
    const page = await admin.visit(`/sso/acme/test/${run.id}/result`);
    expect(page.text).toContain(otherIdentity.fingerprint);
  });

  it('brings the certificate along for one press when an admin has pinned it elsewhere', async () => {
    await saveDraft(admin, { signingCertificates: [otherIdentity.certificatePem] });
    const live = await runTest(deployment, admin, 'live', { identity: otherIdentity });
    expect(live.diagnosis?.repairs[0]).toMatchObject({ ...shown, confirmedBy: 'draft' });
    const draft = await runTest(deployment, admin, 'draft', { identity: idpIdentity });
    const [repair] = draft.diagnosis?.repairs ?? [];
    expect(repair).toMatchObject({ fingerprint: idpIdentity.fingerprint, confirmedBy: 'live' });
    if (repair?.kind !== 'add_certificate_as_next' || !repair.certificate) throw new Error('no certificate');
    await saveDraft(admin, { signingCertificates: [otherIdentity.certificatePem, repair.certificate] });
    expect((await runTest(deployment, admin, 'draft', { identity: idpIdentity })).outcome).toBe('passed');
  });

  it('is a fact in a login’s attempt as well, and nothing to press', async () => {
    const browser = deployment.browser();
    await expect(signInBySso(deployment, browser, { identity: otherIdentity })).rejects.toThrow('refused');
    const { body } = await admin.api<AttemptsPage>('GET', '/sso/teams/acme/attempts');
    expect(body.items[0]?.diagnosis).toMatchObject({ certificate: shown, repairs: [{ kind: 'test_again' }] });
  });
});

describe('the draft', () => {
  it('is tested while members go on with live', async () => {
    await saveDraft(admin, { signingCertificates: [otherIdentity.certificatePem] });
    const { id, requestId } = await beginTest(admin, 'draft');
    await signInBySso(deployment, deployment.browser());
    await admin.visit((await answer(requestId, { identity: otherIdentity })).location);
    expect(await readTest(admin, id)).toMatchObject({ target: 'draft', outcome: 'passed' });
  });

  it('is not proved by an answer that only live would take, nor a login by one that only the draft would', async () => {
    await saveDraft(admin, { signingCertificates: [otherIdentity.certificatePem] });
    const run = await runTest(deployment, admin, 'draft');
    expect(run).toMatchObject({ outcome: 'failed', reason: 'signature_wrong_key' });
    await expect(signInBySso(deployment, deployment.browser(), { identity: otherIdentity })).rejects.toThrow(
      'refused',
    );
  });

  it('that was changed since makes the run test_superseded', async () => {
    await saveDraft(admin, { idpEntityId: 'urn:one' });
    const { id, requestId } = await beginTest(admin, 'draft');
    await saveDraft(admin, { idpEntityId: 'urn:two' });
    await answer(requestId, { idpEntityId: 'urn:one' });
    expect(await readTest(admin, id)).toMatchObject({ outcome: 'failed', reason: 'test_superseded' });
    expect((await admin.visit(`/sso/acme/test/${id}`)).status).toBe(403);
  });

  it('that is changed between ACS and finish passes nothing', async () => {
    await saveDraft(admin, { idpEntityId: 'urn:one' });
    const { id, requestId } = await beginTest(admin, 'draft');
    const hop = await answer(requestId, { idpEntityId: 'urn:one' });
    await saveDraft(admin, { idpEntityId: 'urn:two' });
    expect((await admin.visit(hop.location)).status).toBe(403);
    expect((await readTest(admin, id)).outcome).toBe('running');
  });
});

it('runs while SSO is off, and without the plan', async () => {
  await write(admin, 'PUT', `${SETTINGS}/mode`, { mode: 'off' });
  expect((await runTest(deployment, admin, 'live')).outcome).toBe('passed');
  const hooli = deployment.signedIn('hooli-admin');
  await write(hooli, 'PUT', '/sso/teams/hooli/settings', { connection: aConnection() });
  const started = await hooli.api('POST', '/sso/teams/hooli/tests', { target: 'draft' });
  expect(started.status).toBe(200);
});

it('needs something to test: 409', async () => {
  const post = async (target: string) => (await admin.api('POST', '/sso/teams/acme/tests', { target })).body;
  expect(await post('draft')).toMatchObject({ status: 409, code: 'no_draft' });
  await write(admin, 'DELETE', `${SETTINGS}?confirm=delete_configuration`);
  expect(await post('live')).toMatchObject({ status: 409, code: 'no_live_connection' });
  expect(await post('both')).toMatchObject({ status: 422 });
});

it('asks the provider for the entity ID that the tested connection uses', async () => {
  await saveDraft(admin, { spEntityIdScope: 'team' });
  const started = await admin.api<{ startUrl: string }>('POST', '/sso/teams/acme/tests', { target: 'draft' });
  const { location } = await admin.visit(started.body.startUrl);
  expect(requestOf(location)).toContain(`${REGIONS[0].spEntityId}/teams/acme<`);
});

describe('a test belongs', () => {
  it('to its admin: for others it does not exist, by API, start or page', async () => {
    const { id } = await beginTest(admin, 'live');
    const owner = deployment.signedIn('owner');
    expect(await readTest(owner, id)).toMatchObject({ status: 404, code: 'test_not_found' });
    for (const page of [`/sso/acme/test/${id}`, `/sso/acme/test/${id}/result`]) {
      const shown = await owner.visit(page);
      expect(shown.status).toBe(404);
      expect(shown.headers.get('Content-Type')).toContain('text/html');
    }
    expect((await deployment.signedIn('member').visit(`/sso/acme/test/${id}`)).status).toBe(403);
    expect((await deployment.browser().visit(`/sso/acme/test/${id}`)).status).toBe(401);
  });

  it('to its admin at finish too: another session in the same browser passes nothing', async () => {
    const { id, requestId } = await beginTest(admin, 'live');
    const hop = await answer(requestId);
    const owner = deployment.signedIn('owner');
    owner.setCookie('sso-browser', admin.cookie('sso-browser') ?? '');
    expect((await owner.visit(hop.location)).status).toBe(403);
    expect((await readTest(admin, id)).outcome).toBe('running');
  });

  it('to its browser: another one burns nothing', async () => {
    const { id, requestId } = await beginTest(admin, 'live');
    const hop = await answer(requestId);
    expect((await deployment.signedIn('admin').visit(hop.location)).status).toBe(403);
    await admin.visit(hop.location);
    expect((await readTest(admin, id)).outcome).toBe('passed');
  });

  it('to its team', async () => {
    const { id } = await beginTest(admin, 'live');
    const globex = deployment.signedIn('globex-admin');
    expect((await globex.api('GET', `/sso/teams/globex/tests/${id}`)).status).toBe(404);
  });

  it('to its fifteen minutes: after them it has expired, computed, and begins no more', async () => {
    const { id, requestId } = await beginTest(admin, 'live');
    deployment.advance({ minutes: 15 });
    expect((await readTest(admin, id)).outcome).toBe('expired');
    expect((await admin.visit(`/sso/acme/test/${id}`)).status).toBe(403);
    expect((await answer(requestId)).status).toBe(403);
    expect((await readTest(admin, id)).outcome).toBe('expired');
  });

  it('to one pass: it is not begun again', async () => {
    const { id } = await runTest(deployment, admin, 'live');
    expect((await admin.visit(`/sso/acme/test/${id}`)).status).toBe(403);
  });
});

describe('a test that fails', () => {
  it('goes to its result page, stays open, and passes when the cure was followed', async () => {
    const { id, requestId } = await beginTest(admin, 'live');
    const hop = await answer(requestId, { sign: 'none' });
    expect(hop).toMatchObject({ status: 303, location: `${deployment.url}/sso/acme/test/${id}/result` });
    expect(await readTest(admin, id)).toMatchObject({ outcome: 'failed', reason: 'signature_missing' });
    await admin.visit((await answer(requestId)).location);
    expect((await readTest(admin, id)).outcome).toBe('passed');
  });

  it('keeps five diagnoses at most', async () => {
    const { id, requestId } = await beginTest(admin, 'live');
    for (let tries = 0; tries < 7; tries++) await answer(requestId, { sign: 'none' });
    expect((await deployment.store.readTestRun('acme', id))?.answers).toHaveLength(5);
    await admin.visit((await answer(requestId)).location);
    expect((await readTest(admin, id)).outcome).toBe('passed');
  });

  it('names the check that failed; the ones after it were not reached', async () => {
    const run = await runTest(deployment, admin, 'live', { idpEntityId: 'https://idp.example/metadata/' });
    const states = Object.fromEntries(run.checks.map(({ id, state }) => [id, state]));
    expect(states).toMatchObject({
      signature: 'passed',
      issuer: 'failed',
      audience: 'not_reached',
      member: 'not_reached',
    });
    expect(run.diagnosis).toMatchObject({
      reason: 'issuer_mismatch',
      side: 'settings',
      field: 'idpEntityId',
      expected: 'https://idp.example/metadata',
      received: 'https://idp.example/metadata/',
      nearMiss: 'trailing_slash',
      repairs: [{ kind: 'use_issuer', idpEntityId: 'https://idp.example/metadata/' }, { kind: 'test_again' }],
    });
  });

  it("knows another region's entity ID, and the team's own", async () => {
    const us = await runTest(deployment, admin, 'live', { spEntityId: REGIONS[1].spEntityId });
    expect(us.diagnosis).toMatchObject({ reason: 'audience_mismatch', nearMiss: 'other_region' });
    const own = await runTest(deployment, admin, 'live', {
      spEntityId: `${REGIONS[0].spEntityId}/teams/acme`,
    });
    expect(own.diagnosis).toMatchObject({ nearMiss: 'other_scope' });
    expect(own.diagnosis?.repairs).toContainEqual({ kind: 'use_entity_id_scope', scope: 'team' });
  });

  it('without an address fails as email_missing, and names what came instead', async () => {
    const run = await runTest(deployment, admin, 'live', {
      nameId: 'opaque',
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      attributes: [{ name: 'mailbox', values: ['admin@acme.example'] }],
    });
    expect(run).toMatchObject({ outcome: 'failed', reason: 'email_missing' });
    expect(run.diagnosis?.repairs).toContainEqual({ kind: 'map_email', choices: ['mailbox'] });
  });

  it('is shown as the last test, to managers only', async () => {
    await runTest(deployment, admin, 'live', { sign: 'none' });
    expect((await admin.api('GET', SETTINGS)).body.lastTest).toMatchObject({
      outcome: 'failed',
      reason: 'signature_missing',
    });
    expect((await deployment.signedIn('member').api('GET', SETTINGS)).body.lastTest).toBeNull();
  });
});

describe('the result page', () => {
  const ATTACK = '"><img src=x onerror=alert(1)>&\u202e';

  it('escapes everything a provider sends, on a page without script', async () => {
    const { id, requestId } = await beginTest(admin, 'live');
    await answer(requestId, { idpEntityId: ATTACK });
    const page = await admin.visit(`/sso/acme/test/${id}/result`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('&#60;img src=x onerror=alert(1)&#62;');
    expect(page.text).not.toMatch(/<img|<script|\u202e/);
    expect(page.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'/);
  });

  it('escapes what was read of a person', async () => {
    const { id, requestId } = await beginTest(admin, 'live');
    const hop = await answer(requestId, {
      person: { id: ATTACK, email: 'admin@acme.example', name: ATTACK, groups: [ATTACK] },
    });
    const { location } = await admin.visit(hop.location);
    const page = await admin.visit(location);
    expect(page.text).toContain('The test passed');
    expect(page.text).not.toContain('<img');
    expect((await readTest(admin, id)).outcome).toBe('passed');
  });
});
