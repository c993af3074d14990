// A provider that trusts nobody: it wants signed requests, encrypts for the key in our metadata, and names people by an opaque id.

import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { signInByPassword } from '../src/demo-session.ts';
import { signInBySso } from '../src/saml-sign-in.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhp } from '../src/simplesamlphp.ts';

const MEMBER = {
  username: 'linh',
  password: 'linh-at-the-provider',
  email: 'member@initech.example',
  firstName: 'Linh',
  lastName: 'Trần',
  groups: ['everyone'],
};

describe.skipIf(!simpleSamlPhpIsInstalled)('a provider set up from our metadata alone', () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    provider = await startSimpleSamlPhp({
      serviceProviders: [await readServiceProvider(demo, 'initech')],
      options: {
        requireSignedRequests: true,
        encryptAssertion: true,
        contentEncryption: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
        nameIdFormat: 'persistent',
        attributeNames: 'oid',
      },
      users: [MEMBER],
    });
    const admin = await signInByPassword(demo, 'admin@initech.example');
    await admin.writeSettings('PUT', 'initech', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: provider.entityId,
        signOnUrl: provider.ssoUrl,
        signingCertificates: [provider.certPem],
        signRequests: true,
      },
    });
  });

  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
  });

  it('accepts our signed request, and we its encrypted assertion', async () => {
    const page = await browser.newPage();
    const returnTo = '/teams/initech/bots';
    await signInBySso(page, demo, { team: 'initech', user: MEMBER, returnTo });
    expect(page.url()).toBe(`${demo.url}${returnTo}`);
    const session = await page.request.get(`${demo.url}/api/session`);
    expect(await session.json()).toMatchObject({
      user: { email: MEMBER.email },
      method: 'sso',
      identity: { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' },
    });
  });
});
