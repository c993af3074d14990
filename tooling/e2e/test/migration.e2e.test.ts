// A team moves from the mock provider to SimpleSAMLphp, by hand in the panel, while its members go on signing in: before,
// in the middle, on the way across, after it, and after the way back.

import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signInAtSimpleSamlPhp } from '../src/browser.ts';
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
import { panelButton, saveDraft, testButton } from '../src/panel.ts';
import { runTest, takeClock } from '../src/panel-test.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhp } from '../src/simplesamlphp.ts';

const [ADMIN, MEMBER] = ['admin@acme.example', 'member@acme.example'];
const BOTS = '/teams/acme/bots';
const MONTH_MINUTES = 29 * 24 * 60;

describe.skipIf(!simpleSamlPhpIsInstalled)('a move to another provider', () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let page: Page;
  let onTheWay: Page;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    provider = await startSimpleSamlPhp({ serviceProviders: [await readServiceProvider(demo, 'acme')] });
    page = await openPanel();
    const values = await withPage((other) => readMockIdpValues(other, demo));
    await fillInProvider(page, values);
    await panelButton(page, 'Save').click();
    await page.getByText('On · not tested yet').waitFor();
  });

  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
  });

  it('begins as a draft that is called a move, and members don’t notice', async () => {
    expect(await byMockProvider()).toBe(BOTS);
    await saveDraft(page, {
      signOnUrl: provider.ssoUrl,
      idpEntityId: provider.entityId,
      certificate: provider.certPem,
    });
    await page.getByText('Members go on signing in at the current one.').waitFor();
    expect(await byMockProvider()).toBe(BOTS);
  });

  it('is tested before anybody depends on it', async () => {
    const atProvider = (tab: Page) => signInAtSimpleSamlPhp(tab, provider.user('admin'));
    const result = await runTest(testButton(page), atProvider);
    expect(await result.getByText(/^Signed in as/).count()).toBeGreaterThan(0);
    expect(await byMockProvider()).toBe(BOTS);
  });

  it('happens while somebody is on the way', async () => {
    onTheWay = await (await browser.newContext()).newPage();
    await onTheWay.goto(`${demo.url}/sso/acme/login?returnTo=${encodeURIComponent(`${BOTS}?late=1`)}`);
    await onTheWay.getByRole('group', { name: 'Who are you?' }).waitFor();
    await panelButton(page, 'Use the new settings').first().click();
    const dialog = page.getByRole('dialog', { name: 'Use the new settings?' });
    await dialog.getByText('everybody signs in at the new provider').waitFor();
    await dialog.getByRole('button', { name: 'Use them' }).click();
    await page.getByText('The new settings are in use.').first().waitFor();
    const { live, lastMove } = await settings();
    expect([live?.idpEntityId, lastMove?.people]).toEqual([provider.entityId, { moved: 0, notYet: 1 }]);
  });

  it('takes who was on the way to the new one, and to the page they wanted', async () => {
    await pickPerson(onTheWay, MEMBER);
    await signInAtSimpleSamlPhp(onTheWay, provider.user('member'));
    await onTheWay.waitForURL((url) => url.origin === demo.url);
    expect(onTheWay.url()).toBe(`${demo.url}${BOTS}?late=1`);
    await onTheWay.context().close();
  });

  it('shows who has come along', async () => {
    expect(await byNewProvider()).toBe(BOTS);
    await openTeamSettings(page, demo, 'acme');
    await page.getByText('1 person has signed in at the new provider.').waitFor();
  });

  it('can be taken back for a month, and nobody has to be linked again', async () => {
    await provider.setClockAhead(MONTH_MINUTES);
    await demo.killAndRestart({ clockAheadMinutes: MONTH_MINUTES });
    await page.context().close();
    page = await openPanel(MONTH_MINUTES);
    await panelButton(page, 'Go back to the old provider…').click();
    const dialog = page.getByRole('dialog', { name: 'Go back to the earlier settings?' });
    const goBack = dialog.getByRole('button', { name: 'Go back', exact: true });
    await goBack.click();
    // After four weeks nothing proves the old ones any more.
    await dialog.getByText('These settings haven’t been tested.').waitFor();
    await goBack.click();
    await page.getByText('The earlier settings are in use again.').first().waitFor();
    expect(await byMockProvider()).toBe(BOTS);
  });

  it('and all that time no sign-in was refused', async () => {
    const admin = await signInByPassword(demo, ADMIN);
    const { body } = await admin.get<{ items: readonly { outcome: string }[] }>('/sso/teams/acme/attempts');
    const refused = body.items.filter(({ outcome }) => outcome === 'refused');
    expect([body.items.length > 0, refused]).toEqual([true, []]);
  });

  async function openPanel(minutes = 0): Promise<Page> {
    const context = await browser.newContext();
    const panel = await context.newPage();
    await takeClock(panel, { minutes });
    await signInWithPassword(panel, demo, ADMIN);
    await openTeamSettings(panel, demo, 'acme');
    return panel;
  }

  const settings = async () => (await signInByPassword(demo, ADMIN)).readSettings('acme');

  const byMockProvider = () => signInBy((visitor) => pickPerson(visitor, MEMBER));
  const byNewProvider = () => signInBy((visitor) => signInAtSimpleSamlPhp(visitor, provider.user('member')));

  const signInBy = (atProvider: (visitor: Page) => Promise<void>) =>
    withPage(async (visitor) => {
      await visitor.goto(`${demo.url}/sso/acme/login?returnTo=${BOTS}`);
      await atProvider(visitor);
      await visitor.waitForURL((url) => url.origin === demo.url);
      return new URL(visitor.url()).pathname;
    });

  async function withPage<Result>(use: (visitor: Page) => Promise<Result>): Promise<Result> {
    const context = await browser.newContext();
    try {
      return await use(await context.newPage());
    } finally {
      await context.close();
    }
  }
});
