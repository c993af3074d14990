// What a save, a mode change and a deletion do: the cases of the contract one by one.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiAnswer, Browser } from './browser.ts';
import {
  aConnection,
  idpIdentity,
  otherIdentity,
  requireSso,
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
});
afterEach(() => deployment.close());

const SETTINGS = '/sso/teams/acme/settings';
const OTHER = aConnection({ idpEntityId: 'urn:other', signOnUrl: 'https://other.example/sso' });

/** A write under the current revision. */
async function write(method: string, path: string, body?: unknown, by: Browser = admin): Promise<ApiAnswer> {
  const team = path.split('/')[3] ?? '';
  const { body: view } = await by.api('GET', `/sso/teams/${team}/settings`);
  return by.api(method, path, body, { 'If-Match': `"${view.revision}"` });
}
const save = (body: unknown) => write('PUT', SETTINGS, body);
const setMode = (body: unknown) => write('PUT', `${SETTINGS}/mode`, body);
const auditTypes = async () =>
  (await deployment.store.readAudit('acme', { limit: 100 })).map(({ event }) => event.type).toReversed();

describe('a save', () => {
  it('(a) of a first connection makes it live and leaves the mode unless one is given', async () => {
    const prepared = await save({ connection: aConnection() });
    expect(prepared.body).toMatchObject({ mode: 'off', savedAs: 'live', draft: null, revision: 1 });
    expect(prepared.headers.get('ETag')).toBe('"1"');
    const on = await save({ mode: 'optional' });
    expect(on.body).toMatchObject({ mode: 'optional', effectiveMode: 'optional', revision: 2 });
  });

  it('(a) in mode off replaces live, which becomes the previous one, and drops the draft', async () => {
    await switchOn(deployment);
    await save({ connection: OTHER });
    const replaced = await save({ mode: 'off', connection: OTHER });
    expect(replaced.body.live?.idpEntityId).toBe('urn:other');
    expect(replaced.body).toMatchObject({ mode: 'off', draft: null, savedAs: 'live' });
    expect(new Date(replaced.body.previousUntil ?? 0).getTime()).toBe(
      deployment.now().getTime() + 30 * 24 * 3_600_000,
    );
  });

  it('(a) applies the mode first: switching on with another connection keeps live and makes a draft', async () => {
    await save({ connection: aConnection() });
    const { body } = await save({ mode: 'optional', connection: OTHER });
    expect(body).toMatchObject({ mode: 'optional', savedAs: 'draft' });
    expect(body.draft?.basedOn).toBe(body.live?.connectionId);
  });

  it('(a) of mode optional with nothing live and no connection is 409', async () => {
    expect((await save({ mode: 'optional' })).body).toMatchObject({
      status: 409,
      code: 'no_live_connection',
    });
  });

  it('(b) of another connection beside a live one makes a draft; of the same one changes nothing', async () => {
    const on = await switchOn(deployment);
    const draft = await save({ connection: OTHER });
    expect(draft.body).toMatchObject({ savedAs: 'draft', draft: { idpEntityId: 'urn:other' } });
    expect(draft.body.live).toEqual(on.live);
    const same = await save({ connection: aConnection() });
    expect(same.body).toMatchObject({ savedAs: 'live', revision: draft.body.revision });
  });

  it('(c) of mode off keeps the configuration', async () => {
    const on = await switchOn(deployment);
    const off = await save({ mode: 'off' });
    expect(off.body.mode).toBe('off');
    expect(off.body.live).toEqual(on.live);
  });

  it('(d) of any mode while required is 409; of a connection makes a draft', async () => {
    await switchOn(deployment);
    await requireSso(deployment, {}, admin);
    for (const mode of ['off', 'optional'])
      expect((await save({ mode })).body).toMatchObject({ status: 409, code: 'required_is_on' });
    expect((await save({ connection: OTHER })).body).toMatchObject({ mode: 'required', savedAs: 'draft' });
  });

  it('(e) without the plan prepares a draft, and refuses to switch on with nothing written', async () => {
    const hooli = deployment.signedIn('hooli-admin');
    const path = '/sso/teams/hooli/settings';
    const refused = await write('PUT', path, { mode: 'optional', connection: aConnection() }, hooli);
    expect(refused.body).toMatchObject({ status: 403, code: 'not_entitled' });
    expect(await deployment.store.readSettings('hooli')).toBeNull();
    const draft = await write('PUT', path, { connection: aConnection() }, hooli);
    expect(draft.body).toMatchObject({ mode: 'off', live: null, savedAs: 'draft' });
    expect((await write('PUT', `${path}/mode`, { mode: 'optional' }, hooli)).body.code).toBe('not_entitled');
  });

  it('goes on in the grace of a lapsed plan', async () => {
    const team = deployment.host.teams.get('acme');
    if (!team) throw new Error('no acme');
    team.entitlement = { entitled: false, graceUntil: new Date(deployment.now().getTime() + 1000) };
    expect((await save({ mode: 'optional', connection: aConnection() })).body.mode).toBe('optional');
    deployment.advance({ seconds: 2 });
    expect((await save({ mode: 'off' })).body.mode).toBe('off');
    expect((await save({ mode: 'optional' })).body.code).toBe('not_entitled');
  });

  it('judges by no plan at all when the host does not answer', async () => {
    deployment.host.failing.add('entitlement');
    expect((await save({ mode: 'optional', connection: aConnection() })).body.code).toBe('not_entitled');
    expect((await admin.api('GET', SETTINGS)).status).toBe(200);
  });
});

describe('a connection', () => {
  const issuesOf = async (changes: object) =>
    (await save({ connection: aConnection({ ...changes }) })).body.issues;

  it.each([
    ['signOnUrl', 'http://idp.example/sso', 'https_required'],
    ['signOnUrl', 'https://127.0.0.1/sso', 'loopback_refused'],
    ['signOnUrl', 'https://localhost./sso', 'loopback_refused'],
    ['metadataUrl', 'http://idp.example/metadata', 'https_required'],
    ['logoutUrl', 'http://idp.example/logout', 'https_required'],
    ['signOnUrl', 'javascript:alert(1)', 'url_invalid'],
    ['signOnUrl', 'https://user:password@idp.example/', 'url_invalid'],
    ['idpEntityId', 'https://auth.acmebots.example/sso/eu', 'own_entity_id'],
    ['idpEntityId', 'https://auth.acmebots.example/sso/us', 'own_entity_id'],
    ['idpEntityId', 'https://auth.acmebots.example/sso/eu/teams/acme', 'own_entity_id'],
  ])('with %s %s is refused as %s', async (field, value, code) => {
    expect(await issuesOf({ [field]: value })).toContainEqual(
      expect.objectContaining({ path: `connection.${field}`, code }),
    );
  });

  it('with our own addresses is refused: the fields were swapped', async () => {
    expect(await issuesOf({ signOnUrl: `${deployment.url}/sso/acme/acs` })).toEqual([
      expect.objectContaining({ path: 'connection.signOnUrl', code: 'own_address' }),
    ]);
    expect(await issuesOf({ idpEntityId: `${deployment.url}/sso/acme/metadata` })).toEqual([
      expect.objectContaining({ path: 'connection.idpEntityId', code: 'own_entity_id' }),
    ]);
  });

  it('may be on loopback only when the host says so', async () => {
    await deployment.close();
    deployment = await startDeployment({ options: { unsafeAllowLoopbackProviders: true } });
    const view = await switchOn(deployment, aConnection({ signOnUrl: 'http://127.0.0.1:3001/sso' }));
    expect(view.mode).toBe('optional');
  });

  it('may have any text for the entity ID of the provider', async () => {
    expect((await save({ connection: aConnection({ idpEntityId: 'not a url' }) })).status).toBe(200);
  });

  it.each([
    ['no certificate', 'not_a_certificate'],
    ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----', 'private_key'],
    ['<EntityDescriptor/>', 'metadata_xml'],
  ])('with %s for a certificate is refused, and the text is not repeated', async (text, code) => {
    const issues = await issuesOf({ signingCertificates: [idpIdentity.certificatePem, text] });
    expect(issues).toEqual([expect.objectContaining({ path: 'connection.signingCertificates.1', code })]);
    expect(JSON.stringify(issues)).not.toContain('AAAA');
  });

  it('keeps each certificate once, as PEM, however it was pasted', async () => {
    const bare = idpIdentity.certificatePem.replace(/-----[^-]+-----|\s/g, '');
    const both = `${idpIdentity.certificatePem}\n${otherIdentity.certificatePem}`;
    const { body } = await save({ connection: aConnection({ signingCertificates: [bare, both] }) });
    expect(body.live?.signingCertificates).toHaveLength(2);
    expect(body.certificates.map(({ role }) => role)).toEqual(['next', 'next']);
  });
});

describe('PUT mode', () => {
  it('refuses "required" with every reason at once, and shows the same in the view', async () => {
    const none = await setMode({ mode: 'required' });
    expect(none.body).toMatchObject({ status: 409, code: 'requirement_refused' });
    expect(none.body.refusals).toEqual(['sso_is_off', 'no_live_connection', 'no_recovery_route']);
    await switchOn(deployment);
    const untested = await setMode({ mode: 'required' });
    expect(untested.body.refusals).toEqual([
      'live_connection_not_tested',
      'admin_not_signed_in_by_sso',
      'no_recovery_route',
    ]);
    expect((await admin.api('GET', SETTINGS)).body.requirement.refusals).toEqual(untested.body.refusals);
  });

  it("is not satisfied by another admin's sign-in, nor by one of yesterday", async () => {
    await switchOn(deployment);
    await signInBySso(deployment, deployment.browser(), { email: 'owner@acme.example' });
    expect((await setMode({ mode: 'required' })).body.refusals).toContain('admin_not_signed_in_by_sso');
    await signInBySso(deployment, deployment.browser(), { email: 'admin@acme.example' });
    deployment.advance({ hours: 24 });
    admin = deployment.signedIn('admin');
    expect((await setMode({ mode: 'required' })).body.refusals).toContain('admin_not_signed_in_by_sso');
  });

  it('takes "required" with a deadline to confirm and grace for sessions, as asked', async () => {
    await switchOn(deployment);
    const since = deployment.now().getTime();
    const view = await requireSso(deployment, { rollbackMinutes: 5 });
    expect(view).toMatchObject({ mode: 'required', effectiveMode: 'required' });
    expect(view.requirement).toMatchObject({
      since: new Date(since).toISOString(),
      confirmBy: new Date(since + 5 * 60_000).toISOString(),
    });
  });

  it('without roll-back is confirmed from the start', async () => {
    await switchOn(deployment);
    const view = await requireSso(deployment, { rollbackMinutes: 0 });
    expect(view.requirement.confirmBy).toBeUndefined();
    expect(view.requirement.confirmedAt).toBe(view.requirement.since);
  });

  it('goes one step at a time: off from required is 409, optional and then off pass', async () => {
    await switchOn(deployment);
    await requireSso(deployment, {}, admin);
    expect((await setMode({ mode: 'off' })).body).toMatchObject({ status: 409, code: 'required_is_on' });
    expect((await write('DELETE', SETTINGS)).body).toMatchObject({ status: 409, code: 'required_is_on' });
    expect((await setMode({ mode: 'optional' })).body.mode).toBe('optional');
    expect((await setMode({ mode: 'off' })).body.mode).toBe('off');
  });

  it('lets a lapsed plan step down', async () => {
    await switchOn(deployment);
    await requireSso(deployment);
    const team = deployment.host.teams.get('acme');
    if (team) team.entitlement = { entitled: false, graceUntil: new Date(deployment.now().getTime() - 1) };
    expect((await admin.api('GET', SETTINGS)).body).toMatchObject({
      mode: 'required',
      effectiveMode: 'optional',
    });
    expect((await setMode({ mode: 'optional' })).body.mode).toBe('optional');
    expect((await setMode({ mode: 'off' })).body.mode).toBe('off');
  });

  it.each([
    [{ mode: 'on' }, 'mode'],
    [{ mode: 'required', rollbackMinutes: 61 }, 'rollbackMinutes'],
    [{ mode: 'required', rollbackMinutes: 1.5 }, 'rollbackMinutes'],
  ])('refuses %j: 422', async (body, path) => {
    const answer = await setMode(body);
    expect(answer.body).toMatchObject({ status: 422 });
    expect(answer.body.issues?.[0]?.path).toBe(path);
  });
});

describe('keep or roll back', () => {
  it('is kept by a sign-in before the deadline', async () => {
    await switchOn(deployment);
    await requireSso(deployment, { rollbackMinutes: 15 }, admin);
    deployment.advance({ minutes: 14 });
    await signInBySso(deployment, deployment.browser());
    deployment.advance({ minutes: 2 });
    expect((await admin.api('GET', SETTINGS)).body).toMatchObject({
      mode: 'required',
      effectiveMode: 'required',
    });
  });

  it('acts as optional when nobody signed in, and the next write makes that durable and says so', async () => {
    await switchOn(deployment);
    await requireSso(deployment, { sessions: 'now', rollbackMinutes: 15 });
    deployment.advance({ minutes: 16 });
    admin = deployment.signedIn('admin');
    expect((await admin.api('GET', SETTINGS)).body).toMatchObject({
      mode: 'required',
      effectiveMode: 'optional',
    });
    expect((await save({ connection: OTHER })).body).toMatchObject({ mode: 'optional', savedAs: 'draft' });
    expect(await auditTypes()).toEqual(expect.arrayContaining(['requirement_rolled_back']));
  });

  it('asks for the plain yes of switching off after a roll-back too', async () => {
    deployment.host.teams.get('acme')?.members.set('new', {
      userId: 'new',
      name: 'new',
      email: 'new@acme.example',
      membership: 'member',
      manage: false,
      hasOwnCredentials: false,
    });
    await switchOn(deployment);
    await requireSso(deployment, { rollbackMinutes: 1 });
    deployment.advance({ minutes: 2 });
    admin = deployment.signedIn('admin');
    const asked = await save({ mode: 'off' });
    expect(asked.body).toMatchObject({ status: 409, confirmations: ['members_without_password'] });
    expect((await save({ mode: 'off', confirm: ['members_without_password'] })).body.mode).toBe('off');
  });
});

describe('a plain yes', () => {
  beforeEach(async () => {
    // On the last of the host's pages of members.
    deployment.host.teams.get('acme')?.members.set('new', {
      userId: 'new',
      name: 'new',
      email: 'new@acme.example',
      membership: 'member',
      manage: false,
      hasOwnCredentials: false,
    });
    await switchOn(deployment);
  });

  it('is asked before members without a password are left outside, by either route', async () => {
    for (const attempt of [save, setMode]) {
      const asked = await attempt({ mode: 'off' });
      expect(asked.body).toMatchObject({ status: 409, code: 'confirmation_needed' });
      expect(asked.body.confirmations).toEqual(['members_without_password']);
    }
    expect((await setMode({ mode: 'off', confirm: ['members_without_password'] })).body.mode).toBe('off');
  });

  it('is asked for everything a deletion needs in one answer, and given in one', async () => {
    const asked = await write('DELETE', SETTINGS);
    expect(asked.body.confirmations).toEqual(['delete_configuration', 'members_without_password']);
    const half = await write('DELETE', `${SETTINGS}?confirm=delete_configuration`);
    expect(half.body.confirmations).toEqual(['members_without_password']);
    const done = await write('DELETE', `${SETTINGS}?confirm=delete_configuration,members_without_password`);
    expect(done.body).toMatchObject({ mode: 'off', live: null, draft: null });
  });

  it('is not asked for a service account, nor when nothing would change', async () => {
    deployment.host.teams.get('acme')?.members.delete('new');
    expect((await setMode({ mode: 'off' })).body.mode).toBe('off');
    expect((await setMode({ mode: 'off' })).status).toBe(200);
  });
});

describe('a deletion', () => {
  it('goes back to never configured, keeps counting revisions, and ends what SSO had proved', async () => {
    const on = await switchOn(deployment);
    const member = deployment.browser();
    await signInBySso(deployment, member);
    expect((await member.send('GET', '/bots/acme')).status).toBe(200);
    deployment.advance({ seconds: 1 });
    const deleted = await write('DELETE', `${SETTINGS}?confirm=delete_configuration`);
    expect(deleted.body).toMatchObject({ mode: 'off', live: null, revision: on.revision + 1 });
    expect((await member.send('GET', '/bots/acme')).status).toBe(401);
    await switchOn(deployment);
    expect((await member.send('GET', '/bots/acme')).status).toBe(401);
  });

  it('of nothing is no change', async () => {
    const { body } = await write('DELETE', SETTINGS);
    expect(body).toMatchObject({ revision: 0 });
    expect(await auditTypes()).toEqual([]);
  });
});
