// Weak, confused and unknown algorithms.

import { createSecretKey } from 'node:crypto';
import { pemBody } from '../signing-identity.ts';
import type { AttackContext } from './attack.ts';
import { attacksOf, built, respond, signedInfoEdit, swap } from './compose.ts';
import type { AttackRow, Forged } from './compose.ts';

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const SIGNATURE_METHOD = /SignatureMethod Algorithm="[^"]*"/u;
const DIGEST_METHOD = /DigestMethod Algorithm="[^"]*"/u;
const UNSUPPORTED = ['signature_unsupported', 'signature_invalid'];
const WEAK = 'signature_weak';
const CONFUSED = ['signature_unsupported', 'signature_wrong_key', 'signature_invalid'];
const named = (uri: string): AttackRow[2] =>
  signedInfoEdit(swap(SIGNATURE_METHOD, `SignatureMethod Algorithm="${uri}"`));

const digestNamed = (uri: string): AttackRow[2] =>
  signedInfoEdit(swap(DIGEST_METHOD, `DigestMethod Algorithm="${uri}"`));

const algorithmRows: readonly AttackRow[] = [
  ['RSA with SHA-1', WEAK, built({ signatureAlgorithm: 'rsa-sha1', digestAlgorithm: 'sha1' })],
  ['RSA with SHA-1 over SHA-256 digests', WEAK, built({ signatureAlgorithm: 'rsa-sha1' })],
  ['RSA with SHA-256 over SHA-1 digests', WEAK, built({ digestAlgorithm: 'sha1' })],
  ['RSA with MD5', WEAK, built({ signatureAlgorithm: 'rsa-md5' })],
  ['MD5 digests', WEAK, built({ digestAlgorithm: 'md5' })],
  ['SHA-224 digests', [WEAK, 'signature_unsupported'], built({ digestAlgorithm: 'sha224' })],
  [
    'one of two signatures with SHA-1',
    WEAK,
    (context) => respond(context, { sign: 'response', edits: { response: signedWeakly(context) } }).xml,
  ],
  ['ECDSA with SHA-1', WEAK, (context) => ec(context, { signatureAlgorithm: 'ecdsa-sha1' })],
  ['ECDSA with SHA-512', UNSUPPORTED, (context) => ec(context, { signatureAlgorithm: 'ecdsa-sha512' })],
  ['RSA-PSS', UNSUPPORTED, built({ signatureAlgorithm: 'rsa-pss-sha256' })],
  ['HMAC with the public key as secret', CONFUSED, (context) => hmac(context, publicPem(context))],
  [
    'HMAC with the trimmed public key as secret',
    CONFUSED,
    (context) => hmac(context, publicPem(context).trim()),
  ],
  [
    'HMAC with the certificate as secret',
    CONFUSED,
    (context) => hmac(context, context.provider.certificatePem),
  ],
  [
    'HMAC with the certificate body as secret',
    CONFUSED,
    (context) => hmac(context, pemBody(context.provider.certificatePem)),
  ],
  [
    'HMAC with the DER key as secret',
    CONFUSED,
    (context) => hmac(context, context.provider.publicKey.export({ type: 'spki', format: 'der' })),
  ],
  ['HMAC with an empty secret', CONFUSED, (context) => hmac(context, '')],
  [
    'HMAC with SHA-1 and the public key as secret',
    [...CONFUSED, WEAK],
    (context) => hmac(context, publicPem(context), 'hmac-sha1'),
  ],
  [
    'HMAC cut to zero bits',
    [...CONFUSED, 'xml_invalid'],
    signedInfoEdit(
      swap(
        /<ds:SignatureMethod[^>]*>/u,
        `<ds:SignatureMethod Algorithm="${MORE}hmac-sha256"><ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>`,
      ),
    ),
  ],
  [
    'a child of SignatureMethod',
    ['xml_invalid', ...UNSUPPORTED],
    signedInfoEdit(
      swap(/<ds:SignatureMethod[^>]*>/u, (match) =>
        match.replace('/>', '><ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>'),
      ),
    ),
  ],
  ['an EC algorithm is named over an RSA signature', CONFUSED, named(`${MORE}ecdsa-sha256`)],
  [
    'an RSA algorithm is named over an EC signature',
    CONFUSED,
    (context) =>
      ec(context, {
        signing: {
          editSignedInfo: swap(SIGNATURE_METHOD, `SignatureMethod Algorithm="${MORE}rsa-sha256"`),
        },
      }),
  ],
  ['SHA-512 is named over a SHA-256 signature', 'signature_invalid', named(`${MORE}rsa-sha512`)],
  ['DSA', [...CONFUSED, WEAK], named('http://www.w3.org/2000/09/xmldsig#dsa-sha1')],
  ['DSA with SHA-256', CONFUSED, named('http://www.w3.org/2009/xmldsig11#dsa-sha256')],
  ['RSA with RIPEMD-160', [WEAK, ...UNSUPPORTED], named(`${MORE}rsa-ripemd160`)],
  ['an algorithm nobody knows', UNSUPPORTED, named('urn:example:signature')],
  ['the algorithm none', UNSUPPORTED, named('none')],
  ['an empty algorithm', [...UNSUPPORTED, 'xml_invalid'], named('')],
  ['an algorithm in the wrong case', UNSUPPORTED, named(`${MORE}RSA-SHA256`)],
  ['an algorithm with a trailing blank', UNSUPPORTED, named(`${MORE}rsa-sha256 `)],
  ['an algorithm with https', UNSUPPORTED, named(`${MORE.replace('http:', 'https:')}rsa-sha256`)],
  ['SHA-256 in the wrong namespace', UNSUPPORTED, digestNamed(`${MORE}sha256`)],
  ['a digest algorithm nobody knows', UNSUPPORTED, digestNamed('urn:example:digest')],
  ['a digest algorithm called like a property of every object', UNSUPPORTED, digestNamed('constructor')],
  ['a signature algorithm called like a property of every object', UNSUPPORTED, named('__proto__')],
  [
    'no SignatureMethod',
    ['xml_invalid', ...UNSUPPORTED],
    signedInfoEdit(swap(/<ds:SignatureMethod[^>]*>/u, '')),
  ],
  ['no DigestMethod', ['xml_invalid', ...UNSUPPORTED], signedInfoEdit(swap(/<ds:DigestMethod[^>]*>/u, ''))],
];

function signedWeakly(context: AttackContext) {
  const weak = respond(context, { signatureAlgorithm: 'rsa-sha1', digestAlgorithm: 'sha1' }).xml;
  const assertion = /<saml:Assertion.*<\/saml:Assertion>/u.exec(weak)?.[0] ?? '';
  return swap(/<saml:Assertion.*<\/saml:Assertion>/u, assertion);
}

function ec(context: AttackContext, overrides: Parameters<typeof respond>[1]): Forged {
  return {
    xml: respond(context, { identity: context.providerEc, ...overrides }).xml,
    verification: { signingCertificates: [context.providerEc.certificatePem] },
  };
}

function hmac(
  context: AttackContext,
  secret: string | Buffer,
  algorithm: 'hmac-sha1' | 'hmac-sha256' = 'hmac-sha256',
): string {
  const key = createSecretKey(Buffer.from(secret));
  return respond(context, { signatureAlgorithm: algorithm, signing: { key } }).xml;
}

function publicPem(context: AttackContext): string {
  return context.provider.publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/** Algorithms. */
export const algorithmAttacks = attacksOf('algorithm', algorithmRows);
