// The certificate of SimpleSAMLphp comes to its end: said ahead, a rung at a time, in the panel and in the activity; the next
// one is added in time, and whoever comes after the end comes in all the same, with a warning that can't be overlooked.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditPage } from '@team-sso/core';
import { createSelfSignedCertificate } from '@team-sso/saml';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBrowser, signInAtSimpleSamlPhp } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { openTeamSettings, signInWithPassword } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import { panelButton, testButton, typeValues } from '../src/panel.ts';
import { runTest, takeClock } from '../src/panel-test.ts';
import { signInBySso } from '../src/saml-sign-in.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { setKeyStage } from '../src/simplesamlphp-keys.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhp } from '../src/simplesamlphp.ts';

const ADMIN = 'admin@acme.example';
const BOTS = '/teams/acme/bots';
const DAY_MINUTES = 24 * 60;
const LASTS_DAYS = 20;

describe.skipIf(!simpleSamlPhpIsInstalled)('a certificate with 20 days left', () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let keyDir: string;
  let minutesAhead = 0;

  beforeAll(async () => {
    keyDir = await mkdtemp(join(tmpdir(), 'team-sso-keys-'));
    await makeKey('first', LASTS_DAYS);
    await makeKey('second', 3_650);
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    provider = await startSimpleSamlPhp({
      serviceProviders: [await readServiceProvider(demo, 'acme')],
      options: { secondCertificate: true, keyDir },
    });
    await setKeyStage(provider, 'only-first');
    const admin = await signInByPassword(demo, ADMIN);
    await admin.writeSettings('PUT', 'acme', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: provider.entityId,
        signOnUrl: provider.ssoUrl,
        signingCertificates: [provider.certPem],
      },
    });
  });

  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
    await rm(keyDir, { recursive: true, force: true });
  });

  it.each([
    [0, [30]],
    [8, [30, 14]],
    [14, [30, 14, 7]],
  ])('is announced by day %d on the rungs %j, each once', async (days, rungs) => {
    await onDay(days);
    await vi.waitFor(async () => expect(await announced()).toEqual(rungs), { timeout: 20_000 });
    expect(await signIn()).toBe(BOTS);
  });

  it('gets a successor from the panel, and the warning goes', async () => {
    await inPanel(async (page) => {
      await page.getByText(/^The certificate expires on .+ \(in 6 days\)\.$/).waitFor();
      await panelButton(page, 'Add the next one').click();
      const field = page.getByLabel('Public certificate', { exact: true });
      await typeValues(page, { certificate: `${await field.inputValue()}\n${provider.nextCertPem}` });
      await field.blur();
      await panelButton(page, 'Save draft').click();
      await page.getByText('The next one is in your draft. Test the change, then use it.').waitFor();
      await runTest(testButton(page), (tab) => signInAtSimpleSamlPhp(tab, provider.user('admin')));
      await panelButton(page, 'Use the new settings').first().click();
      await page.getByText('The new settings are in use.').first().waitFor();
    });
    expect(await health()).toEqual([]);
  });

  it('signs on after its end, which is said loudly, until the successor signs', async () => {
    await onDay(LASTS_DAYS + 1);
    expect(await signIn()).toBe(BOTS);
    await inPanel((page) => page.getByText(/^The certificate expired on /).waitFor());
    await setKeyStage(provider, 'only-next');
    expect(await signIn()).toBe(BOTS);
    expect(await health()).toEqual([]);
  });

  async function makeKey(name: string, days: number): Promise<void> {
    const { certificatePem, privateKeyPem } = await createSelfSignedCertificate({
      commonName: `SimpleSAMLphp ${name}`,
      notBefore: new Date(Date.now() - DAY_MINUTES * 60_000),
      notAfter: new Date(Date.now() + days * DAY_MINUTES * 60_000),
    });
    await writeFile(join(keyDir, `${name}.crt`), certificatePem);
    await writeFile(join(keyDir, `${name}.key`), privateKeyPem);
  }

  /** Everybody's clock; the service does what is due. */
  async function onDay(day: number): Promise<void> {
    minutesAhead = day * DAY_MINUTES;
    await provider.setClockAhead(minutesAhead);
    await demo.killAndRestart({ clockAheadMinutes: minutesAhead });
  }

  /** Days that were left, in the order of the announcements. */
  async function announced(): Promise<readonly unknown[]> {
    const { body } = await (await signInByPassword(demo, ADMIN)).get<AuditPage>('/sso/teams/acme/audit');
    return body.items.flatMap(({ event }) => (event.type === 'certificate_expiring' ? [event.daysLeft] : []));
  }

  const health = async () =>
    (await (await signInByPassword(demo, ADMIN)).readSettings('acme')).health
      .map(({ code }) => code)
      .filter((code) => code.startsWith('certificate'));

  async function inPanel(use: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await takeClock(page, { minutes: minutesAhead });
    await signInWithPassword(page, demo, ADMIN);
    await openTeamSettings(page, demo, 'acme');
    await use(page);
    await context.close();
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
