// The whole way with Team SSO and the mock identity provider, over HTTP: set up, sign in, require, step up.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDemo, type DemoUnderTest } from './running-demo.ts';
import { Visitor } from './visitor.ts';

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await runDemo();
});
afterAll(() => demo.stop());

async function byPassword(email: string): Promise<Visitor> {
  const visitor = new Visitor(demo);
  expect((await visitor.signIn(email)).status).toBe(204);
  return visitor;
}

async function bySso(team: string, email: string): Promise<Visitor> {
  const visitor = new Visitor(demo);
  const answer = await visitor.signInBySso(team, email);
  expect([answer.status, answer.location]).toEqual([303, `/teams/${team}/bots`]);
  return visitor;
}

const botsOf = async (visitor: Visitor, team: string) => {
  const { status, json } = await visitor.get(`/api/teams/${team}/bots`);
  return { status, code: json['code'], reason: json['reason'], loginUrl: json['loginUrl'] };
};

describe('what the settings show', () => {
  it.each([
    ['acme', 'eu'],
    ['globex', 'us'],
    ['initech', 'asia'],
    ['hooli', 'eu'],
    ['umbrella', 'eu'],
  ])('is the entity ID of the region: %s is in %s', async (team, region) => {
    const { serviceProvider } = await (await byPassword(`admin@${team}.example`)).settings(team);
    expect(serviceProvider).toMatchObject({
      spEntityId: `https://auth.acmebots.example/sso/${region}`,
      teamSpEntityId: `https://auth.acmebots.example/sso/${region}/teams/${team}`,
      acsUrl: `${demo.url}/sso/${team}/acs`,
    });
  });

  it.each([
    ['owner@acme.example', true],
    ['admin@acme.example', true],
    ['member@acme.example', false],
  ])('is whether %s may manage: %s', async (email, manage) => {
    expect((await (await byPassword(email)).settings('acme')).permissions).toEqual({ view: true, manage });
  });

  it.each([
    ['guest@contractor.example', 403],
    ['ci@acme.example', 403],
    ['member@globex.example', 404],
  ])('is nothing for %s: %i', async (email, status) => {
    expect((await (await byPassword(email)).get('/sso/teams/acme/settings')).status).toBe(status);
  });
});

describe('the plan', () => {
  it('keeps hooli from switching SSO on, and lets it prepare', async () => {
    const admin = await byPassword('admin@hooli.example');
    expect((await admin.settings('hooli')).entitlement).toMatchObject({
      entitled: false,
      requiredPlan: 'Enterprise',
      upgradeUrl: `${demo.url}/teams/hooli/settings/billing`,
    });
    const answer = await admin.setUpSso('hooli', demo.mockIdp);
    expect([answer.status, answer.json['code']]).toEqual([403, 'not_entitled']);
  });

  it('lets umbrella, whose plan is higher', async () => {
    const answer = await (await byPassword('admin@umbrella.example')).setUpSso('umbrella', demo.mockIdp);
    expect([answer.status, answer.json['mode']]).toEqual([200, 'optional']);
  });
});

describe('with SSO switched on for acme', () => {
  beforeAll(async () => {
    const admin = new Visitor(demo);
    await admin.signIn('admin@acme.example');
    await admin.mustSetUpSso('acme', demo.mockIdp);
  });

  it('is offered to addresses of the verified domain, known or not', async () => {
    for (const email of ['member@acme.example', 'nobody@ACME.example']) {
      const { json } = await new Visitor(demo).sendJson('POST', '/sso/discover', { email });
      expect(json['ways']).toEqual([
        {
          kind: 'sso',
          team: 'acme',
          loginUrl: `${demo.url}/sso/acme/login`,
          idpHost: new URL(demo.mockIdp.url).host,
        },
        { kind: 'password' },
      ]);
    }
  });

  it('signs a member in and says so', async () => {
    const { json } = await (await bySso('acme', 'member@acme.example')).get('/api/session');
    expect(json).toMatchObject({
      user: { email: 'member@acme.example' },
      method: 'sso',
      team: 'acme',
      proofs: [{ kind: 'sso', team: 'acme', idpEntityId: demo.mockIdp.entityId }],
      identity: { nameId: 'member@acme.example' },
    });
    expect((json['identity'] as { attributes: object }).attributes).not.toEqual({});
  });

  it('comes back to the page that asked for it', async () => {
    const visitor = new Visitor(demo);
    const { location } = await visitor.page('/teams/acme/runs');
    expect((await visitor.page(location)).text).toContain('team="acme"');
    const finish = await visitor.signInBySso('acme', 'member@acme.example', '/');
    expect(finish.location).toBe('/');
    expect((await visitor.page('/')).location).toBe('/teams/acme/runs');
    expect((await visitor.page('/')).location).toBe('/teams/acme/bots');
  });

  it('asks for a fresh proof where the settings need one', async () => {
    const visitor = await byPassword('admin@acme.example');
    const { text } = await visitor.page('/?reauthenticate=1&team=acme&returnTo=/teams/acme/settings/team');
    expect(text).toContain('Confirm it’s you');
    expect(text).toContain('prefill="admin@acme.example"');
  });

  it('opens acme, and nothing of globex for a member of both', async () => {
    const visitor = await bySso('acme', 'multi@acme.example');
    expect((await botsOf(visitor, 'acme')).status).toBe(200);
    expect(await botsOf(visitor, 'globex')).toMatchObject({
      status: 401,
      code: 'sign_in',
      reason: 'proof_of_other_team',
    });
    expect((await visitor.page('/teams/globex/bots')).status).toBe(303);
    expect((await visitor.get('/sso/teams/globex/settings')).status).toBe(401);
    await visitor.signIn('multi@acme.example');
    expect((await botsOf(visitor, 'globex')).status).toBe(200);
  });

  it('signs nobody in who is not a member of acme', async () => {
    for (const email of ['member@globex.example', 'nobody@acme.example']) {
      const visitor = new Visitor(demo);
      const answer = await visitor.signInBySso('acme', email);
      expect(answer.status).toBe(403);
      expect((await visitor.get('/api/session')).status).toBe(401);
    }
  });

  it('replaces the session of somebody else, and rotates the id', async () => {
    const visitor = await byPassword('member@acme.example');
    const [before] = visitor.cookies.values();
    await visitor.signInBySso('acme', 'owner@acme.example');
    const { json } = await visitor.get('/api/session');
    expect(json).toMatchObject({ user: { email: 'owner@acme.example' }, proofs: [{ kind: 'sso' }] });
    expect([...visitor.cookies.values()]).not.toContain(before);
  });
});

describe('with SSO required', () => {
  const require = async (team: string, sessions: unknown) => {
    const admin = await byPassword(`admin@${team}.example`);
    expect((await admin.setUpSso(team, demo.mockIdp)).status).toBe(200);
    const early = await admin.write('PUT', team, '/settings/mode', { mode: 'required', sessions });
    expect([early.status, early.json['refusals']]).toEqual([
      409,
      ['live_connection_not_tested', 'admin_not_signed_in_by_sso', 'no_recovery_route'],
    ]);
    await admin.keepRecoveryCodes(team);
    await admin.signInBySso(team, `admin@${team}.example`);
    const answer = await admin.write('PUT', team, '/settings/mode', { mode: 'required', sessions });
    expect([answer.status, answer.json['mode']]).toEqual([200, 'required']);
    return admin;
  };

  it('and sessions ended now: keeps passwords out, with a way to step up', async () => {
    const member = await byPassword('member@globex.example');
    const admin = await require('globex', 'now');
    expect(await botsOf(member, 'globex')).toEqual({
      status: 403,
      code: 'sso_required',
      reason: 'sso_required',
      loginUrl: `${demo.url}/sso/globex/login`,
    });
    const page = await member.page('/teams/globex/bots');
    expect(page.status).toBe(403);
    expect(page.text).toContain('Continue with SSO');
    expect(page.text).toContain('/sso/globex/login?returnTo=%2Fteams%2Fglobex%2Fbots');
    expect((await member.page('/teams/globex/settings/team')).status).toBe(403);
    await member.signInBySso('globex', 'member@globex.example');
    expect((await botsOf(member, 'globex')).status).toBe(200);
    expect((await member.get('/api/session')).json).toMatchObject({
      proofs: [{ kind: 'sso' }, { kind: 'password' }],
    });
    expect((await admin.settings('globex')).requirement).toHaveProperty('confirmedAt');
  });

  it('and a day of grace: only passwords given afterwards are kept out', async () => {
    const before = await byPassword('member@initech.example');
    await require('initech', { graceHours: 24 });
    expect((await botsOf(before, 'initech')).status).toBe(200);
    const after = await byPassword('member@initech.example');
    expect(await botsOf(after, 'initech')).toMatchObject({ status: 403, code: 'sso_required' });
    await before.signIn('member@initech.example');
    expect((await botsOf(before, 'initech')).status).toBe(403);
  });
});
