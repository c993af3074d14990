// The whole path with a real provider: an admin sets SAML up, a member signs in, the policy holds, nothing is lost or taken twice.

import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';
import { keepRecoveryCodes } from '../src/recovery.ts';
import { postAgain, signInBySso } from '../src/saml-sign-in.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhp } from '../src/simplesamlphp.ts';

const SP_ENTITY_ID = 'https://auth.acmebots.example/sso/eu';
const BOTS = '/teams/acme/bots';

describe.skipIf(!simpleSamlPhpIsInstalled)('SSO of a team through SimpleSAMLphp', () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let admin: DemoSession;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    const serviceProviders = [{ spEntityId: SP_ENTITY_ID, acsUrl: `${demo.url}/sso/acme/acs` }];
    provider = await startSimpleSamlPhp({ serviceProviders });
    admin = await signInByPassword(demo, 'admin@acme.example');
  });

  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
  });

  it('is on as soon as an admin has saved the three values', async () => {
    const view = await admin.writeSettings('PUT', 'acme', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: provider.entityId,
        signOnUrl: provider.ssoUrl,
        signingCertificates: [provider.certPem],
      },
    });
    expect(view).toMatchObject({ mode: 'optional', effectiveMode: 'optional', savedAs: 'live' });
    expect(view.serviceProvider).toMatchObject({
      spEntityId: SP_ENTITY_ID,
      acsUrl: `${demo.url}/sso/acme/acs`,
    });
  });

  it('keeps a save that was acknowledged just before the server was killed', async () => {
    const before = await admin.readSettings('acme');
    await demo.killAndRestart();
    expect(await admin.readSettings('acme')).toEqual(before);
  });

  it('lets a member in, by a post that carries none of our cookies', async () => {
    await withPage(async (page) => {
      const post = await signIn(page, 'member');
      expect(post.cookie).toBeUndefined();
      expect(page.url()).toBe(`${demo.url}${BOTS}`);
      expect(await answer(page, '/api/session')).toMatchObject({
        status: 200,
        body: {
          user: { email: 'member@acme.example' },
          method: 'sso',
          team: 'acme',
          identity: { nameId: 'member@acme.example' },
        },
      });
      expect(await answer(page, '/api/teams/acme/bots')).toMatchObject({ status: 200 });
    });
  });

  it('refuses a response the second time, also after the server was killed', async () => {
    await withPage(async (page) => {
      const post = await signIn(page, 'member');
      await demo.killAndRestart();
      expect(await answer(page, '/api/session')).toMatchObject({ status: 200, body: { method: 'sso' } });
      expect(await postAgain(post)).toEqual({ status: 403, reason: 'replayed' });
    });
  });

  it('opens nothing of another team', async () => {
    await withPage(async (page) => {
      await signIn(page, 'multi');
      expect(await answer(page, '/api/teams/acme/bots')).toMatchObject({ status: 200 });
      expect(await answer(page, '/api/teams/globex/bots')).toMatchObject({
        status: 401,
        body: { code: 'sign_in', reason: 'proof_of_other_team' },
      });
    });
  });

  it('refuses whom the team does not know, in plain words and with a short code', async () => {
    await withPage(async (page) => {
      await signIn(page, 'alice');
      expect(await page.locator('body').innerText()).toMatch(/SSO-[0-9A-Z]{4}/);
      expect(await answer(page, '/api/session')).toMatchObject({ status: 401 });
    });
  });

  it('can be required once the admin has come in by it, and then keeps password sessions out', async () => {
    const member = await signInByPassword(demo, 'member@acme.example');
    expect(await admin.send('PUT', '/sso/teams/acme/settings/mode', { mode: 'required' }, 1)).toMatchObject({
      status: 409,
      body: {
        refusals: expect.arrayContaining(['admin_not_signed_in_by_sso', 'no_recovery_route']) as unknown,
      },
    });
    await keepRecoveryCodes(admin, 'acme');
    await withPage((page) => signIn(page, 'admin'));
    const view = await admin.writeSettings('PUT', 'acme', '/settings/mode', {
      mode: 'required',
      sessions: 'now',
    });
    expect(view).toMatchObject({ mode: 'required', effectiveMode: 'required' });

    const kept = await member.get('/api/teams/acme/bots');
    expect(kept).toMatchObject({ status: 403, body: { code: 'sso_required', reason: 'sso_required' } });
    const stepUp = await browser.newContext();
    await stepUp.addCookies([{ ...member.cookie, url: demo.url }]);
    await inContext(stepUp, async (page) => {
      await signIn(page, 'member');
      expect(await answer(page, '/api/teams/acme/bots')).toMatchObject({ status: 200 });
    });
  });

  it('stays required because somebody came in by it', async () => {
    await withPage((page) => signIn(page, 'admin'));
    await withPage(async (page) => {
      await signIn(page, 'admin');
      const { body } = await answer(page, '/sso/teams/acme/settings');
      expect(body).toMatchObject({
        mode: 'required',
        requirement: { confirmedAt: expect.any(String) as unknown },
      });
    });
  });

  function signIn(page: Page, username: string) {
    return signInBySso(page, demo, { team: 'acme', user: provider.user(username), returnTo: BOTS });
  }

  async function withPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result> {
    return inContext(await browser.newContext(), use);
  }

  async function inContext<Result>(
    context: BrowserContext,
    use: (page: Page) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await use(await context.newPage());
    } finally {
      await context.close();
    }
  }

  /** What the page's own session is answered. */
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
