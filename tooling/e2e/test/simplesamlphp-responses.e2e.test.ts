// What SimpleSAMLphp really sends, in each way it can be configured, is what our engine accepts or refuses by name.

import { createPrivateKey } from 'node:crypto';
import {
  buildAuthnRequest,
  createSelfSignedCertificate,
  importSigningKeys,
  redirectUrl,
  verifyResponse,
} from '@team-sso/saml';
import type { VerifiedAssertion } from '@team-sso/core/reasons';
import type { SelfSignedCertificate } from '@team-sso/saml';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signInAtSimpleSamlPhp } from '../src/browser.ts';
import { startResponseRecorder } from '../src/response-recorder.ts';
import type { ResponseRecorder } from '../src/response-recorder.ts';
import { simpleSamlPhpIsInstalled, startSimpleSamlPhp } from '../src/simplesamlphp.ts';
import type { SimpleSamlPhpOptions } from '../src/simplesamlphp.ts';

const SP_ENTITY_ID = 'https://auth.acmebots.example/sso/eu';
const GCM = 'http://www.w3.org/2009/xmlenc11#aes256-gcm';
const RSA_SHA512 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512';

describe.skipIf(!simpleSamlPhpIsInstalled)('a sign-in at SimpleSAMLphp', () => {
  let browser: Browser;
  let recorder: ResponseRecorder;
  let spKeys: SelfSignedCertificate;

  beforeAll(async () => {
    browser = await openBrowser();
    recorder = await startResponseRecorder();
    spKeys = await createSelfSignedCertificate({
      commonName: 'Tests',
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 86_400_000),
    });
  });

  afterAll(async () => {
    await browser.close();
    await recorder.stop();
  });

  it.each<[string, SimpleSamlPhpOptions, Partial<VerifiedAssertion>]>([
    ['response and assertion signed', {}, { signed: 'both', nameId: 'member@acme.example' }],
    ['only the assertion signed', { signResponse: false }, { signed: 'assertion' }],
    ['only the response signed', { signAssertion: false }, { signed: 'response' }],
    ['RSA-SHA512', { signatureAlgorithm: 'sha512' }, { signatureAlgorithm: RSA_SHA512 }],
    ['claim URIs', { attributeNames: 'claims' }, {}],
    ['OIDs and a persistent NameID', { attributeNames: 'oid', nameIdFormat: 'persistent' }, {}],
    ['a signed request', { requireSignedRequests: true }, {}],
    [
      'an AES-GCM encrypted assertion',
      { encryptAssertion: true, contentEncryption: GCM },
      { wasEncrypted: true },
    ],
    ['a certificate rolled over', { rolled: true }, {}],
  ])('is accepted with %s', async (_name, options, expected) => {
    expect(await signIn(options)).toMatchObject(expected);
  });

  it.each<[string, SimpleSamlPhpOptions, string]>([
    ['RSA-SHA1', { signatureAlgorithm: 'sha1' }, 'signature_weak'],
    ['no signature', { signResponse: false, signAssertion: false }, 'signature_missing'],
    ['a transient NameID', { nameIdFormat: 'transient' }, 'nameid_transient'],
    ['an encrypted NameID', { encryptNameId: true }, 'nameid_encrypted'],
    ['an AES-CBC encrypted assertion', { encryptAssertion: true }, 'encryption_weak'],
  ])('is refused with %s', async (_name, options, code) => {
    await expect(signIn(options)).rejects.toMatchObject({ code });
  });

  async function signIn(options: SimpleSamlPhpOptions): Promise<VerifiedAssertion> {
    const provider = await startSimpleSamlPhp({ serviceProviders: [registration()], options });
    const context = await browser.newContext();
    try {
      const id = `_${crypto.randomUUID().replaceAll('-', '')}`;
      const xml = buildAuthnRequest({
        id,
        issuedAt: new Date(),
        spEntityId: SP_ENTITY_ID,
        acsUrl: recorder.acsUrl,
        signOnUrl: provider.ssoUrl,
      });
      const signing = options.requireSignedRequests
        ? { signing: { key: createPrivateKey(spKeys.privateKeyPem) } }
        : {};
      const page = await context.newPage();
      await page.goto(redirectUrl({ signOnUrl: provider.ssoUrl, xml, relayState: 'handle-1', ...signing }));
      await signInAtSimpleSamlPhp(page, provider.user('member'));
      await page.waitForURL(recorder.acsUrl);
      expect(recorder.lastForm().get('RelayState')).toBe('handle-1');
      return verifyResponse({
        samlResponse: recorder.lastForm().get('SAMLResponse') ?? '',
        connection: { idpEntityId: provider.entityId, keys: importSigningKeys([provider.certPem]) },
        acsUrl: recorder.acsUrl,
        spEntityId: SP_ENTITY_ID,
        expectedInResponseTo: id,
        now: new Date(),
        decryptionKeys: [createPrivateKey(spKeys.privateKeyPem)],
      });
    } finally {
      await context.close();
      await provider.stop();
    }
  }

  function registration() {
    const { certificatePem } = spKeys;
    return {
      spEntityId: SP_ENTITY_ID,
      acsUrl: recorder.acsUrl,
      signingCertificate: certificatePem,
      encryptionCertificate: certificatePem,
    };
  }
});
