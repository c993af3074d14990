// Signatures by keys that the connection does not name.

import { createSigningIdentity, pemBody } from '../signing-identity.ts';
import type { AttackContext } from './attack.ts';
import { attacksOf, respond, swap } from './compose.ts';
import type { AttackRow } from './compose.ts';

const WEAK = 'signature_weak';
const WRONG_KEY = ['signature_wrong_key', 'signature_invalid'];
const keyRows: readonly AttackRow[] = [
  ['the attacker signs and shows a certificate of the same name', WRONG_KEY, (context) => forged(context)],
  [
    'the attacker signs and shows the genuine certificate',
    WRONG_KEY,
    (context) =>
      forged(context, {
        signing: { certificatePem: context.provider.certificatePem },
      }),
  ],
  [
    'the attacker signs and shows the bare key',
    WRONG_KEY,
    (context) => forged(context, { keyInfo: 'key-value' }),
  ],
  ['the attacker signs and names a key', WRONG_KEY, (context) => forged(context, { keyInfo: 'key-name' })],
  ['the attacker signs without KeyInfo', WRONG_KEY, (context) => forged(context, { keyInfo: 'none' })],
  [
    'the attacker signs with an EC key',
    [...WRONG_KEY, 'signature_unsupported'],
    (context) => respond(context, { identity: context.providerEc }).xml,
  ],
  [
    'the attacker signs and shows both certificates',
    WRONG_KEY,
    (context) =>
      forged(context, {
        keyInfo: {
          xml:
            `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${pemBody(context.provider.certificatePem)}</ds:X509Certificate>` +
            `<ds:X509Certificate>${pemBody(context.attacker.certificatePem)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`,
        },
      }),
  ],
  [
    'the attacker signs the response, the genuine assertion is unsigned',
    WRONG_KEY,
    (context) => respond(context, { identity: context.attacker, sign: 'response' }).xml,
  ],
  [
    'the assertion is genuine, the attacker signs the response',
    WRONG_KEY,
    (context) => {
      const genuine = respond(context, { assertionId: '_genuine' }).xml;
      const assertion = /<saml:Assertion.*<\/saml:Assertion>/u.exec(genuine)?.[0] ?? '';
      const replaceAssertion = swap(/<saml:Assertion.*<\/saml:Assertion>/u, assertion);
      return respond(context, {
        identity: context.attacker,
        sign: 'response',
        edits: { response: replaceAssertion },
      }).xml;
    },
  ],
  [
    'KeyInfo fetches the key from a URL',
    ['signature_wrong_key', 'xml_invalid', 'signature_invalid'],
    (context) =>
      forged(context, {
        keyInfo: { xml: '<ds:KeyInfo><ds:RetrievalMethod URI="http://attacker.example/key"/></ds:KeyInfo>' },
      }),
  ],
  [
    'KeyInfo holds a revocation list',
    ['signature_wrong_key', 'xml_invalid', 'signature_invalid'],
    (context) =>
      forged(context, {
        keyInfo: { xml: '<ds:KeyInfo><ds:X509Data><ds:X509CRL>AAAA</ds:X509CRL></ds:X509Data></ds:KeyInfo>' },
      }),
  ],
  [
    'the pinned key has 1024 bits',
    [WEAK, ...WRONG_KEY],
    (context) => ({
      xml: respond(context, { identity: context.weak }).xml,
      verification: { signingCertificates: [context.weak.certificatePem] },
    }),
  ],
  [
    'a key that is pinned no longer',
    WRONG_KEY,
    (context) => ({
      xml: respond(context).xml,
      verification: { signingCertificates: [context.attacker.certificatePem] },
    }),
  ],
  [
    'no key is pinned',
    [...WRONG_KEY, 'signature_missing'],
    (context) => ({
      xml: respond(context).xml,
      verification: { signingCertificates: [] },
    }),
  ],
  [
    'a certificate of the same name and another curve',
    [...WRONG_KEY, 'signature_unsupported'],
    (context) =>
      respond(context, {
        identity: createSigningIdentity({ commonName: 'Provider', keyType: 'ec', bits: 384 }),
      }).xml,
  ],
];

function forged(context: AttackContext, overrides: Parameters<typeof respond>[1] = {}): string {
  return respond(context, { identity: context.attacker, ...overrides }).xml;
}

/** Keys. */
export const keyAttacks = attacksOf('key', keyRows);
