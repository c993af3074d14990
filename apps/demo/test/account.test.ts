// The account belongs to the person: a team's single sign-on opens the team and never the account.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDemo, type DemoUnderTest } from './running-demo.ts';
import { Visitor } from './visitor.ts';

const CHANGE = { currentPassword: 'demo-password', newPassword: 'another-password' };

let demo: DemoUnderTest;
beforeAll(async () => {
  demo = await runDemo();
  const admin = new Visitor(demo);
  await admin.signIn('admin@acme.example');
  await admin.mustSetUpSso('acme', demo.mockIdp);
});
afterAll(() => demo.stop());

describe('a session that proves a team’s SSO only', () => {
  it('cannot change the password, not even with the right one', async () => {
    const visitor = new Visitor(demo);
    await visitor.signInBySso('acme', 'member@acme.example');
    const { status, json } = await visitor.sendJson('POST', '/account/password', CHANGE);
    expect([status, json['code']]).toEqual([403, 'own_credentials_needed']);
    expect((await visitor.sendForm('/account/password', CHANGE)).status).toBe(403);
    expect((await new Visitor(demo).signIn('member@acme.example', CHANGE.newPassword)).status).toBe(401);
    expect((await new Visitor(demo).signIn('member@acme.example')).status).toBe(204);
  });

  it('is shown the account without the form', async () => {
    const visitor = new Visitor(demo);
    await visitor.signInBySso('acme', 'member@acme.example');
    const { text } = await visitor.page('/account');
    expect(text).toContain('member@acme.example');
    expect(text).not.toContain('newPassword');
  });

  it('leaves password, e-mail and memberships as they were', async () => {
    await new Visitor(demo).signInBySso('acme', 'multi@acme.example');
    const visitor = new Visitor(demo);
    expect((await visitor.signIn('multi@acme.example')).status).toBe(204);
    expect((await visitor.get('/api/teams/globex/bots')).status).toBe(200);
    expect((await visitor.get('/api/session')).json['user']).toMatchObject({ email: 'multi@acme.example' });
  });
});

describe('changing the password', () => {
  it('ends the other sessions and keeps this one under a new id', async () => {
    const [here, there] = [new Visitor(demo), new Visitor(demo)];
    for (const visitor of [here, there]) await visitor.signIn('member@globex.example');
    const [before] = here.cookies.values();
    expect((await here.sendForm('/account/password', CHANGE)).location).toBe('/account?changed=1');
    expect((await here.get('/api/session')).status).toBe(200);
    expect([...here.cookies.values()][0]).not.toBe(before);
    expect((await there.get('/api/session')).status).toBe(401);
    expect((await new Visitor(demo).signIn('member@globex.example')).status).toBe(401);
    expect((await new Visitor(demo).signIn('member@globex.example', CHANGE.newPassword)).status).toBe(204);
  });

  it.each([
    [{ ...CHANGE, currentPassword: 'wrong' }, 401, 'credentials_wrong'],
    [{ ...CHANGE, newPassword: 'short' }, 422, 'validation_failed'],
    [{ ...CHANGE, newPassword: 'x'.repeat(201) }, 422, 'validation_failed'],
    [{}, 422, 'validation_failed'],
  ])('refuses %j', async (fields, status, code) => {
    const visitor = new Visitor(demo);
    await visitor.signIn('owner@globex.example');
    const answer = await visitor.sendJson('POST', '/account/password', fields);
    expect([answer.status, answer.json['code']]).toEqual([status, code]);
    expect((await new Visitor(demo).signIn('owner@globex.example')).status).toBe(204);
  });

  it('needs a session', async () => {
    expect((await new Visitor(demo).sendJson('POST', '/account/password', CHANGE)).status).toBe(401);
  });
});
