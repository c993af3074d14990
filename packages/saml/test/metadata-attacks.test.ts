// Hostile metadata: what a document from a stranger, or one changed on its way, is refused with.

import {
  buildProviderMetadata,
  createSigningIdentity,
  type MetadataShapeName,
  type ProviderMetadataOptions,
} from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import { importSigningKeys, METADATA_REFUSALS, readIdpMetadata, type SigningKey } from '../src/index.ts';
import { refusalOf } from './judge.ts';

const now = new Date('2026-11-20T10:00:00Z');
const identity = createSigningIdentity();
const publisher = createSigningIdentity();
const stranger = createSigningIdentity();
const keys = importSigningKeys([publisher.certificatePem]);
const reached = new Set<string>();

const built = (shape: MetadataShapeName, change: Partial<ProviderMetadataOptions> = {}) =>
  buildProviderMetadata({
    shape,
    idpEntityId: 'https://idp.example/metadata',
    signOnUrl: 'https://idp.example/sso',
    signingCertificates: [identity.certificatePem],
    ...change,
  });
function refusal(xml: string | Uint8Array, pinnedKeys?: readonly SigningKey[]) {
  const found = refusalOf(() =>
    readIdpMetadata(xml, { now, ...(pinnedKeys === undefined ? {} : { pinnedKeys }) }),
  );
  reached.add(found.code);
  return found;
}
const plain = built('okta');
const signed = built('entra', { signWith: publisher });
const replaced = (xml: string, from: string | RegExp, to: string): string => {
  const result = xml.replace(from, () => to);
  if (result === xml) throw new TypeError(`nothing to replace: ${String(from)}`);
  return result;
};

describe('metadata is refused', () => {
  it.each([
    ['with a DOCTYPE', replaced(plain, '<md:Entity', '<!DOCTYPE md:EntityDescriptor><md:Entity')],
    [
      'with an entity of its own',
      replaced(plain, '<md:Entity', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><md:Entity'),
    ],
    ['with a CDATA section', replaced(plain, '<md:NameIDFormat>', '<md:NameIDFormat><![CDATA[x]]>')],
    ['with a DOCTYPE behind a comment', `<!-- x --><!DOCTYPE a>${plain.slice(plain.indexOf('<md:'))}`],
    ['with a comment inside a tag', replaced(plain, '<md:NameIDFormat>', '<md:NameIDFormat <!-- x -->>')],
    ['with a comment inside a value', replaced(plain, 'entityID="', 'entityID="<!-- x -->')],
    ['with a second root', `${plain}<a/>`],
    ['with a prefix that is not declared', replaced(plain, '<md:NameIDFormat>', '<x:y/><md:NameIDFormat>')],
    ['without an entityID', replaced(plain, / entityID="[^"]*"/, '')],
    ['with an empty entityID', replaced(plain, / entityID="[^"]*"/, ' entityID=" "')],
    ['with an endless entityID', replaced(plain, / entityID="[^"]*"/, ` entityID="${'x'.repeat(1_025)}"`)],
    [
      'with two descriptions of one provider',
      replaced(built('shibboleth'), 'https://idp.test.example/shibboleth', 'https://idp.example/metadata'),
    ],
    [
      'with a date that is none',
      replaced(
        plain,
        '<md:Entity',
        '<md:EntityDescriptor validUntil="soon" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/><md:Entity',
      ),
    ],
    [
      'with a date in another time zone',
      replaced(plain, 'entityID=', 'validUntil="2027-01-01T00:00:00+14:00" entityID='),
    ],
    ['with a cache duration that is none', replaced(plain, 'entityID=', 'cacheDuration="long" entityID=')],
    [
      'with more than 20 000 elements',
      replaced(plain, '<md:NameIDFormat>', `${'<md:a/>'.repeat(20_000)}<md:NameIDFormat>`),
    ],
    [
      'with elements 33 deep',
      replaced(plain, '<md:NameIDFormat>', `${'<md:a>'.repeat(31)}${'</md:a>'.repeat(31)}<md:NameIDFormat>`),
    ],
    ['in UTF-16', Buffer.from(`\uFEFF${plain}`, 'utf16le')],
    ['with bytes that are no UTF-8', Buffer.concat([Buffer.from(plain), Buffer.from([0xff])])],
    ['with half a character', `${plain}\uD800`],
    ['when there is nothing', ''],
  ])('%s', (_, xml) => {
    expect(refusal(xml).code).toBe('metadata_invalid');
  });

  it('when it is larger than 1 MiB, before anything is read', () => {
    expect(refusal(plain + ' '.repeat(1_048_576)).code).toBe('metadata_too_large');
    expect(refusal(Buffer.alloc(1_048_577, 0x20)).code).toBe('metadata_too_large');
    expect(refusal('é'.repeat(600_000)).code).toBe('metadata_too_large');
  });

  it.each([
    ['<!DOCTYPE html><html><body>Sign in</body></html>', 'html'],
    ['\n<html lang="en"><body/></html>', 'html'],
    ['<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>', 'samlp:Response'],
    ['<md:EntityDescriptor xmlns:md="urn:other"/>', 'md:EntityDescriptor'],
  ])('when it is another document: %s', (xml, received) => {
    expect(refusal(xml)).toMatchObject({ code: 'metadata_other_document', evidence: { received } });
  });

  it('when it describes service providers only', () => {
    const xml = replaced(plain, /<md:IDPSSODescriptor.*<\/md:IDPSSODescriptor>/s, '<md:SPSSODescriptor/>');
    expect(refusal(xml)).toMatchObject({
      code: 'metadata_of_service_provider',
      evidence: { received: 'https://idp.example/metadata' },
    });
  });

  it.each([
    ['no role', replaced(plain, /<md:IDPSSODescriptor.*<\/md:IDPSSODescriptor>/s, '')],
    ['SAML 1.1 only', replaced(plain, 'SAML:2.0:protocol', 'SAML:1.1:protocol')],
    ['a protocol that only begins alike', replaced(plain, 'SAML:2.0:protocol"', 'SAML:2.0:protocol2"')],
    [
      'roles in another namespace',
      plain
        .replaceAll('md:IDPSSODescriptor', 'x:IDPSSODescriptor')
        .replace('xmlns:md', 'xmlns:x="urn:x" xmlns:md'),
    ],
    [
      'a role inside Extensions',
      plain
        .replace('<md:IDPSSO', '<md:Extensions><md:IDPSSO')
        .replace('</md:IDPSSODescriptor>', '</md:IDPSSODescriptor></md:Extensions>'),
    ],
    [
      'an expired role',
      replaced(plain, '<md:IDPSSODescriptor', '<md:IDPSSODescriptor validUntil="2026-11-20T09:59:59Z"'),
    ],
  ])('when no provider is in it: %s', (_, xml) => {
    expect(refusal(xml).code).toBe('metadata_no_identity_provider');
  });

  it('when it has expired, to the millisecond', () => {
    const until = (validUntil: Date) => refusal(built('google', { validUntil })).code;
    expect(until(now)).toBe('metadata_expired');
    expect(until(new Date(now.getTime() + 1))).toBe('accepted');
    expect(refusal(built('shibboleth', { validUntil: now })).code).toBe('metadata_expired');
  });

  it('without a signature, when a key is pinned', () => {
    expect(refusal(built('entra'), keys).code).toBe('metadata_signature_missing');
  });

  it('signed by a stranger, whatever certificate it shows', () => {
    expect(refusal(built('entra', { signWith: stranger }), keys)).toMatchObject({
      code: 'metadata_signature_wrong_key',
      evidence: { received: stranger.fingerprint },
    });
    const disguised = built('entra', {
      signWith: stranger,
      signature: { certificatePem: publisher.certificatePem },
    });
    expect(refusal(disguised, keys).code).toBe('metadata_signature_invalid');
  });

  it.each([
    ['an address', 'Location="https://idp.example/sso"', 'Location="https://evil.example/sso"'],
    ['the entity ID', 'entityID="https://idp.example/metadata"', 'entityID="https://evil.example"'],
    ['a processing instruction', '<IDPSSODescriptor', '<?x y?><IDPSSODescriptor'],
    ['a role', '<IDPSSODescriptor', '<SPSSODescriptor/><IDPSSODescriptor'],
  ])('changed after it was signed: %s', (_, from, to) => {
    expect(refusal(replaced(signed, from, to), keys).code).toBe('metadata_signature_invalid');
  });

  it.each([
    ['metadata_signature_weak', { signatureAlgorithm: 'rsa-sha1' }],
    ['metadata_signature_weak', { digestAlgorithm: 'sha1' }],
    ['metadata_signature_unsupported', { signatureAlgorithm: 'rsa-pss-sha256' }],
    ['metadata_signature_unsupported', { canonicalization: 'c14n' }],
    ['metadata_signature_invalid', { placement: 'last' }],
  ] as const)('%s: %j', (code, signature) => {
    expect(refusal(built('entra', { signWith: publisher, signature }), keys).code).toBe(code);
  });

  it('wrapped: signed metadata inside a document of somebody else', () => {
    const inner = signed.slice(signed.indexOf('<EntityDescriptor'));
    const id = / ID="([^"]*)"/.exec(inner)?.[1] ?? '';
    const signature = /<ds:Signature .*?<\/ds:Signature>/s.exec(inner)?.[0] ?? '';
    const evil = replaced(built('okta'), 'https://idp.example/metadata', 'https://evil.example');
    const root = 'xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"';
    for (const xml of [
      `<md:EntitiesDescriptor ${root}>${signature}${evil.slice(evil.indexOf('<md:'))}<md:Extensions>${inner}</md:Extensions></md:EntitiesDescriptor>`,
      `<md:EntitiesDescriptor ${root} ID="${id}x">${signature}${inner.replace(signature, '')}</md:EntitiesDescriptor>`,
      `<md:EntitiesDescriptor ${root} ID="${id}">${signature}${inner.replace(signature, '')}</md:EntitiesDescriptor>`,
    ])
      expect(['metadata_signature_invalid', 'metadata_invalid']).toContain(refusal(xml, keys).code);
    // The whole of it under an unsigned root: the signature is not the root's.
    expect(refusal(`<md:EntitiesDescriptor ${root}>${inner}</md:EntitiesDescriptor>`, keys).code).toBe(
      'metadata_signature_missing',
    );
  });

  it('with a provider hidden in the signature, which no digest covers', () => {
    const hidden = built('okta').replace(/^.*?<md:/s, '<md:');
    const xml = replaced(signed, '</ds:Signature>', `<ds:Object>${hidden}</ds:Object></ds:Signature>`);
    expect(refusal(xml, keys).code).toBe('metadata_invalid');
  });
});

describe('the reader of metadata', () => {
  it('refuses an empty list of pinned keys, which would verify nothing', () => {
    expect(() => readIdpMetadata(signed, { now, pinnedKeys: [] })).toThrow(TypeError);
    expect(() => readIdpMetadata(signed, { now: new Date(Number.NaN) })).toThrow(TypeError);
  });

  it('has an attack for every refusal', () => {
    expect([...reached].toSorted()).toEqual(['accepted', ...METADATA_REFUSALS].toSorted());
  });
});
