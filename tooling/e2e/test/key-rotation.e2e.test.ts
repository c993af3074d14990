// Our own key pair changes while SimpleSAMLphp checks what we sign and encrypts what it sends: it reads our metadata again in
// time, and no sign-in fails before, in the overlap, or after.

import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { openTeamSettings, signInWithPassword } from '../src/demo-pages.ts';
import { rotateDemoKeys } from '../src/demo-keys.ts';
import { signInByPassword } from '../src/demo-session.ts';
import { signInBySso } from '../src/saml-sign-in.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { encryptionKey } from '../src/simplesamlphp-admin.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhp } from '../src/simplesamlphp.ts';

const ADMIN = 'admin@acme.example';
const BOTS = '/teams/acme/bots';
const DAY_MINUTES = 24 * 60;

describe.skipIf(!simpleSamlPhpIsInstalled)('our key pair', () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let daysAhead = 0;
  let before: string;
  let next: string;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    provider = await startSimpleSamlPhp({
      serviceProviders: [await readServiceProvider(demo, 'acme')],
      options: {
        requireSignedRequests: true,
        encryptAssertion: true,
        contentEncryption: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
      },
    });
    await readOurs();
    const admin = await signInByPassword(demo, ADMIN);
    await admin.writeSettings('PUT', 'acme', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: provider.entityId,
        signOnUrl: provider.ssoUrl,
        signingCertificates: [provider.certPem],
        signRequests: true,
      },
    });
    [before = ''] = await published();
  });

  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
  });

  it('is read from our metadata by the provider itself', async () => {
    expect(await signIn()).toBe(BOTS);
  });

  it('gets a successor, which the panel and the metadata announce while nothing changes yet', async () => {
    await rotateDemoKeys(demo, 'eu');
    await demo.killAndRestart();
    const both = await published();
    expect([both.length, both[0]]).toEqual([2, before]);
    next = both[1] ?? '';
    await withPage(async (page) => {
      await signInWithPassword(page, demo, ADMIN);
      await openTeamSettings(page, demo, 'acme');
      await page.getByText('Our certificate for signed requests changes soon.').waitFor();
    });
    // The provider has not looked yet.
    expect(await signIn()).toBe(BOTS);
  });

  it('may be encrypted for by either key, as soon as the provider has read of both', async () => {
    await readOurs();
    for (const key of [before, next]) {
      await encryptFor(key);
      expect(await signIn()).toBe(BOTS);
    }
  });

  it('is followed in its time: the next one signs, and both decrypt', async () => {
    await readOurs();
    await later(31);
    expect(await signIn()).toBe(BOTS);
    expect(await signingCertificate()).toBe(next);
    for (const key of [before, next]) {
      await encryptFor(key);
      expect(await signIn()).toBe(BOTS);
    }
  });

  it('is replaced at once where an operator says so, for a provider that has read of the next one', async () => {
    const old = next;
    const clockAheadMinutes = daysAhead * DAY_MINUTES;
    await rotateDemoKeys(demo, 'eu', { clockAheadMinutes });
    await demo.killAndRestart({ clockAheadMinutes });
    await readOurs();
    await rotateDemoKeys(demo, 'eu', { when: 'immediately', clockAheadMinutes });
    await demo.killAndRestart({ clockAheadMinutes });
    expect(await published()).not.toContain(old);
    expect(await signIn()).toBe(BOTS);
    // What is still encrypted for the one before is read all the same.
    [before, next] = [old, (await signingCertificate()) ?? ''];
    await encryptFor(old);
    expect(await signIn()).toBe(BOTS);
  });

  it('leaves nothing behind that a provider would have to know, once it has read our metadata again', async () => {
    await readOurs();
    expect(await signIn()).toBe(BOTS);
    expect(await refusals()).toBe(0);
  });

  /** @returns where the person is then. */
  const signIn = () =>
    withPage(async (page) => {
      await signInBySso(page, demo, { team: 'acme', user: provider.user('member'), returnTo: BOTS });
      return new URL(page.url()).pathname;
    });

  /** The provider reads our metadata, as it is published now. */
  async function readOurs(): Promise<void> {
    await provider.readMetadata(await ourMetadata());
  }
  const ourMetadata = async () => (await fetch(`${demo.url}/sso/acme/metadata`)).text();
  const published = async () => {
    const [, ...descriptors] = (await ourMetadata()).split('use="signing"');
    return descriptors.map((text) => /X509Certificate>([^<]+)</.exec(text)?.[1] ?? '');
  };
  const signingCertificate = async () => (await published())[0];

  async function encryptFor(certificate: string): Promise<void> {
    const { spEntityId } = await readServiceProvider(demo, 'acme');
    const signing = [before, next].map((each) => ({
      ...encryptionKey(each),
      signing: true,
      encryption: false,
    }));
    const set = { keys: [...signing, encryptionKey(certificate)] };
    await provider.edit('saml20-sp-remote', { entry: spEntityId, set });
  }

  async function later(days: number): Promise<void> {
    daysAhead += days;
    await provider.setClockAhead(daysAhead * DAY_MINUTES);
    await demo.killAndRestart({ clockAheadMinutes: daysAhead * DAY_MINUTES });
  }

  async function refusals(): Promise<number> {
    const admin = await signInByPassword(demo, ADMIN);
    const { body } = await admin.get<{ items: readonly { outcome: string }[] }>('/sso/teams/acme/attempts');
    return body.items.filter(({ outcome }) => outcome === 'refused').length;
  }

  async function withPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result> {
    const context = await browser.newContext();
    try {
      return await use(await context.newPage());
    } finally {
      await context.close();
    }
  }
});
