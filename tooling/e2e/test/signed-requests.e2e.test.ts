// SimpleSAMLphp takes only requests that we signed, by redirect and by form; what it says to others is explained in the panel.

import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, signInAtSimpleSamlPhp } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { openTeamSettings, signInWithPassword } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';
import { testButton } from '../src/panel.ts';
import { pressTest, runTest, takeClock, tellWhatItShowed } from '../src/panel-test.ts';
import { signInBySso } from '../src/saml-sign-in.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { encryptionKey } from '../src/simplesamlphp-admin.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhp } from '../src/simplesamlphp.ts';

const ADMIN = 'admin@acme.example';
const BOTS = '/teams/acme/bots';

describe.skipIf(!simpleSamlPhpIsInstalled).each(['redirect', 'post'])('a request by %s', (signOnBinding) => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let admin: DemoSession;
  let page: Page;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    provider = await startSimpleSamlPhp({
      serviceProviders: [await readServiceProvider(demo, 'acme')],
      options: { requireSignedRequests: true },
    });
    admin = await signInByPassword(demo, ADMIN);
    await admin.writeSettings('PUT', 'acme', '/settings', { mode: 'optional', connection: connection(true) });
    page = await (await browser.newContext()).newPage();
    await takeClock(page);
    await signInWithPassword(page, demo, ADMIN);
  });

  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
  });

  beforeEach(() => openTeamSettings(page, demo, 'acme'));

  afterEach(async () => {
    await provider.restore();
    const { draft } = await admin.readSettings('acme');
    if (draft) await admin.writeSettings('DELETE', 'acme', '/settings/draft', undefined);
  });

  it('is taken with our signature', async () => {
    expect(await signIn()).toBe(BOTS);
  });

  it('is refused under a key that the provider doesn’t know, and the panel says which certificate to put where', async () => {
    const { spEntityId, signingCertificate } = await readServiceProvider(demo, 'acme');
    await knowUsBy(spEntityId, provider.certPem);
    expect(await refusedAtProvider()).toContain(
      'put the certificate for **signing** from our metadata under **keys** of our entry in **metadata/saml20-sp-remote.php**',
    );
    await knowUsBy(spEntityId, signingCertificate);
    await openTeamSettings(page, demo, 'acme');
    const result = await runTest(testButton(page), (tab) =>
      signInAtSimpleSamlPhp(tab, provider.user('admin')),
    );
    await result
      .getByText(/^Signed in as/)
      .first()
      .waitFor();
    expect(await signIn()).toBe(BOTS);
  });

  it('is refused without a signature, and the panel says what to tick', async () => {
    await admin.writeSettings('PUT', 'acme', '/settings/draft', { connection: connection(false) });
    await openTeamSettings(page, demo, 'acme');
    expect(await refusedAtProvider()).toContain('Tick **Sign requests** here');
    // Nobody but the test had it: members sign in by what is live.
    expect(await signIn()).toBe(BOTS);
  });

  const connection = (signRequests: boolean) => ({
    idpEntityId: provider.entityId,
    signOnUrl: provider.ssoUrl,
    signOnBinding,
    signingCertificates: [provider.certPem],
    signRequests,
  });

  const knowUsBy = (entry: string, certificatePem: string) =>
    provider.edit('saml20-sp-remote', {
      entry,
      set: { keys: [{ ...encryptionKey(certificatePem), signing: true, encryption: false }] },
    });

  async function refusedAtProvider(): Promise<string> {
    const tab = await pressTest(testButton(page));
    await tab.getByText('Unhandled exception').first().waitFor();
    return tellWhatItShowed(tab, page, 'Unhandled exception');
  }

  /** @returns where the person is then. */
  async function signIn(): Promise<string> {
    const context = await browser.newContext();
    const visitor = await context.newPage();
    await signInBySso(visitor, demo, { team: 'acme', user: provider.user('member'), returnTo: BOTS });
    await context.close();
    return new URL(visitor.url()).pathname;
  }
});
