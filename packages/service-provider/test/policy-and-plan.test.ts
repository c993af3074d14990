// What "required" excepts, whom it would affect, how sessions end at once, and what the plan allows.

import type { ImpactView } from '@team-sso/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditTypes, SETTINGS, write } from './api-calls.ts';
import type { Browser } from './browser.ts';
import { requireSso, signInBySso, startDeployment, switchOn, type Deployment } from './deployment.ts';

let deployment: Deployment;
let admin: Browser;
beforeEach(async () => {
  deployment = await startDeployment();
  admin = deployment.signedIn('admin');
  await switchOn(deployment);
});
afterEach(() => deployment.close());

const POLICY = '/sso/teams/acme/policy';
const setPolicy = (body: unknown, by: Browser = admin) => write(by, 'PUT', POLICY, body);

describe('PUT policy', () => {
  it('changes what it names and leaves the rest; null is the default', async () => {
    await setPolicy({ guests: 'exempt', reauthenticateAfterHours: 8 });
    const { body } = await setPolicy({ personalTokenDays: 7 });
    expect(body.policy).toMatchObject({
      guests: 'exempt',
      personalTokenDays: 7,
      reauthenticateAfterHours: 8,
    });
    const cleared = await setPolicy({ reauthenticateAfterHours: null });
    expect(cleared.body.policy.reauthenticateAfterHours).toBeUndefined();
    expect((await auditTypes(deployment)).filter((type) => type === 'policy_changed')).toHaveLength(3);
  });

  it('that changes nothing is no change', async () => {
    const { body } = await setPolicy({ guests: 'required' });
    expect(body.revision).toBe(1);
  });

  it.each([
    ['member', 'not_a_manager'],
    ['guest', 'not_a_member'],
    ['stranger', 'not_a_member'],
  ])('refuses %s as an emergency admin: %s', async (userId, code) => {
    const { status, body } = await setPolicy({ emergencyAdmins: ['owner', userId] });
    expect(status).toBe(422);
    expect(body.issues).toEqual([{ path: 'emergencyAdmins.1', code }]);
  });

  it('refuses a manager without own credentials', async () => {
    const members = deployment.host.teams.get('acme')?.members;
    const owner = members?.get('owner');
    if (owner) members?.set('owner', { ...owner, hasOwnCredentials: false });
    const { body } = await setPolicy({ emergencyAdmins: ['owner'] });
    expect(body.issues).toEqual([{ path: 'emergencyAdmins.0', code: 'no_own_credentials' }]);
  });

  it.each([
    [{ emergencyAdmins: ['1', '2', '3', '4', '5', '6'] }, 'emergencyAdmins'],
    [{ guests: 'some' }, 'guests'],
    [{ personalTokenDays: -1 }, 'personalTokenDays'],
    [{ reauthenticateAfterHours: 0 }, 'reauthenticateAfterHours'],
    [{ mode: 'required' }, 'mode'],
  ])('refuses %j: 422', async (body, path) => {
    const answer = await setPolicy(body);
    expect(answer.status).toBe(422);
    expect(answer.body.issues?.[0]?.path).toBe(path);
  });

  it('is for managers with a recent proof', async () => {
    expect((await setPolicy({ guests: 'exempt' }, deployment.signedIn('member'))).status).toBe(403);
    deployment.advance({ minutes: 16 });
    expect((await setPolicy({ guests: 'exempt' })).body.code).toBe('reauthentication_needed');
  });
});

describe('the impact preview', () => {
  it('puts everybody in one group, by what matters most, and removes nobody', async () => {
    await signInBySso(deployment, deployment.browser());
    deployment.host.teams.get('acme')?.members.set('far', {
      userId: 'far',
      name: 'far',
      email: 'far@elsewhere.example',
      membership: 'member',
      manage: false,
      hasOwnCredentials: true,
    });
    await setPolicy({ emergencyAdmins: ['owner'] });
    const { body } = await admin.api<ImpactView>('GET', '/sso/teams/acme/impact');
    const groups = Object.fromEntries(
      body.groups.map(({ reason, people }) => [reason, people.map(({ userId }) => userId)]),
    );
    expect(groups).toEqual({
      you: ['admin'],
      service_account: ['ci'],
      guest: ['guest'],
      emergency_admin: ['owner'],
      outside_domains: ['far'],
      never_used_sso: ['multi'],
      used_sso: ['member'],
    });
    expect(body.total).toBe(7);
    expect(body.groups.reduce((sum, { count }) => sum + count, 0)).toBe(7);
  });

  it('forgets a sign-in after 30 days', async () => {
    await signInBySso(deployment, deployment.browser());
    deployment.advance({ hours: 30 * 24 });
    const { body } = await admin.api<ImpactView>('GET', '/sso/teams/acme/impact');
    expect(body.groups.map(({ reason }) => reason)).not.toContain('used_sso');
  });

  it('is for managers', async () => {
    expect((await deployment.signedIn('member').api('GET', '/sso/teams/acme/impact')).status).toBe(403);
  });
});

describe('ending all SSO sessions', () => {
  it('ends every proof from before, at once, whatever is saved meanwhile; a new sign-in is good', async () => {
    const member = deployment.browser();
    await signInBySso(deployment, member);
    deployment.advance({ seconds: 1 });
    expect((await admin.api('POST', '/sso/teams/acme/end-sessions')).status).toBe(204);
    expect((await member.send('GET', '/bots/acme')).status).toBe(401);
    await signInBySso(deployment, member);
    expect((await member.send('GET', '/bots/acme')).status).toBe(200);
    expect(await auditTypes(deployment)).toContain('sessions_ended');
  });

  it('is for managers with a recent proof', async () => {
    const post = (by: Browser) => by.api('POST', '/sso/teams/acme/end-sessions');
    expect((await post(deployment.signedIn('member'))).status).toBe(403);
    deployment.advance({ minutes: 16 });
    expect((await post(admin)).body.code).toBe('reauthentication_needed');
  });
});

describe('the plan', () => {
  const setPlan = (entitlement: { entitled: boolean; graceUntil?: Date }) => {
    const team = deployment.host.teams.get('acme');
    if (team) team.entitlement = entitlement;
  };
  const past = () => new Date(deployment.now().getTime() - 1);
  const passwordOnly = () => deployment.signedIn('member').send('GET', '/bots/acme');

  it('that lapsed past its grace makes required act as optional, and renewal brings it back', async () => {
    await requireSso(deployment, { sessions: 'now', rollbackMinutes: 0 }, admin);
    deployment.advance({ seconds: 1 });
    expect((await passwordOnly()).status).toBe(403);
    setPlan({ entitled: false, graceUntil: past() });
    expect((await passwordOnly()).status).toBe(200);
    setPlan({ entitled: true });
    expect((await passwordOnly()).status).toBe(403);
  });

  it('is taken as it was last known while the host cannot say', async () => {
    await requireSso(deployment, { sessions: 'now', rollbackMinutes: 0 }, admin);
    deployment.advance({ seconds: 1 });
    setPlan({ entitled: false, graceUntil: past() });
    expect((await passwordOnly()).status).toBe(200);
    deployment.host.failing.add('entitlement');
    expect((await passwordOnly()).status).toBe(200);
    const { body } = await admin.api('GET', SETTINGS);
    expect(body).toMatchObject({ effectiveMode: 'optional', entitlement: { entitled: false } });
  });

  it('that was renewed within a minute of its lapse holds as renewed', async () => {
    await requireSso(deployment, { sessions: 'now', rollbackMinutes: 0 }, admin);
    const renewed = deployment.host.teams.get('acme')?.entitlement ?? { entitled: true };
    deployment.advance({ seconds: 1 });
    setPlan({ entitled: false, graceUntil: past() });
    expect((await passwordOnly()).status).toBe(200);
    setPlan(renewed);
    expect((await passwordOnly()).status).toBe(403);
    deployment.host.failing.add('entitlement');
    expect((await passwordOnly()).status).toBe(403);
  });

  it('that was never told weakens nothing and switches nothing on', async () => {
    await requireSso(deployment, { sessions: 'now', rollbackMinutes: 0 }, admin);
    const before = deployment.store;
    expect(await before.readEntitlement('acme')).toMatchObject({ entitled: true });
    deployment.host.failing.add('entitlement');
    const globex = deployment.signedIn('globex-admin');
    expect((await globex.api('GET', '/sso/teams/globex/settings')).body.entitlement.entitled).toBe(false);
    deployment.advance({ seconds: 1 });
    expect((await passwordOnly()).status).toBe(403);
  });

  it('is audited when it changes, once, and not for being told the first time', async () => {
    const changes = async () =>
      (await auditTypes(deployment)).filter((type) => type === 'entitlement_changed');
    expect(await changes()).toEqual([]);
    setPlan({ entitled: false });
    for (let calls = 0; calls < 3; calls++) await admin.api('GET', SETTINGS);
    expect(await changes()).toHaveLength(1);
  });

  it('is not asked about for a resource while SSO is optional', async () => {
    deployment.host.failing.add('entitlement');
    expect((await passwordOnly()).status).toBe(200);
  });
});
