// Options of our requests, set by hand under Advanced and seen at SimpleSAMLphp: it asks for credentials each time, and names
// people in the format that was asked for.

import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signInAtSimpleSamlPhp } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { openTeamSettings, signInWithPassword } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import { panelButton, testButton } from '../src/panel.ts';
import { runTest, takeClock } from '../src/panel-test.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { beginProviderSession } from '../src/simplesamlphp-admin.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhp } from '../src/simplesamlphp.ts';

const ADMIN = 'admin@acme.example';
const BOTS = '/teams/acme/bots';
const EMAIL_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

describe.skipIf(!simpleSamlPhpIsInstalled)('an option of our requests', () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let panel: Page;
  let visitor: Page;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    provider = await startSimpleSamlPhp({ serviceProviders: [await readServiceProvider(demo, 'acme')] });
    // It has two names for everybody: by its own choice the address.
    await provider.edit('saml20-idp-hosted', {
      entry: provider.entityId,
      filters: { 4: { class: 'saml:PersistentNameID', attribute: 'uid' } },
    });
    const admin = await signInByPassword(demo, ADMIN);
    await admin.writeSettings('PUT', 'acme', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: provider.entityId,
        signOnUrl: provider.ssoUrl,
        signingCertificates: [provider.certPem],
      },
    });
    panel = await (await browser.newContext()).newPage();
    await takeClock(panel);
    await signInWithPassword(panel, demo, ADMIN);
    await openTeamSettings(panel, demo, 'acme');
    visitor = await (await browser.newContext()).newPage();
    await beginProviderSession(visitor, provider, provider.user('member'));
  });

  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
  });

  it('is absent at first: the provider’s session is enough, and it chooses the name', async () => {
    await visitor.goto(`${demo.url}/sso/acme/login?returnTo=${BOTS}`);
    await visitor.waitForURL(`${demo.url}${BOTS}`);
    expect(await nameIdFormat()).toBe(EMAIL_FORMAT);
  });

  it('has the provider use another format, after a test of it', async () => {
    await change(() => panel.getByLabel('Name ID format to ask for').fill(PERSISTENT));
    await visitor.goto(`${demo.url}/sso/acme/login?returnTo=${BOTS}`);
    await visitor.waitForURL(`${demo.url}${BOTS}`);
    expect(await nameIdFormat()).toBe(PERSISTENT);
  });

  it('has the provider ask each time (ForceAuthn)', async () => {
    await change(() => panel.getByLabel(/^Ask for credentials each time/).check());
    await visitor.goto(`${demo.url}/sso/acme/login?returnTo=${BOTS}`);
    await signInAtSimpleSamlPhp(visitor, provider.user('member'));
    await visitor.waitForURL((url) => url.origin === demo.url);
    expect(visitor.url()).toBe(`${demo.url}${BOTS}`);
  });

  /** Sets the option under Advanced, tests the draft and puts it to use. */
  async function change(set: () => Promise<void>): Promise<void> {
    await panelButton(panel, 'Change…').first().click();
    const advanced = panel.locator('summary').filter({ hasText: /^Advanced$/ });
    const requests = panel.getByRole('heading', { name: 'Requests to your provider' });
    await advanced.waitFor();
    if (!(await requests.isVisible())) await advanced.click();
    await set();
    await panelButton(panel, 'Save draft').click();
    await panel.getByText('Draft saved.').first().waitFor();
    await runTest(testButton(panel), async (tab) => {
      const form = tab.locator('input[name=username]');
      await form.or(tab.getByText('You can close this tab')).first().waitFor();
      if (await form.isVisible()) await signInAtSimpleSamlPhp(tab, provider.user('admin'));
    });
    await panelButton(panel, 'Use the new settings').first().click();
    await panel.getByText('The new settings are in use.').first().waitFor();
  }

  async function nameIdFormat(): Promise<string | undefined> {
    const response = await visitor.request.get(`${demo.url}/api/session`);
    return ((await response.json()) as { identity?: { nameIdFormat?: string } }).identity?.nameIdFormat;
  }
});
