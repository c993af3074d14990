// Metadata that SimpleSAMLphp signs, as a federation does: pinned to the key that signs it, nothing else is believed, and
// whatever goes wrong with it, people sign in. And metadata of several providers, of which a person chooses one.

import type { MetadataReviewView, ParseAnswer } from '@team-sso/core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { openTeamSettings, signInWithPassword } from '../src/demo-pages.ts';
import { signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';
import { panelButton } from '../src/panel.ts';
import { signInBySso } from '../src/saml-sign-in.ts';
import { readServiceProvider } from '../src/service-provider-metadata.ts';
import { setKeyStage } from '../src/simplesamlphp-keys.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhp } from '../src/simplesamlphp.ts';

const ADMIN = 'admin@acme.example';
const BOTS = '/teams/acme/bots';
const OTHER = 'https://other.provider.example/idp';

describe.skipIf(!simpleSamlPhpIsInstalled)('metadata with a signature', () => {
  let browser: Browser;
  let demo: Demo;
  let provider: SimpleSamlPhp;
  let admin: DemoSession;
  let page: Page;

  beforeAll(async () => {
    [browser, demo] = await Promise.all([openBrowser(), startDemo()]);
    provider = await startSimpleSamlPhp({
      serviceProviders: [await readServiceProvider(demo, 'acme')],
      options: { secondCertificate: true },
    });
    await setKeyStage(provider, 'only-first');
    // Messages are signed with the first key, the metadata with the second.
    await signMetadataWith('second');
    admin = await signInByPassword(demo, ADMIN);
    page = await openPanel();
  });

  afterAll(async () => {
    await browser.close();
    await provider.stop();
    await demo.stop();
  });

  it('of several providers, has a person choose theirs', async () => {
    const one = (await (await fetch(provider.metadataUrl)).text()).replace(/^<\?xml[^>]*\?>/, '');
    const unsigned = one.replace(/<ds:Signature[\s\S]*?<\/ds:Signature>/, '');
    const several =
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${unsigned.replaceAll(
        provider.entityId,
        OTHER,
      )}${unsigned}</md:EntitiesDescriptor>`.replaceAll(/ ID="[^"]*"/g, '');
    await page.getByRole('switch', { name: 'Enable SAML authentication', checked: false }).click();
    await page.getByRole('radio', { name: 'Metadata file', exact: true }).check();
    await page.getByRole('textbox', { name: 'Metadata file', exact: true }).fill(several);
    await page.getByRole('radio', { name: provider.entityId }).check();
    await panelButton(page, 'Use this one').click();
    const read = page.locator('.read-metadata');
    await read.getByText(provider.ssoUrl, { exact: true }).waitFor();
    expect(await read.getByText(OTHER).count()).toBe(0);
  });

  it('that nobody can verify says so', async () => {
    await page.getByRole('radio', { name: 'Metadata URL', exact: true }).check();
    await page.getByRole('textbox', { name: 'Metadata URL', exact: true }).fill(provider.metadataUrl);
    await panelButton(page, 'Read').click();
    const shown = page
      .locator('.read-metadata')
      .getByText('Not verified: we have no certificate to compare with');
    await shown.waitFor();
    expect(await shown.isVisible()).toBe(true);
  });

  it('is believed with the key that signed it, and with no other', async () => {
    const good = await parse([provider.nextCertPem ?? '']);
    expect(good).toMatchObject({ signature: 'verified', values: { idpEntityId: provider.entityId } });
    const bad = await parse([provider.certPem]);
    expect(bad.warnings.map(({ code }) => code)).toEqual(['metadata_signature_wrong_key']);
    expect(bad.values).toEqual({});
  });

  it('is verified each time it is read', async () => {
    await admin.writeSettings('PUT', 'acme', '/settings', {
      mode: 'optional',
      connection: {
        idpEntityId: provider.entityId,
        signOnUrl: provider.ssoUrl,
        signingCertificates: [provider.certPem],
        metadataUrl: provider.metadataUrl,
        metadataSigningCertificates: [provider.nextCertPem],
      },
    });
    // What was typed before waits in the other browser.
    page = await openPanel();
    await readNow();
    await page.getByText('Signature verified').waitFor();
    expect(await review()).toMatchObject({ isSigned: true, change: null });
    expect(await signIn()).toBe(BOTS);
  });

  it.each<[string, () => Promise<void>, string]>([
    ['signed by another key', () => signMetadataWith('first'), 'metadata_signature_wrong_key'],
    ['not signed any more', () => signMetadataWith(null), 'metadata_signature_missing'],
  ])(
    'is not believed when it is %s: nothing in it is offered, and people sign in',
    async (_how, change, code) => {
      await setKeyStage(provider, 'next-published');
      await change();
      await readNow();
      await page.getByText(/^We couldn’t read it since /).waitFor();
      expect(await review()).toMatchObject({ failing: { code }, change: null });
      expect(await signIn()).toBe(BOTS);
    },
  );

  it('is believed again, and what it says is offered', async () => {
    await signMetadataWith('second');
    await readNow();
    await page.getByText(/^Your provider changed this on /).waitFor();
    const { change, failing } = await review();
    expect([change?.added.length, failing]).toEqual([1, undefined]);
  });

  async function openPanel(): Promise<Page> {
    const panel = await (await browser.newContext()).newPage();
    await signInWithPassword(panel, demo, ADMIN);
    await openTeamSettings(panel, demo, 'acme');
    return panel;
  }

  async function signMetadataWith(key: 'first' | 'second' | null): Promise<void> {
    await provider.edit('saml20-idp-hosted', {
      entry: provider.entityId,
      set: {
        'metadata.sign.enable': key !== null,
        'metadata.sign.privatekey': `${key ?? 'first'}.key`,
        'metadata.sign.certificate': `${key ?? 'first'}.crt`,
      },
    });
  }

  async function readNow(): Promise<void> {
    const isReview = (url: string) => url.endsWith('/metadata-review');
    await Promise.all([
      page.waitForResponse((answer) => isReview(answer.url()) && answer.request().method() === 'POST'),
      panelButton(page, 'Read it now').click(),
    ]);
  }

  async function parse(metadataSigningCertificates: readonly string[]): Promise<ParseAnswer> {
    const body = { url: provider.metadataUrl, metadataSigningCertificates };
    return (await admin.send('POST', '/sso/teams/acme/parse', body)).body as unknown as ParseAnswer;
  }

  const review = async () => (await admin.get<MetadataReviewView>('/sso/teams/acme/metadata-review')).body;

  /** @returns where the person is then. */
  async function signIn(): Promise<string> {
    const context = await browser.newContext();
    const visitor = await context.newPage();
    await signInBySso(visitor, demo, { team: 'acme', user: provider.user('member'), returnTo: BOTS });
    await context.close();
    return new URL(visitor.url()).pathname;
  }
});
