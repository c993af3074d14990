import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROVIDERS, type AttributeMapping, type Provider } from './connection.ts';
import { attributeMappingFor, mapIdentity } from './identity.ts';

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const MICROSOFT = 'http://schemas.microsoft.com';
const FORMAT_1_1 = 'urn:oasis:names:tc:SAML:1.1:nameid-format';
const FORMAT_2_0 = 'urn:oasis:names:tc:SAML:2.0:nameid-format';

interface Sent {
  readonly nameId?: string;
  readonly nameIdFormat?: string;
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  readonly friendlyNames?: Readonly<Record<string, string>>;
}
function map(sent: Sent, provider?: Provider, attributeMapping?: AttributeMapping) {
  const { identity, groupsOmitted } = mapIdentity(
    {
      nameId: sent.nameId ?? 'id-1',
      attributes: nullPrototype(sent.attributes ?? {}),
      friendlyNames: nullPrototype(sent.friendlyNames ?? {}),
      ...(sent.nameIdFormat ? { nameIdFormat: sent.nameIdFormat } : {}),
    },
    { ...(provider ? { provider } : {}), ...(attributeMapping ? { attributeMapping } : {}) },
  );
  const { email, name, groups } = identity;
  return { email, name, groups, groupsOmitted };
}
const nullPrototype = <T extends object>(value: T): T => Object.assign(Object.create(null), value);

describe('what each provider sends by default', () => {
  it.each<readonly [string, Provider | undefined, Sent, object]>([
    [
      'Entra ID: the e-mail claim, not the user principal name',
      'entra',
      {
        nameId: 'ana_acme.example#EXT#@tenant.onmicrosoft.com',
        nameIdFormat: `${FORMAT_1_1}:emailAddress`,
        attributes: {
          [`${CLAIMS}/name`]: ['ana_acme.example#EXT#@tenant.onmicrosoft.com'],
          [`${CLAIMS}/givenname`]: ['Ana'],
          [`${CLAIMS}/emailaddress`]: ['ana@acme.example'],
          [`${MICROSOFT}/identity/claims/displayname`]: ['Ana Ruiz'],
          [`${MICROSOFT}/ws/2008/06/identity/claims/groups`]: ['0000-1', '0000-2'],
        },
      },
      { email: 'ana@acme.example', name: 'Ana Ruiz', groups: ['0000-1', '0000-2'] },
    ],
    [
      'Entra ID without a display name: the user principal name is no name',
      'entra',
      { attributes: { [`${CLAIMS}/name`]: ['ana@acme.example'] } },
      { name: undefined },
    ],
    [
      'Entra ID with app roles only',
      'entra',
      { attributes: { [`${MICROSOFT}/ws/2008/06/identity/claims/role`]: ['Editor'] } },
      { groups: ['Editor'] },
    ],
    [
      'Okta: no attributes, the NameID is the address without a telling format',
      'okta',
      { nameId: 'ana@acme.example', nameIdFormat: `${FORMAT_1_1}:unspecified` },
      { email: 'ana@acme.example', name: undefined, groups: [] },
    ],
    [
      'Okta with attribute statements',
      'okta',
      { attributes: { email: ['ana@acme.example'], displayName: ['Ana Ruiz'], groups: ['Staff', 'Ops'] } },
      { email: 'ana@acme.example', name: 'Ana Ruiz', groups: ['Staff', 'Ops'] },
    ],
    [
      'OneLogin: parameters by the names of its own template, and no immutable id as a name',
      'onelogin',
      {
        attributes: {
          'User.email': ['ana@acme.example'],
          PersonImmutableID: ['0b9e'],
          memberOf: ['Staff'],
        },
      },
      { email: 'ana@acme.example', name: undefined, groups: ['Staff'] },
    ],
    [
      'PingOne: a GUID without a format, and the address as an attribute',
      'pingone',
      {
        nameId: '7f3e0d8c-aaaa',
        attributes: { email: ['ana@acme.example'], saml_subject: ['7f3e0d8c-aaaa'] },
      },
      { email: 'ana@acme.example' },
    ],
    ['PingOne as it comes: no address at all', 'pingone', { nameId: '7f3e0d8c-aaaa' }, { email: undefined }],
    [
      'Google Workspace with its usual mapping',
      'google',
      {
        nameId: 'ana@acme.example',
        nameIdFormat: `${FORMAT_1_1}:emailAddress`,
        attributes: { email: ['ana@acme.example'], groups: ['Staff'] },
      },
      { email: 'ana@acme.example', groups: ['Staff'] },
    ],
    [
      'JumpCloud: the unspecified format of SAML 1.0',
      'generic',
      { nameId: 'ana@acme.example', nameIdFormat: 'urn:oasis:names:tc:SAML:1.0:nameid-format:unspecified' },
      { email: 'ana@acme.example' },
    ],
    [
      'Keycloak: OIDs, one value per role',
      undefined,
      { attributes: { 'urn:oid:1.2.840.113549.1.9.1': ['ana@acme.example'], Role: ['a', 'b'] } },
      { email: 'ana@acme.example', groups: ['a', 'b'] },
    ],
    [
      'Shibboleth: OIDs with friendly names',
      undefined,
      {
        nameIdFormat: `${FORMAT_2_0}:transient`,
        attributes: {
          'urn:oid:0.9.2342.19200300.100.1.3': ['ana@acme.example'],
          'urn:oid:2.16.840.1.113730.3.1.241': ['Ana Ruiz'],
        },
        friendlyNames: { mail: 'urn:oid:0.9.2342.19200300.100.1.3' },
      },
      { email: 'ana@acme.example', name: 'Ana Ruiz' },
    ],
    [
      'AD FS: claims of rules, groups by their own URI',
      undefined,
      {
        attributes: {
          [`${CLAIMS}/emailaddress`]: ['ana@acme.example'],
          [`${CLAIMS}/name`]: ['Ana Ruiz'],
          'http://schemas.xmlsoap.org/claims/Group': ['Staff'],
        },
      },
      { email: 'ana@acme.example', name: 'Ana Ruiz', groups: ['Staff'] },
    ],
  ])('%s', (_which, provider, sent, expected) => {
    expect(map(sent, provider)).toMatchObject(expected);
  });

  it('recognises the link that Entra ID sends instead of too many groups', () => {
    const attributes = { [`${MICROSOFT}/claims/groups.link`]: ['https://graph.example/x'] };
    expect(map({ attributes }, 'entra')).toMatchObject({ groups: [], groupsOmitted: true });
    expect(map({}, 'entra').groupsOmitted).toBe(false);
  });
});

describe('single-valued means exactly one', () => {
  const two = { email: ['ana@acme.example', 'ceo@acme.example'] };
  it('takes no e-mail from two values, not even from a later name or the NameID', () => {
    expect(map({ attributes: two }).email).toBeUndefined();
    expect(map({ attributes: { ...two, mail: ['bob@acme.example'] } }).email).toBeUndefined();
    expect(map({ attributes: two, nameId: 'ana@acme.example' }).email).toBeUndefined();
  });
  it('takes no name from two values', () => {
    expect(map({ attributes: { displayName: ['Ana', 'Bob'] } }).name).toBeUndefined();
  });
  it('skips blank values and trims the one that is there', () => {
    expect(
      map({ attributes: { email: ['', ' ana@acme.example\n'], displayName: [' '], cn: ['Ana'] } }),
    ).toMatchObject({
      email: 'ana@acme.example',
      name: 'Ana',
    });
  });
});

describe('an e-mail address', () => {
  it.each([
    'ana',
    'ana@',
    '@acme.example',
    'ana@acme@evil.example',
    'Ana <ana@acme.example>',
    'ana@acme.example, bob@acme.example',
    'ana@acme.example;bob',
    '"ana"@acme.example',
    'ana b@acme.example',
    'ana\u0000@acme.example',
    'ana\u200B@acme.example',
    'ana\u202E@acme.example',
    `${'a'.repeat(320)}@b`,
  ])('is not %j', (text) => {
    expect(map({ attributes: { email: [text] } }).email).toBeUndefined();
    expect(map({ nameId: text }).email).toBeUndefined();
  });
  it('is taken from the NameID only when no attribute names one and its format allows it', () => {
    const nameId = 'ana@acme.example';
    expect(map({ nameId }).email).toBe(nameId);
    expect(map({ nameId, nameIdFormat: `${FORMAT_1_1}:emailAddress` }).email).toBe(nameId);
    for (const format of ['persistent', 'transient', 'kerberos'])
      expect(map({ nameId, nameIdFormat: `${FORMAT_2_0}:${format}` }).email).toBeUndefined();
    expect(map({ nameId, attributes: { mail: ['not an address'] } }).email).toBeUndefined();
  });
});

describe('the mapping', () => {
  it('of a connection replaces the names of that field and no other', () => {
    const own = { email: ['contact'] };
    expect(attributeMappingFor('okta', own)).toEqual({ ...attributeMappingFor('okta'), email: ['contact'] });
    const attributes = { email: ['no@acme.example'], contact: ['ana@acme.example'], displayName: ['Ana'] };
    expect(map({ attributes }, 'okta', own)).toMatchObject({ email: 'ana@acme.example', name: 'Ana' });
    expect(map({ attributes: { email: ['no@acme.example'] } }, 'okta', own).email).toBeUndefined();
  });
  it('tries its names in order', () => {
    const own = { email: ['second', 'first', 'second'] };
    const attributes = { first: ['1@acme.example'], second: ['2@acme.example'] };
    expect(map({ attributes }, undefined, own).email).toBe('2@acme.example');
  });
  it('finds an attribute by its friendly name, and by its Name first', () => {
    const friendlyNames = { mail: 'urn:x:1' };
    expect(map({ attributes: { 'urn:x:1': ['a@acme.example'] }, friendlyNames }).email).toBe(
      'a@acme.example',
    );
    expect(
      map({ attributes: { 'urn:x:1': ['a@acme.example'], mail: ['b@acme.example'] }, friendlyNames }).email,
    ).toBe('b@acme.example');
  });
  it.each(PROVIDERS)('of %s names no attribute twice and ends with the common names', (provider) => {
    for (const names of Object.values(attributeMappingFor(provider)))
      expect(new Set(names).size).toBe(names.length);
    expect(attributeMappingFor(provider).email).toEqual(
      expect.arrayContaining(['email', 'mail', `${CLAIMS}/emailaddress`]),
    );
  });
});

describe('names that mean something to JavaScript', () => {
  const hostile = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length'];
  it.each(hostile)('a mapping to %s finds only what was sent', (name) => {
    const own = { email: [name], name: [name], groups: [name] };
    for (const attributes of [nullPrototype({}), {}]) {
      const { identity } = mapIdentity(
        { nameId: 'id-1', attributes, friendlyNames: {} },
        { attributeMapping: own },
      );
      expect(identity).toEqual({ nameId: 'id-1', groups: [], attributes });
    }
    const attributes: Record<string, readonly string[]> = Object.create(null);
    attributes[name] = ['ana@acme.example'];
    expect(map({ attributes }, undefined, own)).toMatchObject({
      email: 'ana@acme.example',
      name: 'ana@acme.example',
      groups: ['ana@acme.example'],
    });
  });
  it('never throws and pollutes nothing, whatever is sent', () => {
    const key = fc.oneof(fc.constantFrom(...hostile, 'email', 'groups'), fc.string());
    const sent = fc.dictionary(key, fc.array(fc.string()), { noNullPrototype: false });
    fc.assert(
      fc.property(
        sent,
        fc.dictionary(key, key),
        fc.string(),
        fc.constantFrom(...PROVIDERS),
        (attributes, friendlyNames, nameId, provider) => {
          const { identity } = mapIdentity({ nameId, attributes, friendlyNames }, { provider });
          expect(identity.nameId).toBe(nameId);
          expect(identity.attributes).toBe(attributes);
        },
      ),
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
