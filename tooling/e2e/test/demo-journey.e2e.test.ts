// A new user's first half hour with the demo, by hand in a real browser against its mock identity provider.

import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import {
  enterEmail,
  fillInProvider,
  openTeamSettings,
  pickPerson,
  readMockIdpValues,
  signInWithPassword,
} from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import { keepRecoveryCodes, keepRecoveryCodesIn } from '../src/recovery.ts';

describe('the demo by hand', () => {
  let browser: Browser;
  let demo: Demo;
  let adminContext: BrowserContext;
  let admin: Page;
  let memberBefore: BrowserContext;
  const complaints: string[] = [];

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    adminContext = await openContext();
    await adminContext.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.url });
    admin = await adminContext.newPage();
    memberBefore = await openContext();
    await signInWithPassword(await memberBefore.newPage(), demo, 'member@acme.example');
  });

  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  it('lets an admin switch SAML on: toggle, two values out, three values in, Save', async () => {
    const values = await readMockIdpValues(admin, demo);
    await signInWithPassword(admin, demo, 'admin@acme.example');
    await openTeamSettings(admin, demo, 'acme');
    await fillInProvider(admin, values);
    expect(await copied(admin, 'Assertion consumer service URL (ACS)')).toBe(`${demo.url}/sso/acme/acs`);
    expect(await copied(admin, 'Entity ID (audience)')).toBe('https://auth.acmebots.example/sso/eu');
    await admin.getByRole('button', { name: 'Save', exact: true }).click();
    await admin.getByText('On · not tested yet').waitFor();
  });

  it('sends a member to the provider by the e-mail address alone', async () => {
    await withPage(async (page) => {
      await page.goto(demo.url);
      await enterEmail(page, 'member@acme.example');
      await page.getByText(new URL(demo.mockIdpUrl).host).first().waitFor();
      await page.getByRole('link', { name: 'Continue with SSO' }).click();
      await pickPerson(page, 'member@acme.example');
      await page.waitForURL(`${demo.url}/teams/acme/bots`);
      await page.getByRole('heading', { name: 'Bots' }).waitFor();
      expect(await sessionOf(page)).toMatchObject({ method: 'sso', team: 'acme' });
    });
  });

  it('asks the admin for an SSO sign-in before SSO can be required', async () => {
    await openTeamSettings(admin, demo, 'acme');
    await admin.getByRole('switch', { name: 'Require SAML SSO for all members' }).click();
    const dialog = admin.getByRole('dialog', { name: 'Require SSO for all members?' });
    await dialog.getByText('signed in by SSO in the last 24 hours').waitFor();
    await dialog.getByRole('link', { name: 'Sign in by SSO' }).first().click();
    await pickPerson(admin, 'admin@acme.example');
    await admin.waitForURL(`${demo.url}/teams/acme/settings/team`);
    expect(await sessionOf(admin)).toMatchObject({ method: 'sso', team: 'acme' });
  });

  it('keeps password sessions out once SSO is required now, with a way to step up', async () => {
    await openTeamSettings(admin, demo, 'acme');
    await admin.getByRole('switch', { name: 'Require SAML SSO for all members' }).click();
    const dialog = admin.getByRole('dialog', { name: 'Require SSO for all members?' });
    await dialog.getByText('There is no way back in if your provider fails').waitFor();
    await keepRecoveryCodesIn(dialog);
    await dialog.getByRole('radio', { name: 'Sign everybody else out now' }).check();
    await dialog.getByRole('button', { name: 'Require SSO', exact: true }).click();
    await admin
      .getByText(/^Required/)
      .first()
      .waitFor();

    const page = await memberBefore.newPage();
    expect((await page.request.get(`${demo.url}/api/teams/acme/bots`)).status()).toBe(403);
    await page.goto(`${demo.url}/teams/acme/bots`);
    await page.getByRole('link', { name: /SSO/ }).first().click();
    await pickPerson(page, 'member@acme.example');
    await page.waitForURL(`${demo.url}/teams/acme/bots`);
    await page.getByRole('heading', { name: 'Bots' }).waitFor();
  });

  it('keeps the requirement, because somebody has signed in by SSO since', async () => {
    const { requirement } = (await (
      await admin.request.get(`${demo.url}/sso/teams/acme/settings`)
    ).json()) as { requirement: Record<string, unknown> };
    expect(requirement).toMatchObject({ confirmedAt: expect.any(String) as unknown });
  });

  it('spares the sessions that were there before, unless told otherwise', async () => {
    const globexAdmin = await signInByPassword(demo, 'admin@globex.example');
    const before = await signInByPassword(demo, 'member@globex.example');
    await withPage(async (page) => {
      const values = await readMockIdpValues(page, demo);
      await globexAdmin.writeSettings('PUT', 'globex', '/settings', {
        mode: 'optional',
        connection: {
          idpEntityId: values.idpEntityId,
          signOnUrl: values.signOnUrl,
          signingCertificates: [values.certificate],
        },
      });
      await page.goto(`${demo.url}/sso/globex/login`);
      await pickPerson(page, 'admin@globex.example');
      await page.waitForURL((url) => url.origin === demo.url);
    });
    await keepRecoveryCodes(globexAdmin, 'globex');
    await globexAdmin.writeSettings('PUT', 'globex', '/settings/mode', { mode: 'required' });
    const after = await signInByPassword(demo, 'member@globex.example');
    expect((await before.get('/api/teams/globex/bots')).status).toBe(200);
    expect(await after.get('/api/teams/globex/bots')).toMatchObject({
      status: 403,
      body: { code: 'sso_required' },
    });
  });

  it.each([
    ['acme', 'eu'],
    ['globex', 'us'],
    ['initech', 'asia'],
  ])('shows the entity ID of the region to %s', async (team, region) => {
    const metadata = await (await fetch(`${demo.url}/sso/${team}/metadata`)).text();
    expect(metadata).toContain(`entityID="https://auth.acmebots.example/sso/${region}"`);
  });

  it('shows the upgrade panel to a team on a smaller plan, and lets a higher plan switch SSO on', async () => {
    await withPage(async (page) => {
      await signInWithPassword(page, demo, 'admin@hooli.example');
      await openTeamSettings(page, demo, 'hooli');
      await page.getByRole('link', { name: 'Get in touch' }).waitFor();
      expect(await page.getByRole('switch', { name: 'Enable SAML authentication' }).isDisabled()).toBe(true);
    });
    await withPage(async (page) => {
      const values = await readMockIdpValues(page, demo);
      await signInWithPassword(page, demo, 'admin@umbrella.example');
      await openTeamSettings(page, demo, 'umbrella');
      await fillInProvider(page, values);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('On · not tested yet').waitFor();
    });
  });

  it('leaves nothing in the browser’s console but the door that was shut', () => {
    const shut = `Failed to load resource: the server responded with a status of 403 (Forbidden) (${demo.url}/teams/acme/bots)`;
    expect(complaints.filter((complaint) => complaint !== shut)).toEqual([]);
  });

  async function openContext(): Promise<BrowserContext> {
    const context = await browser.newContext();
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => complaints.push(error.error().message));
    return context;
  }

  async function withPage(use: (page: Page) => Promise<void>): Promise<void> {
    const context = await openContext();
    await use(await context.newPage());
    await context.close();
  }

  async function copied(page: Page, label: string): Promise<string> {
    await page.getByRole('button', { name: `Copy ${label}` }).click();
    await page.getByText('Copied').first().waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  }

  async function sessionOf(page: Page): Promise<unknown> {
    return (await page.request.get(`${demo.url}/api/session`)).json();
  }
});
