// Signatures whose structure is not the one the profile allows (saml-core-2.0-os §5.4), validly signed where possible.

import { replaceFirst } from '../xml-text.ts';
import type { AttackContext } from './attack.ts';
import {
  after,
  all,
  attacksOf,
  before,
  changedAfterSigning,
  respond,
  signedInfoEdit,
  swap,
} from './compose.ts';
import type { AttackRow } from './compose.ts';

const REFUSED = ['xml_invalid', 'signature_invalid', 'signature_unsupported'];
const MISPLACED = ['xml_invalid', 'signature_invalid', 'signature_missing'];
const SIGNATURE = /<ds:Signature .*?<\/ds:Signature>/u;
const SIGNED_INFO = /<ds:SignedInfo>.*?<\/ds:SignedInfo>/u;
const SIGNATURE_VALUE = /<ds:SignatureValue>.*?<\/ds:SignatureValue>/u;
const KEY_INFO = /<ds:KeyInfo>.*?<\/ds:KeyInfo>/u;
const DIGEST_VALUE = /<ds:DigestValue>.*?<\/ds:DigestValue>/u;

const structureRows: readonly AttackRow[] = [
  [
    'two SignedInfo, the first is genuine',
    REFUSED,
    changedAfterSigning(swap(SIGNED_INFO, (match) => match + match)),
  ],
  [
    'two SignedInfo, the second is genuine',
    REFUSED,
    changedAfterSigning(
      swap(
        SIGNED_INFO,
        (match) => replaceFirst(match, DIGEST_VALUE, '<ds:DigestValue>AAAA</ds:DigestValue>') + match,
      ),
    ),
  ],
  ['two SignatureValues', REFUSED, changedAfterSigning(swap(SIGNATURE_VALUE, (match) => match + match))],
  ['two KeyInfos', REFUSED, changedAfterSigning(swap(KEY_INFO, (match) => match + match))],
  ['two DigestValues', REFUSED, signedInfoEdit(swap(DIGEST_VALUE, (match) => match + match))],
  ['two DigestMethods', REFUSED, signedInfoEdit(swap(/<ds:DigestMethod[^>]*>/u, (match) => match + match))],
  [
    'two SignatureMethods',
    REFUSED,
    signedInfoEdit(swap(/<ds:SignatureMethod[^>]*>/u, (match) => match + match)),
  ],
  [
    'two CanonicalizationMethods',
    REFUSED,
    signedInfoEdit(swap(/<ds:CanonicalizationMethod[^>]*>/u, (match) => match + match)),
  ],
  ['a comment in DigestValue', 'xml_invalid', changedAfterSigning(after('<ds:DigestValue>', '<!--AAAA-->'))],
  [
    'a forged digest before a comment in DigestValue',
    'xml_invalid',
    changedAfterSigning(
      swap(DIGEST_VALUE, (match) => replaceFirst(match, '<ds:DigestValue>', '<ds:DigestValue>AAAA<!---->')),
    ),
  ],
  [
    'a comment in SignatureValue',
    'xml_invalid',
    changedAfterSigning(after('<ds:SignatureValue>', '<!-- -->')),
  ],
  [
    'an element in DigestValue',
    REFUSED,
    signedInfoEdit(after('<ds:DigestValue>', '<x:x xmlns:x="urn:example:x"></x:x>')),
  ],
  [
    'an element in SignatureValue',
    REFUSED,
    changedAfterSigning(after('<ds:SignatureValue>', '<x:x xmlns:x="urn:example:x"/>')),
  ],
  [
    'an Object with text',
    REFUSED,
    changedAfterSigning(before('</ds:Signature>', '<ds:Object>text</ds:Object>')),
  ],
  ['an empty Object', REFUSED, changedAfterSigning(before('</ds:Signature>', '<ds:Object/>'))],
  [
    'text between SignedInfo and SignatureValue',
    REFUSED,
    changedAfterSigning(after('</ds:SignedInfo>', 'text')),
  ],
  [
    'a foreign element in Signature',
    REFUSED,
    changedAfterSigning(after('</ds:SignedInfo>', '<x:x xmlns:x="urn:example:x"/>')),
  ],
  [
    'a foreign element in SignedInfo',
    REFUSED,
    signedInfoEdit(before('<ds:Reference', '<x:x xmlns:x="urn:example:x"></x:x>')),
  ],
  [
    'a Signature inside KeyInfo',
    REFUSED,
    changedAfterSigning(
      swap(SIGNATURE, (match) => replaceFirst(match, '<ds:KeyInfo>', `<ds:KeyInfo>${match}`)),
    ),
  ],
  [
    'SignatureValue before SignedInfo',
    REFUSED,
    changedAfterSigning(
      all(
        swap(SIGNATURE, (match) => {
          const value = SIGNATURE_VALUE.exec(match)?.[0] ?? '';
          return replaceFirst(replaceFirst(match, value, ''), '<ds:SignedInfo>', `${value}<ds:SignedInfo>`);
        }),
      ),
    ),
  ],
  [
    'an unknown attribute on Signature',
    REFUSED,
    changedAfterSigning(swap('<ds:Signature ', '<ds:Signature ID="_x" ')),
  ],
];

const positionRows: readonly AttackRow[] = [
  [
    'the signature is the first child of the assertion',
    MISPLACED,
    (context) => placed(context, 'first', 'assertion'),
  ],
  [
    'the signature is the last child of the assertion',
    MISPLACED,
    (context) => placed(context, 'last', 'assertion'),
  ],
  [
    'the signature is the first child of the response',
    MISPLACED,
    (context) => placed(context, 'first', 'response'),
  ],
  [
    'the signature is the last child of the response',
    MISPLACED,
    (context) => placed(context, 'last', 'response'),
  ],
  ['the assertion signature stands in its Subject', MISPLACED, (context) => moved(context, '<saml:Subject>')],
  [
    'the assertion signature stands in its Conditions',
    MISPLACED,
    (context) => moved(context, '</saml:AudienceRestriction>'),
  ],
  [
    'the assertion signature stands in an AttributeValue',
    MISPLACED,
    (context) => moved(context, '<saml:AttributeValue>'),
  ],
  [
    'the assertion signature stands in the response',
    MISPLACED,
    (context) => moved(context, '</saml:Issuer>'),
  ],
  ['the assertion signature stands in Status', MISPLACED, (context) => moved(context, '<samlp:Status>')],
  [
    'the response signature stands in the assertion',
    MISPLACED,
    (context) => {
      const { xml } = respond(context, { sign: 'response' });
      const signature = SIGNATURE.exec(xml)?.[0] ?? '';
      return replaceFirst(replaceFirst(xml, signature, ''), '<saml:Subject>', `${signature}<saml:Subject>`);
    },
  ],
  [
    'the signature stands in Extensions',
    MISPLACED,
    (context) => {
      const { xml } = respond(context);
      const signature = SIGNATURE.exec(xml)?.[0] ?? '';
      const rest = replaceFirst(xml, signature, '');
      return replaceFirst(
        rest,
        '<samlp:Status>',
        `<samlp:Extensions>${signature}</samlp:Extensions><samlp:Status>`,
      );
    },
  ],
  [
    'two signatures in the assertion, the first is genuine',
    REFUSED,
    (context) => twice(context, (good, bad) => good + bad),
  ],
  [
    'two signatures in the assertion, the second is genuine',
    REFUSED,
    (context) => twice(context, (good, bad) => bad + good),
  ],
  ['the same signature twice in the assertion', REFUSED, (context) => twice(context, (good) => good + good)],
  [
    'two signatures in the response',
    REFUSED,
    changedAfterSigning(
      swap(SIGNATURE, (match) => match + match),
      { sign: 'response' },
    ),
  ],
];

function placed(context: AttackContext, placement: 'first' | 'last', sign: 'assertion' | 'response'): string {
  return respond(context, { sign, signing: { placement } }).xml;
}

function moved(context: AttackContext, behind: string): string {
  const { xml } = respond(context);
  const signature = SIGNATURE.exec(xml)?.[0] ?? '';
  return replaceFirst(replaceFirst(xml, signature, ''), behind, (match) => match + signature);
}

function twice(context: AttackContext, join: (good: string, bad: string) => string): string {
  const bad = SIGNATURE.exec(respond(context, { identity: context.attacker }).xml)?.[0] ?? '';
  return replaceFirst(respond(context).xml, SIGNATURE, (good) => join(good, bad));
}

/** Structure and position of signatures. */
export const signatureStructureAttacks = attacksOf('signature-structure', [
  ...structureRows,
  ...positionRows,
]);
