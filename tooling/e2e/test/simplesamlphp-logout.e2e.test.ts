// Single logout with a real provider, both ways and by both bindings: each end verifies what the other one signed.

import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { signInByPassword } from '../src/demo-session.ts';
import { signInBySso } from '../src/saml-sign-in.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhp } from '../src/simplesamlphp.ts';

// A member of both teams.
const PERSON = 'multi';
const TEAMS = [
  { team: 'acme', logoutBinding: 'redirect' },
  { team: 'globex', logoutBinding: 'post' },
] as const;

describe.skipIf(!simpleSamlPhpIsInstalled)('single logout with SimpleSAMLphp', () => {
  let browser: Browser;
  let demo: Demo;
  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  describe.each(TEAMS)('of $team, by $logoutBinding', ({ team, logoutBinding }) => {
    let provider: SimpleSamlPhp;
    let spEntityId: string;
    beforeAll(async () => {
      const logoutUrl = `${demo.url}/sso/${team}/logout`;
      const { encryptionCertificate: _, ...known } = await readServiceProvider(demo, team);
      ({ spEntityId } = known);
      provider = await startSimpleSamlPhp({
        serviceProviders: [{ ...known, logoutUrl }],
        options: { logoutBinding },
      });
      const admin = await signInByPassword(demo, `admin@${team}.example`);
      await admin.writeSettings('PUT', team, '/settings', {
        mode: 'optional',
        connection: {
          idpEntityId: provider.entityId,
          signOnUrl: provider.ssoUrl,
          signingCertificates: [provider.certPem],
          logoutUrl: provider.sloUrl,
          logoutBinding,
        },
      });
    }, 180_000);
    afterAll(() => provider.stop());

    it('that begins here ends both sessions, and comes back', async () => {
      await inContext(async (page) => {
        await signIn(page);
        const [request, answer] = await Promise.all([
          page.waitForRequest((sent) => sent.url().startsWith(provider.sloUrl)),
          page.waitForRequest(
            (sent) =>
              sent.url().startsWith(`${demo.url}/sso/${team}/logout`) && !sent.url().endsWith('/start'),
          ),
          pressSignOut(page),
        ]);
        const method = logoutBinding === 'post' ? 'POST' : 'GET';
        expect([request.method(), answer.method()]).toEqual([method, method]);
        await page.waitForURL(`${demo.url}/`);
        expect(await isSignedIn(page)).toBe(false);
        expect(await asksForPassword(page)).toBe(true);
      });
    }, 120_000);

    it('that begins at the provider ends this sign-in, found without our cookie, and leaves another one', async () => {
      await inContext(async (page) => {
        await signIn(page);
        await inContext(async (elsewhere) => {
          await signIn(elsewhere);
          const end = `${demo.url}/healthz`;
          const [message] = await Promise.all([
            page.waitForRequest((sent) => sent.url().startsWith(`${demo.url}/sso/${team}/logout`)),
            page.goto(endAtProvider(end)),
          ]);
          await page.waitForURL(end);
          expect(message.method()).toBe(logoutBinding === 'post' ? 'POST' : 'GET');
          expect(await isSignedIn(page)).toBe(false);
          expect(await isSignedIn(elsewhere)).toBe(true);
          expect(await asksForPassword(page)).toBe(true);
        });
      });
    }, 120_000);

    it('in a hidden frame of the provider’s page ends the sign-in, where no cookie of ours gets to', async () => {
      const frames = { logouttype: 'iframe' };
      await provider.edit('saml20-idp-hosted', { entry: provider.entityId, set: frames });
      await provider.edit('saml20-sp-remote', { entry: spEntityId, set: { 'core:logout-timeout': 60 } });
      await inContext(async (page) => {
        await signIn(page);
        const end = `${demo.url}/healthz`;
        await page.goto(endAtProvider(end));
        const message = page.waitForRequest((sent) =>
          sent.url().startsWith(`${demo.url}/sso/${team}/logout`),
        );
        await page.locator('#logout-all').click();
        expect((await message).frame()).not.toBe(page.mainFrame());
        expect((await (await message).allHeaders())['cookie']).toBeUndefined();
        await page.waitForURL(end);
        expect(await isSignedIn(page)).toBe(false);
      });
      await provider.restore();
    }, 120_000);

    it('is refused by a provider that knows another key of ours, and the person is signed out here all the same', async () => {
      await inContext(async (page) => {
        await signIn(page);
        // The provider's own certificate in the place of ours.
        const certificate = provider.certPem.replaceAll(/-----[^-]+-----|\s/g, '');
        const key = {
          type: 'X509Certificate',
          signing: true,
          encryption: false,
          X509Certificate: certificate,
        };
        await provider.edit('saml20-sp-remote', { entry: spEntityId, set: { keys: [key] } });
        await pressSignOut(page);
        await page
          .getByText(/unable to validate signature/i)
          .first()
          .waitFor();
        expect(page.url().startsWith(provider.sloUrl)).toBe(true);
        expect(await isSignedIn(page)).toBe(false);
        await provider.restore();
      });
    }, 120_000);

    /** Where a person ends everything at the provider, and is sent to `end` afterwards. */
    function endAtProvider(end: string): string {
      const address = provider.sloUrl.replace('SingleLogoutService', 'initSLO');
      return `${address}?RelayState=${encodeURIComponent(end)}`;
    }

    async function signIn(page: Page): Promise<void> {
      const returnTo = `/teams/${team}/bots`;
      await signInBySso(page, demo, { team, user: provider.user(PERSON), returnTo });
      expect(await isSignedIn(page)).toBe(true);
    }

    /** Whether the provider has forgotten the person, too. */
    async function asksForPassword(page: Page): Promise<boolean> {
      await page.goto(`${demo.url}/sso/${team}/login`);
      return page.locator('input[name=username]').isVisible();
    }
  });

  /** The button in the person's menu. */
  function pressSignOut(page: Page): Promise<void> {
    const form = page.locator('form[action="/sign-out"]').first();
    return form.evaluate((element: HTMLFormElement) => element.requestSubmit());
  }

  async function isSignedIn(page: Page): Promise<boolean> {
    return (await page.request.get(`${demo.url}/api/session`)).status() === 200;
  }

  async function inContext(use: (page: Page) => Promise<void>): Promise<void> {
    const context: BrowserContext = await browser.newContext();
    try {
      await use(await context.newPage());
    } finally {
      await context.close();
    }
  }
});
