// What SimpleSAMLphp publishes about itself, over the years: set up from it by URL and by file, its key changed without a
// failed sign-in, every other change looked at first, and a key that came before anybody knew of it.

import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fingerprintOf } from '../src/break.ts';
import { openBrowser, signInAtSimpleSamlPhp } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { openTeamSettings, signInWithPassword } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import { findByShortCode, panelButton, readShortCode, testButton } from '../src/panel.ts';
import { runTest, takeClock, testResult } from '../src/panel-test.ts';
import { signInBySso } from '../src/saml-sign-in.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { setKeyStage } from '../src/simplesamlphp-keys.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { ProviderUser, SimpleSamlPhp } from '../src/simplesamlphp.ts';

const BOTS = '/teams/acme/bots';
const DAY_MINUTES = 26 * 60;
const [ADMIN, MEMBER, GLOBEX] = ['admin@acme.example', 'member@acme.example', 'member@globex.example'];

describe.skipIf(!simpleSamlPhpIsInstalled)('the metadata of SimpleSAMLphp', () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let minutesAhead = 0;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    provider = await startSimpleSamlPhp({
      // Both regions' entity IDs lead to their own ACS.
      serviceProviders: [await readServiceProvider(demo, 'acme'), await readServiceProvider(demo, 'globex')],
      options: { secondCertificate: true },
      users: [ADMIN, MEMBER, GLOBEX].map(userOf),
    });
    await setKeyStage(provider, 'only-first');
  });

  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
  });

  it('sets a team up by its URL', async () => {
    await inPanel(ADMIN, async (page) => {
      await openForm(page, 'Metadata URL');
      await page.getByRole('textbox', { name: 'Metadata URL', exact: true }).fill(provider.metadataUrl);
      await panelButton(page, 'Read').click();
      await save(page);
    });
    expect((await settings('acme')).live).toMatchObject({
      idpEntityId: provider.entityId,
      signOnUrl: provider.ssoUrl,
      metadataUrl: provider.metadataUrl,
      metadataPolicy: 'notify',
    });
    await signIn(MEMBER);
  });

  it('sets another up by its file', async () => {
    const file = { name: 'idp.xml', mimeType: 'text/xml', buffer: await readMetadata() };
    await inPanel('admin@globex.example', async (page) => {
      await openForm(page, 'Metadata file');
      await page.locator('input[type=file][accept*=xml]').setInputFiles(file);
      await save(page);
    });
    const { live } = await settings('globex');
    expect(live).toMatchObject({ idpEntityId: provider.entityId, signOnUrl: provider.ssoUrl });
    expect(live?.metadataUrl).toBeUndefined();
    await signIn(GLOBEX, 'globex');
  });

  it('publishes a next key, which the daily look finds and an admin takes over', async () => {
    await setKeyStage(provider, 'next-published');
    await aDayLater();
    await vi.waitFor(async () => expect(await health()).toContain('metadata_changed'), { timeout: 20_000 });
    await inPanel(ADMIN, async (page) => {
      await panelButton(page, 'Review change').click();
      await page.getByText(/^Your provider changed this on /).waitFor();
      await panelButton(page, 'Add the certificate').click();
      await page
        .getByText(/^The certificates? (is|are) added\.$/)
        .first()
        .waitFor();
      await page.getByText('It says the same as your settings.').waitFor();
    });
    expect(await roles()).toEqual(['in_use', 'next']);
    expect(await health()).not.toContain('metadata_changed');
    await signIn(MEMBER);
  });

  it('signs with it, and nobody notices', async () => {
    await setKeyStage(provider, 'next-signs');
    await signIn(MEMBER);
    expect(await roles()).toEqual(['old', 'in_use']);
  });

  it('drops the old key, which an admin removes; the one in use is not removed without a word', async () => {
    await setKeyStage(provider, 'only-next');
    await inPanel(ADMIN, async (page) => {
      await panelButton(page, 'Read it now').click();
      await page.getByText('No longer published').waitFor();
      await certificateRow(page, provider.nextCertPem)
        .getByRole('button', { name: /^Remove/ })
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('nobody could sign in').waitFor();
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await certificateRow(page, provider.certPem)
        .getByRole('button', { name: /^Remove/ })
        .click();
      await dialog.getByRole('button', { name: 'Remove it' }).click();
      await dialog.getByRole('button', { name: 'Keep the sessions' }).click();
      await page.getByText('It says the same as your settings.').waitFor();
    });
    expect(await fingerprints()).toEqual([provider.nextCertPem].map(plainFingerprint));
    await signIn(MEMBER);
    expect(await refusals()).toEqual([]);
  });

  it('names another address: left as it is, and taken over as a draft after all', async () => {
    const signOnUrl = `${provider.ssoUrl}?node=b`;
    await provider.edit('saml20-idp-hosted', {
      entry: provider.entityId,
      set: { SingleSignOnService: signOnUrl },
    });
    await inPanel(ADMIN, async (page) => {
      await panelButton(page, 'Read it now').click();
      await panelButton(page, 'Leave it as it is').click();
      await page.getByText('You left this change as it is.').waitFor();
    });
    expect(await health()).not.toContain('metadata_changed');
    expect((await settings('acme')).live?.signOnUrl).toBe(provider.ssoUrl);
    await signIn(MEMBER);
    await inPanel(ADMIN, async (page) => {
      await panelButton(page, 'Prepare as a draft').click();
      await page.getByText('The change is a draft now.').first().waitFor();
      expect((await settings('acme')).draft?.signOnUrl).toBe(signOnUrl);
      await runTest(testButton(page), (tab) => signInAtSimpleSamlPhp(tab, userOf(ADMIN)));
      await panelButton(page, 'Use the new settings').first().click();
      await page.getByText('The new settings are in use.').first().waitFor();
    });
    expect((await settings('acme')).live?.signOnUrl).toBe(signOnUrl);
    await signIn(MEMBER);
  });

  it('signs with a key that nobody was told of: its metadata confirms it, and one press lets people in again', async () => {
    await setKeyStage(provider, 'next-published');
    const code = await refused(MEMBER);
    // The refusal has the metadata read again, ahead of the day.
    await later(61);
    await vi.waitFor(async () => expect(await health()).toContain('metadata_changed'), { timeout: 20_000 });
    await inPanel(ADMIN, async (page) => {
      const shown = await findByShortCode(page, code);
      expect(shown.received).toContain(fingerprintOf(provider.certPem));
      await page.getByText(`A sign-in that this key signed was refused (${code}`).waitFor();
      const result = await runTest(testButton(page), (tab) => signInAtSimpleSamlPhp(tab, userOf(ADMIN)));
      await result.getByText('Confirmed by your metadata URL: it publishes this certificate.').waitFor();
      await testResult(page).getByRole('button', { name: 'Add it as the next certificate' }).waitFor();
      await panelButton(page, 'Add the certificate').click();
      await page
        .getByText(/^The certificates? (is|are) added\.$/)
        .first()
        .waitFor();
    });
    await signIn(MEMBER);
  });

  it('has its new keys added by themselves where the team wants it', async () => {
    const admin = await signInByPassword(demo, ADMIN);
    await setKeyStage(provider, 'only-first');
    const { live } = await admin.readSettings('acme');
    const { connectionId: _, basedOn: __, ...connection } = { basedOn: 0, ...live };
    await admin.writeSettings('PUT', 'acme', '/settings/draft', {
      connection: {
        ...connection,
        signingCertificates: [provider.certPem],
        metadataPolicy: 'add-certificates',
      },
    });
    const confirm = ['promote_untested', 'certificate_in_use'];
    await admin.writeSettings('POST', 'acme', '/settings/promote', { confirm });
    expect(await fingerprints()).toEqual([provider.certPem].map(plainFingerprint));
    await setKeyStage(provider, 'next-published');
    await aDayLater();
    const both = [provider.certPem, provider.nextCertPem].map(plainFingerprint);
    await vi.waitFor(async () => expect(await fingerprints()).toEqual(both), { timeout: 20_000 });
    await setKeyStage(provider, 'next-signs');
    await signIn(MEMBER);
  });

  function userOf(email: string): ProviderUser {
    const [firstName = ''] = email.split('@');
    return { username: email, password: 'at-the-provider', email, firstName, lastName: 'Lund', groups: [] };
  }

  const aDayLater = () => later(DAY_MINUTES);
  /** Time passes for everybody, and the service does what is due. */
  async function later(minutes: number): Promise<void> {
    minutesAhead += minutes;
    await provider.setClockAhead(minutesAhead);
    await demo.killAndRestart({ clockAheadMinutes: minutesAhead });
  }

  async function inPanel(email: string, use: (page: Page) => Promise<void>): Promise<void> {
    const team = email.replace(/^.+@(.+)\.example$/, '$1');
    await withPage(async (page) => {
      await takeClock(page, { minutes: minutesAhead });
      await signInWithPassword(page, demo, email);
      await openTeamSettings(page, demo, team);
      await use(page);
    });
  }

  async function withPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result> {
    const context = await browser.newContext();
    try {
      return await use(await context.newPage());
    } finally {
      await context.close();
    }
  }

  const signIn = (email: string, team = 'acme') =>
    withPage(async (page) => {
      const returnTo = `/teams/${team}/bots`;
      await signInBySso(page, demo, { team, user: userOf(email), returnTo });
      expect(page.url()).toBe(`${demo.url}${returnTo}`);
    });

  /** @returns the short code that the member is shown. */
  const refused = (email: string) =>
    withPage(async (page) => {
      await signInBySso(page, demo, { team: 'acme', user: userOf(email), returnTo: BOTS });
      return readShortCode(page);
    });

  async function openForm(page: Page, source: 'Metadata URL' | 'Metadata file'): Promise<void> {
    await page.getByRole('switch', { name: 'Enable SAML authentication', checked: false }).click();
    await page.getByRole('radio', { name: source, exact: true }).check();
  }

  async function save(page: Page): Promise<void> {
    await page.getByText('We read', { exact: true }).waitFor();
    await panelButton(page, 'Save').click();
    await page.getByText('On · not tested yet').waitFor();
  }

  const certificateRow = (page: Page, certificatePem: string | null) =>
    page.getByRole('row').filter({ hasText: fingerprintOf(certificatePem ?? '').slice(0, 8) });

  async function settings(team: string) {
    return (await signInByPassword(demo, `admin@${team}.example`)).readSettings(team);
  }
  const certificates = async () => (await settings('acme')).certificates;
  const roles = async () => (await certificates()).map(({ role }) => role);
  const fingerprints = async () => (await certificates()).map(({ fingerprint }) => fingerprint);
  /** As the API writes it. */
  const plainFingerprint = (certificatePem: string | null) =>
    fingerprintOf(certificatePem ?? '')
      .replaceAll(':', '')
      .toLowerCase();
  const health = async () => (await settings('acme')).health.map(({ code }) => code);

  async function refusals(): Promise<readonly unknown[]> {
    const admin = await signInByPassword(demo, ADMIN);
    const { body } = await admin.get<{ items: readonly { outcome: string }[] }>('/sso/teams/acme/attempts');
    return body.items.filter(({ outcome }) => outcome === 'refused');
  }

  async function readMetadata(): Promise<Buffer> {
    return Buffer.from(await (await fetch(provider.metadataUrl)).arrayBuffer());
  }
});
