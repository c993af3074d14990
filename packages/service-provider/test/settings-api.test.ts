// The settings API as a program meets it: who may, every status, and answers that are always JSON.

import { request } from 'node:http';
import type { Proof } from '@team-sso/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Browser } from './browser.ts';
import {
  aConnection,
  IDP_ENTITY_ID,
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

const SETTINGS = '/sso/teams/acme/settings';
const IM0 = { 'If-Match': '"0"' };
const minutesAgo = (minutes: number) => new Date(deployment.now().getTime() - minutes * 60_000);

describe('who may', () => {
  const managing: readonly (readonly [string, string, unknown?])[] = [
    ['PUT', SETTINGS, { connection: aConnection() }],
    ['DELETE', SETTINGS],
    ['PUT', `${SETTINGS}/mode`, { mode: 'off' }],
    ['POST', '/sso/teams/acme/parse', { text: 'x' }],
  ];

  it('is nobody without a session: 401, for unknown teams too', async () => {
    for (const [method, path, body] of [['GET', SETTINGS] as const, ...managing])
      for (const address of [path, path.replace('/acme/', '/nobody/')])
        expect((await deployment.browser().api(method, address, body, IM0)).body).toMatchObject({
          status: 401,
          code: 'sign_in',
          reason: 'not_signed_in',
        });
  });

  it('is nobody from outside: 404, the same as for a team that is not there or lives elsewhere', async () => {
    const outsider = deployment.signedIn('globex-admin');
    const unknown = await outsider.api('GET', '/sso/teams/nobody/settings');
    for (const address of [SETTINGS, '/sso/teams/asia-team/settings']) {
      const { body, status } = await outsider.api('GET', address);
      expect(status).toBe(404);
      expect({ ...body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    }
    const memberElsewhere = await deployment.signedIn('admin').api('GET', '/sso/teams/asia-team/settings');
    expect(memberElsewhere.body).toMatchObject({ status: 404, code: 'not_found' });
  });

  it.each(['UPPER', 'a_b', 'teams', 'discover', 'assets', '-'])('finds no team called %s', async (team) => {
    const { body } = await deployment.signedIn('admin').api('GET', `/sso/teams/${team}/settings`);
    expect(body).toMatchObject({ status: 404, code: 'not_found' });
  });

  it.each(['guest', 'ci'])('is not %s: 403', async (userId) => {
    for (const [method, path, body] of [['GET', SETTINGS] as const, ...managing])
      expect((await deployment.signedIn(userId).api(method, path, body, IM0)).body).toMatchObject({
        status: 403,
        code: 'forbidden',
      });
  });

  it('is a member for looking, and not for changing', async () => {
    const member = deployment.signedIn('member');
    const view = await member.api('GET', SETTINGS);
    expect(view.status).toBe(200);
    expect(view.body.permissions).toEqual({ view: true, manage: false });
    for (const [method, path, body] of managing)
      expect((await member.api(method, path, body, IM0)).body).toMatchObject({
        status: 403,
        code: 'forbidden',
      });
  });

  it('is a member without the names of emergency admins', async () => {
    await switchOn(deployment);
    const stored = await deployment.store.readSettings('acme');
    if (!stored) throw new Error('nothing is stored');
    const policy = { ...stored.settings.policy, emergencyAdmins: ['owner'] };
    const options = { now: deployment.now() };
    await deployment.store.writeSettings('acme', 1, { ...stored.settings, policy }, [], options);
    const [member, admin] = [deployment.signedIn('member'), deployment.signedIn('admin')];
    expect((await member.api('GET', SETTINGS)).body.policy.emergencyAdmins).toEqual([]);
    expect((await admin.api('GET', SETTINGS)).body.policy.emergencyAdmins).toEqual(['owner']);
  });

  it('needs SSO while the team requires it: 403 sso_required with where it begins', async () => {
    await requireSso(deployment, await switchOn(deployment).then(() => ({ sessions: 'now' })));
    deployment.advance({ minutes: 1 });
    const { body } = await deployment.signedIn('owner').api('GET', SETTINGS);
    expect(body).toMatchObject({
      status: 403,
      code: 'sso_required',
      reason: 'sso_required',
      loginUrl: `${deployment.url}/sso/acme/login`,
    });
  });

  it('opens with a recovery proof of this team, and only of this one', async () => {
    await requireSso(deployment, await switchOn(deployment).then(() => ({ sessions: 'now' })));
    const proof = (team: string): Proof => ({
      kind: 'recovery',
      team,
      at: deployment.now(),
      endsAt: new Date(deployment.now().getTime() + 3_600_000),
    });
    expect((await deployment.signedIn('owner', [proof('acme')]).api('GET', SETTINGS)).status).toBe(200);
    expect((await deployment.signedIn('owner', [proof('globex')]).api('GET', SETTINGS)).status).toBe(401);
  });
});

describe('a recent proof', () => {
  const put = (browser: Browser) => browser.api('PUT', SETTINGS, { connection: aConnection() }, IM0);

  it('is a password of the last 15 minutes', async () => {
    expect((await put(deployment.signedIn('admin', [{ kind: 'password', at: minutesAgo(15) }]))).status).toBe(
      200,
    );
  });

  it('is missing after that: 403 with where to sign in again, and back to the page of ours', async () => {
    const admin = deployment.signedIn('admin', [{ kind: 'password', at: minutesAgo(16) }]);
    const page = `${deployment.url}/teams/acme/settings/team?tab=sso`;
    const { body } = await admin.api(
      'PUT',
      SETTINGS,
      { connection: aConnection() },
      { ...IM0, Referer: page },
    );
    expect(body).toMatchObject({ status: 403, code: 'reauthentication_needed' });
    const back = new URL(body.reauthenticateUrl ?? '', deployment.url).searchParams;
    expect(Object.fromEntries(back)).toEqual({
      team: 'acme',
      returnTo: '/teams/acme/settings/team?tab=sso',
      reauthenticate: 'true',
    });
  });

  it('never leads back to another site', async () => {
    const admin = deployment.signedIn('admin', [{ kind: 'password', at: minutesAgo(16) }]);
    const headers = { ...IM0, Referer: 'https://evil.example/' };
    const { body } = await admin.api('PUT', SETTINGS, { connection: aConnection() }, headers);
    expect(new URL(body.reauthenticateUrl ?? '', deployment.url).searchParams.get('returnTo')).toBe('/');
  });

  it('is not one whose time cannot be read', async () => {
    const admin = deployment.signedIn('admin', [{ kind: 'password', at: new Date(Number.NaN) }]);
    expect((await put(admin)).body.code).toBe('reauthentication_needed');
  });

  it("is this team's SSO through the provider in use, and no other", async () => {
    const view = await switchOn(deployment);
    const sso = (changes: object): Proof => ({
      kind: 'sso',
      team: 'acme',
      connectionId: view.live?.connectionId ?? '',
      idpEntityId: IDP_ENTITY_ID,
      at: deployment.now(),
      ...changes,
    });
    const old: Proof = { kind: 'password', at: minutesAgo(600) };
    const headers = { 'If-Match': `"${view.revision}"` };
    const attempt = (proofs: readonly Proof[]) =>
      deployment.signedIn('admin', proofs).api('PUT', SETTINGS, { connection: aConnection() }, headers);
    for (const change of [
      { team: 'globex' },
      { idpEntityId: 'urn:old' },
      { endsAt: minutesAgo(1) },
      { at: minutesAgo(16) },
    ])
      expect((await attempt([old, sso(change)])).body.code).toBe('reauthentication_needed');
    expect((await attempt([old, sso({})])).status).toBe(200);
  });

  it('is not asked for looking or for recognising what was pasted', async () => {
    const admin = deployment.signedIn('admin', [{ kind: 'password', at: minutesAgo(600) }]);
    expect((await admin.api('GET', SETTINGS)).status).toBe(200);
    expect((await admin.api('POST', '/sso/teams/acme/parse', { text: 'x' })).status).toBe(200);
  });
});

describe('the view', () => {
  it('of a team that never configured anything has revision 0 and everything to copy', async () => {
    const { body, headers } = await deployment.signedIn('admin').api('GET', SETTINGS);
    expect(headers.get('ETag')).toBe('"0"');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Content-Type')).toContain('application/json');
    expect(body).toMatchObject({ mode: 'off', effectiveMode: 'off', live: null, draft: null, revision: 0 });
    expect(body).not.toHaveProperty('previousUntil');
    expect(body.serviceProvider).toEqual({
      spEntityId: 'https://auth.acmebots.example/sso/eu',
      teamSpEntityId: 'https://auth.acmebots.example/sso/eu/teams/acme',
      acsUrl: `${deployment.url}/sso/acme/acs`,
      metadataUrl: `${deployment.url}/sso/acme/metadata`,
      loginUrl: `${deployment.url}/sso/acme/login`,
      logoutUrl: `${deployment.url}/sso/acme/logout`,
      region: { id: 'eu', name: 'Europe' },
      certificates: [expect.objectContaining({ role: 'current' })],
    });
    expect(body.requirement.refusals).toEqual(['sso_is_off', 'no_live_connection', 'no_recovery_route']);
  });

  it("keeps the region's entity ID beside the team's when the connection uses the team's", async () => {
    const view = await switchOn(deployment, aConnection({ spEntityIdScope: 'team' }));
    expect(view.serviceProvider.spEntityId).toBe('https://auth.acmebots.example/sso/eu');
  });

  it('says which certificate verified a sign-in last', async () => {
    await switchOn(deployment);
    await signInBySso(deployment, deployment.browser());
    const { body } = await deployment.signedIn('admin').api('GET', SETTINGS);
    expect(body.certificates).toEqual([
      expect.objectContaining({ role: 'in_use', lastSeenAt: deployment.now().toISOString(), keyBits: 2048 }),
    ]);
  });

  it('of a plan without SSO says where to get it', async () => {
    const { body } = await deployment.signedIn('hooli-admin').api('GET', '/sso/teams/hooli/settings');
    expect(body.entitlement).toEqual({
      entitled: false,
      requiredPlan: 'Enterprise',
      upgradeUrl: 'https://acmebots.example/plans',
    });
  });

  it('answers HEAD with the headers alone', async () => {
    const answer = await deployment.signedIn('admin').send('HEAD', SETTINGS);
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers.get('ETag')).toBe('"0"');
  });
});

describe('If-Match', () => {
  const put = (match?: string) =>
    deployment
      .signedIn('admin')
      .api('PUT', SETTINGS, { connection: aConnection() }, match === undefined ? {} : { 'If-Match': match });

  it('is needed for every write: 428', async () => {
    for (const [method, path, body] of [
      ['PUT', SETTINGS, { mode: 'off' }],
      ['DELETE', SETTINGS, undefined],
      ['PUT', `${SETTINGS}/mode`, { mode: 'off' }],
    ] as const)
      expect((await deployment.signedIn('admin').api(method, path, body)).body).toMatchObject({
        status: 428,
        code: 'revision_missing',
      });
  });

  it.each(['*', '0', '"0", "1"', '"a"', '""', '"-1"'])('is refused as malformed: %s', async (match) => {
    expect((await put(match)).body).toMatchObject({ status: 400, code: 'malformed_request' });
  });

  it('may be weak', async () => {
    expect((await put('W/"0"')).status).toBe(200);
  });

  it('that is stale gets 412 with what is saved now, and writes nothing', async () => {
    const view = await switchOn(deployment);
    const stale = await put('"0"');
    expect(stale.body).toMatchObject({ status: 412, code: 'revision_stale' });
    expect(stale.body.current).toEqual((await deployment.signedIn('admin').api('GET', SETTINGS)).body);
    expect(stale.headers.get('ETag')).toBe(`"${view.revision}"`);
    expect((await put('"999"')).status).toBe(412);
    expect((await deployment.store.readSettings('acme'))?.revision).toBe(view.revision);
  });

  it('of two admins at once lets exactly one through', async () => {
    const answers = await Promise.all([put('"0"'), put('"0"'), put('"0"')]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412, 412]);
    const audit = await deployment.store.readAudit('acme', { limit: 10 });
    expect(audit).toHaveLength(1);
  });
});

describe('a body', () => {
  const send = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    deployment.signedIn('admin').send('PUT', SETTINGS, {
      body,
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', ...IM0, ...headers },
    });

  it.each(['{', '', 'undefined', "{'mode':'off'}"])('that is no JSON is 400: %s', async (body) => {
    expect(JSON.parse((await send(body)).text)).toMatchObject({ status: 400, code: 'malformed_request' });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonx'])(
    'of type %s is 415',
    async (type) => {
      const answer = await send('{"mode":"off"}', { 'Content-Type': type });
      expect(JSON.parse(answer.text)).toMatchObject({ status: 415, code: 'media_type_unsupported' });
    },
  );

  it('that is compressed is 415', async () => {
    expect((await send('{"mode":"off"}', { 'Content-Encoding': 'gzip' })).status).toBe(415);
  });

  it('that is too large is 413, also when it does not say so beforehand', async () => {
    expect(JSON.parse((await send(`"${'a'.repeat(140_000)}"`)).text)).toMatchObject({
      status: 413,
      code: 'body_too_large',
    });
    expect(await sendWithoutEnd(deployment.signedIn('admin'))).toBe(413);
  });

  it.each([
    ['[]', '', 'type_invalid'],
    ['null', '', 'type_invalid'],
    ['{}', '', 'required'],
    ['{"mode":"required"}', 'mode', 'value_invalid'],
    ['{"mode":"off","extra":1}', 'extra', 'unknown_field'],
    ['{"connection":{"idpEntityId":"x"}}', 'connection.signOnUrl', 'required'],
  ])('%s is 422 and names the field', async (body, path, code) => {
    const problem = JSON.parse((await send(body)).text) as { status: number; issues: unknown[] };
    expect(problem).toMatchObject({ status: 422, code: 'validation_failed' });
    expect(problem.issues).toContainEqual(expect.objectContaining({ path, code }));
  });

  /** Sends one chunk after the other, without a length, until there is an answer. */
  async function sendWithoutEnd(admin: Browser): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const sent = request(new URL(SETTINGS, deployment.url), {
        method: 'PUT',
        headers: {
          ...IM0,
          Cookie: `host-session=${admin.cookie('host-session')}`,
          'Content-Type': 'application/json',
          'Transfer-Encoding': 'chunked',
        },
      });
      sent.on('response', (response) => {
        response.resume();
        sent.destroy();
        resolve(response.statusCode);
      });
      sent.on('error', reject);
      const sendMore = () => {
        if (sent.destroyed) return;
        sent.write('a'.repeat(10_000));
        setImmediate(sendMore);
      };
      sendMore();
    });
  }
});

describe('an address', () => {
  it('with no route is 404, with another method 405 and which there are', async () => {
    const admin = deployment.signedIn('admin');
    expect((await admin.api('GET', '/sso/teams/acme/nothing')).body).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect((await admin.api('GET', '/sso/nothing/here/at/all')).status).toBe(404);
    expect((await admin.api('GET', '/sso')).status).toBe(404);
    for (const [method, path, allow] of [
      ['POST', SETTINGS, 'DELETE, GET, HEAD, PUT'],
      ['GET', `${SETTINGS}/mode`, 'PUT'],
      ['GET', '/sso/discover', 'POST'],
      ['PATCH', SETTINGS, 'DELETE, GET, HEAD, PUT'],
      ['POST', '/sso/acme/login', 'GET, HEAD'],
    ] as const) {
      const answer = await admin.api(method, path);
      expect(answer.body).toMatchObject({ status: 405, code: 'method_not_allowed' });
      expect(answer.headers.get('Allow')).toBe(allow);
    }
  });

  it('is spelt in one way', async () => {
    const answer = await deployment.signedIn('admin').send('GET', '/SSO/teams/acme/settings');
    expect([answer.status, answer.headers.get('X-Request-Id')]).toEqual([404, null]);
  });

  it('of the API answers JSON whatever is accepted, errors included', async () => {
    const browsers = [deployment.browser(), deployment.signedIn('admin')];
    for (const browser of browsers)
      for (const path of [SETTINGS, '/sso/teams/nobody/settings', '/sso/teams/acme/nothing', '/sso/discover'])
        for (const Accept of ['text/html', '*/*', 'image/png']) {
          const { headers } = await browser.visit(path, { Accept });
          expect(headers.get('Content-Type')).toMatch(/^application\/(problem\+)?json/);
          expect(headers.get('X-Request-Id')).toMatch(/^[\w-]{16}$/);
          expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
        }
  });

  it('tells a program the request id that the header names', async () => {
    const { headers, body } = await deployment.browser().api('GET', SETTINGS);
    expect(body.requestId).toBe(headers.get('X-Request-Id'));
    expect(body).toMatchObject({ type: 'about:blank', title: "You aren't signed in." });
  });
});
