// Everything honest providers do that a strict verifier must accept, as a catalogue beside the attacks.

import type { AttackCase, AttackContext, VerificationInput } from './attacks/attack.ts';
import { verificationFor } from './attacks/attack.ts';
import { after, all, respond, swap } from './attacks/compose.ts';
import type { BuildResponseOptions } from './response-options.ts';
import { encodeResponse } from './response.ts';
import { ATTRIBUTE_NAME_FORMATS } from './shapes/shape.ts';
import { RESPONSE_SHAPES } from './shapes/index.ts';
import type { ShapeName } from './shapes/shape.ts';

/** A response that must be accepted. */
export interface GoodResponse {
  /** Unique over all good responses. */
  readonly name: string;
  readonly build: (context: AttackContext) => AttackCase;
}

type Overrides = Partial<BuildResponseOptions>;
type Row = readonly [
  name: string,
  overrides: Overrides | ((context: AttackContext) => Overrides),
  verification?: Partial<VerificationInput> | ((context: AttackContext) => Partial<VerificationInput>),
];

const SHAPES = Object.keys(RESPONSE_SHAPES) as readonly ShapeName[];
const SIGNED = ['assertion', 'response', 'both'] as const;
const at = (context: AttackContext, seconds: number): Date =>
  new Date(context.now.getTime() + seconds * 1000);
const forUs = (context: AttackContext) => ({ recipientKey: context.serviceProvider.publicKey });
const pinnedEc = (context: AttackContext) => ({ signingCertificates: [context.providerEc.certificatePem] });

const shapeRows = SHAPES.flatMap((shape) => [
  [`${shape}, as it comes`, { shape }] as const,
  ...SIGNED.map((sign) => [`${shape}, signed: ${sign}`, { shape, sign }] as const),
  [`${shape}, encrypted`, (context: AttackContext) => ({ shape, encryption: forUs(context) })] as const,
]);

const algorithmRows: readonly Row[] = [
  ['RSA with SHA-384', { signatureAlgorithm: 'rsa-sha384', digestAlgorithm: 'sha384' }],
  ['RSA with SHA-512', { signatureAlgorithm: 'rsa-sha512', digestAlgorithm: 'sha512' }],
  ['RSA with SHA-512 over SHA-256 digests', { signatureAlgorithm: 'rsa-sha512' }],
  ['ECDSA on P-256', (context) => ({ identity: context.providerEc }), pinnedEc],
  [
    'ECDSA on P-256 with SHA-384',
    (context) => ({ identity: context.providerEc, signatureAlgorithm: 'ecdsa-sha384' }),
    pinnedEc,
  ],
  [
    'the second pinned certificate',
    {},
    (context) => ({
      signingCertificates: [context.attacker.certificatePem, context.provider.certificatePem],
    }),
  ],
  [
    'an EC and an RSA certificate are pinned',
    {},
    (context) => ({
      signingCertificates: [context.providerEc.certificatePem, context.provider.certificatePem],
    }),
  ],
  [
    'KeyInfo with another certificate, which is ignored',
    (context) => ({ signing: { certificatePem: context.attacker.certificatePem } }),
  ],
  ['no KeyInfo', { keyInfo: 'none' }],
  [
    'canonicalization with comments named, none there',
    { signing: { canonicalization: 'exc-c14n-comments' } },
  ],
  [
    'a PrefixList with prefixes that are not there',
    { signing: { inclusivePrefixes: ['xs', 'xsi', 'saml', 'ds'] } },
  ],
  ['a PrefixList with the default namespace', { signing: { inclusivePrefixes: ['#default', 'samlp'] } }],
  ['OAEP with SHA-256', (context) => ({ encryption: { ...forUs(context), keyTransport: 'rsa-oaep' } })],
  [
    'OAEP with SHA-1 by its newer name',
    (context) => ({ encryption: { ...forUs(context), keyTransport: 'rsa-oaep', oaepDigest: 'sha1' } }),
  ],
  ['AES-128-GCM', (context) => ({ encryption: { ...forUs(context), contentAlgorithm: 'aes128-gcm' } })],
  [
    'EncryptedKey beside EncryptedData',
    (context) => ({ encryption: { ...forUs(context), keyPlacement: 'beside' } }),
  ],
  [
    'an encrypted unsigned assertion under a response signature',
    (context) => ({ sign: 'response', encryption: forUs(context) }),
  ],
  [
    'AES-CBC under a response signature, allowed',
    (context) => ({ sign: 'response', encryption: { ...forUs(context), contentAlgorithm: 'aes256-cbc' } }),
    { allowCbcEncryption: true },
  ],
];

const contentRows: readonly Row[] = [
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

const writingRows: readonly Row[] = [
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

/** Every response that must be accepted: all shapes, then single liberties of the standard. */
export const goodResponses: readonly GoodResponse[] = [
  ...[...shapeRows, ...algorithmRows, ...contentRows, ...writingRows].map((row) => fromRow(row)),
  ...encodings(),
];

function fromRow([name, overrides, verification = {}]: Row): GoodResponse {
  return {
    name,
    build: (context) => ({
      samlResponse: respond(context, typeof overrides === 'function' ? overrides(context) : overrides)
        .samlResponse,
      verification: verificationFor(
        context,
        typeof verification === 'function' ? verification(context) : verification,
      ),
    }),
  };
}

function encodings(): readonly GoodResponse[] {
  const encoded = (name: string, encode: (xml: string) => string): GoodResponse => ({
    name,
    build: (context) => ({
      samlResponse: encode(respond(context).xml),
      verification: verificationFor(context),
    }),
  });
  return [
    encoded('base64 in lines of 76', (xml) => encodeResponse(xml).replaceAll(/(.{76})/gu, '$1\r\n')),
    encoded('an XML declaration', (xml) => encodeResponse(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`)),
    encoded('an XML declaration in single quotes', (xml) =>
      encodeResponse(`<?xml version='1.0' encoding='utf-8'?>${xml}`),
    ),
    encoded('white space behind the root', (xml) => encodeResponse(`${xml}\r\n`)),
  ];
}

function spread(xml: string): string {
  return xml.replaceAll(
    /(<\/saml:(?:Issuer|Subject|Conditions|AuthnStatement|Attribute|NameID)>)/gu,
    '$1\n  ',
  );
}
