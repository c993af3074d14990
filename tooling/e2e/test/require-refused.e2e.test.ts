// "Require SAML SSO for all members", switched on wrongly in every way that its preconditions name: refused in the panel with
// the reason and its cure beside it, by the API with the same codes; then cured one by one.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSelfSignedCertificate } from '@team-sso/saml';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
import { setPlan } from '../src/demo-plan.ts';
import { signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';
import { readMockCertificates, resetMockIdp } from '../src/mock-idp.ts';
import { panelButton, testButton } from '../src/panel.ts';
import { runTest, takeClock } from '../src/panel-test.ts';
import { keepRecoveryCodesIn } from '../src/recovery.ts';

const ADMIN = 'admin@acme.example';
const DAY = 86_400_000;

const NOT_TESTED = 'The current settings haven’t been tried';
const NOT_BY_SSO = 'You haven’t signed in by SSO in the last 24 hours';
const NO_WAY_BACK = 'There is no way back in if your provider fails';
const EXPIRES = 'The certificate expires within 7 days';
const NOT_IN_PLAN = 'Your plan doesn’t include SSO';

describe('SSO cannot be required', () => {
  let browser: Browser;
  let demo: Demo;
  let admin: DemoSession;
  let page: Page;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo({}, keepKeyThatEndsSoon)]);
    page = await (await browser.newContext()).newPage();
    await takeClock(page);
    admin = await signInByPassword(demo, ADMIN);
    await signInWithPassword(page, demo, ADMIN);
  });

  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  beforeEach(() => openTeamSettings(page, demo, 'acme'));

  it('while nothing is saved: the switch says what comes first, and opens no review', async () => {
    const toggle = requireSwitch();
    await expect.poll(() => toggle.count()).toBe(0);
    await page.getByRole('switch', { name: 'Enable SAML authentication' }).click();
    await toggle.click({ force: true });
    await page.getByText('First save.').first().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await refusalsOfApi()).toEqual(expect.arrayContaining(['sso_is_off', 'no_live_connection']));
  });

  it('right after the first save, for four reasons at once', async () => {
    const values = await readMockIdpValues(await page.context().newPage(), demo);
    await fillInProvider(page, values);
    await panelButton(page, 'Save').click();
    await page.getByText('On · not tested yet').waitFor();
    expect(await refusedFor()).toEqual([NOT_TESTED, NOT_BY_SSO, NO_WAY_BACK, EXPIRES]);
    expect(await refusalsOfApi()).toEqual([
      'live_connection_not_tested',
      'admin_not_signed_in_by_sso',
      'no_recovery_route',
      'certificate_expires_soon',
    ]);
  });

  it('after a test alone, because that signs nobody in', async () => {
    const result = await runTest(testButton(page), (tab) => pickPerson(tab, ADMIN));
    await result.getByText(/^Signed in as/).waitFor();
    expect(await refusedFor()).toEqual([NOT_BY_SSO, NO_WAY_BACK, EXPIRES]);
  });

  it('after a sign-in by SSO, which the review itself begins, without a way back in', async () => {
    const review = await openReview();
    await review.getByRole('link', { name: 'Sign in by SSO' }).click();
    await pickPerson(page, ADMIN);
    await page.waitForURL(`${demo.url}/teams/acme/settings/team`);
    // The review comes back by itself.
    await review.waitFor();
    expect(await refusedFor()).toEqual([NO_WAY_BACK, EXPIRES]);
  });

  it('with recovery codes that nobody typed back', async () => {
    const review = await openReview();
    await review.getByRole('button', { name: 'Make recovery codes' }).click();
    await review.locator('.code-list li').first().waitFor();
    await openTeamSettings(page, demo, 'acme');
    expect(await refusedFor()).toEqual([NO_WAY_BACK, EXPIRES]);
  });

  it('with a certificate that ends within a week and no next one', async () => {
    await keepRecoveryCodesIn(await openReview());
    await openTeamSettings(page, demo, 'acme');
    expect(await refusedFor()).toEqual([EXPIRES]);
    expect(await refusalsOfApi()).toEqual(['certificate_expires_soon']);
  });

  it('with the next certificate added in the review, before a sign-in through what is in use now', async () => {
    await resetMockIdp(demo, 'rolled-key');
    const [, next = ''] = await readMockCertificates(demo);
    const review = await openReview();
    await review.getByRole('button', { name: 'Add the next certificate…' }).click();
    await review.getByRole('textbox').fill(next);
    await review.getByRole('button', { name: /^Add/ }).click();
    await review.getByText(NOT_BY_SSO).waitFor();
    expect(await neededIn(review)).toEqual([NOT_TESTED, NOT_BY_SSO]);
    await review.getByRole('link', { name: 'Sign in by SSO' }).click();
    await pickPerson(page, ADMIN);
    await page.waitForURL(`${demo.url}/teams/acme/settings/team`);
    expect((await admin.readSettings('acme')).requirement.refusals).toEqual([]);
  });

  it('without the plan', async () => {
    setPlan(demo, 'acme', 'Pro');
    await openTeamSettings(page, demo, 'acme');
    expect(await refusedFor()).toEqual([NOT_IN_PLAN]);
    expect(await refusalsOfApi()).toEqual(['not_entitled']);
    setPlan(demo, 'acme', 'Enterprise');
  });

  it('until all of it is there; then it can', async () => {
    const review = await openReview();
    expect(await neededIn(review)).toEqual([]);
    await review.getByRole('button', { name: 'Require SSO', exact: true }).click();
    await page
      .getByText(/^Required/)
      .first()
      .waitFor();
    expect(await admin.readSettings('acme')).toMatchObject({ mode: 'required', effectiveMode: 'required' });
  });

  const requireSwitch = (): Locator => page.getByRole('switch', { name: 'Require SAML SSO for all members' });

  async function openReview(): Promise<Locator> {
    const review = page.getByRole('dialog', { name: 'Require SSO for all members?' });
    if (!(await review.isVisible())) await requireSwitch().click();
    await review.waitFor();
    return review;
  }

  /** Presses "Require SSO" all the same: it stays refused, and the reasons stand there. */
  async function refusedFor(): Promise<readonly string[]> {
    const review = await openReview();
    await review.getByRole('button', { name: 'Require SSO', exact: true }).click();
    const needed = await neededIn(review);
    await review
      .getByRole('button', { name: new RegExp(`^${needed.length} things? needed first$`) })
      .waitFor();
    expect(await admin.readSettings('acme')).toMatchObject({ mode: 'optional' });
    return needed;
  }

  async function neededIn(review: Locator): Promise<readonly string[]> {
    const rows = review.locator('#needed > li.is-bad > span:first-of-type');
    return Promise.all(
      (await rows.all()).map((row) =>
        row.evaluate((element) =>
          [...element.childNodes]
            .filter((node) => node.nodeType === Node.TEXT_NODE)
            .map((node) => node.textContent)
            .join('')
            .trim(),
        ),
      ),
    );
  }

  async function refusalsOfApi(): Promise<unknown> {
    const { revision } = await admin.readSettings('acme');
    const mode = { mode: 'required' };
    const { status, body } = await admin.send('PUT', '/sso/teams/acme/settings/mode', mode, revision);
    expect(status).toBe(409);
    return body['refusals'];
  }
});

/** The mock provider signs with a key whose certificate ends in five days. */
async function keepKeyThatEndsSoon(dataFolder: string): Promise<void> {
  const { privateKeyPem, certificatePem } = await createSelfSignedCertificate({
    commonName: 'Ends soon',
    notBefore: new Date(Date.now() - 300 * DAY),
    notAfter: new Date(Date.now() + 5 * DAY),
  });
  await mkdir(join(dataFolder, 'mock-idp'));
  await writeFile(join(dataFolder, 'mock-idp', 'signing.pem'), privateKeyPem + certificatePem);
}
