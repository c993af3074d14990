// What SimpleSAMLphp really sends, in each way it can be configured, is what our engine accepts or refuses by name.

import { createPrivateKey } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SIGN_IN_TEXTS } from '@team-sso/core';
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

  it('is accepted with its own AES-CBC encryption where an admin opted in and the response is signed', async () => {
    const encrypted = await signIn({ encryptAssertion: true }, { allowCbcEncryption: true });
    expect(encrypted).toMatchObject({ wasEncrypted: true, nameId: 'member@acme.example' });
    await expect(
      signIn({ encryptAssertion: true, signResponse: false }, { allowCbcEncryption: true }),
    ).rejects.toMatchObject({ code: 'encryption_weak' });
  });

  it('is refused with its own AES-CBC encryption otherwise, and the words say what to change', async () => {
    await expect(signIn({ encryptAssertion: true })).rejects.toMatchObject({
      code: 'encryption_weak',
      evidence: { received: 'http://www.w3.org/2001/04/xmlenc#aes128-cbc' },
    });
    expect(SIGN_IN_TEXTS.encryption_weak.cure).toMatch(
      /AES-GCM.+sign response and assertion.+accept AES-CBC here/,
    );
  });

  it('is accepted before and after the key is rolled over, with two certificates saved', async () => {
    const keyDir = await mkdtemp(join(tmpdir(), 'team-sso-keys-'));
    try {
      const before = await signIn({ keyDir, secondCertificate: true }, { pins: 'both' });
      const after = await signIn({ keyDir, rolled: true }, { pins: 'both' });
      expect(before.certificateFingerprint).not.toBe(after.certificateFingerprint);
      await expect(signIn({ keyDir, rolled: true }, { pins: 'next' })).rejects.toMatchObject({
        code: 'signature_wrong_key',
        evidence: { received: after.certificateFingerprint },
      });
    } finally {
      await rm(keyDir, { recursive: true });
    }
  });

  it.each<[string, SimpleSamlPhpOptions, string]>([
    ['RSA-SHA1', { signatureAlgorithm: 'sha1' }, 'signature_weak'],
    ['no signature', { signResponse: false, signAssertion: false }, 'signature_missing'],
    ['a transient NameID', { nameIdFormat: 'transient' }, 'nameid_transient'],
    ['an encrypted NameID', { encryptNameId: true }, 'nameid_encrypted'],
  ])('is refused with %s', async (_name, options, code) => {
    await expect(signIn(options)).rejects.toMatchObject({ code });
  });

  /** `pins`: which of the provider's certificates are saved; the one in use, the next one, or both. */
  async function signIn(
    options: SimpleSamlPhpOptions,
    {
      pins,
      allowCbcEncryption,
    }: { readonly pins?: 'next' | 'both'; readonly allowCbcEncryption?: boolean } = {},
  ): Promise<VerifiedAssertion> {
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
        connection: {
          idpEntityId: provider.entityId,
          keys: importSigningKeys([
            ...(pins === 'next' ? [] : [provider.certPem]),
            ...(pins && provider.nextCertPem ? [provider.nextCertPem] : []),
          ]),
          ...(allowCbcEncryption ? { allowCbcEncryption } : {}),
        },
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
