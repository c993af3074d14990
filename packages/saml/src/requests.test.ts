import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { createSigningIdentity, parseXml } from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import {
  buildAuthnRequest,
  buildSpMetadata,
  importSigningKeys,
  isWellFormedRequestId,
  postForm,
  redirectUrl,
} from './index.ts';
import { canonicalize } from './canonicalize.ts';
import { DS } from './names.ts';
import { verifyEnvelopedSignature } from './signature.ts';
import { scanXml } from './strict-xml.ts';

const identity = createSigningIdentity();
const request = {
  id: `_${'0123456789abcdef'.repeat(2)}`,
  issuedAt: new Date('2026-11-20T10:00:00.000Z'),
  spEntityId: 'https://auth.acmebots.example/sso/eu?a=1&b="2"',
  acsUrl: 'http://localhost:3000/sso/acme/acs',
  signOnUrl: 'https://idp.example/sso?idpid=C0<1',
};
const xml = buildAuthnRequest(request);

describe('an AuthnRequest', () => {
  it('is complete and asks for nothing by default', () => {
    expect(xml).toBe(
      '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"' +
        ' AssertionConsumerServiceURL="http://localhost:3000/sso/acme/acs" Destination="https://idp.example/sso?idpid=C0&lt;1"' +
        ` ID="${request.id}" IssueInstant="2026-11-20T10:00:00.000Z"` +
        ' ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Version="2.0">' +
        '<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://auth.acmebots.example/sso/eu?a=1&amp;b="2"</saml:Issuer>' +
        '</samlp:AuthnRequest>',
    );
  });

  it('asks for a fresh sign-in, a format and a context where the connection wants them', () => {
    const asked = buildAuthnRequest({
      ...request,
      forceAuthn: true,
      nameIdFormat: 'urn:f',
      requestedAuthnContext: 'urn:c',
    });
    expect(asked).toContain(' ForceAuthn="true"');
    expect(asked).toContain('<samlp:NameIDPolicy AllowCreate="true" Format="urn:f"></samlp:NameIDPolicy>');
    expect(asked).toContain('<samlp:RequestedAuthnContext Comparison="exact">');
    expect(() => parseXml(asked)).not.toThrow();
  });

  it('is in canonical form whatever it asks for, so that it is signed as it is sent', () => {
    const text = `<"&'>\r\n\té`;
    const asked = buildAuthnRequest({
      ...request,
      spEntityId: text,
      signOnUrl: `https://idp.example/${text}`,
      forceAuthn: true,
      nameIdFormat: text,
      requestedAuthnContext: text,
    });
    const bytes = Buffer.from(asked);
    expect(canonicalize(scanXml(bytes), 0).equals(bytes)).toBe(true);
    const [policy, context] = ['NameIDPolicy', 'RequestedAuthnContext'].map((name) =>
      asked.indexOf(`<samlp:${name}`),
    );
    // saml-core-2.0-os §3.4.1: NameIDPolicy comes before RequestedAuthnContext.
    expect(policy).toBeGreaterThan(asked.indexOf('</saml:Issuer>'));
    expect(context).toBeGreaterThan(policy ?? 0);
  });

  it('says no ForceAuthn unless it is wanted', () => {
    expect(buildAuthnRequest({ ...request, forceAuthn: false })).toBe(xml);
  });

  it.each(['', '_', 'a'.repeat(40), '_short', `_${'a'.repeat(129)}`, `_${'a'.repeat(30)}"`])(
    'never has the ID "%s"',
    (id) => {
      expect(isWellFormedRequestId(id)).toBe(false);
      expect(() => buildAuthnRequest({ ...request, id })).toThrow(TypeError);
    },
  );
});

describe('the redirect binding', () => {
  it("keeps the sign-on address's own query and its fragment", () => {
    expect(redirectUrl({ signOnUrl: 'https://idp.example/sso?idpid=C01#top', xml })).toMatch(
      /^https:\/\/idp\.example\/sso\?idpid=C01&SAMLRequest=[^&#]+#top$/,
    );
    expect(redirectUrl({ signOnUrl: 'https://idp.example/sso', xml })).toMatch(/sso\?SAMLRequest=/);
    expect(redirectUrl({ signOnUrl: 'https://idp.example/sso?', xml })).toMatch(/sso\?SAMLRequest=/);
  });

  it('carries the request deflated, with a login hint beside it', () => {
    const url = new URL(redirectUrl({ signOnUrl: request.signOnUrl, xml, loginHint: 'a+b@x.example' }));
    const message = Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64');
    expect(inflateRawSync(message).toString()).toBe(xml);
    expect(url.searchParams.get('login_hint')).toBe('a+b@x.example');
  });

  it('signs exactly the octets that are sent', () => {
    const url = redirectUrl({
      signOnUrl: 'https://idp.example/sso?x=1',
      xml,
      relayState: 'handle/+=',
      signing: { key: identity.privateKey },
      loginHint: 'x',
    });
    const [, octets = '', signature = ''] = /(SAMLRequest=.*)&Signature=([^&]*)/.exec(url) ?? [];
    expect(octets).toMatch(
      /^SAMLRequest=[^&]+&RelayState=handle%2F%2B%3D&SigAlg=http%3A%2F%2Fwww\.w3\.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256$/,
    );
    const value = Buffer.from(decodeURIComponent(signature), 'base64');
    expect(verify('sha256', Buffer.from(octets), createPublicKey(identity.certificatePem), value)).toBe(true);
  });

  it.each(['', 'two words', 'é', 'x'.repeat(81)])('refuses the RelayState "%s"', (relayState) => {
    expect(() => redirectUrl({ signOnUrl: request.signOnUrl, xml, relayState })).toThrow(TypeError);
    expect(() => postForm({ signOnUrl: request.signOnUrl, xml, relayState })).toThrow(TypeError);
  });

  it('refuses to sign with a key that is not RSA', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(() => redirectUrl({ signOnUrl: request.signOnUrl, xml, signing: { key: privateKey } })).toThrow(
      TypeError,
    );
  });
});

describe('the POST binding', () => {
  it('carries the request in base64 without deflate', () => {
    expect(postForm({ signOnUrl: request.signOnUrl, xml, relayState: 'handle' })).toEqual({
      action: request.signOnUrl,
      fields: { SAMLRequest: Buffer.from(xml).toString('base64'), RelayState: 'handle' },
    });
  });

  it('has a login hint in the address, and not in the message', () => {
    const { action, fields } = postForm({
      signOnUrl: 'https://idp.example/sso?x=1',
      xml,
      loginHint: 'a+b@x.example',
    });
    expect(action).toBe('https://idp.example/sso?x=1&login_hint=a%2Bb%40x.example');
    expect(fields).toEqual({ SAMLRequest: Buffer.from(xml).toString('base64') });
  });

  it('signs the request right after its Issuer', () => {
    const signing = { key: identity.privateKey, certificatePem: identity.certificatePem };
    const signed = Buffer.from(
      postForm({ signOnUrl: request.signOnUrl, xml, signing }).fields['SAMLRequest'] ?? '',
      'base64',
    );
    expect(signed.toString()).toMatch(/<\/saml:Issuer><ds:Signature /);
    const table = scanXml(signed);
    const keys = importSigningKeys([identity.certificatePem]);
    expect(verifyEnvelopedSignature(table, table.child(0, DS.Signature), keys).key.fingerprint).toBe(
      identity.fingerprint,
    );
  });

  it('signs all that the connection asks for, and changes none of it', () => {
    const asked = buildAuthnRequest({
      ...request,
      forceAuthn: true,
      nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      requestedAuthnContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:X509',
    });
    const { fields } = postForm({
      signOnUrl: request.signOnUrl,
      xml: asked,
      signing: { key: identity.privateKey },
    });
    const signed = Buffer.from(fields['SAMLRequest'] ?? '', 'base64');
    expect(signed.toString().replace(/<ds:Signature .*<\/ds:Signature>/, '')).toBe(asked);
    const keys = importSigningKeys([identity.certificatePem]);
    const verified = (bytes: Buffer) => {
      const table = scanXml(bytes);
      return verifyEnvelopedSignature(table, table.child(0, DS.Signature), keys).signatureAlgorithm;
    };
    expect(verified(signed)).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    for (const changed of [' ForceAuthn="true"', ':persistent', ':X509'])
      expect(() => verified(Buffer.from(signed.toString().replace(changed, '')))).toThrow(/signature/);
  });

  it('signs with an RSA key only, and shows a certificate only when it is one', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(() => postForm({ signOnUrl: request.signOnUrl, xml, signing: { key: privateKey } })).toThrow(
      TypeError,
    );
    const signing = { key: identity.privateKey, certificatePem: 'nonsense' };
    expect(() => postForm({ signOnUrl: request.signOnUrl, xml, signing })).toThrow(TypeError);
  });
});

describe("the service provider's metadata", () => {
  it('wants signed assertions at one POST address and publishes its certificates', () => {
    const metadata = buildSpMetadata({
      spEntityId: request.spEntityId,
      acsUrl: request.acsUrl,
      logoutUrl: 'http://localhost:3000/sso/acme/logout',
      signingCertificates: [identity.certificatePem, identity.certificatePem],
      encryptionCertificates: [identity.certificatePem],
      validUntil: new Date('2027-01-01T00:00:00Z'),
    });
    expect(() => parseXml(metadata)).not.toThrow();
    expect(metadata).toContain(' WantAssertionsSigned="true"');
    expect(metadata).toContain(
      'entityID="https://auth.acmebots.example/sso/eu?a=1&amp;b=&quot;2&quot;" validUntil="2027-01-01T00:00:00.000Z"',
    );
    expect(metadata.match(/<md:AssertionConsumerService /g)).toHaveLength(1);
    expect(metadata.match(/use="signing"/g)).toHaveLength(2);
    expect(metadata.match(/use="encryption"/g)).toHaveLength(1);
    expect(metadata.match(/<md:SingleLogoutService /g)).toHaveLength(2);
  });

  it('refuses to publish what is not a certificate', () => {
    const options = {
      spEntityId: 'x',
      acsUrl: 'y',
      signingCertificates: ['nonsense'],
      encryptionCertificates: [],
    };
    expect(() => buildSpMetadata(options)).toThrow(TypeError);
  });
});
