// Metadata and logout messages that we build, judged by software that is not ours.

import { createPublicKey, verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  buildLogoutMessage,
  buildProviderMetadata,
  createSigningIdentity,
  METADATA_SHAPES,
  parseXml,
  type LogoutMessageOptions,
  type MetadataShapeName,
} from '../src/index.ts';
import { verifiesWithXmlCrypto } from './independent-verifiers.ts';

const now = new Date('2026-11-23T10:00:00Z');
const identity = createSigningIdentity();
const metadata = (shape: MetadataShapeName, signWith?: typeof identity) =>
  buildProviderMetadata({
    shape,
    idpEntityId: 'https://idp.example/m?a=1&b=2',
    signOnUrl: 'https://idp.example/sso?a=1&b=2',
    signingCertificates: [identity.certificatePem],
    ...(signWith === undefined ? {} : { signWith }),
  });

describe.each(METADATA_SHAPES)('metadata in the shape of %s', (shape) => {
  it('is well-formed and of SAML', () => {
    const root = parseXml(metadata(shape));
    expect(root.namespace).toBe('urn:oasis:names:tc:SAML:2.0:metadata');
    expect(['EntityDescriptor', 'EntitiesDescriptor']).toContain(root.localName);
  });
});

describe('signed metadata', () => {
  it.each(['entra', 'adfs', 'keycloak', 'shibboleth', 'simplesamlphp'] as const)(
    'carries a signature that xml-crypto verifies, in the shape of %s',
    (shape) => {
      const xml = metadata(shape, identity).replace('\uFEFF', '');
      expect(verifiesWithXmlCrypto(xml, identity.certificatePem)).toBe(true);
      expect(verifiesWithXmlCrypto(xml.replace('/sso', '/evil'), identity.certificatePem)).toBe(false);
    },
  );

  it.each(['okta', 'google'] as const)('is not made in the shape of %s, which has no ID', (shape) => {
    expect(() => metadata(shape, identity)).toThrow(TypeError);
  });
});

describe.each(['request', 'response'] as const)('a logout %s', (kind) => {
  const built = (binding: LogoutMessageOptions['binding'], change: Partial<LogoutMessageOptions> = {}) =>
    buildLogoutMessage({
      kind,
      binding,
      now,
      identity,
      logoutUrl: 'http://localhost:3000/sso/acme/logout',
      relayState: 'a b&c',
      ...change,
    });
  const parameter = kind === 'request' ? 'SAMLRequest' : 'SAMLResponse';

  it('carries a signature that xml-crypto verifies, by form post', () => {
    const { fields, xml } = built('post');
    expect(verifiesWithXmlCrypto(xml, identity.certificatePem)).toBe(true);
    expect(Buffer.from(fields[parameter] ?? '', 'base64').toString()).toBe(xml);
    expect(fields['RelayState']).toBe('a b&c');
  });

  it('carries a signature over its query, by redirect', () => {
    const { query, xml } = built('redirect');
    const [, octets = '', signature = ''] = /^(.*)&Signature=([^&]*)$/u.exec(query) ?? [];
    expect(octets).toMatch(/^SAMLRe[a-z]+=[^&]+&RelayState=a%20b%26c&SigAlg=[^&]+$/u);
    const value = Buffer.from(decodeURIComponent(signature), 'base64');
    expect(verify('sha256', Buffer.from(octets), createPublicKey(identity.certificatePem), value)).toBe(true);
    const message = new URLSearchParams(query).get(parameter) ?? '';
    expect(inflateRawSync(Buffer.from(message, 'base64')).toString()).toBe(xml);
  });

  it('is unsigned where that is asked for', () => {
    expect(built('redirect', { sign: false }).query).not.toContain('Sig');
    expect(built('post', { sign: false }).xml).not.toContain('Signature');
  });
});
