// Single logout between the demo and its mock provider in a browser: the policies of both let every step through.

import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { pickPerson } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';

const PERSON = 'multi@acme.example';
const TEAMS = [
  { team: 'acme', logoutBinding: 'redirect' },
  { team: 'globex', logoutBinding: 'post' },
] as const;

describe('single logout with the mock provider', () => {
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
    beforeAll(async () => {
      await fetch(`${demo.mockIdpUrl}/control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ logoutBinding }),
      });
      const certificate = await (await fetch(`${demo.mockIdpUrl}/certificate.pem`)).text();
      const admin = await signInByPassword(demo, `admin@${team}.example`);
      await admin.writeSettings('PUT', team, '/settings', {
        mode: 'optional',
        connection: {
          idpEntityId: `${demo.mockIdpUrl}/metadata`,
          signOnUrl: `${demo.mockIdpUrl}/sso`,
          signingCertificates: [certificate],
          logoutUrl: `${demo.mockIdpUrl}/slo`,
          logoutBinding,
        },
      });
    }, 120_000);

    it('goes to the provider by the button, and comes back signed out', async () => {
      await signedIn(team, async (page) => {
        const atProvider = page.waitForRequest((sent) => sent.url().startsWith(`${demo.mockIdpUrl}/slo`));
        await page
          .locator('form[action="/sign-out"]')
          .first()
          .evaluate((form: HTMLFormElement) => form.requestSubmit());
        expect((await atProvider).method()).toBe(logoutBinding === 'post' ? 'POST' : 'GET');
        await page.waitForURL(`${demo.url}/`);
        expect(await isSignedIn(page)).toBe(false);
      });
    }, 120_000);

    it('tells the demo when the person signs out everywhere at the provider', async () => {
      await signedIn(team, async (page) => {
        const atProvider = await page.context().newPage();
        await atProvider.goto(demo.mockIdpUrl);
        await atProvider.getByRole('button', { name: 'Sign out everywhere' }).click();
        await atProvider.getByRole('heading', { name: 'You are signed out' }).waitFor();
        expect(await atProvider.getByText('These applications ended their session').isVisible()).toBe(true);
        expect(await isSignedIn(page)).toBe(false);
      });
    }, 120_000);
  });

  async function signedIn(team: string, use: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(`${demo.url}/sso/${team}/login?returnTo=/teams/${team}/bots`);
      await pickPerson(page, PERSON);
      await page.waitForURL(`${demo.url}/teams/${team}/bots`);
      expect(await isSignedIn(page)).toBe(true);
      await use(page);
    } finally {
      await context.close();
    }
  }

  async function isSignedIn(page: Page): Promise<boolean> {
    return (await page.request.get(`${demo.url}/api/session`)).status() === 200;
  }
});
