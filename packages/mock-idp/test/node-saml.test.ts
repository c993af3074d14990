// Whole responses, judged by a service provider that is not ours.

import { SAML } from '@node-saml/node-saml';
import { describe, expect, it } from 'vitest';
import { buildResponse, createSigningIdentity, RESPONSE_SHAPES } from '../src/index.ts';
import type { BuildResponseOptions, ShapeName } from '../src/index.ts';

const identity = createSigningIdentity();
const serviceProvider = createSigningIdentity();
const shapes = Object.keys(RESPONSE_SHAPES) as ShapeName[];

async function nameIdRead(options: Partial<BuildResponseOptions>): Promise<string | undefined> {
  const saml = new SAML({
    idpCert: identity.certificatePem,
    issuer: 'https://auth.acmebots.example/sso/eu',
    callbackUrl: 'http://localhost:3000/sso/acme/acs',
    wantAuthnResponseSigned: false,
    wantAssertionsSigned: false,
    decryptionPvk: serviceProvider.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    acceptedClockSkewMs: 5000,
  });
  const { samlResponse } = buildResponse({
    now: new Date(),
    identity,
    nameId: 'known@acme.example',
    ...options,
  });
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: samlResponse });
  return profile?.nameID;
}

describe.each(shapes)('node-saml and the shape of %s', (shape) => {
  it.each(['assertion', 'response', 'both'] as const)('reads the NameID, signed: %s', async (sign) => {
    await expect(nameIdRead({ shape, sign })).resolves.toBe('known@acme.example');
  });

  it('reads the NameID of an encrypted assertion', async () => {
    const encryption = { recipientKey: serviceProvider.publicKey };
    await expect(nameIdRead({ shape, encryption })).resolves.toBe('known@acme.example');
  });
});

describe('encryption', () => {
  it.each(['aes128-gcm', 'aes256-gcm', 'aes256-cbc'] as const)(
    '%s is decrypted by others',
    async (contentAlgorithm) => {
      const encryption = { recipientKey: serviceProvider.publicKey, contentAlgorithm };
      await expect(nameIdRead({ encryption })).resolves.toBe('known@acme.example');
    },
  );

  it('encrypted for another key is not', async () => {
    await expect(nameIdRead({ encryption: { recipientKey: identity.publicKey } })).rejects.toBeInstanceOf(
      Error,
    );
  });
});
