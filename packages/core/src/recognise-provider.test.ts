import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROVIDERS } from './connection.ts';
import { loadProviderGuide } from './providers/load-guide.ts';
import { recogniseProvider, type NamedProvider } from './recognise-provider.ts';

type Field = 'signOnUrl' | 'idpEntityId' | 'metadataUrl';
type Address = readonly [NamedProvider, Field, fc.Arbitrary<string>];

const letters = (minLength: number, maxLength: number, of = 'abcdefghijklmnopqrstuvwxyz0123456789') =>
  fc.string({ unit: fc.constantFrom(...of.split('')), minLength, maxLength });
const name = letters(1, 12);
const id = letters(20, 32);
const ownHost = fc.tuple(name, name).map(([a, b]) => `${a}.${b}.example`);
const from = (template: string): fc.Arbitrary<string> =>
  fc
    .tuple(ownHost, fc.uuid(), id, name)
    .map(([host, uuid, long, short]) =>
      template
        .replace('HOST', host)
        .replace('UUID', uuid)
        .replace('ID', long)
        .replace('NAME', short)
        .replace('NAME', short),
    );

/** Addresses as the products make them, with every part that a customer chooses left to chance. */
const ADDRESSES: readonly Address[] = [
  ['entra', 'signOnUrl', from('https://login.microsoftonline.com/UUID/saml2')],
  ['entra', 'signOnUrl', from('https://login.microsoftonline.us/UUID/saml2')],
  ['entra', 'idpEntityId', from('https://sts.windows.net/UUID/')],
  [
    'entra',
    'metadataUrl',
    from('https://login.microsoftonline.com/UUID/federationmetadata/2007-06/federationmetadata.xml?appid=ID'),
  ],
  ['okta', 'signOnUrl', from('https://NAME.okta.com/app/NAME/exkID/sso/saml')],
  ['okta', 'signOnUrl', from('https://HOST/app/NAME/exkID/sso/saml')],
  ['okta', 'idpEntityId', from('http://www.okta.com/exkID')],
  ['okta', 'metadataUrl', from('https://NAME.oktapreview.com/app/exkID/sso/saml/metadata')],
  ['google', 'signOnUrl', from('https://accounts.google.com/o/saml2/idp?idpid=ID')],
  ['google', 'idpEntityId', from('https://accounts.google.com/o/saml2?idpid=ID')],
  ['onelogin', 'signOnUrl', from('https://NAME.onelogin.com/trust/saml2/http-post/sso/UUID')],
  ['onelogin', 'signOnUrl', from('https://HOST/trust/saml2/http-redirect/sso/NAME')],
  ['onelogin', 'idpEntityId', from('https://app.onelogin.com/saml/metadata/UUID')],
  ['pingone', 'signOnUrl', from('https://auth.pingone.com.au/UUID/saml20/idp/sso')],
  ['pingone', 'idpEntityId', from('https://auth.pingone.eu/UUID')],
  ['pingfederate', 'signOnUrl', from('https://HOST:9031/idp/SSO.saml2')],
  ['pingfederate', 'metadataUrl', from('https://HOST/pf/federation_metadata.ping?PartnerSpId=NAME')],
  ['jumpcloud', 'signOnUrl', from('https://sso.jumpcloud.com/saml2/NAME')],
  ['jumpcloud', 'signOnUrl', from('https://sso.NAME.jumpcloud.com/saml2/NAME')],
  ['adfs', 'signOnUrl', from('https://HOST/adfs/ls/')],
  ['adfs', 'idpEntityId', from('http://HOST/adfs/services/trust')],
  ['adfs', 'metadataUrl', from('https://HOST/FederationMetadata/2007-06/FederationMetadata.xml')],
  ['keycloak', 'signOnUrl', from('https://HOST/realms/NAME/protocol/saml')],
  ['keycloak', 'signOnUrl', from('https://HOST:8443/auth/realms/NAME/protocol/saml')],
  ['keycloak', 'idpEntityId', from('https://HOST/realms/NAME')],
  ['keycloak', 'metadataUrl', from('https://HOST/realms/NAME/protocol/saml/descriptor')],
  ['auth0', 'signOnUrl', from('https://NAME.eu.auth0.com/samlp/ID')],
  ['auth0', 'signOnUrl', from('https://HOST/samlp/ID')],
  ['auth0', 'idpEntityId', from('urn:NAME.us.auth0.com')],
  ['auth0', 'metadataUrl', from('https://NAME.auth0.com/samlp/metadata/ID')],
  ['duo', 'signOnUrl', from('https://sso-NAME.sso.duosecurity.com/saml2/sp/ID/sso')],
  ['duo', 'idpEntityId', from('https://sso-NAME.sso.duosecurity.com/saml2/sp/ID/metadata')],
  ['cyberark', 'signOnUrl', from('https://NAME.id.cyberark.cloud/applogin/appKey/UUID/customerId/NAME')],
  ['cyberark', 'signOnUrl', from('https://NAME.my.idaptive.app/applogin/appKey/UUID/customerId/NAME')],
  ['rippling', 'signOnUrl', from('https://www.rippling.com/api/platform/sso/sp-initiated/ID')],
  ['rippling', 'metadataUrl', from('https://app.rippling.com/api/platform/sso/idp-metadata/ID')],
  ['shibboleth', 'signOnUrl', from('https://HOST/idp/profile/SAML2/Redirect/SSO')],
  ['shibboleth', 'idpEntityId', from('https://HOST/idp/shibboleth')],
  ['simplesamlphp', 'signOnUrl', from('https://HOST/simplesaml/module.php/saml/idp/singleSignOnService')],
  ['simplesamlphp', 'metadataUrl', from('https://HOST/simplesaml/saml2/idp/metadata.php')],
];

const GUIDES = new Map(
  await Promise.all(PROVIDERS.map(async (id) => [id, await loadProviderGuide(id, 'en')] as const)),
);

describe.each(ADDRESSES)('%s: a %s', (provider, field, address) => {
  it('is recognised, and fits the pattern of that guide', () => {
    fc.assert(
      fc.property(address, (text) => {
        expect(recogniseProvider(text)).toBe(provider);
        const pattern = GUIDES.get(provider)?.patterns[field];
        expect(text).toMatch(new RegExp(pattern?.match ?? ''));
      }),
      { numRuns: 30 },
    );
  });

  it('is found inside metadata and inside running text', () => {
    fc.assert(
      fc.property(address, (text) => {
        const xml = `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${text.replaceAll('&', '&amp;')}"><ds:X xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/></md:EntityDescriptor>`;
        expect(recogniseProvider(xml)).toBe(provider);
        expect(recogniseProvider(`Our values:\n Sign on URL: ${text}.\n(see http://example.com/help)`)).toBe(
          provider,
        );
      }),
      { numRuns: 10 },
    );
  });
});

it('every named provider is covered by addresses', () => {
  const covered = new Set(ADDRESSES.map(([provider]) => provider));
  expect(PROVIDERS.filter((id) => id !== 'generic' && !covered.has(id))).toEqual([]);
});

const anyAddress = fc
  .constantFrom(...ADDRESSES)
  .chain(([provider, , address]) => address.map((text) => [provider, text] as const));

it('addresses of two providers in one text show neither', () => {
  fc.assert(
    fc.property(anyAddress, anyAddress, ([first, a], [second, b]) => {
      expect(recogniseProvider(`${a} ${b}`)).toBe(first === second ? first : null);
    }),
  );
});

describe('what no provider may claim', () => {
  it.each([
    'https://idp.example/saml',
    'https://idp.example/',
    'http://localhost:4000/sso',
    'https://app.example/sso/acme/acs',
    'https://app.example/saml/metadata/teams/acme',
    'https://sso.connect.pingidentity.com/sso/idp/SSO.saml2?idpid=1',
    'https://okta.com.evil.example/app/x/sso/saml',
    'https://notokta.com/home',
    'https://mylogin.microsoftonline.com.example/saml2',
    'https://www.google.com/o/saml2/idp',
    'https://accounts.google.com/signin',
    'https://shop.example/realms/of/fantasy',
    'https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/QUJD',
    'https://identity.lastpass.com/SAML/SSOService',
    'urn:oasis:names:tc:SAML:2.0:metadata',
    'urn:example.auth0.com.evil',
    'IdP Entity ID',
    '',
  ])('%j', (text) => {
    expect(recogniseProvider(text)).toBeNull();
  });
});

it('a path of one product on the host of another shows the host’s', () => {
  expect(recogniseProvider('https://acme.okta.com/adfs/ls/')).toBe('okta');
  expect(recogniseProvider('https://login.microsoftonline.com/realms/x')).toBe('entra');
});

it.each([
  ['addresses', 'https://a.example/realms/'],
  ['slashes', '/'],
  ['schemes', 'https://'],
  ['realms without an end', 'https://a.example' + '/realms/x'.repeat(200) + ' '],
])('takes a megabyte of %s without choking', (_name, piece) => {
  expect(() => recogniseProvider(piece.repeat(1_000_000 / piece.length))).not.toThrow();
});

it('never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => {
      expect(() => recogniseProvider(`https://${text}`)).not.toThrow();
      expect(() => recogniseProvider(text)).not.toThrow();
    }),
  );
});
