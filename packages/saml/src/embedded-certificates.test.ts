import { createHash } from 'node:crypto';
import { attacks, buildResponse, createAttackContext, createSigningIdentity } from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import { readEmbeddedCertificates } from './embedded-certificates.ts';
import { scanResponse } from './scanned-response.ts';

const now = new Date('2026-11-20T10:00:00Z');
const identity = createSigningIdentity();
const response = (change: Partial<Parameters<typeof buildResponse>[0]> = {}) =>
  buildResponse({ now, identity, ...change });
const encoded = (xml: string) => Buffer.from(xml).toString('base64');

describe('the certificates that a response shows', () => {
  it('are those beside its signatures, each once', () => {
    const { samlResponse } = response({ sign: 'both' });
    const [only, ...others] = readEmbeddedCertificates(samlResponse);
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      fingerprintSha256: identity.fingerprint,
      shownBy: 'response',
      certificate: { fingerprint: identity.fingerprint, keyType: 'RSA' },
    });
    expect(readEmbeddedCertificates(scanResponse(samlResponse))).toEqual([only]);
  });

  it('say whose signature shows them', () => {
    expect(readEmbeddedCertificates(response({ sign: 'assertion' }).samlResponse)).toMatchObject([
      { shownBy: 'assertion' },
    ]);
  });

  it('are shown as bytes when they are no certificates', () => {
    const xml = response().xml.replaceAll(
      /(<ds:X509Certificate>)[^<]*/g,
      `$1${Buffer.from('not DER').toString('base64')}`,
    );
    expect(readEmbeddedCertificates(encoded(xml))).toEqual([
      {
        fingerprintSha256: createHash('sha256').update('not DER').digest('hex'),
        shownBy: 'assertion',
        certificate: null,
      },
    ]);
  });

  it('are never read from another place than KeyInfo of a signature in its place', () => {
    const shown = /<ds:X509Data>.*?<\/ds:X509Data>/.exec(response().xml)?.[0] ?? '';
    const xml = response({ sign: 'none' }).xml.replace(
      '</saml:AttributeValue>',
      `<a:KeyInfo xmlns:a="http://www.w3.org/2000/09/xmldsig#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${shown}</a:KeyInfo></saml:AttributeValue>`,
    );
    expect(xml).toContain('X509Certificate');
    expect(readEmbeddedCertificates(encoded(xml))).toEqual([]);
  });

  it('are eight at most', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      Buffer.from(`certificate ${index}`).toString('base64'),
    )
      .map((text) => `<ds:X509Certificate>${text}</ds:X509Certificate>`)
      .join('');
    const xml = response().xml.replace('<ds:X509Data>', `<ds:X509Data>${many}`);
    expect(readEmbeddedCertificates(encoded(xml))).toHaveLength(8);
  });

  it.each([
    '',
    'no base64!',
    encoded('<'),
    encoded('<a/>'),
    encoded('<!DOCTYPE a><a/>'),
    'A'.repeat(300_000),
  ])('are none where the gate refuses (%#)', (samlResponse) => {
    expect(readEmbeddedCertificates(samlResponse)).toEqual([]);
  });

  it('never throw, whatever the attack', () => {
    const context = createAttackContext({ now });
    for (const attack of attacks) {
      const { samlResponse } = attack.build(context);
      expect(() => readEmbeddedCertificates(samlResponse)).not.toThrow();
    }
  });
});
