// From SimpleSAMLphp's own address for our application into the product: one click more by default, straight in where a team
// wants it, to the page that RelayState names, and never over somebody else's session unasked. Its assertions are encrypted.

import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signInAtSimpleSamlPhp } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { signInWithPassword } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhp } from '../src/simplesamlphp.ts';

const MEMBER = 'member@acme.example';
const BOTS = '/teams/acme/bots';

describe.skipIf(!simpleSamlPhpIsInstalled)('the address of SimpleSAMLphp for our application', () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let spEntityId: string;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    const ours = await readServiceProvider(demo, 'acme');
    ({ spEntityId } = ours);
    provider = await startSimpleSamlPhp({
      serviceProviders: [ours],
      options: { encryptAssertion: true, contentEncryption: 'http://www.w3.org/2009/xmlenc11#aes256-gcm' },
    });
  });

  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
  });

  describe('by default', () => {
    beforeAll(() => connect({ allowUnsolicited: false }));

    it('takes one click more, and the session there does the rest', () =>
      visit(async (page) => {
        await goThere(page);
        expect(await who(page)).toBeUndefined();
        await page.getByRole('link', { name: 'Continue with SSO' }).click();
        // Nobody is asked for a password again.
        await page.waitForURL((url) => url.origin === demo.url && url.pathname.startsWith('/teams/'));
        expect(await who(page)).toBe(MEMBER);
      }));
  });

  describe('for a team that allows it', () => {
    beforeAll(() => connect({ allowUnsolicited: true }));

    it.each([
      [BOTS, BOTS],
      ['https://elsewhere.example/trap', '/'],
      ['//elsewhere.example', '/'],
      ['', '/'],
    ])('signs in, and with the RelayState “%s” leads to a page that begins with %s', (relayState, path) =>
      visit(async (page) => {
        await goThere(page, relayState);
        expect(page.url().startsWith(`${demo.url}${path}`)).toBe(true);
        expect(await who(page)).toBe(MEMBER);
      }),
    );

    it('asks before it takes the place of somebody else’s session', () =>
      visit(async (page) => {
        await signInWithPassword(page, demo, 'owner@acme.example');
        await goThere(page, BOTS);
        await page.getByRole('heading', { name: 'Is this you?' }).waitFor();
        expect(await who(page)).toBe('owner@acme.example');
        await page.getByRole('button', { name: `Continue as ${MEMBER}` }).click();
        await page.waitForURL(`${demo.url}${BOTS}`);
        expect(await who(page)).toBe(MEMBER);
      }));

    it('leaves that session to who stays', () =>
      visit(async (page) => {
        await signInWithPassword(page, demo, 'owner@acme.example');
        await goThere(page, BOTS);
        await page.getByRole('link', { name: 'Stay signed in' }).click();
        await page.waitForURL((url) => !url.pathname.startsWith('/sso/'));
        expect(await who(page)).toBe('owner@acme.example');
      }));

    it('asks nothing of whom it is about', () =>
      visit(async (page) => {
        await signInWithPassword(page, demo, MEMBER);
        await goThere(page, BOTS);
        expect(page.url()).toBe(`${demo.url}${BOTS}`);
      }));
  });

  async function connect(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const admin = await signInByPassword(demo, 'admin@acme.example');
    const { savedAs } = await admin.writeSettings('PUT', 'acme', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: provider.entityId,
        signOnUrl: provider.ssoUrl,
        signingCertificates: [provider.certPem],
        ...changes,
      },
    });
    if (savedAs === 'draft')
      await admin.writeSettings('POST', 'acme', '/settings/promote', { confirm: ['promote_untested'] });
  }

  async function goThere(page: Page, relayState = ''): Promise<void> {
    const query = { spentityid: spEntityId, ...(relayState === '' ? {} : { RelayState: relayState }) };
    await page.goto(`${provider.ssoUrl}?${new URLSearchParams(query).toString()}`);
    await signInAtSimpleSamlPhp(page, provider.user('member'));
    await page.waitForURL((url) => url.origin === demo.url);
  }

  const who = async (page: Page): Promise<string | undefined> => {
    const response = await page.request.get(`${demo.url}/api/session`);
    return ((await response.json()) as { user?: { email: string } }).user?.email;
  };

  async function visit(use: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext();
    try {
      await use(await context.newPage());
    } finally {
      await context.close();
    }
  }
});
