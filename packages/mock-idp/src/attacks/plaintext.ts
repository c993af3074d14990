// Encrypted assertions whose plaintext is hostile.

import { NAMESPACES } from '../algorithms.ts';
import { replaceFirst } from '../xml-text.ts';
import { encryptXml } from '../xml-encryption.ts';
import type { AttackContext } from './attack.ts';
import { attacksOf, respond } from './compose.ts';
import type { AttackRow } from './compose.ts';

const FAILED = 'decryption_failed';
/** Hostile plaintext may be told apart from broken ciphertext only where that gives no oracle. */
const PLAINTEXT = [FAILED, 'xml_invalid'];

const WRAPPER = {
  openTag: `<saml:EncryptedAssertion xmlns:saml="${NAMESPACES.saml}">`,
  closeTag: '</saml:EncryptedAssertion>',
};

const plaintext =
  (make: (assertion: string, context: AttackContext) => string): AttackRow[2] =>
  (context) => {
    const assertion = assertionOf(respond(context).xml);
    return withCiphertext(context, make(assertion, context));
  };

const plaintextRows: readonly AttackRow[] = [
  [
    'the plaintext is unsigned',
    'signature_missing',
    (context) => withCiphertext(context, assertionOf(respond(context, { sign: 'none' }).xml)),
  ],
  [
    'the attacker signed the plaintext',
    ['signature_wrong_key', 'signature_invalid'],
    (context) => withCiphertext(context, assertionOf(respond(context, { identity: context.attacker }).xml)),
  ],
  [
    'the plaintext was changed after signing',
    'signature_invalid',
    plaintext((assertion) => replaceFirst(assertion, '>member@', '>owner@')),
  ],
  ['the plaintext has a DOCTYPE', PLAINTEXT, plaintext((assertion) => `<!DOCTYPE x>${assertion}`)],
  [
    'the plaintext has a comment',
    PLAINTEXT,
    plaintext((assertion) => replaceFirst(assertion, '<saml:Subject>', '<saml:Subject><!-- -->')),
  ],
  ['the plaintext is not XML', PLAINTEXT, plaintext(() => 'owner@acme.example')],
  ['the plaintext is not well-formed', PLAINTEXT, plaintext((assertion) => assertion.slice(0, -3))],
  ['the plaintext is empty', PLAINTEXT, plaintext(() => '')],
  [
    'the plaintext is two assertions',
    [...PLAINTEXT, 'several_assertions'],
    plaintext((assertion) => assertion + assertion),
  ],
  [
    'the plaintext closes the wrapper and opens another',
    [...PLAINTEXT, 'several_assertions'],
    plaintext((assertion) => `</saml:EncryptedAssertion>${assertion}<saml:EncryptedAssertion>`),
  ],
  [
    'the plaintext is a response',
    [...PLAINTEXT, 'assertion_missing'],
    (context) => withCiphertext(context, respond(context).xml),
  ],
  [
    'the plaintext is an encrypted assertion',
    [...PLAINTEXT, 'assertion_missing'],
    plaintext((assertion, context) =>
      encryptXml(assertion, WRAPPER, { recipientKey: context.serviceProvider.publicKey }),
    ),
  ],
  [
    'the plaintext wraps the genuine assertion',
    [...PLAINTEXT, 'several_assertions', 'signature_missing', 'signature_invalid'],
    plaintext((assertion) =>
      replaceFirst(
        assertion.replace(/ID="[^"]*"/u, 'ID="_forged"').replace(/<ds:Signature .*?<\/ds:Signature>/u, ''),
        '</saml:Conditions>',
        `</saml:Conditions><saml:Advice>${assertion}</saml:Advice>`,
      ),
    ),
  ],
  [
    'the plaintext names another audience',
    'audience_mismatch',
    (context) =>
      withCiphertext(context, assertionOf(respond(context, { audiences: [['https://other.example']] }).xml)),
  ],
  [
    'a response signature over other ciphertext',
    'signature_invalid',
    (context) => {
      const options = {
        sign: 'response',
        encryption: { recipientKey: context.serviceProvider.publicKey },
      } as const;
      const pattern = /<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>/u;
      return replaceFirst(
        respond(context, options).xml,
        pattern,
        pattern.exec(respond(context, options).xml)?.[0] ?? '',
      );
    },
  ],
];

function assertionOf(xml: string): string {
  return /<saml:Assertion.*<\/saml:Assertion>/u.exec(xml)?.[0] ?? '';
}

function withCiphertext(context: AttackContext, text: string): string {
  const ciphertext = encryptXml(text, WRAPPER, { recipientKey: context.serviceProvider.publicKey });
  return replaceFirst(
    respond(context, { sign: 'none' }).xml,
    /<saml:Assertion.*<\/saml:Assertion>/u,
    ciphertext,
  );
}

/** What is found inside. */
export const plaintextAttacks = attacksOf('encryption', plaintextRows);
