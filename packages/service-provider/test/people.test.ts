// Who comes in by SSO: known members, people who join just in time, and the role their provider's word gives them.

import type { AuditEvent, Identity, TestRunView } from '@team-sso/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServiceProvider } from '../src/index.ts';
import { runTest, saveDraft, write } from './api-calls.ts';
import type { ApiAnswer, Browser } from './browser.ts';
import {
  aConnection,
  begin,
  REGIONS,
  respond,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';
import { createFakeHost } from './fake-host.ts';

const OVERAGE = 'http://schemas.microsoft.com/claims/groups.link';
const ROLES = [
  { id: 'owner', name: 'Owner', owner: true },
  { id: 'admin', name: 'Admin', owner: false },
  { id: 'member', name: 'Member', owner: false },
] as const;

let deployment: Deployment;
let admin: Browser;
beforeEach(async () => {
  deployment = await startDeployment();
  deployment.host.roles = ROLES;
  admin = deployment.signedIn('admin');
  await switchOn(deployment);
});
afterEach(() => deployment.close());

const setPolicy = async (change: unknown): Promise<ApiAnswer> =>
  write(admin, 'PUT', '/sso/teams/acme/policy', change);
const mustSetPolicy = async (change: unknown): Promise<void> => {
  const { status, body } = await setPolicy(change);
  expect([status, body.issues]).toEqual([200, undefined]);
};
const person = (email: string, groups: readonly string[] = ['Engineering']) => ({
  email,
  nameId: `id-of-${email}`,
  person: { id: `id-of-${email}`, email, name: 'Somebody', groups },
});
const signIn = (email: string, groups?: readonly string[], more: object = {}) =>
  signInBySso(deployment, deployment.browser(), { ...person(email, groups), ...more });
const reasonOf = async (email: string): Promise<string | undefined> => {
  deployment.advance({ seconds: 1 });
  const answer = await signIn(email);
  expect(answer.status).toBe(403);
  const { items } = (await admin.api<{ items: { reason?: string }[] }>('GET', '/sso/teams/acme/attempts'))
    .body;
  return items[0]?.reason;
};
/** What the provider sends instead of its usual attributes. */
const sending = (attributes: Readonly<Record<string, readonly string[]>>) => ({
  nameId: 'id-1',
  person: { id: 'id-1', email: 'not-sent@acme.example', name: 'Somebody' },
  attributes: Object.entries(attributes).map(([name, values]) => ({ name, values })),
});
const memberOf = (userId: string, team = 'acme') => deployment.host.teams.get(team)?.members.get(userId);
const setRole = (userId: string, role: string, facts: object = {}) => {
  const member = memberOf(userId);
  if (member) deployment.host.teams.get('acme')?.members.set(userId, { ...member, role, ...facts });
};
const events = async (type: AuditEvent['type']): Promise<readonly AuditEvent[]> =>
  (await deployment.store.readAudit('acme', { limit: 200 }))
    .map(({ event }) => event)
    .filter((event) => event.type === type);

describe('somebody unknown', () => {
  it('is nobody by default: joining just in time is off', async () => {
    expect(await reasonOf('new@acme.example')).toBe('member_unknown');
    expect(deployment.host.joins).toEqual([]);
  });

  it('of a verified domain becomes a member with the default role, once, and it is written down', async () => {
    await mustSetPolicy({ justInTime: 'on' });
    expect((await signIn('new@acme.example')).status).toBe(303);
    expect(deployment.host.joins).toEqual([{ team: 'acme', email: 'new@acme.example', role: 'member' }]);
    expect(memberOf('joined-new@acme.example')).toMatchObject({ role: 'member', email: 'new@acme.example' });
    expect((await signIn('new@acme.example')).status).toBe(303);
    expect(deployment.host.joins).toHaveLength(1);
    const userId = 'joined-new@acme.example';
    expect(await events('member_joined')).toEqual([
      { type: 'member_joined', actor: { kind: 'system' }, userId, role: 'member' },
    ]);
    expect((await events('identity_linked')).at(-1)).toMatchObject({ userId });
    expect(deployment.host.signIns.map((told) => told.userId)).toEqual([userId, userId]);
  });

  it.each([
    'new@elsewhere.example',
    'new@sub.acme.example',
    'new@acme.example.evil.example',
    'new@xacme.example',
    'new@\u0430cme.example',
    'new@acme.example.',
  ])('outside the verified domains never becomes one: %s', async (email) => {
    for (const justInTime of ['on', 'invite-only']) {
      await mustSetPolicy({ justInTime });
      expect(await reasonOf(email)).toBe('email_domain_not_allowed');
    }
    expect(deployment.host.joins).toEqual([]);
  });

  it('of a domain that another team verified never becomes one', async () => {
    await mustSetPolicy({ justInTime: 'on' });
    await deployment.store.adoptDomain('globex', 'globex.example', [], { now: deployment.now() });
    expect(await reasonOf('boss@globex.example')).toBe('email_domain_not_allowed');
  });

  it('of a domain that is only asked for, or lapsed, never becomes one', async () => {
    await mustSetPolicy({ justInTime: 'on' });
    await write(admin, 'POST', '/sso/teams/acme/domains', { domain: 'acme.test' });
    expect(await reasonOf('new@acme.test')).toBe('email_domain_not_allowed');
    const [name] = (await admin.api('GET', '/sso/teams/acme/settings')).body.domains
      .map(({ record }) => record)
      .filter(Boolean);
    deployment.dns.publish(name?.name ?? '', name?.value ?? '');
    await write(admin, 'POST', '/sso/teams/acme/domains/acme.test/verify');
    expect((await signIn('first@acme.test')).status).toBe(303);
    deployment.dns.remove(name?.name ?? '');
    deployment.advance({ hours: 24 });
    await deployment.sso.maintain();
    expect((await signIn('second@acme.test')).status).toBe(303);
    deployment.advance({ hours: 7 * 24 });
    admin = deployment.signedIn('admin');
    expect(await reasonOf('third@acme.test')).toBe('email_domain_not_allowed');
    expect((await signIn('first@acme.test')).status).toBe(303);
  });

  it('is asked for an invitation where only invited people join', async () => {
    await mustSetPolicy({ justInTime: 'invite-only' });
    expect(await reasonOf('new@acme.example')).toBe('member_unknown');
    deployment.host.invited.add('new@acme.example');
    expect((await signIn('new@acme.example')).status).toBe(303);
  });

  it('is nobody when the host adds nobody', async () => {
    await mustSetPolicy({ justInTime: 'on' });
    const host = createFakeHost(deployment.host);
    delete host.addMember;
    const store = deployment.store;
    const other = createServiceProvider({
      host,
      store,
      publicUrl: deployment.url,
      regions: REGIONS,
      secretKeys: [new Uint8Array(32).fill(7)],
      now: () => deployment.now(),
    });
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser), person('new@acme.example'));
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
    const ticket = new URL(hop.location, deployment.url).searchParams.get('ticket') ?? '';
    const ctx = { cookies: { get: () => undefined, set: () => undefined } };
    const finish = other.finishLogin(ctx, {
      team: 'acme',
      ticket,
      browser: browser.cookie('sso-browser'),
      returnTo: undefined,
    });
    await expect(finish).rejects.toMatchObject({ code: 'member_unknown' });
  });

  it('is let in by nothing when the host or the store fails on the way', async () => {
    await mustSetPolicy({ justInTime: 'on' });
    deployment.host.failing.add('addMember');
    expect((await signIn('new@acme.example')).status).toBe(503);
    expect(deployment.host.signIns).toEqual([]);
  });

  it('without an e-mail address joins nothing', async () => {
    await mustSetPolicy({ justInTime: 'on' });
    const answer = await signInBySso(deployment, deployment.browser(), sending({ name: ['X'] }));
    expect(answer.status).toBe(403);
    expect(deployment.host.joins).toEqual([]);
  });
});

describe('a link', () => {
  it('that belongs to somebody who left comes back only as the same person, if the host wants', async () => {
    await signIn('member@acme.example');
    deployment.host.teams.get('acme')?.members.delete('member');
    expect(await reasonOf('member@acme.example')).toBe('member_unknown');
    await mustSetPolicy({ justInTime: 'on' });
    // The host makes a new account: the identity is linked to the old one, and a link never moves.
    expect(await reasonOf('member@acme.example')).toBe('member_unknown');
    expect(deployment.host.signIns).toHaveLength(1);
  });

  it('never crosses teams: the same person at the same provider is linked in each team by itself', async () => {
    await signIn('multi@acme.example');
    await write(deployment.signedIn('globex-admin'), 'PUT', '/sso/teams/globex/settings', {
      mode: 'optional',
      connection: aConnection(),
    });
    const linked = async (team: string) => {
      const [first] = (await deployment.store.readAudit(team, { limit: 100 })).filter(
        ({ event }) => event.type === 'identity_linked',
      );
      return first?.team;
    };
    expect([await linked('acme'), await linked('globex')]).toEqual(['acme', undefined]);
    expect(await deployment.store.readSignIns('globex', ['multi'])).toEqual([]);
  });

  it('by e-mail finds nobody of another team, whatever the provider says', async () => {
    expect(await reasonOf('admin@globex.example')).toBe('member_unknown');
    expect(deployment.host.signIns).toEqual([]);
  });

  it('ignores what the person’s address becomes: who is linked stays who they are', async () => {
    await signIn('member@acme.example');
    const renamed = { id: 'id-of-member@acme.example', email: 'owner@acme.example', name: 'X', groups: [] };
    await signInBySso(deployment, deployment.browser(), { person: renamed, nameId: renamed.id });
    expect(deployment.host.signIns.map(({ userId }) => userId)).toEqual(['member', 'member']);
  });
});

describe('role rules', () => {
  const RULES = [
    { value: 'Admins', role: 'admin' },
    { attribute: 'department', value: 'Board', role: 'owner' },
  ];

  it('are shown with the roles there are, to managers', async () => {
    await mustSetPolicy({ roleRules: RULES });
    const { body } = await admin.api('GET', '/sso/teams/acme/settings');
    expect(body.policy.roleRules).toEqual(RULES);
    expect(body.roles).toEqual(ROLES);
    expect(
      (await deployment.signedIn('member').api('GET', '/sso/teams/acme/settings')).body.roles,
    ).toBeUndefined();
  });

  it.each([
    [{ roleRules: [{ value: 'A', role: 'king' }] }, 'roleRules.0.role', 'role_unknown'],
    [{ roleRules: [{ value: '', role: 'admin' }] }, 'roleRules.0.value', 'required'],
    [{ roleRules: [{ role: 'admin' }] }, 'roleRules.0.value', 'required'],
    [{ roleRules: [{ value: 'A', role: 'admin', when: 'x' }] }, 'roleRules.0.when', 'unknown_field'],
    [
      { roleRules: Array.from({ length: 51 }, (_, at) => ({ value: `g${at}`, role: 'admin' })) },
      'roleRules',
      'too_many',
    ],
    [{ defaultRole: 'king' }, 'defaultRole', 'role_unknown'],
    [{ defaultRole: 'owner' }, 'defaultRole', 'role_owns'],
  ])('refuses %j: %s %s', async (change, path, code) => {
    const { status, body } = await setPolicy(change);
    expect(status).toBe(422);
    expect(body.issues?.[0]).toMatchObject({ path, code });
  });

  it('need a host that has roles to give', async () => {
    deployment.host.roles = [];
    expect((await setPolicy({ roleRules: RULES })).body.issues).toEqual([
      { path: 'roleRules', code: 'roles_not_supported' },
    ]);
    await mustSetPolicy({ defaultRole: 'anything' });
  });

  it('that name a role which is gone block no other change, and change nobody', async () => {
    await mustSetPolicy({ roleRules: RULES });
    deployment.host.roles = ROLES.filter(({ id }) => id !== 'admin');
    await mustSetPolicy({ guests: 'exempt' });
    await signIn('member@acme.example', ['Admins']);
    expect(deployment.host.signIns.at(-1)).not.toHaveProperty('role');
    expect(deployment.events).toContainEqual({ name: 'team_sso.role_unknown', team: 'acme', role: 'admin' });
  });

  it('give the role of the first rule that fits, else the default one; told once, as a change', async () => {
    await mustSetPolicy({ roleRules: RULES });
    await signIn('member@acme.example', ['Staff', 'Admins']);
    expect(deployment.host.signIns.at(-1)?.role).toBe('admin');
    expect(memberOf('member')?.role).toBe('admin');
    await signIn('member@acme.example', ['Admins']);
    expect(deployment.host.signIns.at(-1)).not.toHaveProperty('role');
    await signIn('member@acme.example', ['admins']);
    expect(deployment.host.signIns.at(-1)?.role).toBe('member');
    expect(await events('role_given')).toMatchObject([
      { role: 'member', before: 'admin', userId: 'member' },
      { role: 'admin', userId: 'member' },
    ]);
  });

  it('look at an attribute by its name', async () => {
    await mustSetPolicy({ roleRules: RULES });
    await signIn(
      'member@acme.example',
      [],
      sending({ department: ['Board'], email: ['member@acme.example'] }),
    );
    expect(deployment.host.signIns.at(-1)?.role).toBe('owner');
  });

  it('decide the role of who joins', async () => {
    await mustSetPolicy({ justInTime: 'on', roleRules: RULES });
    await signIn('boss@acme.example', ['Admins']);
    await signIn('temp@acme.example', []);
    expect(deployment.host.joins.map(({ role }) => role)).toEqual(['admin', 'member']);
    expect(deployment.host.signIns.every(({ role }) => role === undefined)).toBe(true);
  });

  it('leave guests and service accounts as they are', async () => {
    await mustSetPolicy({ roleRules: RULES });
    await signIn('guest@contractor.example', ['Admins']);
    await signIn('ci@acme.example', ['Admins']);
    expect(deployment.host.signIns.map(({ role }) => role)).toEqual([undefined, undefined]);
  });

  it('change nobody when there are none', async () => {
    setRole('member', 'admin');
    await signIn('member@acme.example', []);
    expect(deployment.host.signIns.at(-1)).not.toHaveProperty('role');
  });

  it('change nobody’s role by groups that the provider left out, and say so', async () => {
    await mustSetPolicy({ roleRules: RULES });
    setRole('member', 'admin');
    await signIn(
      'member@acme.example',
      [],
      sending({ [OVERAGE]: ['https://graph.example'], email: ['member@acme.example'] }),
    );
    expect(deployment.host.signIns.at(-1)).toMatchObject({ groupsOmitted: true });
    expect(memberOf('member')?.role).toBe('admin');
    expect(deployment.events.map(({ name }) => name)).toContain('team_sso.groups_omitted');
  });
});

describe('the last owner', () => {
  beforeEach(async () => {
    setRole('owner', 'owner', { manage: true });
    setRole('admin', 'admin');
    setRole('member', 'member');
    await mustSetPolicy({ roleRules: [{ value: 'Admins', role: 'admin' }] });
  });

  it('keeps the role, whatever the rules say', async () => {
    await signIn('owner@acme.example', []);
    expect(deployment.host.signIns.at(-1)).not.toHaveProperty('role');
    expect(memberOf('owner')?.role).toBe('owner');
    expect(deployment.events).toContainEqual({
      name: 'team_sso.last_owner_kept',
      team: 'acme',
      userId: 'owner',
    });
    expect(await events('role_given')).toEqual([]);
  });

  it('is the last one though guests or service accounts are called owners', async () => {
    setRole('guest', 'owner');
    setRole('ci', 'owner');
    await signIn('owner@acme.example', []);
    expect(memberOf('owner')?.role).toBe('owner');
  });

  it('is not the last one when another member owns the team, on whatever page of members', async () => {
    setRole('multi', 'owner');
    await signIn('owner@acme.example', []);
    expect(memberOf('owner')?.role).toBe('member');
    await signIn('multi@acme.example', []);
    expect(memberOf('multi')?.role).toBe('owner');
  });

  it('is not taken while another one is being demoted, on whatever instance', async () => {
    setRole('multi', 'owner');
    const until = new Date(deployment.now().getTime() + 30_000);
    await deployment.store.takeLease('owners acme', 'another instance', deployment.now(), until);
    await signIn('owner@acme.example', []);
    expect(memberOf('owner')?.role).toBe('owner');
    deployment.advance({ seconds: 31 });
    await signIn('owner@acme.example', []);
    expect(memberOf('owner')?.role).toBe('member');
  });

  it('of two is never lost by both signing in at once', async () => {
    setRole('multi', 'owner');
    await Promise.all([signIn('owner@acme.example', []), signIn('multi@acme.example', [])]);
    expect(['owner', 'multi'].filter((userId) => memberOf(userId)?.role === 'owner')).not.toEqual([]);
  });

  it('is spared where the host tells no roles of its members: who manages might be it', async () => {
    const facts = memberOf('owner');
    if (facts) {
      const { role: _, ...untold } = facts;
      deployment.host.teams.get('acme')?.members.set('owner', untold);
    }
    await signIn('owner@acme.example', []);
    expect(deployment.host.signIns.at(-1)).not.toHaveProperty('role');
  });

  it('keeps the role when the members cannot be asked: nobody is signed in then', async () => {
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser), person('owner@acme.example', []));
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
    deployment.host.failing.add('members');
    expect((await browser.visit(hop.location)).status).toBe(503);
    expect(memberOf('owner')?.role).toBe('owner');
    deployment.host.failing.delete('members');
    setRole('multi', 'owner');
    await signIn('owner@acme.example', []);
    expect(memberOf('owner')?.role).toBe('member');
  });
});

describe('a test sign-in', () => {
  it('of somebody who would join passes, says so, and adds nobody', async () => {
    await mustSetPolicy({ justInTime: 'on', roleRules: [{ value: 'Admins', role: 'admin' }] });
    await saveDraft(admin, { forceAuthn: true });
    const run = await runTest(deployment, admin, 'draft', person('new@acme.example', ['Admins']));
    expect(run).toMatchObject({ outcome: 'passed', wouldMatch: null, wouldJoin: { role: 'admin' } });
    expect(run.checks).toContainEqual({ id: 'member', state: 'warning' });
    expect(deployment.host.joins).toEqual([]);
  });

  it('of somebody outside the domains fails as a login would', async () => {
    await mustSetPolicy({ justInTime: 'on' });
    const run: TestRunView = await runTest(deployment, admin, 'live', person('new@elsewhere.example'));
    expect(run).toMatchObject({ outcome: 'failed', reason: 'email_domain_not_allowed' });
    expect(run.checks).toContainEqual({ id: 'email', state: 'failed', received: 'n•••@elsewhere.example' });
  });

  it('gives the mapping its examples: what came, by name, masked; also when no address was among it', async () => {
    const sent = { mail2: ['ana@acme.example'], department: ['Board'] };
    await runTest(deployment, admin, 'live', sending(sent));
    const { lastTest } = (await admin.api('GET', '/sso/teams/acme/settings')).body;
    expect(lastTest).toMatchObject({ reason: 'email_missing' });
    expect(lastTest?.attributes).toEqual(
      expect.arrayContaining([
        { name: 'mail2', values: ['a•••@acme.example'] },
        { name: 'department', values: ['B•••'] },
      ]),
    );
  });
});

describe('an attribute mapping', () => {
  it('is used in the order of its names, and only with exactly one value', async () => {
    await write(admin, 'PUT', '/sso/teams/acme/settings', { mode: 'off' });
    const attributeMapping = { email: ['contact', 'work'], groups: ['teams'] };
    const saved = await write(admin, 'PUT', '/sso/teams/acme/settings', {
      connection: aConnection({ attributeMapping }),
    });
    await write(admin, 'PUT', '/sso/teams/acme/settings', { mode: 'optional' });
    expect(saved.body.live?.attributeMapping).toEqual(attributeMapping);
    const said = async (
      attributes: Readonly<Record<string, readonly string[]>>,
    ): Promise<Identity | undefined> => {
      const before = deployment.host.signIns.length;
      await signInBySso(deployment, deployment.browser(), sending(attributes));
      return deployment.host.signIns[before]?.identity;
    };
    expect(await said({ work: ['member@acme.example'], teams: ['A', 'B'] })).toMatchObject({
      email: 'member@acme.example',
      groups: ['A', 'B'],
    });
    // Two values of the first name are no value, and no reason to look at the next one.
    const two = { contact: ['owner@acme.example', 'admin@acme.example'], work: ['member@acme.example'] };
    const linked = await said(two);
    expect(linked?.nameId).toBe('id-1');
    expect(linked).not.toHaveProperty('email');
  });

  it.each([
    [{ email: ['a', 'a'] }, 'duplicate'],
    [{ email: [''] }, 'required'],
    [{ email: ['a\u200bb'] }, 'value_invalid'],
    [{ phone: ['a'] }, 'unknown_field'],
    [{ email: Array.from({ length: 11 }, (_, at) => `n${at}`) }, 'too_many'],
  ])('%j is refused: %s', async (attributeMapping, code) => {
    const { status, body } = await write(admin, 'PUT', '/sso/teams/acme/settings', {
      connection: aConnection({ attributeMapping }),
    });
    expect(status).toBe(422);
    expect(body.issues?.[0]).toMatchObject({ code });
    expect(body.issues?.[0]?.path).toContain('attributeMapping');
  });
});

describe('a provider that says no', () => {
  const STATUS = 'urn:oasis:names:tc:SAML:2.0:status';
  const deny = async (browser: Browser, code = 'RequestDenied') => {
    const answer = respond(deployment, await begin(browser), {
      status: {
        code: `${STATUS}:Responder`,
        subcode: `${STATUS}:${code}`,
        message: 'ana@acme.example is not assigned',
      },
    });
    const post = () => browser.postForm('/sso/acme/acs', { SAMLResponse: answer });
    expect((await post()).status).toBe(403);
    return post;
  };

  it('is told to the host with whose session it was, once a request, and changes nothing', async () => {
    const post = await deny(deployment.signedIn('member'));
    await post();
    expect(deployment.host.denials).toEqual([
      {
        team: 'acme',
        connectionId: expect.any(String),
        userId: 'member',
        status: `${STATUS}:Responder · ${STATUS}:RequestDenied · a•••@acme.example is not assigned`,
      },
    ]);
    expect(memberOf('member')).toBeDefined();
    expect(JSON.stringify(deployment.events)).not.toContain('ana@');
  });

  it('names nobody when nobody was signed in', async () => {
    await deny(deployment.browser(), 'AuthnFailed');
    expect(deployment.host.denials[0]).not.toHaveProperty('userId');
  });

  it('is not told when the status is about the request, or answers none of ours', async () => {
    await deny(deployment.signedIn('member'), 'NoPassive');
    const forged = respond(deployment, `_${'0'.repeat(64)}`, {
      status: { code: `${STATUS}:Responder`, subcode: `${STATUS}:RequestDenied` },
    });
    await deployment.browser().postForm('/sso/acme/acs', { SAMLResponse: forged });
    expect(deployment.host.denials).toEqual([]);
  });

  it('is a refusal like any other though the host’s hook fails', async () => {
    deployment.host.failing.add('onProviderDenied');
    await deny(deployment.signedIn('member'));
    expect(deployment.events).toContainEqual({
      name: 'team_sso.hook_failed',
      team: 'acme',
      hook: 'onProviderDenied',
      error: 'Error',
    });
  });
});
