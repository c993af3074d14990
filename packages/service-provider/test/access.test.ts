// The policy before a team's resources: who gets in, and what the others are told.

import type { Proof } from '@team-sso/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aConnection,
  requireSso,
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

const loginUrl = () => `${deployment.url}/sso/acme/login`;
const get = (userId: string, proofs?: readonly Proof[], team = 'acme') =>
  deployment.signedIn(userId, proofs).api('GET', `/bots/${team}`);

describe('without SSO', () => {
  it('lets members in by password and names no login address', async () => {
    expect((await get('member')).status).toBe(200);
    const anonymous = await deployment.browser().api('GET', '/bots/acme');
    expect(anonymous.body).toMatchObject({ status: 401, code: 'sign_in', reason: 'not_signed_in' });
    expect(anonymous.body).not.toHaveProperty('loginUrl');
  });

  it('is 404 for outsiders, unknown teams and teams of another deployment, and 401 for nobody', async () => {
    for (const team of ['acme', 'nobody', 'asia-team']) {
      const outsider = await get('globex-admin', undefined, team);
      expect(outsider.body).toMatchObject({ status: 404, code: 'not_found', reason: 'not_a_member' });
      expect((await deployment.browser().api('GET', `/bots/${team}`)).status).toBe(401);
    }
    expect((await get('admin', undefined, 'asia-team')).status).toBe(404);
  });

  it('leaves to the host who came in and why', async () => {
    const { body } = await deployment.signedIn('member').api<{ access: unknown }>('GET', '/bots/acme');
    expect(body.access).toEqual({
      team: 'acme',
      userId: 'member',
      decision: { kind: 'allow', reason: 'password' },
    });
  });
});

describe('with SSO optional', () => {
  beforeEach(() => switchOn(deployment));

  it('lets in by SSO or by password, and tells nobody else where SSO begins', async () => {
    const browser = deployment.browser();
    await signInBySso(deployment, browser);
    expect((await browser.api('GET', '/bots/acme')).status).toBe(200);
    expect((await get('member')).status).toBe(200);
    const anonymous = await deployment.browser().api('GET', '/bots/acme');
    expect(anonymous.body).toMatchObject({ status: 401, loginUrl: loginUrl() });
  });

  it("never lets another team's SSO in", async () => {
    const proof: Proof = {
      kind: 'sso',
      team: 'globex',
      connectionId: 'x',
      idpEntityId: 'https://idp.example/metadata',
      at: deployment.now(),
    };
    expect((await get('multi', [proof])).body).toMatchObject({
      status: 401,
      code: 'sign_in',
      reason: 'proof_of_other_team',
    });
  });

  it("opens no second team with one team's SSO", async () => {
    const browser = deployment.browser();
    await signInBySso(deployment, browser, { email: 'multi@acme.example' });
    expect((await browser.api('GET', '/bots/acme')).status).toBe(200);
    expect((await browser.api('GET', '/bots/globex')).body).toMatchObject({
      status: 401,
      reason: 'proof_of_other_team',
    });
  });

  it('stops counting the proofs of a provider that was replaced, and of a team that switched SSO off', async () => {
    const browser = deployment.browser();
    await signInBySso(deployment, browser);
    deployment.advance({ seconds: 1 });
    const admin = deployment.signedIn('admin');
    const put = (body: unknown, revision: number) =>
      admin.api('PUT', '/sso/teams/acme/settings', body, { 'If-Match': `"${revision}"` });
    const off = await put({ mode: 'off', connection: aConnection({ idpEntityId: 'urn:new' }) }, 1);
    expect((await browser.api('GET', '/bots/acme')).body).toMatchObject({ reason: 'own_credentials_needed' });
    await put({ mode: 'optional' }, off.body.revision);
    expect((await browser.api('GET', '/bots/acme')).body).toMatchObject({ reason: 'sso_proof_expired' });
  });
});

describe('with SSO required', () => {
  beforeEach(async () => {
    await switchOn(deployment);
  });

  it('keeps password sessions out at once when asked, with the way to step up', async () => {
    await requireSso(deployment, { sessions: 'now' });
    deployment.advance({ minutes: 1 });
    expect((await get('member')).body).toMatchObject({
      status: 403,
      code: 'sso_required',
      reason: 'sso_required',
      loginUrl: loginUrl(),
    });
  });

  it('lets sessions from before go on for 24 hours, and no later ones', async () => {
    const before: Proof = { kind: 'password', at: deployment.now() };
    deployment.advance({ minutes: 1 });
    await requireSso(deployment, { rollbackMinutes: 0 });
    deployment.advance({ minutes: 1 });
    expect((await get('member', [before])).status).toBe(200);
    expect((await get('member')).body.code).toBe('sso_required');
    deployment.advance({ hours: 24 });
    expect((await get('member', [before])).body.code).toBe('sso_required');
  });

  it('lets SSO in, for 24 hours', async () => {
    await requireSso(deployment, { sessions: 'now', rollbackMinutes: 0 });
    const browser = deployment.browser();
    await signInBySso(deployment, browser);
    expect((await browser.api('GET', '/bots/acme')).status).toBe(200);
    deployment.advance({ hours: 25 });
    expect((await browser.api('GET', '/bots/acme')).body).toMatchObject({
      status: 403,
      code: 'sso_required',
      reason: 'sso_proof_expired',
    });
  });

  it('steps up a session of the same person: it holds both proofs then', async () => {
    await requireSso(deployment, { sessions: 'now' });
    deployment.advance({ minutes: 1 });
    const browser = deployment.signedIn('member');
    await signInBySso(deployment, browser, { query: '?returnTo=/bots/acme' });
    expect((await browser.api('GET', '/bots/acme')).status).toBe(200);
    const sessions = [...deployment.host.sessions.values()];
    expect(sessions.at(-1)?.proofs.map(({ kind }) => kind)).toEqual(['password', 'sso']);
  });

  it('tells a service account that it needs a token: 403 with the reason for a code', async () => {
    await requireSso(deployment, { sessions: 'now' });
    deployment.advance({ minutes: 1 });
    expect((await get('ci')).body).toMatchObject({
      status: 403,
      code: 'service_account_needs_token',
      reason: 'service_account_needs_token',
    });
  });

  it('ends when the plan lapsed past its grace, and comes back by itself', async () => {
    await requireSso(deployment, { sessions: 'now', rollbackMinutes: 0 });
    deployment.advance({ minutes: 1 });
    const team = deployment.host.teams.get('acme');
    if (!team) throw new Error('no acme');
    team.entitlement = { entitled: false };
    expect((await get('member')).body.code).toBe('sso_required');
    team.entitlement = { entitled: false, graceUntil: new Date(deployment.now().getTime() - 1) };
    expect((await get('member')).status).toBe(200);
    team.entitlement = { entitled: true };
    expect((await get('member')).body.code).toBe('sso_required');
    deployment.host.failing.add('entitlement');
    expect((await get('member')).body.code).toBe('sso_required');
  });

  it('decides for tokens as well', async () => {
    await requireSso(deployment, { rollbackMinutes: 0 });
    const check = (lastSsoAt?: Date) =>
      deployment.sso.checkAccess('acme', {
        kind: 'personal_token',
        userId: 'member',
        membership: 'member',
        ...(lastSsoAt ? { lastSsoAt } : {}),
      });
    expect(await check()).toMatchObject({ decision: { kind: 'deny', reason: 'personal_token_needs_sso' } });
    expect(await check(deployment.now())).toMatchObject({
      decision: { kind: 'allow', reason: 'token' },
      effectiveMode: 'required',
    });
  });

  it('lets an emergency admin in by password, for as long as they manage and have own credentials', async () => {
    await requireSso(deployment, { sessions: 'now', rollbackMinutes: 0 });
    const stored = await deployment.store.readSettings('acme');
    if (!stored) throw new Error('nothing is stored');
    const policy = { ...stored.settings.policy, emergencyAdmins: ['owner', 'member'] };
    await deployment.store.writeSettings('acme', stored.revision, { ...stored.settings, policy }, [], {
      now: deployment.now(),
    });
    deployment.advance({ minutes: 1 });
    expect((await get('owner')).status).toBe(200);
    expect((await get('member')).body.code).toBe('sso_required');
    const members = deployment.host.teams.get('acme')?.members;
    const owner = members?.get('owner');
    if (owner) members?.set('owner', { ...owner, hasOwnCredentials: false });
    expect((await get('owner')).body.code).toBe('sso_required');
  });
});
