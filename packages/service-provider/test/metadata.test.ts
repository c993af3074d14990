// Our metadata, as an administrator of a provider imports it.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aConnection, startDeployment, switchOn, type Deployment } from './deployment.ts';

let deployment: Deployment;
beforeEach(async () => {
  deployment = await startDeployment();
});
afterEach(() => deployment.close());

const metadata = (team: string, query = '') =>
  deployment.browser().send('GET', `/sso/${team}/metadata${query}`);
const entityIdOf = (xml: string) => /entityID="([^"]+)"/.exec(xml)?.[1];

describe('metadata', () => {
  it('is there before anything is set up: one ACS, assertions signed, a certificate for each use', async () => {
    const { status, headers, text } = await metadata('acme');
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toMatch(/^application\/samlmetadata\+xml/);
    expect(entityIdOf(text)).toBe('https://auth.acmebots.example/sso/eu');
    expect(text.match(/<md:AssertionConsumerService /g)).toHaveLength(1);
    expect(text).toContain(`Location="${deployment.url}/sso/acme/acs"`);
    expect(text).toContain('WantAssertionsSigned="true"');
    expect(text.match(/use="(signing|encryption)"/g)).toEqual(['use="signing"', 'use="encryption"']);
  });

  it('has the entity ID of the region the team lives in, or the one of the team when asked', async () => {
    expect(entityIdOf((await metadata('globex')).text)).toBe('https://auth.acmebots.example/sso/us');
    expect(entityIdOf((await metadata('acme', '?scope=team')).text)).toBe(
      'https://auth.acmebots.example/sso/eu/teams/acme',
    );
  });

  it('follows the live connection unless told otherwise', async () => {
    await switchOn(deployment, aConnection({ spEntityIdScope: 'team' }));
    expect(entityIdOf((await metadata('acme')).text)).toBe('https://auth.acmebots.example/sso/eu/teams/acme');
    expect(entityIdOf((await metadata('acme', '?scope=region')).text)).toBe(
      'https://auth.acmebots.example/sso/eu',
    );
  });

  it('knows no other scope: 422', async () => {
    const { status, text } = await metadata('acme', '?scope=world');
    expect(status).toBe(422);
    expect(JSON.parse(text)).toMatchObject({ code: 'validation_failed', issues: [{ path: 'scope' }] });
  });

  it('is 404 where there is no team, as a document for a program', async () => {
    const { status, text } = await metadata('nobody');
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ code: 'not_found' });
  });
});
