// A connection over the years, with a real provider: keys of ours that change while it checks and encrypts, its own tile, and
// a move to it from another provider in which no sign-in fails.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signInAtSimpleSamlPhp } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { pickPerson, readMockIdpValues } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';
import { signInBySso } from '../src/saml-sign-in.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { encryptionKey } from '../src/simplesamlphp-admin.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhp, SimpleSamlPhpOptions } from '../src/simplesamlphp.ts';

const BOTS = '/teams/acme/bots';
const GCM = 'http://www.w3.org/2009/xmlenc11#aes256-gcm';
const KEYS = join(import.meta.dirname, '../../../apps/demo/src/keys-main.ts');

describe.skipIf(!simpleSamlPhpIsInstalled)('a connection over the years', { timeout: 60_000 }, () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let admin: DemoSession;
  let spEntityId: string;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    const options: SimpleSamlPhpOptions = {
      requireSignedRequests: true,
      encryptAssertion: true,
      contentEncryption: GCM,
    };
    const ours = await readServiceProvider(demo, 'acme');
    ({ spEntityId } = ours);
    provider = await startSimpleSamlPhp({ serviceProviders: [ours], options });
    admin = await signInByPassword(demo, 'admin@acme.example');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
  });

  const bySimpleSamlPhp = (changes: Readonly<Record<string, unknown>> = {}) => ({
    idpEntityId: provider.entityId,
    signOnUrl: provider.ssoUrl,
    signingCertificates: [provider.certPem],
    signRequests: true,
    ...changes,
  });
  async function connect(connection: Readonly<Record<string, unknown>>): Promise<void> {
    const saved = await admin.writeSettings('PUT', 'acme', '/settings', { mode: 'optional', connection });
    if (saved.savedAs === 'draft') await promote();
  }
  const promote = () =>
    admin.writeSettings('POST', 'acme', '/settings/promote', {
      confirm: ['promote_untested', 'certificate_in_use'],
    });
  async function inBrowser<Result>(use: (page: Page) => Promise<Result>): Promise<Result> {
    const context = await browser.newContext();
    try {
      return await use(await context.newPage());
    } finally {
      await context.close();
    }
  }
  const member = () => provider.user('member');
  const signIn = () =>
    inBrowser(async (page) => {
      await signInBySso(page, demo, { team: 'acme', user: member(), returnTo: BOTS });
      return page.url();
    });
  const keys = async (...words: readonly string[]): Promise<void> => {
    const env = { PATH: process.env['PATH'], DATA_DIR: demo.dataFolder };
    await promisify(execFile)(process.execPath, [KEYS, ...words], { env });
    await demo.killAndRestart();
    admin = await signInByPassword(demo, 'admin@acme.example');
  };
  /** What the provider knows of our keys. */
  const tellProvider = (signing: readonly string[], encryption: string) =>
    provider.edit('saml20-sp-remote', {
      entry: spEntityId,
      set: {
        keys: [
          ...signing.map((pem) => ({ ...encryptionKey(pem), signing: true, encryption: false })),
          encryptionKey(encryption),
        ],
      },
    });
  const publishedCertificates = async () =>
    (await admin.readSettings('acme')).serviceProvider.certificates?.map(({ pem }) => pem) ?? [];

  it.each(['redirect', 'post'])(
    'takes our signed requests by %s, and we what it encrypts',
    async (binding) => {
      await connect(bySimpleSamlPhp({ signOnBinding: binding }));
      expect(await signIn()).toBe(`${demo.url}${BOTS}`);
    },
  );

  it.each(['redirect', 'post'])(
    'refuses requests by %s under a key that the provider does not know',
    async (binding) => {
      await connect(bySimpleSamlPhp({ signOnBinding: binding }));
      await tellProvider([provider.certPem], (await publishedCertificates())[0] ?? '');
      await inBrowser(async (page) => {
        await page.goto(`${demo.url}/sso/acme/login`);
        await page.waitForURL(`${new URL(provider.ssoUrl).origin}/**`);
        expect(await page.locator('input[name=password]').count()).toBe(0);
      });
      await provider.restore();
      await provider.setContentEncryption(GCM);
    },
  );

  it('goes on without a failed sign-in when our key pair changes, for a provider that reads our metadata in time', async () => {
    await connect(bySimpleSamlPhp());
    const [before = ''] = await publishedCertificates();
    await keys('rotate', 'eu');
    expect(await signIn()).toBe(`${demo.url}${BOTS}`);
    const published = await publishedCertificates();
    expect(published).toHaveLength(2);
    expect((await admin.readSettings('acme')).health.map(({ code }) => code)).toContain('sp_key_changing');
    // It trusts both from now on, and encrypts for the next one already.
    await tellProvider(published, published[1] ?? '');
    expect(await signIn()).toBe(`${demo.url}${BOTS}`);
    await keys('rotate', 'eu', '--immediately');
    expect(await publishedCertificates()).toEqual([published[1]]);
    expect(await signIn()).toBe(`${demo.url}${BOTS}`);
    // What is still encrypted for the one before is read all the same.
    await tellProvider(published, before);
    expect(await signIn()).toBe(`${demo.url}${BOTS}`);
  });

  it('has a tile that leads where RelayState says, where the team allows it', async () => {
    const tile = `${provider.ssoUrl}?${new URLSearchParams({ spentityid: spEntityId, RelayState: BOTS }).toString()}`;
    const press = (arrived: (page: Page) => Promise<void>) =>
      inBrowser(async (page) => {
        await page.goto(tile);
        await signInAtSimpleSamlPhp(page, member());
        await page.waitForURL((url) => url.origin === demo.url);
        await arrived(page);
      });
    await connect(bySimpleSamlPhp({ allowUnsolicited: true }));
    await press(async (page) => expect(page.url()).toBe(`${demo.url}${BOTS}`));
    await connect(bySimpleSamlPhp({ allowUnsolicited: false }));
    await press(async (page) => {
      await page.getByRole('link', { name: 'Continue with SSO' }).click();
      await page.waitForURL((url) => url.origin === demo.url && !url.pathname.startsWith('/sso/'));
    });
  });

  it('takes over from another provider: who is on the way goes on, and no sign-in fails', async () => {
    const values = await inBrowser((page) => readMockIdpValues(page, demo));
    await connect({
      idpEntityId: values.idpEntityId,
      signOnUrl: values.signOnUrl,
      signingCertificates: [values.certificate],
    });
    const refusedBefore = await refusals();
    await inBrowser(async (page) => {
      await page.goto(`${demo.url}/sso/acme/login?returnTo=${BOTS}`);
      await pickPerson(page, 'member@acme.example');
      await page.waitForURL(`${demo.url}${BOTS}`);
    });
    await inBrowser(async (late) => {
      await late.goto(`${demo.url}/sso/acme/login?returnTo=${encodeURIComponent(`${BOTS}?late=1`)}`);
      await late.getByRole('group', { name: 'Who are you?' }).waitFor();
      const draft = await admin.writeSettings('PUT', 'acme', '/settings/draft', {
        connection: bySimpleSamlPhp(),
      });
      expect(draft.draftMove).toEqual({ from: values.idpEntityId, to: provider.entityId });
      expect((await promote()).lastMove?.people).toMatchObject({ moved: 0 });
      await pickPerson(late, 'member@acme.example');
      await signInAtSimpleSamlPhp(late, member());
      await late.waitForURL(`${demo.url}${BOTS}?late=1`);
    });
    expect(await signIn()).toBe(`${demo.url}${BOTS}`);
    expect((await admin.readSettings('acme')).lastMove).toMatchObject({
      to: provider.entityId,
      people: { moved: 1, notYet: 0 },
    });
    expect(await refusals()).toBe(refusedBefore);
  });

  /** Sign-ins that were refused so far. */
  async function refusals(): Promise<number> {
    const { body } = await admin.get<{ items: readonly { outcome: string }[] }>('/sso/teams/acme/attempts');
    return body.items.filter(({ outcome }) => outcome === 'refused').length;
  }
});
