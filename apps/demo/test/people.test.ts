// People of the demo who come by single sign-on: invited or just in time, with the role their groups give them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDemo, type DemoUnderTest } from './running-demo.ts';
import { Visitor, type Answer } from './visitor.ts';

let demo: DemoUnderTest;
let admin: Visitor;
beforeAll(async () => {
  demo = await runDemo();
  admin = new Visitor(demo);
  await admin.signIn('admin@acme.example');
  await admin.mustSetUpSso('acme', demo.mockIdp);
});
afterAll(() => demo.stop());

const setPolicy = (change: unknown): Promise<Answer> => admin.write('PUT', 'acme', '/policy', change);
async function arrive(email: string): Promise<readonly [number, string]> {
  const visitor = new Visitor(demo);
  const { status, text } = await visitor.signInBySso('acme', email);
  const bots = await visitor.get('/api/teams/acme/bots');
  return [status, bots.status === 200 ? 'in' : text.includes('<html') ? 'refused' : 'out'];
}

describe('somebody whom only the provider knows', () => {
  it('stays outside, then joins when invited, and then anybody of the domain does', async () => {
    expect((await arrive('new@acme.example'))[0]).toBe(403);
    expect((await setPolicy({ justInTime: 'invite-only' })).status).toBe(200);
    expect((await arrive('new@acme.example'))[0]).toBe(403);
    const invite = { email: 'New@acme.example' };
    expect((await admin.sendForm('/teams/acme/settings/invitations', invite)).status).toBe(303);
    expect((await admin.page('/teams/acme/settings/invitations')).text).toContain('new@acme.example');
    expect(await arrive('new@acme.example')).toEqual([303, 'in']);
    expect((await setPolicy({ justInTime: 'on' })).status).toBe(200);
    expect(await arrive('another@acme.example')).toEqual([303, 'in']);
    expect((await arrive('another@elsewhere.example'))[0]).toBe(403);
  });

  it('has no password, and nothing but this team', async () => {
    expect((await new Visitor(demo).signIn('new@acme.example', 'none')).status).toBe(401);
    const visitor = new Visitor(demo);
    await visitor.signInBySso('acme', 'new@acme.example');
    expect((await visitor.get('/api/teams/globex/bots')).status).toBe(404);
  });

  it('is counted among those whom switching off leaves outside', async () => {
    const off = await admin.write('PUT', 'acme', '/settings', { mode: 'off' });
    expect([off.status, off.json['confirmations']]).toEqual([409, ['members_without_password']]);
  });
});

describe('roles by rule', () => {
  it('are the product’s, and are given at the next sign-in, but the last owner stays one', async () => {
    expect((await admin.settings('acme')).roles?.map(({ id }) => id)).toEqual(['owner', 'admin', 'member']);
    expect((await setPolicy({ roleRules: [{ value: 'x', role: 'guest' }] })).status).toBe(422);
    const rules = [{ value: 'acme-members', role: 'admin' }];
    expect((await setPolicy({ roleRules: rules })).json['policy']).toMatchObject({ roleRules: rules });
    const member = new Visitor(demo);
    await member.signInBySso('acme', 'member@acme.example');
    expect((await member.settings('acme')).permissions.manage).toBe(true);
    const owner = new Visitor(demo);
    await owner.signInBySso('acme', 'owner@acme.example');
    expect((await owner.settings('acme')).permissions.manage).toBe(true);
    const guest = new Visitor(demo);
    await guest.signInBySso('acme', 'guest@contractor.example');
    expect((await guest.get('/sso/teams/acme/settings')).status).toBe(403);
  });
});

describe('invitations', () => {
  it('are for owners and admins of the team', async () => {
    const member = new Visitor(demo);
    await member.signIn('member@globex.example');
    expect((await member.page('/teams/globex/settings/invitations')).status).toBe(404);
    expect((await member.page('/teams/acme/settings/invitations')).status).toBe(404);
    expect((await admin.sendForm('/teams/acme/settings/invitations', { email: 'no address' })).status).toBe(
      422,
    );
  });
});
