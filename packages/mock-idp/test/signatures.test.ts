// Our signatures and certificates, judged by software that is not ours.

import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildResponse, createSigningIdentity, RESPONSE_SHAPES } from '../src/index.ts';
import type { ShapeName } from '../src/index.ts';
import { hasXmlsec1, verifiesWithXmlCrypto, verifiesWithXmlsec1 } from './independent-verifiers.ts';

const now = new Date('2026-11-23T10:00:00Z');
const identity = createSigningIdentity();
const shapes = Object.keys(RESPONSE_SHAPES) as ShapeName[];

describe.each(shapes)('the shape of %s', (shape) => {
  it.each(['assertion', 'response', 'both'] as const)(
    'carries signatures that xml-crypto verifies: %s',
    (sign) => {
      const { xml } = buildResponse({ now, identity, shape, sign, inResponseTo: '_request' });
      expect(verifiesWithXmlCrypto(xml, identity.certificatePem)).toBe(true);
    },
  );

  it('no longer verifies after one changed letter', () => {
    const { xml } = buildResponse({ now, identity, shape });
    const changed = xml.replace(/Audience>(h)/u, 'Audience>H');
    expect(changed).not.toBe(xml);
    expect(verifiesWithXmlCrypto(changed, identity.certificatePem)).toBe(false);
  });

  it.skipIf(!hasXmlsec1)('carries signatures that xmlsec1 verifies', () => {
    const { xml, assertionId, responseId } = buildResponse({ now, identity, shape, sign: 'both' });
    expect(verifiesWithXmlsec1(xml, identity.certificatePem, assertionId)).toBe(true);
    expect(verifiesWithXmlsec1(xml, identity.certificatePem, responseId)).toBe(true);
    expect(
      verifiesWithXmlsec1(
        xml.replace('Member', 'Nember').replace('member', 'nember'),
        identity.certificatePem,
        responseId,
      ),
    ).toBe(false);
  });
});

describe('algorithms', () => {
  it.each(['rsa-sha1', 'rsa-sha256', 'rsa-sha512'] as const)(
    '%s verifies with xml-crypto',
    (signatureAlgorithm) => {
      const { xml } = buildResponse({ now, identity, signatureAlgorithm });
      expect(verifiesWithXmlCrypto(xml, identity.certificatePem)).toBe(true);
    },
  );

  it.skipIf(!hasXmlsec1).each(['rsa-sha256', 'rsa-sha384', 'rsa-sha512'] as const)(
    '%s verifies with xmlsec1',
    (signatureAlgorithm) => {
      const { xml, assertionId } = buildResponse({ now, identity, signatureAlgorithm });
      expect(verifiesWithXmlsec1(xml, identity.certificatePem, assertionId)).toBe(true);
    },
  );

  it.skipIf(!hasXmlsec1).each([256, 384])('ECDSA on P-%i verifies', (bits) => {
    const ec = createSigningIdentity({ keyType: 'ec', bits });
    const { xml, assertionId } = buildResponse({ now, identity: ec, keyInfo: 'certificate' });
    expect(verifiesWithXmlsec1(xml, ec.certificatePem, assertionId)).toBe(true);
  });
});

describe('certificates', () => {
  it.each([{}, { keyType: 'ec' }, { keyType: 'ec', bits: 384 }, { bits: 1024 }] as const)(
    'are X.509 that signs itself: %o',
    (options) => {
      const made = createSigningIdentity({ commonName: 'Ünïcode Ltd', ...options });
      const certificate = new X509Certificate(made.certificatePem);
      expect(certificate.verify(made.publicKey)).toBe(true);
      expect(certificate.subject).toBe('CN=Ünïcode Ltd');
      expect(certificate.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(made.fingerprint);
    },
  );

  it('state the validity they were made for, beyond 2050 too', () => {
    const { certificatePem } = createSigningIdentity({
      notBefore: new Date('2026-01-02T03:04:05Z'),
      notAfter: new Date('2061-01-02T03:04:05Z'),
    });
    const certificate = new X509Certificate(certificatePem);
    expect(new Date(certificate.validFrom)).toEqual(new Date('2026-01-02T03:04:05Z'));
    expect(new Date(certificate.validTo)).toEqual(new Date('2061-01-02T03:04:05Z'));
  });
});
