// Our logout messages read by node-saml, which shares no code with us: the same signature, the same person.

import { SAML } from '@node-saml/node-saml';
import { createSigningIdentity } from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import { buildLogoutRequest, buildLogoutResponse, logoutForm, logoutRedirectUrl } from '../src/index.ts';

const serviceProvider = createSigningIdentity();
const signing = { key: serviceProvider.privateKey, certificatePem: serviceProvider.certificatePem };
const id = `_${'0123456789abcdef'.repeat(2)}`;
const spEntityId = 'https://auth.acmebots.example/sso/eu';
const logoutUrl = 'https://idp.example/slo';
// node-saml has a clock of its own.
const issuedAt = new Date();
const request = buildLogoutRequest({
  id,
  issuedAt,
  spEntityId,
  logoutUrl,
  nameId: 'member@acme.example',
  sessionIndexes: ['_s1'],
});
const response = buildLogoutResponse({
  id,
  issuedAt,
  spEntityId,
  logoutUrl,
  inResponseTo: '_r1',
  outcome: 'success',
});

function readerWith(idpCert: string): SAML {
  return new SAML({
    idpCert,
    idpIssuer: spEntityId,
    issuer: 'https://idp.example/metadata',
    callbackUrl: logoutUrl,
    entryPoint: logoutUrl,
    logoutUrl,
  });
}
const reader = readerWith(serviceProvider.certificatePem);
const stranger = readerWith(createSigningIdentity().certificatePem);

function queryOf(url: string): { readonly raw: string; readonly values: Record<string, string> } {
  const raw = url.slice(url.indexOf('?') + 1);
  return { raw, values: Object.fromEntries(new URLSearchParams(raw)) };
}

describe('node-saml', () => {
  it('verifies our LogoutRequest by form post', async () => {
    const { fields } = logoutForm({ logoutUrl, xml: request, kind: 'request', signing });
    const body = { ...fields };
    const { profile } = await reader.validatePostRequestAsync(body);
    expect(profile).toMatchObject({ nameID: 'member@acme.example', sessionIndex: '_s1', issuer: spEntityId });
    await expect(stranger.validatePostRequestAsync(body)).rejects.toThrow(/signature/i);
  });

  it('verifies our LogoutRequest by redirect', async () => {
    const { raw, values } = queryOf(logoutRedirectUrl({ logoutUrl, xml: request, kind: 'request', signing }));
    const { profile } = await reader.validateRedirectAsync(values, raw);
    expect(profile).toMatchObject({ nameID: 'member@acme.example', issuer: spEntityId });
    await expect(stranger.validateRedirectAsync(values, raw)).rejects.toThrow(/signature/i);
  });

  it('verifies our LogoutResponse by redirect', async () => {
    const { raw, values } = queryOf(
      logoutRedirectUrl({ logoutUrl, xml: response, kind: 'response', relayState: 'r', signing }),
    );
    expect(await reader.validateRedirectAsync(values, raw)).toMatchObject({ loggedOut: true });
    await expect(stranger.validateRedirectAsync(values, raw)).rejects.toThrow(/signature/i);
  });
});
