// What honest providers may write into a response, and how they may write it.

import type { AttackContext, VerificationInput } from './attacks/attack.ts';
import { after, all, before, swap } from './attacks/compose.ts';
import type { BuildResponseOptions } from './response-options.ts';
import { ATTRIBUTE_NAME_FORMATS } from './shapes/shape.ts';

type Overrides = Partial<BuildResponseOptions>;
/** One good response: its name, how it is built, how it is judged. */
export type GoodRow = readonly [
  name: string,
  overrides: Overrides | ((context: AttackContext) => Overrides),
  verification?: Partial<VerificationInput> | ((context: AttackContext) => Partial<VerificationInput>),
];

const at = (context: AttackContext, seconds: number): Date =>
  new Date(context.now.getTime() + seconds * 1000);

/** Liberties of content. */
export const contentRows: readonly GoodRow[] = [
  ['whole seconds', { shape: 'onelogin' }],
  ['our clock is 119 seconds behind', (context) => ({ now: at(context, 119) })],
  [
    'our clock is 119 seconds ahead of the end',
    (context) => ({ notOnOrAfter: at(context, -119), confirmations: [{ notOnOrAfter: at(context, -119) }] }),
  ],
  [
    'valid for 23 hours',
    (context) => ({
      notOnOrAfter: at(context, 82_800),
      confirmations: [{ notOnOrAfter: at(context, 82_800) }],
    }),
  ],
  ['NameID without Format', { nameIdFormat: null }],
  [
    'a persistent NameID',
    { nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', nameId: 'opaque-1' },
  ],
  ['no attributes', { attributes: [] }],
  ['three AttributeStatements', { attributeStatements: 3 }],
  [
    'one attribute name three times',
    { attributes: ['a', 'b', 'c'].map((value) => ({ name: 'Role', values: [value] })) },
  ],
  [
    '500 groups',
    { attributes: [{ name: 'groups', values: Array.from({ length: 500 }, (_, index) => `group-${index}`) }] },
  ],
  ['text that needs escaping', { attributes: [{ name: 'name', values: ['<Ann> & "Bo" \u{1f600} Zoë'] }] }],
  [
    'elements in an attribute value',
    {
      edits: {
        assertion: after('<saml:AttributeValue>', '<x:NameID xmlns:x="urn:example:person">x</x:NameID>'),
      },
    },
  ],
  ['an empty attribute value', { attributes: [{ name: 'department', values: [''] }] }],
  [
    'a nil attribute value',
    {
      edits: {
        assertion: swap(
          '<saml:AttributeValue>',
          '<saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="false">',
        ),
      },
    },
  ],
  [
    'attribute names in all formats',
    {
      attributes: Object.values(ATTRIBUTE_NAME_FORMATS).map((nameFormat, index) => ({
        name: `urn:example:${index}`,
        nameFormat,
        values: ['x'],
      })),
    },
  ],
  [
    'our audience among others',
    (context) => ({ audiences: [['https://other.example', context.spEntityId]] }),
  ],
  [
    'two restrictions that both allow us',
    (context) => ({ audiences: [[context.spEntityId], ['https://other.example', context.spEntityId]] }),
  ],
  ['OneTimeUse', { extraConditions: '<saml:OneTimeUse/>' }],
  [
    'ProxyRestriction',
    {
      extraConditions:
        '<saml:ProxyRestriction Count="1"><saml:Audience>https://x.example</saml:Audience></saml:ProxyRestriction>',
    },
  ],
  [
    'a bad bearer confirmation before a good one',
    { confirmations: [{ recipient: 'https://other.example/acs' }, {}] },
  ],
  [
    'a holder-of-key confirmation before a good one',
    { confirmations: [{ method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' }, {}] },
  ],
  ['no Issuer in the response', { responseIssuer: null }],
  ['no Destination in an unsigned response', { destination: null }],
  ['no SessionIndex', { sessionIndex: null }],
  [
    'Success with a second-level code',
    { status: { code: 'urn:oasis:names:tc:SAML:2.0:status:Success', subcode: 'urn:example:fresh' } },
  ],
  ['unsolicited', { inResponseTo: null }, { expectedInResponseTo: null }],
];

/** Liberties of writing. */
export const writingRows: readonly GoodRow[] = [
  ['white space between elements', { edits: { response: spread }, sign: 'response' }],
  ['white space between the elements of a signed assertion', { edits: { assertion: spread } }],
  [
    'the default namespace is redeclared inside',
    {
      shape: 'entra',
      edits: { assertion: swap('<Subject>', '<Subject xmlns="urn:oasis:names:tc:SAML:2.0:assertion">') },
    },
  ],
  [
    'a prefix is redeclared inside',
    {
      edits: {
        assertion: swap(
          '<saml:AttributeValue>',
          '<saml:AttributeValue xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" xmlns:x="urn:example:x">',
        ),
      },
    },
  ],
  [
    'an unused prefix on the root',
    {
      sign: 'response',
      edits: { response: swap('<samlp:Response', '<samlp:Response xmlns:unused="urn:example:unused"') },
    },
  ],
  ['attributes in single quotes', { edits: { assertion: swap('Version="2.0"', "Version='2.0'") } }],
  ['numeric references', { edits: { assertion: swap('>member@', '>&#109;&#x65;mber@') } }],
  [
    'elements 32 deep',
    {
      edits: {
        response: before(
          '<samlp:Status>',
          `<samlp:Extensions><x:x xmlns:x="urn:example:x">${'<x:x>'.repeat(29)}${'</x:x>'.repeat(29)}</x:x></samlp:Extensions>`,
        ),
      },
    },
  ],
  [
    'xml:lang on a value',
    { edits: { assertion: swap('<saml:AttributeValue>', '<saml:AttributeValue xml:lang="en">') } },
  ],
  [
    'blanks inside tags',
    {
      edits: {
        assertion: all(swap('</saml:Issuer>', '</saml:Issuer >'), swap('<saml:Subject>', '<saml:Subject\n>')),
      },
    },
  ],
];

function spread(xml: string): string {
  return xml.replaceAll(
    /(<\/saml:(?:Issuer|Subject|Conditions|AuthnStatement|Attribute|NameID)>)/gu,
    '$1\n  ',
  );
}
