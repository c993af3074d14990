// Every field of a working connection broken one at a time at SimpleSAMLphp, whose files are edited as its admin would: one
// screen of the panel names cause and cure, the cure is followed as it is written, and the next test passes.

import type { Browser, Locator, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  fingerprintOf,
  pasteBeside,
  repairByDraft,
  resultButton,
  someOtherCertificate,
} from '../src/break.ts';
import { openBrowser, signInAtSimpleSamlPhp } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { openTeamSettings, signInWithPassword } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';
import { findByShortCode, readShortCode, saveDraft, testButton } from '../src/panel.ts';
import { pressTest, readDiagnosis, runTest, takeClock, tellWhatItShowed } from '../src/panel-test.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import {
  beginProviderSession,
  encryptionKey,
  followSimpleSamlPhpSteps,
  readHostedCertificate,
  readLog,
} from '../src/simplesamlphp-admin.ts';
import type { OurSide } from '../src/simplesamlphp-admin.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { MetadataChange, SimpleSamlPhp } from '../src/simplesamlphp.ts';

const ADMIN = 'admin@acme.example';
const US_ENTITY_ID = 'https://auth.acmebots.example/sso/us';
const GCM = 'http://www.w3.org/2009/xmlenc11#aes256-gcm';
const RSA_SHA1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
const EMAIL_FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const THERE = 'Change it in SimpleSAMLphp, not here';
const NO_MEMBER = {
  title: 'The person isn’t a member of this team.',
  steps: ['Invite the person here, or correct the attribute with the e-mail address there.'],
};
const CLOCK = 'It is about the clock';

describe.skipIf(!simpleSamlPhpIsInstalled)('a connection to SimpleSAMLphp', () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let ours: OurSide;
  let admin: DemoSession;
  let page: Page;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    ours = await readServiceProvider(demo, 'acme');
    provider = await startSimpleSamlPhp({
      serviceProviders: [ours],
      options: { nameIdFormat: 'persistent', secondCertificate: true },
    });
    admin = await signInByPassword(demo, ADMIN);
    await admin.writeSettings('PUT', 'acme', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: provider.entityId,
        signOnUrl: provider.ssoUrl,
        signingCertificates: [provider.certPem],
      },
    });
    const context = await browser.newContext();
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: demo.url });
    page = await context.newPage();
    await beginProviderSession(page, provider, provider.user('admin'));
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

  it('works', async () => {
    expect(await passes(testButton(page))).toBe('Signed in as a•••@acme.example');
  });

  it('with a wrong certificate, takes the one that signed in one press where the settings in use have it', async () => {
    await saveDraft(page, { certificate: await someOtherCertificate() });
    expect(await fails()).toMatchObject({
      title: 'The response was signed with a different certificate.',
      received: expect.stringContaining(fingerprintOf(provider.certPem)) as unknown,
      side: 'Change it here, not in SimpleSAMLphp',
    });
    await repairByDraft(page, 'Add it as the next certificate');
    await passes(testButton(page));
  });

  it('whose key was rolled over, takes the certificate that its server names, once it has been compared', async () => {
    const set = { privatekey: 'second.key', certificate: 'second.crt' };
    await provider.edit('saml20-idp-hosted', { entry: provider.entityId, set });
    const shown = await fails();
    expect(shown).toMatchObject({
      expected: expect.stringContaining(fingerprintOf(provider.certPem)) as unknown,
      received: expect.stringContaining(fingerprintOf(provider.nextCertPem ?? '')) as unknown,
    });
    expect(shown.steps.join(' ')).toMatch(
      /saml20-idp-hosted\.php.+\*\*certificate\*\* names.+\*\*cert\*\*.+beside the one you have/,
    );
    await pasteBeside(page, 'SimpleSAMLphp', await readHostedCertificate(provider));
    await passes(testButton(page));
  });

  it.each<[string, () => Promise<void>]>([
    ['too many', () => saveDraft(page, { idpEntityId: `${provider.entityId}/` })],
    [
      'missing',
      () =>
        provider.edit('saml20-idp-hosted', { entry: provider.entityId, renameTo: `${provider.entityId}/` }),
    ],
  ])(
    'with an issuer that has one slash %s, names the slash and takes what was received',
    async (_name, breakIt) => {
      await breakIt();
      const shown = await fails();
      expect(shown).toMatchObject({
        title: 'The response came from another issuer.',
        nearMiss: 'Only the last slash differs.',
      });
      expect([shown.expected, shown.received].toSorted()).toEqual([
        provider.entityId,
        `${provider.entityId}/`,
      ]);
      await repairByDraft(page, 'Use the received issuer');
      await passes(testButton(page));
    },
  );

  it('with a wrong sign-on URL, asks what it showed, and says what to copy', async () => {
    await saveDraft(page, { signOnUrl: provider.ssoUrl.replace('/simplesaml/', '/old/') });
    const cure = await showsInstead('Not Found', 'Page not found');
    expect(cure).toContain(
      'Copy the **Location** of **SingleSignOnService** from its metadata into **Sign on URL** here.',
    );
    const metadata = await (await fetch(provider.metadataUrl)).text();
    const [, signOnUrl = ''] = /<md:SingleSignOnService [^>]*Location="([^"]+)"/.exec(metadata) ?? [];
    await saveDraft(page, { signOnUrl });
    await passes(testButton(page));
  });

  it('that knows us by the US entity ID, asks what it showed, and says what to add', async () => {
    await changeUs({ renameTo: US_ENTITY_ID });
    const cure = await showsInstead('Metadata not found', 'Metadata not found');
    expect(cure).toBe(
      'It doesn’t know our entity ID. Add an entry with our entity ID to **metadata/saml20-sp-remote.php**.',
    );
    await provider.edit('saml20-sp-remote', { entry: US_ENTITY_ID, renameTo: ours.spEntityId });
    await openTeamSettings(page, demo, 'acme');
    await passes(testButton(page));
  });

  it('that refuses the person with a page of its own, asks what it showed, and says which filter it is', async () => {
    await changeUs({ filters: { 60: { class: 'authorize:Authorize', uid: ['/^somebody-else$/'] } } });
    const cure = await showsInstead('Access forbidden', 'Access forbidden');
    expect(cure).toContain('**authorize:Authorize** under **authproc** in **metadata/saml20-sp-remote.php**');
    await changeUs({
      filters: { 60: { class: 'authorize:Authorize', uid: ['/^somebody-else$/', '/^admin$/'] } },
    });
    await openTeamSettings(page, demo, 'acme');
    await passes(testButton(page));
  });

  it('with an old ACS URL, has the right one copied', async () => {
    const old = ours.acsUrl.replace('localhost', '127.0.0.1');
    await changeUs({ set: { AssertionConsumerService: old } });
    const shown = await fails();
    expect(shown).toMatchObject({
      title: 'The response was sent to another address.',
      expected: ours.acsUrl,
      received: old,
      side: THERE,
    });
    await press('Copy Assertion consumer service URL (ACS)');
    const acsUrl = await page.evaluate(() => navigator.clipboard.readText());
    await followSimpleSamlPhpSteps(provider, shown.steps, { ...ours, acsUrl });
    await passes(again());
  });

  it('with a SHA-1 signature, says what to set for all applications', async () => {
    const set = { 'signature.algorithm': RSA_SHA1 };
    await provider.edit('saml20-idp-hosted', { entry: provider.entityId, set });
    const shown = await followed('The response was signed in a way that is too weak.');
    expect(shown.received).toBe(RSA_SHA1);
  });

  it('with no signature, says what to set for us', async () => {
    await changeUs({ set: { 'saml20.sign.assertion': false, 'saml20.sign.response': false } });
    const shown = await followed('Nothing in the response was signed.');
    expect(shown.cause).toContain('Neither the response nor the assertion');
  });

  it('with an assertion encrypted for somebody else, has our metadata taken over', async () => {
    await provider.setContentEncryption(GCM);
    const keys = [encryptionKey(await someOtherCertificate())];
    await changeUs({ set: { 'assertion.encryption': true, keys } });
    const shown = await followed('The assertion can’t be decrypted.');
    expect(shown.buttons).toContain('Test again');
  });

  it('with its own AES-CBC encryption, is refused with the cure, and accepted once an admin says so', async () => {
    await changeUs({ set: { 'assertion.encryption': true } });
    const shown = await fails();
    expect(shown).toMatchObject({
      title: 'The assertion was encrypted in a way that is too weak.',
      received: 'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
      side: THERE,
      steps: [
        'It encrypts with AES-CBC only. Accept that below: it signs the response too, unless **saml20.sign.response** is **false**.',
        'Or set **assertion.encryption** to **false** in our entry in **metadata/saml20-sp-remote.php**.',
      ],
    });
    await repairByDraft(page, 'Accept AES-CBC from it');
    await passes(testButton(page));
    await changeUs({ set: { 'saml20.sign.response': false } });
    await openTeamSettings(page, demo, 'acme');
    expect((await fails()).title).toBe(shown.title);
    await changeUs({ set: { 'saml20.sign.response': true } });
    await passes(again());
  });

  it.each([
    ['ahead', 10, 'The response isn’t valid yet.', /\b9 min\b/],
    ['behind', -10, 'The response came too late.', /\b5 min\b/],
  ])('with its clock 10 minutes %s, says whose clock, and by how much', async (_name, minutes, title, by) => {
    await provider.setClockAhead(minutes);
    const shown = await fails();
    expect(plain(shown)).toMatchObject({ title, side: CLOCK });
    expect(shown.nearMiss).toMatch(by);
    expect(shown.steps).toEqual(['On the server, switch on a time service, for example **chrony**.']);
    await provider.setClockAhead(0);
    await passes(again());
  });

  it('that left it an hour ago, says that it came too late', async () => {
    await provider.setClockAhead(-60);
    expect(await fails()).toMatchObject({ title: 'The response came too late.', side: CLOCK });
    await provider.setClockAhead(0);
    await passes(again());
  });

  it('with no e-mail address, says which filter drops it', async () => {
    const limit = ['uid', 'firstName', 'lastName', 'groups'];
    await changeUs({ filters: { 50: attributeLimit(limit) } });
    const shown = await fails();
    expect(shown).toMatchObject({
      title: 'No e-mail address was sent.',
      received: limit.join(', '),
      side: THERE,
    });
    expect(shown.steps.join(' ')).toContain(
      '**core:AttributeLimit**, add the attribute with the e-mail address',
    );
    await changeUs({ filters: { 50: attributeLimit([...limit, 'email']) } });
    await passes(again());
  });

  it('with the address under a name of its own, takes the value that the admin picks', async () => {
    await changeUs({ filters: { 50: { class: 'core:AttributeMap', email: 'workAddress' } } });
    expect((await fails()).received.split(', ')).toContain('workAddress');
    await page.getByLabel('Which value is the e-mail address?').selectOption('workAddress');
    await repairByDraft(page, 'Use it as e-mail');
    await passes(testButton(page));
  });

  it('with a transient NameID, says which filter and format', async () => {
    await changeUs({ set: { NameIDFormat: TRANSIENT } });
    const shown = await fails();
    expect(shown).toMatchObject({ title: 'The identifier changes at each sign-in.', received: TRANSIENT });
    expect(shown.steps.join(' ')).toMatch(
      /\*\*saml:AttributeNameID\*\*.+\*\*attribute\*\*.+\*\*NameIDFormat\*\* to the same format/,
    );
    await changeUs({
      set: { NameIDFormat: EMAIL_FORMAT },
      filters: { 20: { class: 'saml:AttributeNameID', attribute: 'email', Format: EMAIL_FORMAT } },
    });
    await passes(again());
  });

  it('that answers with a status of its own, shows its words, which its log says too', async () => {
    const message = 'This application is closed on Sundays';
    const code = `throw new \\SimpleSAML\\Module\\saml\\Error(\\SAML2\\Constants::STATUS_RESPONDER, \\SAML2\\Constants::STATUS_REQUEST_DENIED, '${message}');`;
    await changeUs({ filters: { 60: { class: 'core:PHP', code } } });
    const shown = await fails();
    expect(shown).toMatchObject({ title: 'Your provider refused the sign-in.', side: THERE });
    expect(shown.received).toContain(message);
    expect(shown.steps[0]).toBe('On the server, look the message up in the log.');
    expect(await readLog(provider)).toContain(message);
    await changeUs({ filters: { 60: null } });
    await passes(again());
  });

  it('with a person who is no member, says so, to a member by a short code only', async () => {
    const asStranger = { 50: alterEmail('/^admin@/', 'stranger@') };
    await changeUs({ filters: asStranger });
    expect(plain(await fails())).toMatchObject(NO_MEMBER);
    await changeUs({ filters: { 50: null } });
    await passes(again());

    const visitor = await browser.newContext();
    const tab = await visitor.newPage();
    await tab.goto(`${demo.url}/sso/acme/login`);
    await signInAtSimpleSamlPhp(tab, provider.user('alice'));
    expect(plain(await findByShortCode(page, await readShortCode(tab)))).toMatchObject(NO_MEMBER);
    await changeUs({ filters: { 50: alterEmail('/^alice@/', 'member@') } });
    await tab.goto(`${demo.url}/sso/acme/login`);
    await tab.waitForURL((url) => url.origin === demo.url && !url.pathname.startsWith('/sso/'));
    await visitor.close();
  });

  const changeUs = (change: Omit<MetadataChange, 'entry'>): Promise<void> =>
    provider.edit('saml20-sp-remote', { entry: ours.spEntityId, ...change });

  async function fails() {
    const result = await runTest(testButton(page), () => Promise.resolve());
    expect(await result.getByText(/^Signed in as/).count()).toBe(0);
    return readDiagnosis(result);
  }

  async function passes(button: Locator): Promise<string> {
    const result = await runTest(button, () => Promise.resolve());
    return result
      .getByText(/^Signed in as/)
      .first()
      .innerText();
  }

  /** The test fails with this title, its steps are followed, and the next one passes. */
  async function followed(title: string) {
    const shown = plain(await fails());
    expect(shown).toMatchObject({ title, side: THERE });
    await followSimpleSamlPhpSteps(provider, shown.steps, ours);
    await passes(again());
    return shown;
  }

  /** The provider keeps the person on a page of its own; the admin chooses that page in the panel. */
  async function showsInstead(text: string, says: string): Promise<string> {
    const tab = await pressTest(testButton(page));
    await tab.getByText(text).first().waitFor();
    return tellWhatItShowed(tab, page, says);
  }

  const press = (name: string): Promise<void> => resultButton(page, name).click();
  const again = (): Locator => resultButton(page, 'Test again');
});

const alterEmail = (pattern: string, replacement: string): Readonly<Record<string, string>> => ({
  class: 'core:AttributeAlter',
  subject: 'email',
  pattern,
  replacement,
});

const attributeLimit = (names: readonly string[]): Readonly<Record<string, string>> => ({
  class: 'core:AttributeLimit',
  ...Object.fromEntries(names.entries()),
});

/** Straight or curly, an apostrophe is one. */
const plain = <T extends { readonly title: string }>(shown: T): T => ({
  ...shown,
  title: shown.title.replaceAll("'", '’'),
});
