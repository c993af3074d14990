// Every field of a working connection broken one at a time, against the mock provider: one screen of the panel names cause
// and cure, the cure is followed as it is written, and the next test passes.

import type { Browser, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  fingerprintOf,
  pasteBeside,
  repairByDraft,
  resultButton,
  someOtherCertificate,
} from '../src/break.ts';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { openTeamSettings, pickPerson, readMockIdpValues, signInWithPassword } from '../src/demo-pages.ts';
import type { ProviderValues } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';
import { followMockSteps, readMockCertificates, resetMockIdp, tellMockIdp } from '../src/mock-idp.ts';
import { findByShortCode, readShortCode, saveDraft, testButton } from '../src/panel.ts';
import {
  pressTest,
  readDiagnosis,
  runTest,
  takeClock,
  tellWhatItShowed,
  testResult,
} from '../src/panel-test.ts';

const ADMIN = 'admin@acme.example';
const US_ENTITY_ID = 'https://auth.acmebots.example/sso/us';

/** What is said beside expected and received. */
const TOLD: Readonly<Record<string, RegExp>> = {
  'not-yet-valid': /\b[89] min\b/,
  expired: /\b65 min\b/,
};

const NO_MEMBER = {
  title: 'The person isn’t a member of this team.',
  steps: ['On its sign-in page, choose a person who is a member of this team.'],
};

describe('a connection to the mock provider', () => {
  let browser: Browser;
  let demo: Demo;
  let admin: DemoSession;
  let page: Page;
  let provider: Page;
  let values: ProviderValues;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    const context = await browser.newContext();
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.url });
    [page, provider] = [await context.newPage(), await context.newPage()];
    values = await readMockIdpValues(provider, demo);
    admin = await signInByPassword(demo, ADMIN);
    await admin.writeSettings('PUT', 'acme', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: values.idpEntityId,
        signOnUrl: values.signOnUrl,
        signingCertificates: [values.certificate],
      },
    });
    await takeClock(page);
    await signInWithPassword(page, demo, ADMIN);
  });

  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  beforeEach(() => openTeamSettings(page, demo, 'acme'));

  afterEach(async () => {
    await resetMockIdp(demo);
    const { draft } = await admin.readSettings('acme');
    if (draft) await admin.writeSettings('DELETE', 'acme', '/settings/draft', undefined);
  });

  it('works', async () => {
    expect(await passes(testButton(page))).toBe('Signed in as a•••@acme.example');
  });

  describe('with a wrong certificate', () => {
    it('shows both, and takes the one that signed in one press where the settings in use have it', async () => {
      const wrong = await someOtherCertificate();
      await saveDraft(page, { certificate: wrong });
      expect(await fails()).toMatchObject({
        title: 'The response was signed with a different certificate.',
        expected: expect.stringContaining(fingerprintOf(wrong)) as unknown,
        received: expect.stringContaining(fingerprintOf(values.certificate)) as unknown,
        side: 'Change it here, not in Mock provider',
      });
      await testResult(page).getByText('You have it already: it is in the settings in use.').waitFor();
      await repairByDraft(page, 'Add it as the next certificate');
      await passes(testButton(page));
    });

    it('that the provider has rolled over, takes the next one once it has been compared and pasted', async () => {
      await resetMockIdp(demo, 'rolled-key');
      const [, next = ''] = await readMockCertificates(demo);
      expect(await fails()).toMatchObject({
        title: 'The response was signed with a different certificate.',
        expected: expect.stringContaining(fingerprintOf(values.certificate)) as unknown,
        received: expect.stringContaining(fingerprintOf(next)) as unknown,
        steps: [
          'Open the **Metadata URL** of the mock provider: it holds its certificate, and the next one too while its key is rolled over.',
          'Paste the one with this fingerprint here beside the one you have.',
        ],
      });
      await pasteBeside(page, 'Mock provider', next);
      await passes(testButton(page));
    });

    it('that is nobody’s, has nothing that could be compared', async () => {
      await resetMockIdp(demo, 'wrong-certificate');
      const shown = await fails();
      for (const certificate of await readMockCertificates(demo))
        expect(shown.received).not.toContain(fingerprintOf(certificate));
      await resultButton(page, 'Add it as the next certificate').click();
      await page
        .getByText('Compare the fingerprint with Mock provider first, then tick the box.')
        .first()
        .waitFor();
      expect((await admin.readSettings('acme')).draft).toBeNull();
    });
  });

  describe('with a wrong issuer', () => {
    it.each<[string, () => Promise<void>]>([
      ['saved with one slash too many', () => saveDraft(page, { idpEntityId: `${values.idpEntityId}/` })],
      ['saved without its last slash', () => resetMockIdp(demo, 'issuer-slash')],
    ])('%s, names the slash and takes what was received', async (_name, breakIt) => {
      await breakIt();
      const shown = await fails();
      expect(shown).toMatchObject({
        title: 'The response came from another issuer.',
        nearMiss: 'Only the last slash differs.',
      });
      expect([shown.expected, shown.received].map((text) => text.endsWith('/'))).toContain(true);
      await repairByDraft(page, 'Use the received issuer');
      await passes(testButton(page));
    });
  });

  it('with a wrong sign-on URL, asks what the provider showed, and says what to copy', async () => {
    await saveDraft(page, { signOnUrl: `${values.signOnUrl}/old` });
    const tab = await pressTest(testButton(page));
    await tab.getByRole('heading', { name: 'Not found' }).waitFor();
    expect(await tellWhatItShowed(tab, page, 'Not found')).toBe(
      'The sign-on URL is another address of the mock provider. Copy **Sign on URL** from its start page into **Sign on URL** here.',
    );
    await saveDraft(page, { signOnUrl: (await readMockIdpValues(provider, demo)).signOnUrl });
    await passes(testButton(page));
  });

  it.each([
    [
      'the US entity ID',
      { spEntityId: US_ENTITY_ID },
      'Copy Entity ID (audience)',
      'made for another application',
    ],
    [
      'an old ACS URL',
      { acsUrl: 'https://old.acmebots.example/sso/acme/acs' },
      'Copy Assertion consumer service URL (ACS)',
      'sent to another address',
    ],
  ])('with %s at the provider, has the right one copied', async (_name, application, copy, title) => {
    await tellMockIdp(demo, application);
    const shown = await fails();
    expect(shown.title).toContain(title);
    expect(shown.received).toBe(Object.values(application)[0]);
    expect(shown.side).toBe('Change it in Mock provider, not here');
    expect(shown.nearMiss).toBe(
      'spEntityId' in application ? 'This is our entity ID of another region.' : '',
    );
    await press(copy);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(shown.expected);
    await followMockSteps(provider, demo, shown.steps, copied);
    await passes(again());
  });

  it.each<[string, string, string, string?]>([
    ['a recipient that is an old ACS URL', 'wrong-recipient', 'The response was made for another address.'],
    ['a clock 10 minutes ahead', 'not-yet-valid', 'The response isn’t valid yet.', 'It is about the clock'],
    ['a response that has expired', 'expired', 'The response came too late.', 'It is about the clock'],
    ['a lifetime of two days', 'long-lifetime', 'The response is valid for too long.'],
    ['a SHA-1 signature', 'sha1', 'The response was signed in a way that is too weak.'],
    ['no signature', 'unsigned', 'Nothing in the response was signed.'],
    ['a response changed on its way', 'tampered', 'The signature doesn’t match the content.'],
    ['no e-mail address', 'no-email', 'No e-mail address was sent.'],
    ['no NameID', 'no-nameid', 'The response has no NameID.'],
    ['a transient NameID', 'transient-nameid', 'The identifier changes at each sign-in.'],
    ['a person who is not assigned', 'unassigned-user', 'Your provider refused the sign-in.'],
    ['a status that refuses', 'request-denied', 'Your provider refused the sign-in.'],
    ['an assertion encrypted for somebody else', 'encrypted-wrong-key', 'The assertion can’t be decrypted.'],
  ])(
    'with %s, says so and what to do there',
    async (_name, fault, title, side = 'Change it in Mock provider, not here') => {
      await resetMockIdp(demo, fault);
      const shown = await fails();
      expect(plain(shown)).toMatchObject({ title, side });
      expect(shown.nearMiss).toMatch(TOLD[fault] ?? /^$/);
      await followMockSteps(provider, demo, shown.steps, `${demo.url}/sso/acme/acs`);
      await passes(again());
    },
  );

  it('with the e-mail address under a name of its own, takes the value that the admin picks', async () => {
    await resetMockIdp(demo, 'unknown-email-name');
    expect(await fails()).toMatchObject({
      title: 'No e-mail address was sent.',
      received: 'department, workAddress',
    });
    await testResult(page).getByLabel('Which value is the e-mail address?').selectOption('workAddress');
    await repairByDraft(page, 'Use it as e-mail');
    await passes(testButton(page));
  });

  it('with a person who is no member, says so, to a member by a short code only', async () => {
    const result = await runTest(testButton(page), (tab) => pickSomeoneElse(tab, 'stranger@acme.example'));
    const shown = await readDiagnosis(result);
    expect(plain(shown)).toMatchObject(NO_MEMBER);
    await passes(again());

    const visitor = await browser.newContext();
    const tab = await visitor.newPage();
    await tab.goto(`${demo.url}/sso/acme/login`);
    await pickSomeoneElse(tab, 'stranger@acme.example');
    expect(plain(await findByShortCode(page, await readShortCode(tab)))).toMatchObject(NO_MEMBER);
    await tab.goto(`${demo.url}/sso/acme/login`);
    await pickPerson(tab, 'member@acme.example');
    await tab.waitForURL((url) => url.origin === demo.url && !url.pathname.startsWith('/sso/'));
    await visitor.close();
  });

  async function fails() {
    const result = await runTest(testButton(page), (tab) => pickPerson(tab, ADMIN));
    expect(await result.getByText(/^Signed in as/).count()).toBe(0);
    return readDiagnosis(result);
  }

  async function passes(button: Locator): Promise<string> {
    const result = await runTest(button, (tab) => pickPerson(tab, ADMIN));
    return result
      .getByText(/^Signed in as/)
      .first()
      .innerText();
  }

  const press = (name: string): Promise<void> => resultButton(page, name).click();
  const again = (): Locator => resultButton(page, 'Test again');
});

async function pickSomeoneElse(tab: Page, email: string): Promise<void> {
  await tab.getByRole('radio', { name: 'Someone else' }).check();
  await tab.getByLabel('E-mail of someone else').fill(email);
  await tab.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Straight or curly, an apostrophe is one. */
const plain = <T extends { readonly title: string }>(shown: T): T => ({
  ...shown,
  title: shown.title.replaceAll("'", '’'),
});
