import {
  buildProviderMetadata,
  createSigningIdentity,
  METADATA_SHAPES,
  type MetadataShapeName,
  type ProviderMetadataOptions,
} from '@team-sso/mock-idp';
import { describe, expect, it } from 'vitest';
import { readIdpMetadata } from './idp-metadata.ts';
import { importSigningKeys, readCertificates } from './index.ts';

const now = new Date('2026-11-20T10:00:00Z');
const [current, next, encryption, publisher] = [1, 2, 3, 4].map(() => createSigningIdentity());
if (!current || !next || !encryption || !publisher) throw new TypeError('no keys');
const built = (shape: MetadataShapeName, change: Partial<ProviderMetadataOptions> = {}) =>
  buildProviderMetadata({
    shape,
    idpEntityId: 'https://idp.example/metadata?x=1&y=2',
    signOnUrl: 'https://idp.example/sso?idpid=C01&z=2',
    logoutUrl: 'https://idp.example/slo',
    signingCertificates: [current.certificatePem, next.certificatePem],
    encryptionCertificate: encryption.certificatePem,
    validUntil: new Date('2026-12-01T00:00:00Z'),
    ...change,
  });
const read = (shape: MetadataShapeName, change: Partial<ProviderMetadataOptions> = {}) =>
  readIdpMetadata(built(shape, change), { now });
const first = (shape: MetadataShapeName, change: Partial<ProviderMetadataOptions> = {}) => {
  const [entity] = read(shape, change).entities;
  if (!entity) throw new TypeError('no entity');
  return entity;
};
const fingerprints = (certificates: readonly string[]) =>
  certificates.map((base64) => readCertificates(base64).certificates[0]?.fingerprint);

describe('metadata of a provider', () => {
  it.each(METADATA_SHAPES)('is read in the shape of %s', (shape) => {
    const { signature, warnings } = read(shape);
    expect(signature).toBe('absent');
    expect(warnings).toEqual([]);
    const entity = first(shape);
    expect(entity.entityId).toBe('https://idp.example/metadata?x=1&y=2');
    expect(entity.singleSignOn).toContainEqual({
      binding: 'redirect',
      url: 'https://idp.example/sso?idpid=C01&z=2',
    });
    expect(fingerprints(entity.signingCertificates)).toEqual([current.fingerprint, next.fingerprint]);
  });

  it.each(METADATA_SHAPES)('is read as bytes, with a byte order mark, in the shape of %s', (shape) => {
    const text = built(shape).replace('\uFEFF', '');
    const expected = readIdpMetadata(text, { now });
    expect(readIdpMetadata(Buffer.from(text), { now })).toEqual(expected);
    expect(readIdpMetadata(Buffer.from(`\uFEFF${text}`), { now })).toEqual(expected);
    expect(readIdpMetadata(`\uFEFF${text}`, { now })).toEqual(expected);
  });

  it('says where to sign in and out, in the order of the provider, bindings of other kinds left out', () => {
    expect(first('keycloak')).toMatchObject({
      singleSignOn: [{ binding: 'post' }, { binding: 'redirect' }],
      singleLogout: [
        { binding: 'post', url: 'https://idp.example/slo' },
        { binding: 'redirect', url: 'https://idp.example/slo' },
      ],
      wantAuthnRequestsSigned: true,
      nameIdFormats: expect.arrayContaining(['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent']),
    });
    expect(first('okta')).toMatchObject({ singleLogout: [], wantAuthnRequestsSigned: false });
  });

  it('says where logout responses go, when that is another address', () => {
    const edit = (xml: string) =>
      xml.replace(
        'Location="https://idp.example/slo"',
        'ResponseLocation="https://idp.example/slo/done" Location="https://idp.example/slo"',
      );
    expect(first('entra', { edit }).singleLogout).toEqual([
      { binding: 'redirect', url: 'https://idp.example/slo', responseUrl: 'https://idp.example/slo/done' },
    ]);
  });

  it('describes all providers of a federation, in nested groups, and no service provider', () => {
    const { entities } = read('shibboleth');
    expect(entities.map(({ entityId, organizationName }) => [entityId, organizationName])).toEqual([
      ['https://idp.example/metadata?x=1&y=2', 'Member University'],
      ['https://idp.test.example/shibboleth', 'Test College'],
    ]);
  });

  it('holds as long as everything around it does', () => {
    expect(read('shibboleth').entities).toMatchObject([
      { validUntil: new Date('2026-12-01T00:00:00Z'), cacheDurationSeconds: 21_600 },
      { validUntil: new Date('2026-12-01T00:00:00Z'), cacheDurationSeconds: 3_600 },
    ]);
    expect(first('okta')).not.toHaveProperty('validUntil');
  });

  it('takes a key without use for signing, and one for encryption never', () => {
    expect(fingerprints(first('shibboleth').signingCertificates)).toContain(current.fingerprint);
    for (const shape of ['adfs', 'simplesamlphp'] as const)
      expect(fingerprints(first(shape).signingCertificates)).not.toContain(encryption.fingerprint);
  });

  it('shows a certificate once, however often it is published', () => {
    const pem = current.certificatePem;
    expect(first('okta', { signingCertificates: [pem, pem] }).signingCertificates).toHaveLength(1);
  });

  it('is never read from the signature that is over it', () => {
    const xml = built('entra', { signWith: publisher });
    expect(fingerprints(readIdpMetadata(xml, { now }).entities[0]?.signingCertificates ?? [])).toEqual([
      current.fingerprint,
      next.fingerprint,
    ]);
  });
});

describe('what was left out of metadata', () => {
  const codes = (change: Partial<ProviderMetadataOptions>, shape: MetadataShapeName = 'okta') =>
    read(shape, change).warnings.map(({ code }) => code);

  it.each([
    ['certificate_unreadable', /(<ds:X509Certificate>)[^<]*/, '$1AAAA'],
    ['certificate_unreadable', /(<ds:X509Certificate>)[^<]*/, '$1no base64'],
    ['key_without_certificate', /<ds:X509Data>.*?<\/ds:X509Data>/s, '<ds:KeyName>k</ds:KeyName>'],
    ['address_unusable', 'https://idp.example/sso', 'javascript:alert(1)//'],
    ['address_unusable', 'https://idp.example/sso', 'data:text/html,'],
    ['address_unusable', 'https://idp.example/sso', 'https://user:secret@idp.example/sso'],
    ['address_unusable', 'https://idp.example/sso', '//idp.example/sso'],
    ['address_unusable', 'https://idp.example/sso', '/sso'],
    ['address_unusable', 'https://idp.example/sso', 'https://idp.example\\@evil.example/sso'],
    ['address_unusable', 'https://idp.example/sso', 'https://idp.example/ sso'],
    ['address_unusable', 'https://idp.example/sso', ''],
  ])('is said: %s', (code, place, replacement) => {
    const edit = (xml: string) => xml.replace(place, replacement);
    expect(codes({ edit })).toEqual([code]);
    expect(first('okta', { edit })).toBeDefined();
  });

  it('is said when nothing usable is left', () => {
    expect(codes({ signingCertificates: [] })).toEqual(['no_signing_certificate']);
    const edit = (xml: string) => xml.replaceAll(':HTTP-', ':Other-');
    expect(codes({ edit })).toEqual(['no_sign_on_address']);
  });

  it('is said when there are more certificates than anybody needs', () => {
    const many = Array.from({ length: 30 }, () => current.certificatePem);
    expect(codes({ signingCertificates: many })).toEqual(['certificates_too_many']);
  });

  it('is said of a provider that has expired beside others', () => {
    const edit = (xml: string) =>
      xml.replace('<md:EntityDescriptor ', '<md:EntityDescriptor validUntil="2026-11-20T10:00:00Z" ');
    const { entities, warnings } = read('shibboleth', { edit });
    expect(warnings).toEqual([
      { code: 'provider_expired', entityId: 'https://idp.example/metadata?x=1&y=2' },
    ]);
    expect(entities.map(({ entityId }) => entityId)).toEqual(['https://idp.test.example/shibboleth']);
  });

  it('is said of a second role, of which nothing is read', () => {
    const edit = (xml: string) => {
      const role = /<md:IDPSSODescriptor .*<\/md:IDPSSODescriptor>/s.exec(xml)?.[0] ?? '';
      return xml.replace(role, role + role.replaceAll('https://idp.example', 'https://evil.example'));
    };
    expect(codes({ edit })).toEqual(['several_roles']);
    expect(first('okta', { edit }).singleSignOn.every(({ url }) => url.startsWith('https://idp.'))).toBe(
      true,
    );
  });

  it('never becomes a list without end', () => {
    const edit = (xml: string) =>
      xml.replace('<md:NameIDFormat>', `${'<md:KeyDescriptor/>'.repeat(3_000)}<md:NameIDFormat>`);
    expect(codes({ edit })).toHaveLength(100);
  });
});

describe('signed metadata', () => {
  const keys = importSigningKeys([next.certificatePem, publisher.certificatePem]);

  it.each(['entra', 'adfs', 'keycloak', 'simplesamlphp', 'shibboleth'] as const)(
    'is verified with a pinned key, in the shape of %s',
    (shape) => {
      const edit = (xml: string) => xml.replaceAll(/<!--.*?-->/gs, '');
      const xml = built(shape, { signWith: publisher, edit });
      expect(readIdpMetadata(xml, { now, pinnedKeys: keys })).toMatchObject({
        signature: 'verified',
        signedBy: publisher.fingerprint,
      });
      expect(readIdpMetadata(xml, { now }).signature).toBe('unverified');
    },
  );

  it('is verified with comments in it, which no signature covers', () => {
    const xml = built('shibboleth', { signWith: publisher });
    expect(xml).toContain('<!--');
    expect(readIdpMetadata(xml, { now, pinnedKeys: keys }).signature).toBe('verified');
  });
});
