// Which ways to sign in an address has: told by its verified domain alone.

import { NEVER_CONFIGURED, parseConnection, type TeamSettings } from '@team-sso/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aConnection, startDeployment, switchOn, type Deployment } from './deployment.ts';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const parsed = parseConnection(aConnection());
if (!parsed.ok) throw new Error('the connection of the tests is none');
const LIVE = { ...parsed.value, connectionId: 'c1' };
const PASSWORD_ONLY = { ways: [{ kind: 'password' }] };
const discover = async (body: unknown) => deployment.browser().api('POST', '/sso/discover', body);

describe('discovery', () => {
  it('offers SSO first and the password always, with the host name the browser will go to', async () => {
    await switchOn(deployment);
    const sso = {
      kind: 'sso',
      team: 'acme',
      loginUrl: `${deployment.url}/sso/acme/login`,
      idpHost: 'idp.example',
    };
    for (const email of ['member@acme.example', 'nobody@acme.example', 'X@ACME.EXAMPLE'])
      expect((await discover({ email })).body).toEqual({ ways: [sso, { kind: 'password' }] });
  });

  it('tells no difference between an unknown domain, a team without SSO and one of another deployment', async () => {
    const options = { now: deployment.now() };
    const elsewhere: TeamSettings = { ...NEVER_CONFIGURED, mode: 'optional', live: LIVE };
    await deployment.store.writeSettings('asia-team', 0, elsewhere, [], options);
    for (const email of ['x@unknown.example', 'x@acme.example', 'x@asia.example', 'x@sub.acme.example'])
      expect((await discover({ email })).body).toEqual(PASSWORD_ONLY);
    await switchOn(deployment, aConnection());
    const admin = deployment.signedIn('admin');
    await admin.api('PUT', '/sso/teams/acme/settings', { mode: 'off' }, { 'If-Match': '"1"' });
    expect((await discover({ email: 'x@acme.example' })).body).toEqual(PASSWORD_ONLY);
  });

  it('does the same work for known and unknown domains', async () => {
    await deployment.close();
    const asked: string[] = [];
    deployment = await startDeployment({
      store: (store) => ({
        ...store,
        readSettings: (team) => {
          asked.push(team);
          return store.readSettings(team);
        },
      }),
    });
    await discover({ email: 'x@acme.example' });
    await discover({ email: 'x@unknown.example' });
    expect(asked).toEqual(['acme', '-']);
  });

  it.each([
    [{}],
    [{ email: 'x' }],
    [{ email: 1 }],
    [{ email: 'x@y', extra: 1 }],
    [{ email: `${'x'.repeat(320)}@y` }],
  ])('refuses %j: 422', async (body) => {
    expect((await discover(body)).body).toMatchObject({ status: 422, code: 'validation_failed' });
  });

  it('takes no body larger than an address needs', async () => {
    expect((await discover({ email: 'x'.repeat(5000) })).status).toBe(413);
  });
});
