// Everything honest providers do that a strict verifier must accept, as a catalogue beside the attacks.

import type { AttackCase, AttackContext } from './attacks/attack.ts';
import { verificationFor } from './attacks/attack.ts';
import { respond } from './attacks/compose.ts';
import { contentRows, writingRows } from './good-contents.ts';
import type { GoodRow } from './good-contents.ts';
import { encodeResponse } from './response.ts';
import { RESPONSE_SHAPES } from './shapes/index.ts';
import type { ShapeName } from './shapes/shape.ts';

/** A response that must be accepted. */
export interface GoodResponse {
  /** Unique over all good responses. */
  readonly name: string;
  readonly build: (context: AttackContext) => AttackCase;
}

const SHAPES = Object.keys(RESPONSE_SHAPES) as readonly ShapeName[];
const SIGNED = ['assertion', 'response', 'both'] as const;
const forUs = (context: AttackContext) => ({ recipientKey: context.serviceProvider.publicKey });
const pinnedEc = (context: AttackContext) => ({ signingCertificates: [context.providerEc.certificatePem] });

const shapeRows = SHAPES.flatMap((shape) => [
  [`${shape}, as it comes`, { shape }] as const,
  ...SIGNED.map((sign) => [`${shape}, signed: ${sign}`, { shape, sign }] as const),
  [`${shape}, encrypted`, (context: AttackContext) => ({ shape, encryption: forUs(context) })] as const,
]);

const algorithmRows: readonly GoodRow[] = [
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

/** Every response that must be accepted: all shapes, then single liberties of the standard. */
export const goodResponses: readonly GoodResponse[] = [
  ...[...shapeRows, ...algorithmRows, ...contentRows, ...writingRows].map((row) => fromRow(row)),
  ...encodings(),
];

function fromRow([name, overrides, verification = {}]: GoodRow): GoodResponse {
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
