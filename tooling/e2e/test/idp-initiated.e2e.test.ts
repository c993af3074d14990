// From a tile at the provider into the product, in a real browser: one click by default, straight in where a team wants it,
// and never over somebody else's session unasked. And requests as a provider wants them that looks at signatures.

import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { pickPerson, readMockIdpValues, signInWithPassword } from '../src/demo-pages.ts';
import type { ProviderValues } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';

const MEMBER = 'member@acme.example';
const SP_ENTITY_ID = 'https://auth.acmebots.example/sso/eu';

let browser: Browser;
let demo: Demo;
let admin: DemoSession;
let values: ProviderValues;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
  const provider = await browser.newPage();
  values = await readMockIdpValues(provider, demo);
  await provider.close();
  admin = await signInByPassword(demo, 'admin@acme.example');
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await control({ requestSignatures: 'checked' });
  await fetch(`${demo.mockIdpUrl}/application`, {
    method: 'POST',
    body: new URLSearchParams(),
    redirect: 'manual',
  });
});

async function connect(changes: Readonly<Record<string, unknown>>): Promise<void> {
  const { certificate, ...addresses } = values;
  const connection = { ...addresses, signingCertificates: [certificate], ...changes };
  const saved = await admin.writeSettings('PUT', 'acme', '/settings', { mode: 'optional', connection });
  if (saved.savedAs === 'draft')
    await admin.writeSettings('POST', 'acme', '/settings/promote', { confirm: ['promote_untested'] });
}

/** Presses the tile of the mock provider. */
async function pressTile(relayState = ''): Promise<void> {
  await page.goto(demo.mockIdpUrl);
  const section = page.getByRole('region', { name: 'Start from here' });
  await section.getByLabel('Assertion consumer service URL (ACS)').fill(`${demo.url}/sso/acme/acs`);
  await section.getByLabel('Entity ID (audience)').fill(SP_ENTITY_ID);
  await section.getByLabel('RelayState (optional)').fill(relayState);
  await section.getByLabel('Person').selectOption(MEMBER);
  await section.getByRole('button', { name: 'Send response' }).click();
}

async function control(body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${demo.mockIdpUrl}/control`, { method: 'POST', headers, body: JSON.stringify(body) });
}

const who = async (): Promise<unknown> =>
  ((await (await context.request.get(`${demo.url}/api/session`)).json()) as { user?: { email?: string } })
    .user?.email;

describe('a tile at the provider', () => {
  it('takes one click more by default', async () => {
    await connect({ allowUnsolicited: false });
    await pressTile();
    await page.getByRole('link', { name: 'Continue with SSO' }).click();
    await pickPerson(page, MEMBER);
    await page.waitForURL(`${demo.url}/**`);
    expect(await who()).toBe(MEMBER);
  });

  it('signs in at once where the team allows it, and goes where RelayState says', async () => {
    await connect({ allowUnsolicited: true });
    await pressTile('/teams/acme/bots');
    await page.waitForURL(`${demo.url}/teams/acme/bots`);
    expect(await who()).toBe(MEMBER);
  });

  it('asks before it replaces a session, on a page whose button works in a browser', async () => {
    await connect({ allowUnsolicited: true });
    await signInWithPassword(page, demo, 'owner@acme.example');
    await pressTile('/teams/acme/bots');
    await page.getByRole('heading', { name: 'Is this you?' }).waitFor();
    expect(await who()).toBe('owner@acme.example');
    await page.getByRole('button', { name: `Continue as ${MEMBER}` }).click();
    await page.waitForURL(`${demo.url}/teams/acme/bots`);
    expect(await who()).toBe(MEMBER);
  });

  it('leaves the session of who stays', async () => {
    await connect({ allowUnsolicited: true });
    await signInWithPassword(page, demo, 'owner@acme.example');
    await pressTile();
    await page.getByRole('link', { name: 'Stay signed in' }).click();
    await page.waitForURL(`${demo.url}/**`);
    expect(await who()).toBe('owner@acme.example');
  });
});

describe('a provider that looks at signatures', () => {
  it.each(['redirect', 'post'])(
    'takes signed requests by %s, and refuses others with a page',
    async (signOnBinding) => {
      await connect({ signOnBinding, signRequests: true });
      await control({ requestSignatures: 'required' });
      await page.goto(`${demo.url}/sso/acme/login?returnTo=/teams/acme/bots`);
      await pickPerson(page, MEMBER);
      await page.waitForURL(`${demo.url}/teams/acme/bots`);
      // A certificate of somebody else: what an application shows whose key was replaced behind the provider's back.
      await fetch(`${demo.mockIdpUrl}/application`, {
        method: 'POST',
        body: new URLSearchParams({ signingCertificate: values.certificate, requestSignatures: 'required' }),
        redirect: 'manual',
      });
      await page.goto(`${demo.url}/sso/acme/login`);
      await page.getByRole('heading', { name: 'This request is refused' }).waitFor();
      expect(await page.getByText('signed with another key').isVisible()).toBe(true);
    },
  );

  it('gets requests by a form that works without script too', async () => {
    await connect({ signOnBinding: 'post', signRequests: true });
    const bare = await browser.newContext({ javaScriptEnabled: false });
    const there = await bare.newPage();
    await there.goto(`${demo.url}/sso/acme/login`);
    await there.getByRole('button', { name: 'Continue' }).click();
    expect(await there.getByRole('group', { name: 'Who are you?' }).isVisible()).toBe(true);
    await bare.close();
  });
});
