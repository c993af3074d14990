// Domains: asked for, proved by DNS, looked up again. One owner each, whoever asks how.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent, DomainsView, DomainView } from '@team-sso/core';
import { write } from './api-calls.ts';
import type { ApiAnswer, Browser } from './browser.ts';
import { aConnection, requireSso, startDeployment, switchOn, type Deployment } from './deployment.ts';

const ACME = '/sso/teams/acme/domains';
const GLOBEX = '/sso/teams/globex/domains';
const NAME = 'acme.test';
const RECORD = `_team-sso.${NAME}`;

let deployment: Deployment;
let admin: Browser;
let rival: Browser;
beforeEach(async () => {
  deployment = await startDeployment();
  admin = deployment.signedIn('admin');
  rival = deployment.signedIn('globex-admin');
});
afterEach(() => deployment.close());

const listOf = async (by: Browser, path = ACME): Promise<readonly DomainView[]> =>
  (await by.api<DomainsView>('GET', path)).body.domains;
const find = async (by: Browser, path = ACME, name = NAME): Promise<DomainView | undefined> =>
  (await listOf(by, path)).find(({ domain }) => domain === name);
const add = (by: Browser, domain: string, path = ACME): Promise<ApiAnswer> =>
  write(by, 'POST', path, { domain });
const verify = (by: Browser, path = ACME, name = NAME): Promise<ApiAnswer> =>
  write(by, 'POST', `${path}/${name}/verify`);
const remove = (by: Browser, path = ACME, name = NAME): Promise<ApiAnswer> =>
  write(by, 'DELETE', `${path}/${name}`);
const discovered = async (email: string): Promise<string | undefined> => {
  const answer = await deployment
    .browser()
    .api<{ ways: { team?: string }[] }>('POST', '/sso/discover', { email });
  return answer.body.ways[0]?.team;
};
const events = async (team: string): Promise<readonly AuditEvent[]> =>
  (await deployment.store.readAudit(team, { limit: 100 })).map(({ event }) => event).toReversed();
const domainEvents = async (team = 'acme'): Promise<readonly string[]> =>
  (await events(team)).map(({ type }) => type).filter((type) => type.startsWith('domain_'));

/** Asks for a domain and publishes its record. */
async function prepare(by: Browser, path = ACME, name = NAME): Promise<string> {
  await add(by, name, path);
  const record = (await find(by, path, name))?.record;
  deployment.dns.publish(record?.name ?? '', record?.value ?? '');
  return record?.value ?? '';
}

describe('asking for a domain', () => {
  it('makes the next revision and shows the record to publish; it counts for nothing yet', async () => {
    const { status, body, headers } = await add(admin, ' ACME.test. ');
    expect(status).toBe(200);
    expect(headers.get('ETag')).toBe('"1"');
    expect(body.domains.map(({ domain }) => domain)).toEqual(['acme.example', NAME]);
    expect(body.domains[1]).toEqual({
      domain: NAME,
      verified: false,
      state: 'pending',
      verifiedBy: 'dns',
      record: {
        type: 'TXT',
        name: RECORD,
        value: expect.stringMatching(/^team-sso-verification=[\w-]{43}$/),
      },
      addedAt: deployment.now().toISOString(),
    });
    expect(await listOf(admin)).toEqual(body.domains);
    expect((await admin.api<DomainsView>('GET', ACME)).body.limit).toBe(50);
    await switchOn(deployment);
    expect(await discovered(`x@${NAME}`)).toBeUndefined();
    expect(deployment.dns.asked).toEqual([]);
  });

  it('twice changes nothing, in whatever spelling', async () => {
    const first = await add(admin, NAME);
    const second = await add(admin, 'Acme.TEST');
    expect(second.status).toBe(200);
    expect(second.body.revision).toBe(first.body.revision);
    expect(second.body.domains).toEqual(first.body.domains);
    expect(await domainEvents()).toEqual(['domain_added']);
  });

  it.each([
    ['gmail.com', 'domain_public_mail'],
    ['co.uk', 'domain_public'],
    ['example', 'domain_public'],
    ['*.acme.test', 'domain_invalid'],
    ['192.0.2.1', 'domain_invalid'],
    ['_team-sso.acme.test', 'domain_invalid'],
    ['ana@acme.test', 'domain_invalid'],
  ])('refuses %s: 422 %s', async (domain, code) => {
    const { status, body } = await add(admin, domain);
    expect(status).toBe(422);
    expect(body.issues?.[0]).toMatchObject({ path: 'domain', code });
  });

  it('refuses what the host keeps for itself', async () => {
    await deployment.close();
    deployment = await startDeployment({ options: { refusedDomains: ['acmebots.example'] } });
    const { body } = await add(deployment.signedIn('admin'), 'acmebots.example');
    expect(body.issues?.[0]?.code).toBe('domain_refused');
  });

  it('refuses one that another team verified, without a word about which', async () => {
    const { status, body } = await add(rival, 'acme.example', GLOBEX);
    expect(status).toBe(409);
    expect(body.code).toBe('domain_taken');
    expect(JSON.stringify({ ...body, title: '' }).replaceAll('acme.example', '')).not.toContain('acme');
  });

  it('leaves one open that another team only asked for: nobody can block a domain by asking', async () => {
    await add(rival, NAME, GLOBEX);
    expect((await add(admin, NAME)).status).toBe(200);
    await prepare(admin);
    expect((await verify(admin)).status).toBe(200);
  });

  it('gives each team a record of its own', async () => {
    await add(rival, NAME, GLOBEX);
    await add(admin, NAME);
    const [ours, theirs] = [await find(admin), await find(rival, GLOBEX)];
    expect(ours?.record?.value).not.toBe(theirs?.record?.value);
  });

  it('ends at the limit', async () => {
    for (let count = (await listOf(admin)).length; count < 50; count++)
      expect((await add(admin, `d${count}.test`)).status).toBe(200);
    const { status, body } = await add(admin, NAME);
    expect([status, body.code]).toEqual([409, 'too_many_domains']);
    await remove(admin, ACME, 'd7.test');
    expect((await add(admin, NAME)).status).toBe(200);
  });
});

describe('verifying a domain', () => {
  it('needs the very record, and then the domain is found by discovery', async () => {
    await switchOn(deployment);
    const value = await prepare(admin);
    const { status, body } = await verify(admin);
    expect(status).toBe(200);
    expect(body.domains.find(({ domain }) => domain === NAME)).toMatchObject({
      verified: true,
      state: 'verified',
      lastCheck: 'found',
      record: { value },
    });
    expect(deployment.dns.asked[0]).toBe(RECORD);
    expect(await discovered(`Somebody@${NAME.toUpperCase()}`)).toBe('acme');
    expect(await discovered(`x@mail.${NAME}`)).toBeUndefined();
    expect((await events('acme')).at(-1)).toEqual({
      type: 'domain_verified',
      actor: { kind: 'user', userId: 'admin' },
      domain: NAME,
      by: 'dns',
    });
  });

  it('finds the record among others, in pieces and with white space around it', async () => {
    await add(admin, NAME);
    const value = (await find(admin))?.record?.value ?? '';
    deployment.dns.publish(RECORD, 'v=spf1 -all');
    deployment.dns.publish(RECORD, [` ${value.slice(0, 20)}`, `${value.slice(20)} `]);
    expect((await verify(admin)).status).toBe(200);
  });

  it.each([
    ['missing', 'record_missing', () => {}],
    ['different', 'record_different', () => deployment.dns.publish(RECORD, 'team-sso-verification=other')],
    ['unreachable', 'dns_unreachable', () => deployment.dns.fail(RECORD, 'ESERVFAIL')],
    ['unreachable', 'dns_unreachable', () => deployment.dns.fail(RECORD, 'ETIMEOUT')],
    ['unreachable', 'dns_unreachable', () => deployment.dns.fail(RECORD, 'ECONNREFUSED')],
  ] as const)('tells what was found instead: %s (%s)', async (check, code, arrange) => {
    await add(admin, NAME);
    arrange();
    const { status, body } = await verify(admin);
    expect([status, body.code]).toEqual([409, 'domain_not_verified']);
    const expected = (await find(admin))?.record?.value;
    expect(body.issues).toEqual([{ path: 'record', code, expected }]);
    expect(await find(admin)).toMatchObject({
      state: 'pending',
      lastCheck: check,
      lastCheckedAt: deployment.now().toISOString(),
    });
    expect(await domainEvents()).toEqual(['domain_added']);
  });

  it('takes a name that does not exist for no record, not for a DNS that is down', async () => {
    await add(admin, NAME);
    deployment.dns.fail(RECORD, 'ENODATA');
    expect((await verify(admin)).body.issues?.[0]?.code).toBe('record_missing');
  });

  it('can be tried again at once, and as often as a person would', async () => {
    await add(admin, NAME);
    for (let tries = 0; tries < 5; tries++) expect((await verify(admin)).status).toBe(409);
    await prepare(admin);
    expect((await verify(admin)).status).toBe(200);
  });

  it('is limited: DNS is not a thing to be flooded through us', async () => {
    await add(admin, NAME);
    for (let tries = 0; tries < 30; tries++) await verify(admin);
    expect((await verify(admin)).body).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(deployment.dns.asked).toHaveLength(30);
    deployment.advance({ minutes: 1 });
    expect((await verify(admin)).status).toBe(409);
  });

  it('of a domain that nobody asked for is 404', async () => {
    expect((await verify(admin)).body).toMatchObject({ status: 404, code: 'domain_not_found' });
    expect((await verify(admin, ACME, '..%2F..')).status).toBe(404);
    expect(deployment.dns.asked).toEqual([]);
  });

  it('of one that the host vouches for asks nobody', async () => {
    expect((await verify(admin, ACME, 'acme.example')).status).toBe(200);
    expect(deployment.dns.asked).toEqual([]);
  });
});

describe('an attacker', () => {
  it('who copies another team’s record from DNS proves nothing with it', async () => {
    await add(rival, NAME, GLOBEX);
    await prepare(admin);
    expect((await verify(rival, GLOBEX)).body.issues?.[0]?.code).toBe('record_different');
    expect((await verify(admin)).status).toBe(200);
  });

  it('who owns what a wildcard of the domain points to proves nothing with it', async () => {
    await add(rival, NAME, GLOBEX);
    const value = (await find(rival, GLOBEX))?.record?.value ?? '';
    deployment.dns.publish(`*.${NAME}`, value);
    expect((await verify(rival, GLOBEX)).body.issues?.[0]?.code).toBe('record_wildcard');
    expect(await deployment.store.readOwnedDomain(NAME)).toBeNull();
  });

  it('hinders nobody by a wildcard: the record of its own name counts', async () => {
    deployment.dns.publish(`*.${NAME}`, 'v=spf1 -all');
    await prepare(admin);
    expect((await verify(admin)).status).toBe(200);
  });

  it('cannot keep the wildcard from being seen by making DNS fail', async () => {
    await deployment.close();
    let value = '';
    const resolveTxt = async (name: string) => {
      if (name !== RECORD) throw Object.assign(new Error('down'), { code: 'ESERVFAIL' });
      return [[value]];
    };
    deployment = await startDeployment({ options: { resolveTxt } });
    rival = deployment.signedIn('globex-admin');
    await add(rival, NAME, GLOBEX);
    value = (await find(rival, GLOBEX))?.record?.value ?? '';
    expect((await verify(rival, GLOBEX)).body.issues?.[0]?.code).toBe('dns_unreachable');
  });

  it('with look-alike letters gets the name of those letters, never the one they look like', async () => {
    const fake = '\u0430cme.test';
    const { body } = await add(rival, fake, GLOBEX);
    const name = body.domains.find(({ state }) => state === 'pending')?.domain ?? '';
    expect(name).toMatch(/^xn--/);
    deployment.dns.publish(RECORD, (await find(rival, GLOBEX, name))?.record?.value ?? '');
    expect((await verify(rival, GLOBEX, name)).status).toBe(409);
  });

  it('with a trailing dot, capitals or wide letters asks for the same name, which is taken', async () => {
    await prepare(admin);
    await verify(admin);
    for (const typed of ['acme.test.', 'ACME.TEST', 'ａｃｍｅ.test'])
      expect((await add(rival, typed, GLOBEX)).body.code).toBe('domain_taken');
  });

  it('who verified a parent has nothing of its children, nor the other way round', async () => {
    await switchOn(deployment);
    await prepare(admin);
    await verify(admin);
    expect((await add(rival, `eu.${NAME}`, GLOBEX)).status).toBe(200);
    await prepare(rival, GLOBEX, `eu.${NAME}`);
    expect((await verify(rival, GLOBEX, `eu.${NAME}`)).status).toBe(200);
    expect(await discovered(`x@${NAME}`)).toBe('acme');
    expect((await deployment.store.readOwnedDomain(`eu.${NAME}`))?.team).toBe('globex');
  });

  it('who is quick gains nothing: of two teams that verify at once exactly one has it', async () => {
    await add(rival, NAME, GLOBEX);
    await add(admin, NAME);
    for (const record of [(await find(admin))?.record, (await find(rival, GLOBEX))?.record])
      deployment.dns.publish(RECORD, record?.value ?? '');
    const answers = await Promise.all([verify(admin), verify(rival, GLOBEX)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.body.code).toBe('domain_taken');
    const verified = [await find(admin), await find(rival, GLOBEX)].filter((view) => view?.verified);
    expect(verified).toHaveLength(1);
  });

  it('in another team sees and touches nothing', async () => {
    await prepare(admin);
    for (const answer of [
      await rival.api('GET', ACME),
      await rival.api('POST', ACME, { domain: 'x.test' }, { 'If-Match': '"1"' }),
      await rival.api('POST', `${ACME}/${NAME}/verify`, undefined, { 'If-Match': '"1"' }),
      await rival.api('DELETE', `${ACME}/${NAME}`, undefined, { 'If-Match': '"1"' }),
    ])
      expect(answer.status).toBe(404);
    expect((await remove(rival, GLOBEX)).body.code).toBe('domain_not_found');
    expect(await find(admin)).toBeDefined();
  });

  it('cannot make a host that adopts take over what a team has verified', async () => {
    await prepare(admin);
    await verify(admin);
    expect(await deployment.sso.adoptDomain('globex', NAME)).toBe(false);
    expect(await deployment.sso.adoptDomain('acme', NAME.toUpperCase())).toBe(true);
    await expect(deployment.sso.adoptDomain('acme', '*.test')).rejects.toThrow(TypeError);
    expect((await deployment.store.readOwnedDomain(NAME))?.team).toBe('acme');
  });
});

describe('a verified domain', () => {
  const DAY = 24;
  beforeEach(async () => {
    await switchOn(deployment);
    await prepare(admin);
    await verify(admin);
  });
  const check = async () => (await deployment.sso.maintain()).domainsChecked;
  const told = (type: string) => deployment.host.notices.filter(({ record }) => record.event.type === type);

  it('is looked up again once a day, by one of several instances', async () => {
    const before = deployment.dns.asked.length;
    expect(await check()).toBe(0);
    deployment.advance({ hours: DAY });
    const both = await Promise.all([check(), check()]);
    expect(both.toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(deployment.dns.asked.length).toBe(before + 2);
    expect(await check()).toBe(0);
    expect((await find(admin))?.lastCheckedAt).toBe(deployment.now().toISOString());
  });

  it('whose record is gone warns, lapses after its grace, and is found by nobody then; members stay', async () => {
    const members = deployment.host.teams.get('acme')?.members.size;
    deployment.dns.remove(RECORD);
    deployment.advance({ hours: DAY });
    expect(await check()).toBe(1);
    expect(await find(admin)).toMatchObject({ verified: true, lastCheck: 'missing' });
    expect(await discovered(`x@${NAME}`)).toBe('acme');
    await expect.poll(() => told('domain_check_failed').length).toBe(1);
    deployment.advance({ hours: 7 * DAY });
    // Counts on its own, before any upkeep has run.
    expect(await find(admin)).toMatchObject({ verified: false, state: 'lapsed' });
    expect(await discovered(`x@${NAME}`)).toBeUndefined();
    await check();
    await expect.poll(() => told('domain_lapsed').length).toBe(1);
    expect(await discovered('x@acme.example')).toBe('acme');
    expect(deployment.host.teams.get('acme')?.members.size).toBe(members);
    expect(await domainEvents()).toEqual([
      'domain_added',
      'domain_verified',
      'domain_check_failed',
      'domain_lapsed',
    ]);
    expect((await deployment.sso.verifyAuditLog('acme')).break).toBeNull();
  });

  it('whose DNS is down for a week loses nothing, and recovers by itself', async () => {
    deployment.dns.fail(RECORD, 'ESERVFAIL');
    deployment.advance({ hours: DAY });
    await check();
    deployment.advance({ hours: 8 * DAY });
    await check();
    expect(await find(admin)).toMatchObject({ verified: true, lastCheck: 'unreachable' });
    deployment.dns.fail(RECORD, null);
    deployment.advance({ hours: DAY });
    await check();
    const view = await find(admin);
    expect(view).toMatchObject({ verified: true, lastCheck: 'found' });
    expect(view).not.toHaveProperty('lapsesAt');
    expect(await domainEvents()).toContain('domain_check_recovered');
  });

  it('makes no save stale by being looked up', async () => {
    const { body: view } = await admin.api('GET', '/sso/teams/acme/settings');
    deployment.dns.remove(RECORD);
    deployment.advance({ hours: DAY });
    await check();
    const fresh = deployment.signedIn('admin');
    const saved = await fresh.api(
      'PUT',
      '/sso/teams/acme/settings',
      { connection: aConnection() },
      { 'If-Match': `"${view.revision}"` },
    );
    expect(saved.status).toBe(200);
  });

  it('can be looked up by hand at any time, without a new revision', async () => {
    const before = (await admin.api('GET', '/sso/teams/acme/settings')).body.revision;
    deployment.dns.remove(RECORD);
    expect((await verify(admin)).body.code).toBe('domain_not_verified');
    expect(await find(admin)).toMatchObject({ verified: true, lastCheck: 'missing' });
    await prepare(admin);
    const { status, body } = await verify(admin);
    expect([status, body.revision]).toEqual([200, before]);
    expect(await find(admin)).not.toHaveProperty('lapsesAt');
  });

  it('that lapsed is verified again by its record, if nobody else has it', async () => {
    deployment.dns.remove(RECORD);
    deployment.advance({ hours: DAY });
    await check();
    deployment.advance({ hours: 8 * DAY });
    await check();
    admin = deployment.signedIn('admin');
    await prepare(admin);
    expect((await verify(admin)).status).toBe(200);
    expect(await discovered(`x@${NAME}`)).toBe('acme');
  });

  it('goes to its new owner in DNS when its grace is over, upkeep or not', async () => {
    deployment.dns.remove(RECORD);
    deployment.advance({ hours: DAY });
    await check();
    rival = deployment.signedIn('globex-admin');
    expect((await add(rival, NAME, GLOBEX)).body.code).toBe('domain_taken');
    deployment.advance({ hours: 7 * DAY });
    rival = deployment.signedIn('globex-admin');
    await prepare(rival, GLOBEX);
    expect((await verify(rival, GLOBEX)).status).toBe(200);
    expect((await deployment.store.readOwnedDomain(NAME))?.team).toBe('globex');
    expect(await domainEvents()).toContain('domain_lapsed');
    admin = deployment.signedIn('admin');
    expect(await find(admin)).toMatchObject({ verified: false, state: 'lapsed' });
  });

  it('is looked up at once when another team proves to control it, so that its time runs', async () => {
    await remove(admin);
    await add(rival, NAME, GLOBEX);
    await prepare(admin);
    await verify(admin);
    deployment.dns.remove(RECORD);
    deployment.dns.publish(RECORD, (await find(rival, GLOBEX))?.record?.value ?? '');
    expect((await verify(rival, GLOBEX)).body.code).toBe('domain_taken');
    expect(await find(admin)).toMatchObject({ verified: true, lastCheck: 'different' });
    deployment.advance({ hours: 7 * DAY });
    rival = deployment.signedIn('globex-admin');
    expect((await verify(rival, GLOBEX)).status).toBe(200);
  });

  it('that is removed is free, and asked for again needs a new record', async () => {
    const before = (await find(admin))?.record?.value;
    expect((await remove(admin)).status).toBe(200);
    expect(await discovered(`x@${NAME}`)).toBeUndefined();
    await add(admin, NAME);
    expect((await find(admin))?.record?.value).not.toBe(before);
    expect((await verify(admin)).body.issues?.[0]?.code).toBe('record_different');
    expect(await domainEvents()).toEqual([
      'domain_added',
      'domain_verified',
      'domain_removed',
      'domain_added',
    ]);
  });

  it('outlives the configuration: it says who owns a name, not how people sign in', async () => {
    const { body: view } = await admin.api('GET', '/sso/teams/acme/settings');
    const IM = { 'If-Match': `"${view.revision}"` };
    const deleted = await admin.api(
      'DELETE',
      '/sso/teams/acme/settings?confirm=delete_configuration',
      undefined,
      IM,
    );
    expect(deleted.status).toBe(200);
    expect(await find(admin)).toMatchObject({ verified: true });
    expect(await discovered(`x@${NAME}`)).toBeUndefined();
  });
});

describe('who may change domains', () => {
  const everyWrite = (by: Browser, headers: Readonly<Record<string, string>> = { 'If-Match': '"0"' }) =>
    Promise.all([
      by.api('POST', ACME, { domain: NAME }, headers),
      by.api('POST', `${ACME}/${NAME}/verify`, undefined, headers),
      by.api('DELETE', `${ACME}/${NAME}`, undefined, headers),
    ]);
  const codes = (answers: readonly ApiAnswer[]) => [...new Set(answers.map(({ body }) => body.code))];

  it('is a manager', async () => {
    for (const user of ['member', 'guest', 'ci'])
      expect(codes(await everyWrite(deployment.signedIn(user)))).toEqual(['forbidden']);
    expect((await deployment.signedIn('member').api('GET', ACME)).status).toBe(403);
    expect(codes(await everyWrite(deployment.browser()))).toEqual(['sign_in']);
  });

  it('is somebody with a proof of the last 15 minutes', async () => {
    deployment.advance({ minutes: 16 });
    expect(codes(await everyWrite(admin))).toEqual(['reauthentication_needed']);
    expect((await admin.api('GET', ACME)).status).toBe(200);
  });

  it('is nobody with a recovery proof only: domains are no part of a repair', async () => {
    await switchOn(deployment);
    await requireSso(deployment, { sessions: 'now' });
    const at = deployment.now();
    const endsAt = new Date(at.getTime() + 3_600_000);
    const recovered = deployment.signedIn('admin', [
      { kind: 'password', at: new Date(0) },
      { kind: 'recovery', team: 'acme', at, endsAt },
    ]);
    expect(codes(await everyWrite(recovered))).toEqual(['forbidden']);
  });

  it('says which revision it saw', async () => {
    expect(codes(await everyWrite(admin, {}))).toEqual(['revision_missing']);
    expect(codes(await everyWrite(admin, { 'If-Match': '"7"' }))).toEqual(['revision_stale']);
    expect(codes(await everyWrite(admin, { 'If-Match': '*' }))).toEqual(['malformed_request']);
  });

  it('comes from our own pages', async () => {
    const foreign = { 'If-Match': '"0"', 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
    expect(codes(await everyWrite(admin, foreign))).toEqual(['cross_origin_refused']);
  });

  it('may look, as a member, at the names and nothing else', async () => {
    await prepare(admin);
    const { body } = await deployment.signedIn('member').api('GET', '/sso/teams/acme/settings');
    expect(body.domains).toEqual([
      { domain: 'acme.example', verified: true },
      { domain: NAME, verified: false },
    ]);
  });

  it('of two admins at once is one: the other is told what is saved', async () => {
    const owner = deployment.signedIn('owner');
    const IM = { 'If-Match': '"0"' };
    const answers = await Promise.all([
      admin.api('POST', ACME, { domain: 'a.test' }, IM),
      owner.api('POST', ACME, { domain: 'b.test' }, IM),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    expect(answers.find(({ status }) => status === 412)?.body.current?.domains).toHaveLength(2);
  });

  it('may prepare without the plan, and only weaken after a lapse of it', async () => {
    const hooli = deployment.signedIn('hooli-admin');
    expect((await add(hooli, 'hooli.test', '/sso/teams/hooli/domains')).status).toBe(200);
    await switchOn(deployment);
    const team = deployment.host.teams.get('acme');
    if (team) team.entitlement = { entitled: false, graceUntil: new Date(0) };
    expect((await add(admin, NAME)).body.code).toBe('not_entitled');
    expect((await verify(admin, ACME, 'acme.example')).body.code).toBe('not_entitled');
    expect((await remove(admin, ACME, 'acme.example')).status).toBe(200);
  });
});
