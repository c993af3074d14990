// Attacks on logout that do not depend on how the message travels.

import { buildResponse, createSigningIdentity } from '@team-sso/mock-idp';
import { importSigningKeys } from '../../src/index.ts';
import {
  connection,
  edit,
  logoutUrl,
  now,
  provider,
  received,
  stranger,
  type Binding,
  type Change,
  type LogoutAttack,
} from './attack.ts';

const NAME_ID = /<saml:NameID>.*<\/saml:NameID>/;
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const ec = createSigningIdentity({ keyType: 'ec' });
const expired = createSigningIdentity({ notAfter: new Date('2026-01-01') });
const response = Buffer.from(
  buildResponse({ now, identity: provider, sign: 'both' }).samlResponse,
  'base64',
).toString();

const CHANGES: readonly (readonly [name: string, rule: string, change: Change])[] = [
  ['unsigned', 'logout-signature-present', { sign: false }],
  ['signed with SHA-1', 'signature-strength', { signatureAlgorithm: 'rsa-sha1' }],
  ['signed with RSA-PSS', 'signature-algorithm', { signatureAlgorithm: 'rsa-pss-sha256' }],
  ['signed with a key of another type than the pinned one', 'signature-key', { identity: ec }],
  [
    'signed by a stranger who shows the pinned certificate',
    'signature',
    { identity: stranger, signature: { certificatePem: provider.certificatePem } },
  ],
  ['of another provider', 'logout-issuer', { idpEntityId: 'https://evil.example' }],
  [
    'of an issuer with white space',
    'logout-issuer',
    edit('metadata</saml:Issuer>', 'metadata </saml:Issuer>'),
  ],
  ['without Issuer', 'shape', edit(/<saml:Issuer>.*<\/saml:Issuer>/, '')],
  ['for another team', 'logout-destination', { destination: logoutUrl.replace('acme', 'other') }],
  ['without Destination', 'logout-destination', { destination: null }],
  ['from the future', 'logout-issue-instant', { issueInstant: later(121) }],
  ['kept for seven minutes', 'logout-age', { issueInstant: later(-420) }],
  ['without IssueInstant', 'message-header', { issueInstant: null }],
  ['with a date that is none', 'message-header', { issueInstant: '2026-11-20' }],
  ['of another version', 'message-header', edit('Version="2.0"', 'Version="1.1"')],
  ['that has expired', 'logout-not-on-or-after', { notOnOrAfter: later(-120) }],
  ['with an end that cannot be read', 'logout-not-on-or-after', { notOnOrAfter: 'never' }],
  ['with an encrypted identifier', 'logout-nameid-not-encrypted', edit(NAME_ID, '<saml:EncryptedID/>')],
  ['with a BaseID', 'logout-nameid', edit(NAME_ID, '<saml:BaseID/>')],
  ['with a blank NameID', 'logout-nameid', { nameId: ' ' }],
  ['with a control character in its NameID', 'logout-nameid', { nameId: 'a\tb' }],
  ['with an endless NameID', 'logout-nameid', { nameId: 'x'.repeat(1_025) }],
  ['without NameID', 'shape', edit(NAME_ID, '')],
  ['with two NameIDs', 'shape', edit('<saml:NameID>', '<saml:NameID>x</saml:NameID><saml:NameID>')],
  ['with an element inside its NameID', 'shape', edit('<saml:NameID>', '<saml:NameID><b/>')],
  ['with a comment inside its NameID', 'gate', edit('@acme', '@acme<!-- -->')],
  ['with a DOCTYPE', 'gate', { sign: false, ...edit('<samlp:', '<!DOCTYPE x><samlp:') }],
  ['with a foreign ID', 'gate', edit('<saml:NameID>', '<saml:NameID xml:id="x">')],
  [
    'with an assertion in Extensions',
    'one-assertion',
    edit('<saml:NameID>', '<samlp:Extensions><saml:Assertion/></samlp:Extensions><saml:NameID>'),
  ],
  ['with a Status', 'shape', edit('</samlp:LogoutRequest>', '<samlp:Status/></samlp:LogoutRequest>')],
  ['that is a sign-in response', 'logout-message-type', { sign: false, edit: () => response }],
  ['of more than 64 KiB', 'logout-size', { sign: false, edit: (xml) => xml + ' '.repeat(65_536) }],
  [
    'that is a response to no request of ours',
    'logout-in-response-to',
    { kind: 'response', inResponseTo: '_r2' },
  ],
  ['that is a response to nothing', 'logout-in-response-to', { kind: 'response' }],
  [
    'that is an unsigned response',
    'logout-signature-present',
    { kind: 'response', inResponseTo: '_r1', sign: false },
  ],
  [
    'that is a response without Status',
    'shape',
    { kind: 'response', inResponseTo: '_r1', ...edit(/<samlp:Status>.*<\/samlp:Status>/, '') },
  ],
];

/** The attacks by one binding. */
export function attacksByAnyBinding(binding: Binding): readonly LogoutAttack[] {
  const keysOf = (identity: typeof expired) => importSigningKeys([identity.certificatePem]);
  return [
    ...CHANGES.map(([name, rule, change]) => ({ name, rule, received: received(binding, change) })),
    {
      name: 'signed by a pinned certificate that has expired, where the host asks for it',
      rule: 'certificate-validity',
      received: received(binding, { identity: expired }),
      input: {
        connection: { ...connection, keys: keysOf(expired) },
        expiredCertificates: 'refuse',
      },
    },
    {
      name: 'when no key is pinned',
      rule: 'signature-key',
      received: received(binding),
      input: { connection: { ...connection, keys: [] } },
    },
  ];
}
