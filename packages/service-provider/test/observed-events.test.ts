// What the person on call is told, and what nobody is ever told.

import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  begin,
  idpIdentity,
  otherIdentity,
  respond,
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

describe('observed events', () => {
  it('tell a sign-in from its begin to its end', async () => {
    await switchOn(deployment);
    await signInBySso(deployment, deployment.browser());
    const names = deployment.events
      .map(({ name }) => name)
      .filter((name) => name !== 'team_sso.request_served');
    expect(names).toEqual([
      'team_sso.settings_changed',
      'team_sso.login_started',
      'team_sso.response_verified',
      'team_sso.sign_in_completed',
    ]);
    expect(deployment.events).toContainEqual(
      expect.objectContaining({
        name: 'team_sso.response_verified',
        certificateFingerprint: idpIdentity.fingerprint,
        secondOpinion: 'not_asked',
      }),
    );
  });

  it('say that node-saml agreed where it is asked always', async () => {
    const asking = await startDeployment({ options: { secondOpinion: 'always' } });
    await switchOn(asking);
    await signInBySso(asking, asking.browser());
    await asking.close();
    expect(asking.events).toContainEqual(
      expect.objectContaining({ name: 'team_sso.response_verified', secondOpinion: 'agrees' }),
    );
  });

  it('and answers never hold an address, an assertion, a ticket, a cookie or a key', async () => {
    await switchOn(deployment);
    const browser = deployment.browser();
    const id = await begin(browser, '?hint=hinted%40acme.example');
    const good = respond(deployment, id, { nameId: 'name-id-4711' });
    const hop = await browser.postForm('/sso/acme/acs', { SAMLResponse: good });
    await browser.visit(hop.location);
    await signInBySso(deployment, browser, { email: 'stranger@acme.example', nameId: 'name-id-4712' });
    const bad = respond(deployment, await begin(browser), { identity: otherIdentity });
    const refused = await browser.postForm('/sso/acme/acs', { SAMLResponse: bad });
    await deployment.browser().api('POST', '/sso/discover', { email: 'found@acme.example' });
    const told = inspect(deployment.events, { depth: null, maxStringLength: null, maxArrayLength: null });
    const secrets = [
      '@acme.example',
      'name-id-471',
      id,
      good.slice(100, 140),
      bad.slice(100, 140),
      new URL(hop.location).searchParams.get('ticket') ?? 'no ticket',
      browser.cookie('sso-browser') ?? 'no cookie',
      'PRIVATE KEY',
      'BEGIN CERTIFICATE',
    ];
    for (const secret of secrets) expect(told).not.toContain(secret);
    expect(refused.text).not.toMatch(/@|4711|fingerprint/);
  });

  it('give the configuration of the router no secret', () => {
    const shown = inspect(deployment.sso.config, { depth: null, showHidden: true });
    expect(Object.keys(deployment.sso.config)).not.toContain('secretKeys');
    expect(shown).not.toContain('7, 7, 7');
  });
});
