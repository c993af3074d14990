// Signatures that are missing.

import { attacksOf, changedAfterSigning, respond, swap } from './compose.ts';
import type { AttackRow } from './compose.ts';

const SIGNATURE = /<ds:Signature .*?<\/ds:Signature>/u;
const SIGNED_INFO = /<ds:SignedInfo>.*?<\/ds:SignedInfo>/u;
const SIGNATURE_VALUE = /<ds:SignatureValue>.*?<\/ds:SignatureValue>/u;
const BROKEN = ['signature_invalid', 'xml_invalid'];
const exclusion: readonly AttackRow[] = [
  ['nothing is signed', 'signature_missing', changedAfterSigning((xml) => xml, { sign: 'none' })],
  ['the assertion signature is cut out', 'signature_missing', changedAfterSigning(swap(SIGNATURE, ''))],
  [
    'the response signature is cut out',
    'signature_missing',
    changedAfterSigning(swap(SIGNATURE, ''), { sign: 'response' }),
  ],
  [
    'both signatures are cut out',
    'signature_missing',
    changedAfterSigning((xml) => swap(SIGNATURE, '')(swap(SIGNATURE, '')(xml)), { sign: 'both' }),
  ],
  [
    'the signature is cut out of an encrypted assertion',
    'signature_missing',
    (context) =>
      respond(context, { sign: 'none', encryption: { recipientKey: context.serviceProvider.publicKey } }).xml,
  ],
  [
    'Signature is empty',
    ['xml_invalid', 'signature_invalid', 'signature_missing'],
    changedAfterSigning(swap(SIGNATURE, '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>')),
  ],
  ['SignedInfo is cut out', ['xml_invalid', 'signature_invalid'], changedAfterSigning(swap(SIGNED_INFO, ''))],
  [
    'SignatureValue is cut out',
    ['xml_invalid', 'signature_invalid'],
    changedAfterSigning(swap(SIGNATURE_VALUE, '')),
  ],
  [
    'SignatureValue is empty',
    BROKEN,
    changedAfterSigning(swap(SIGNATURE_VALUE, '<ds:SignatureValue></ds:SignatureValue>')),
  ],
  [
    'Signature is moved into a foreign namespace',
    ['xml_invalid', 'signature_missing'],
    changedAfterSigning(
      swap('xmlns:ds="http://www.w3.org/2000/09/xmldsig#"', 'xmlns:ds="urn:example:not-a-signature"'),
    ),
  ],
  [
    'Signature is commented out',
    ['xml_invalid', 'signature_missing'],
    changedAfterSigning(swap(SIGNATURE, (match) => `<!--${match}-->`)),
  ],
];

/** Missing signatures. */
export const signatureExclusionAttacks = attacksOf('signature-exclusion', exclusion);
