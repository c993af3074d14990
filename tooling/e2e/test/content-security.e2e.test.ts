// Every page of the demo and of the login path under its Content-Security-Policy: a real browser reports nothing.

import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import {
  fillInProvider,
  openTeamSettings,
  pickPerson,
  readMockIdpValues,
  signInWithPassword,
} from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';

const REPORT = 'reportCspViolation';

describe('the report of the browser', () => {
  let browser: Browser;
  let demo: Demo;
  const reported: string[] = [];

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  it('is not empty when a page breaks its policy: the watch itself works', async () => {
    await withPage(async (page) => {
      await page.goto(demo.url);
      await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.wasRun = true';
        document.head.append(script);
      });
      await expect.poll(() => reported).toEqual([expect.stringContaining('script-src')]);
      expect(await page.evaluate(() => 'wasRun' in globalThis)).toBe(false);
    });
    reported.length = 0;
  });

  it('is empty on every page of the product, signed in and not', async () => {
    await withPage(async (page) => {
      for (const path of ['/', '/?failed=1', '/no/such/page']) await look(page, path);
      await signInWithPassword(page, demo, 'admin@acme.example');
      for (const path of [
        'bots',
        'runs',
        'integrations',
        'settings/team',
        'settings/billing',
        'settings/invitations',
      ])
        await look(page, `/teams/acme/${path}`);
      await look(page, '/account');
      await look(page, '/dns');
    });
    expect(reported).toEqual([]);
  });

  it('is empty on the settings panel from nothing to a draft, its dialogs and its guide included', async () => {
    await withPage(async (page) => {
      const values = await readMockIdpValues(page, demo);
      await signInWithPassword(page, demo, 'admin@acme.example');
      await openTeamSettings(page, demo, 'acme');
      await fillInProvider(page, values);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('On · not tested yet').waitFor();
      await page.getByRole('switch', { name: 'Require SAML SSO for all members' }).click();
      await page.getByRole('dialog').first().waitFor();
      await page.keyboard.press('Escape');
    });
    expect(reported).toEqual([]);
  });

  it.each(['redirect', 'post'])(
    'is empty on the way to the provider and back, by %s',
    async (signOnBinding) => {
      const admin = await signInByPassword(demo, 'admin@globex.example');
      await withPage(async (page) => {
        const values = await readMockIdpValues(page, demo);
        await admin.writeSettings('PUT', 'globex', '/settings', { mode: 'off' });
        await admin.writeSettings('PUT', 'globex', '/settings', {
          connection: {
            idpEntityId: values.idpEntityId,
            signOnUrl: values.signOnUrl,
            signingCertificates: [values.certificate],
            signOnBinding,
          },
        });
        await admin.writeSettings('PUT', 'globex', '/settings', { mode: 'optional' });
        await page.goto(`${demo.url}/sso/globex/login?returnTo=/teams/globex/bots`);
        await pickPerson(page, 'member@globex.example');
        await page.waitForURL(`${demo.url}/teams/globex/bots`);
      });
      expect(reported).toEqual([]);
    },
  );

  it('is empty on the pages that say no', async () => {
    await withPage(async (page) => {
      for (const path of [
        '/sso/globex/acs',
        '/sso/no-such-team/login',
        '/sso/initech/login',
        '/sso/globex/finish?ticket=x',
      ])
        await look(page, path);
    });
    expect(reported).toEqual([]);
  });

  async function look(page: Page, path: string): Promise<void> {
    await page.goto(`${demo.url}${path}`);
    await page.waitForLoadState('networkidle');
  }

  async function withPage(use: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext();
    await watch(context);
    await use(await context.newPage());
    await context.close();
  }

  /** What a browser would send to a `report-to` address. The mock provider's own pages are none of ours. */
  async function watch(context: BrowserContext): Promise<void> {
    await context.exposeFunction(REPORT, (violation: string) => {
      if (!violation.startsWith(demo.mockIdpUrl)) reported.push(violation);
    });
    await context.addInitScript((name) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { documentURI, effectiveDirective, blockedURI } = event;
        const report = (globalThis as Record<string, unknown>)[name] as (violation: string) => void;
        report(`${documentURI} ${effectiveDirective} ${blockedURI}`);
      });
    }, REPORT);
  }
});
