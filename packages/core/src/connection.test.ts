import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connection, draftConnection, storedConnection } from '../test/settings-builder.ts';
import {
  changedFields,
  CONNECTION_FIELDS,
  connectionOf,
  isWebUrl,
  parseConnection,
  sameConnection,
} from './connection.ts';

const given = {
  idpEntityId: 'http://www.okta.com/exk1',
  signOnUrl: 'https://acme.okta.com/app/x/exk1/sso/saml',
  signingCertificates: ['PEM'],
};
const issuesOf = (input: unknown) => {
  const parsed = parseConnection(input);
  return parsed.ok ? [] : parsed.issues.map(({ path, code }) => [path, code]);
};

describe('parseConnection', () => {
  it('fills in the defaults', () => {
    expect(parseConnection(given)).toEqual({
      ok: true,
      value: {
        ...given,
        signOnBinding: 'redirect',
        metadataPolicy: 'notify',
        signRequests: false,
        forceAuthn: false,
        allowUnsolicited: false,
        allowCbcEncryption: false,
        spEntityIdScope: 'region',
      },
    });
  });

  it('takes every field', () => {
    const full = {
      ...given,
      provider: 'okta',
      signOnBinding: 'post',
      metadataUrl: 'https://acme.okta.com/app/exk1/sso/saml/metadata',
      metadataSigningCertificates: ['MIIB'],
      metadataPolicy: 'add-certificates',
      signRequests: true,
      nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      requestedAuthnContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
      forceAuthn: true,
      allowUnsolicited: true,
      allowCbcEncryption: true,
      spEntityIdScope: 'team',
      attributeMapping: { email: ['mail'], name: ['displayName'], groups: ['groups'] },
      logoutUrl: 'https://acme.okta.com/logout',
      logoutResponseUrl: 'https://acme.okta.com/logged-out',
      logoutBinding: 'post',
    };
    expect(parseConnection(full)).toEqual({ ok: true, value: full });
    expect(Object.keys(full).toSorted()).toEqual(CONNECTION_FIELDS.toSorted());
  });

  it('trims what was pasted, and nothing inside it', () => {
    const pasted = {
      ...given,
      idpEntityId: '\n https://sts.windows.net/x/ \r\n',
      signOnUrl: ` ${given.signOnUrl}\t`,
    };
    expect(parseConnection(pasted)).toMatchObject({
      value: { idpEntityId: 'https://sts.windows.net/x/', signOnUrl: given.signOnUrl },
    });
    expect(parseConnection({ ...given, idpEntityId: 'IdP Entity ID' })).toMatchObject({
      value: { idpEntityId: 'IdP Entity ID' },
    });
  });

  const long = 'x'.repeat(2_100);
  it.each<readonly [string, object, readonly (readonly [string, string])[]]>([
    [
      'nothing',
      {},
      [
        ['idpEntityId', 'required'],
        ['signOnUrl', 'required'],
        ['signingCertificates', 'required'],
      ],
    ],
    ['a blank issuer', { ...given, idpEntityId: ' \n' }, [['idpEntityId', 'required']]],
    ['a long issuer', { ...given, idpEntityId: long }, [['idpEntityId', 'too_long']]],
    ['an issuer that is no text', { ...given, idpEntityId: 7 }, [['idpEntityId', 'type_invalid']]],
    ['a blank sign-on URL', { ...given, signOnUrl: '' }, [['signOnUrl', 'required']]],
    ['a sign-on URL that is none', { ...given, signOnUrl: 'idp.example' }, [['signOnUrl', 'url_invalid']]],
    ['a long sign-on URL', { ...given, signOnUrl: `https://a.example/${long}` }, [['signOnUrl', 'too_long']]],
    ['no certificate', { ...given, signingCertificates: [] }, [['signingCertificates', 'required']]],
    [
      'six certificates',
      { ...given, signingCertificates: Array(6).fill('PEM') },
      [['signingCertificates', 'too_many']],
    ],
    [
      'a blank certificate',
      { ...given, signingCertificates: ['PEM', ' '] },
      [['signingCertificates.1', 'required']],
    ],
    [
      'a huge certificate',
      { ...given, signingCertificates: ['x'.repeat(16_385)] },
      [['signingCertificates.0', 'too_long']],
    ],
    [
      'one certificate without a list',
      { ...given, signingCertificates: 'PEM' },
      [['signingCertificates', 'type_invalid']],
    ],
    ['an unknown provider', { ...given, provider: 'acme' }, [['provider', 'value_invalid']]],
    ['an unknown binding', { ...given, signOnBinding: 'artifact' }, [['signOnBinding', 'value_invalid']]],
    ['a bad metadata URL', { ...given, metadataUrl: 'ftp://a.example' }, [['metadataUrl', 'url_invalid']]],
    [
      'an unknown metadata policy',
      { ...given, metadataPolicy: 'auto' },
      [['metadataPolicy', 'value_invalid']],
    ],
    ['signRequests as text', { ...given, signRequests: 'yes' }, [['signRequests', 'type_invalid']]],
    ['a blank NameID format', { ...given, nameIdFormat: '' }, [['nameIdFormat', 'required']]],
    ['a blank context', { ...given, requestedAuthnContext: '' }, [['requestedAuthnContext', 'required']]],
    ['forceAuthn as a number', { ...given, forceAuthn: 1 }, [['forceAuthn', 'type_invalid']]],
    [
      'allowUnsolicited as null',
      { ...given, allowUnsolicited: null },
      [['allowUnsolicited', 'type_invalid']],
    ],
    [
      'allowCbcEncryption as text',
      { ...given, allowCbcEncryption: '1' },
      [['allowCbcEncryption', 'type_invalid']],
    ],
    ['an unknown scope', { ...given, spEntityIdScope: 'world' }, [['spEntityIdScope', 'value_invalid']]],
    [
      'a mapping of one name',
      { ...given, attributeMapping: { email: 'mail' } },
      [['attributeMapping.email', 'type_invalid']],
    ],
    [
      'a blank name',
      { ...given, attributeMapping: { name: [''] } },
      [['attributeMapping.name.0', 'required']],
    ],
    [
      'eleven names',
      { ...given, attributeMapping: { groups: Array(11).fill('g') } },
      [['attributeMapping.groups', 'too_many']],
    ],
    [
      'an unknown mapping',
      { ...given, attributeMapping: { role: ['r'] } },
      [['attributeMapping.role', 'unknown_field']],
    ],
    ['a bad logout URL', { ...given, logoutUrl: 'https://' }, [['logoutUrl', 'url_invalid']]],
    ['an unknown logout binding', { ...given, logoutBinding: 'soap' }, [['logoutBinding', 'value_invalid']]],
    ['an unknown field', { ...given, connectionId: 'c1' }, [['connectionId', 'unknown_field']]],
  ])('names what is wrong with %s', (_what, input, issues) => {
    expect(issuesOf(input)).toEqual(issues);
  });

  it('refuses `__proto__` from JSON text and pollutes nothing', () => {
    const input: unknown = JSON.parse(
      `{"__proto__":{"isAdmin":true},"constructor":1,${JSON.stringify(given).slice(1)}`,
    );
    expect(issuesOf(input)).toEqual([
      ['__proto__', 'unknown_field'],
      ['constructor', 'unknown_field'],
    ]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it.each([{ input: null }, { input: undefined }, { input: 'text' }, { input: 7 }, { input: [given] }])(
    'refuses what is no object: %j',
    ({ input }) => {
      expect(issuesOf(input)).toEqual([['', input === undefined ? 'required' : 'type_invalid']]);
    },
  );

  it('never throws and never echoes what it was given', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.dictionary(fc.constantFrom(...CONNECTION_FIELDS), fc.anything()),
        (any, fields) => {
          for (const input of [any, fields, { ...given, ...fields }])
            expect(typeof parseConnection(input).ok).toBe('boolean');
        },
      ),
    );
    expect(JSON.stringify(parseConnection({ ...given, signOnUrl: 'secret value' }))).not.toContain('secret');
  });
});

describe('isWebUrl', () => {
  it.each([
    'https://idp.example',
    'http://127.0.0.1:3001/sso',
    'HTTPS://IDP.EXAMPLE/SSO?idpid=C0',
    'https://[::1]:8443/x',
    'https://accounts.google.com/o/saml2/idp?idpid=C0123',
  ])('takes %s', (text) => {
    expect(isWebUrl(text)).toBe(true);
  });
  it.each([
    '',
    'idp.example',
    '//idp.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user@idp.example',
    'https://user:secret@idp.example',
    'https://:secret@idp.example',
    'https://idp.example/#part',
    'https://idp.example/a b',
    'https://idp.example\\@evil.example',
    'https://idp.example/"><script>',
    'https://',
    'https:idp.example',
    ' https://idp.example',
    'https://idp.example:99999',
  ])('refuses %s', (text) => {
    expect(isWebUrl(text)).toBe(false);
  });
});

describe('comparing connections', () => {
  it('finds no difference in the order of keys, and every difference in content', () => {
    const a = connection({ attributeMapping: { email: ['a', 'b'], name: ['n'] } });
    const b = connection({ attributeMapping: { name: ['n'], email: ['a', 'b'] } });
    expect(sameConnection(a, b)).toBe(true);
    expect(changedFields(a, connection({ attributeMapping: { email: ['b', 'a'], name: ['n'] } }))).toEqual([
      'attributeMapping',
    ]);
    expect(changedFields(a, connection({ provider: 'okta', signRequests: true }))).toEqual([
      'provider',
      'signRequests',
      'attributeMapping',
    ]);
    expect(changedFields(connection(), connection({ signingCertificates: ['PEM 1', 'PEM 2'] }))).toEqual([
      'signingCertificates',
    ]);
  });
  it('sees no difference in ids: they are not content', () => {
    expect(sameConnection(storedConnection('c1'), storedConnection('c2'))).toBe(true);
    expect(connectionOf(draftConnection('c1', 'c0', { provider: 'entra' }))).toEqual(
      connection({ provider: 'entra' }),
    );
  });
});
