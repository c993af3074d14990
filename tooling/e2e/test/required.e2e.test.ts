// SSO required rightly, and then the provider fails: before anybody has come in by it the requirement goes by itself; after
// that a recovery code brings the owner to the settings and nowhere else.

import type { AuditView, SettingsView } from '@team-sso/core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { openTeamSettings, readMockIdpValues, signInWithPassword } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import { panelButton } from '../src/panel.ts';
import { takeClock } from '../src/panel-test.ts';
import { keepRecoveryCodes } from '../src/recovery.ts';
import { signInBySsoOf } from '../src/sso-client.ts';

const BOTS = '/api/teams/acme/bots';
const SETTINGS = '/sso/teams/acme/settings';
const ADMIN = 'admin@acme.example';
const MEMBER = 'member@acme.example';
const OWNER = 'owner@acme.example';
/** How the provider fails: it signs with a key that nobody knows. */
const FAILING = 'wrong-certificate';

describe('a team that requires SSO, whose provider fails', () => {
  let browser: Browser;
  let demo: Demo;
  let codes: readonly string[];

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    const page = await browser.newPage();
    const values = await readMockIdpValues(page, demo);
    await page.close();
    const admin = await signInByPassword(demo, ADMIN);
    await admin.writeSettings('PUT', 'acme', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: values.idpEntityId,
        signOnUrl: values.signOnUrl,
        signingCertificates: [values.certificate],
      },
    });
    codes = await keepRecoveryCodes(admin, 'acme');
  });

  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  describe('before anybody has come in by it', () => {
    it('keeps everybody out for a quarter of an hour at most', async () => {
      expect(await require()).toMatchObject({ mode: 'required', effectiveMode: 'required' });
      expect((await signInBySsoOf(demo, 'acme', { email: MEMBER, fault: FAILING })).status).toBe(403);
      const member = await signInByPassword(demo, MEMBER);
      expect(await member.get(BOTS)).toMatchObject({ status: 403, body: { code: 'sso_required' } });
    });

    it('is optional again without anybody doing anything', async () => {
      await demo.killAndRestart({ clockAheadMinutes: 14 });
      expect((await (await signInByPassword(demo, MEMBER)).get(BOTS)).status).toBe(403);
      await demo.killAndRestart({ clockAheadMinutes: 16 });
      const member = await signInByPassword(demo, MEMBER);
      expect((await member.get(BOTS)).status).toBe(200);
      const admin = await signInByPassword(demo, ADMIN);
      expect(await admin.readSettings('acme')).toMatchObject({ effectiveMode: 'optional' });
    });

    it('says so in the panel, and may be required again once SSO works', async () => {
      await withPage({ minutes: 16 }, async (page) => {
        await signInWithPassword(page, demo, ADMIN);
        await openTeamSettings(page, demo, 'acme');
        await page.getByText('Recent activity').click();
        await page.getByText('so SSO is optional again').first().waitFor();
        expect(await page.getByRole('switch', { name: 'Require SAML SSO for all members' }).isChecked()).toBe(
          false,
        );
      });
      expect(await require()).toMatchObject({ mode: 'required', effectiveMode: 'required' });
      const admin = await signInByPassword(demo, ADMIN);
      expect((await admin.get(SETTINGS)).status).toBe(403);
    });
  });

  describe('after somebody has come in by it', () => {
    it('stays required for good', async () => {
      const { session } = await signInBySsoOf(demo, 'acme', { email: MEMBER });
      expect((await session.get(BOTS)).status).toBe(200);
      await demo.killAndRestart({ clockAheadMinutes: 60 });
      const owner = await signInByPassword(demo, OWNER);
      expect(await owner.get(BOTS)).toMatchObject({ status: 403, body: { reason: 'sso_required' } });
      expect((await owner.get(SETTINGS)).status).toBe(403);
      expect((await signInBySsoOf(demo, 'acme', { email: OWNER, fault: FAILING })).status).toBe(403);
    });

    it('lets the owner into the settings by a recovery code, and nowhere else', async () => {
      await withPage({ minutes: 60 }, async (page) => {
        await signInWithPassword(page, demo, OWNER);
        await page.goto(`${demo.url}/teams/acme/bots`);
        await page.getByRole('heading', { name: 'Acme requires single sign-on' }).waitFor();
        await useCode(page, codes[1] ?? '');
        await page
          .getByText(/^Required/)
          .first()
          .waitFor();

        for (const path of ['bots', 'bots/new', 'runs', 'integrations', 'settings/billing'])
          expect([path, (await page.request.get(`${demo.url}/teams/acme/${path}`)).status()]).toEqual([
            path,
            403,
          ]);
        expect(await answer(page, BOTS)).toMatchObject({ status: 403, body: { reason: 'sso_required' } });
        const exported = { headers: { accept: 'application/jsonl' } };
        expect((await page.request.get(`${demo.url}/sso/teams/acme/audit`, exported)).status()).toBe(403);
        const { status, body } = await answer(page, SETTINGS);
        expect(status).toBe(200);
        const policy = await page.request.put(`${demo.url}/sso/teams/acme/policy`, {
          headers: { origin: demo.url, 'if-match': `"${String(body['revision'])}"` },
          data: { emergencyAdmins: [] },
        });
        expect(policy.status()).toBe(403);
      });
    });

    it('takes that code no second time', async () => {
      const admin = await signInByPassword(demo, ADMIN);
      const again = await admin.send('POST', '/sso/teams/acme/recovery', { code: codes[1] });
      expect(again).toMatchObject({ body: { code: 'recovery_code_wrong' } });
      expect((await admin.get(SETTINGS)).status).toBe(403);
    });

    it('lets the owner stop requiring SSO there, and everybody in again', async () => {
      await withPage({ minutes: 60 }, async (page) => {
        await signInWithPassword(page, demo, OWNER);
        await useCode(page, codes[2] ?? '');
        await page.getByRole('switch', { name: 'Require SAML SSO for all members' }).click();
        await page
          .getByRole('dialog', { name: 'Stop requiring SSO?' })
          .getByRole('button', { name: 'Stop requiring' })
          .click();
        await page.getByText('SSO is optional again.').first().waitFor();
        expect((await answer(page, BOTS)).status).toBe(200);
      });
      const member = await signInByPassword(demo, MEMBER);
      expect((await member.get(BOTS)).status).toBe(200);
    });

    it('has told the owners of each code, and written it down', async () => {
      expect(demo.log().split('"type":"recovery_code_used"').length - 1).toBe(2);
      const admin = await signInByPassword(demo, ADMIN);
      const log = await admin.getText('/sso/teams/acme/audit', 'application/jsonl');
      const types = log
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as AuditView).event.type);
      expect(types.filter((type) => type === 'recovery_code_used')).toHaveLength(2);
      expect(types).toEqual(expect.arrayContaining(['requirement_rolled_back', 'requirement_confirmed']));
    });
  });

  /** Requires SSO as an admin who has just come in by it, which says nothing of what comes after. */
  async function require(): Promise<SettingsView> {
    const password = await signInByPassword(demo, ADMIN);
    const { session } = await signInBySsoOf(demo, 'acme', { email: ADMIN, session: password });
    return session.writeSettings('PUT', 'acme', '/settings/mode', { mode: 'required', sessions: 'now' });
  }

  async function useCode(page: Page, code: string): Promise<void> {
    await page.goto(`${demo.url}/teams/acme/settings/team`);
    await panelButton(page, 'Use a recovery code').click();
    await page.getByLabel('Recovery code', { exact: true }).fill(code);
    await panelButton(page, 'Open the settings').click();
    await page.getByRole('switch', { name: 'Enable SAML authentication' }).waitFor();
  }

  async function withPage(
    ahead: { readonly minutes: number },
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await takeClock(page, ahead);
    await use(page);
    await context.close();
  }

  async function answer(
    page: Page,
    path: string,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await page.request.get(`${demo.url}${path}`, {
      headers: { accept: 'application/json' },
    });
    return { status: response.status(), body: (await response.json()) as Record<string, unknown> };
  }
});
