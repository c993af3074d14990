// Attributes that two readers may understand differently.

import {
  attacksOf,
  before,
  built,
  changedAfterSigning,
  respond,
  signedEdit,
  signedResponseEdit,
  swap,
} from './compose.ts';
import type { AttackRow } from './compose.ts';

const INVALID = 'xml_invalid';
const EVIL = 'xmlns:x="urn:example:other"';
const ID_VARIANTS = ['Id', 'id', 'iD', 'xml:id', 'x:ID'] as const;
const attributeRows: readonly AttackRow[] = [
  ...ID_VARIANTS.map((name): AttackRow => [
    `the assertion has the attribute ${name} besides ID`,
    INVALID,
    signedEdit(swap(' ID="', ` ${EVIL} ${name}="_other" ID="`)),
  ]),
  ...ID_VARIANTS.map((name): AttackRow => [
    `the assertion has ${name} instead of ID`,
    ['xml_invalid', 'signature_invalid', 'signature_missing'],
    changedAfterSigning(swap(/(?<=<saml:Assertion [^>]*) ID="/u, ` ${EVIL} ${name}="`)),
  ]),
  [
    'a foreign InResponseTo beside the genuine one',
    INVALID,
    changedAfterSigning(swap(' InResponseTo="', ` ${EVIL} x:InResponseTo="_x" InResponseTo="`)),
  ],
  [
    'a foreign Recipient beside the genuine one',
    INVALID,
    signedEdit(swap(' Recipient="', ` ${EVIL} x:Recipient="https://x.example" Recipient="`)),
  ],
  [
    'a foreign Recipient instead of the genuine one',
    [INVALID, 'recipient_mismatch', 'subject_confirmation_invalid'],
    signedEdit(swap(' Recipient="', ` ${EVIL} x:Recipient="`)),
  ],
  [
    'a foreign Destination under a response signature',
    [INVALID, 'destination_mismatch'],
    signedResponseEdit(swap(' Destination="', ` ${EVIL} x:Destination="`)),
  ],
  [
    'a foreign NotOnOrAfter instead of the genuine one',
    [INVALID, 'subject_confirmation_invalid', 'assertion_expired'],
    signedEdit(swap(/(?<=<saml:SubjectConfirmationData [^>]*) NotOnOrAfter="/u, ` ${EVIL} x:NotOnOrAfter="`)),
  ],
  [
    'ID twice on the assertion',
    INVALID,
    changedAfterSigning(swap('<saml:Assertion', '<saml:Assertion ID="_other"')),
  ],
  [
    'one attribute twice by its expanded name',
    INVALID,
    signedEdit(swap('<saml:NameID', `<saml:NameID ${EVIL} xmlns:y="urn:example:other" x:a="1" y:a="2"`)),
  ],
  [
    'response and assertion have one ID',
    INVALID,
    (context) =>
      swap(
        /(?<=<samlp:Response [^>]*) ID="[^"]*"/u,
        ' ID="_same"',
      )(respond(context, { assertionId: '_same' }).xml),
  ],
  [
    'the signature has the ID of the assertion',
    INVALID,
    (context) =>
      swap('<ds:Signature ', '<ds:Signature Id="_same" ')(respond(context, { assertionId: '_same' }).xml),
  ],
  [
    'an element in Extensions has the ID of the assertion',
    INVALID,
    (context) =>
      before(
        '<samlp:Status>',
        `<samlp:Extensions><x:x ${EVIL} ID="_same"/></samlp:Extensions>`,
      )(respond(context, { assertionId: '_same' }).xml),
  ],
  ['the ID is empty', ['xml_invalid', 'signature_invalid'], built({ assertionId: '' })],
  ['the ID begins with a digit', INVALID, built({ assertionId: '1abc' })],
  ['the ID holds a colon', INVALID, built({ assertionId: 'a:b' })],
  ['the ID holds a blank', INVALID, built({ assertionId: '_a b' })],
  [
    'the assertion has no ID',
    ['xml_invalid', 'signature_invalid', 'signature_missing'],
    changedAfterSigning(swap(/(?<=<saml:Assertion [^>]*) ID="[^"]*"/u, '')),
  ],
  ['the response has no ID', INVALID, changedAfterSigning(swap(/ ID="[^"]*"/u, ''))],
  [
    'an unknown attribute on Assertion',
    INVALID,
    signedEdit(swap('<saml:Assertion', '<saml:Assertion Owner="true"')),
  ],
  [
    'an unknown attribute on SubjectConfirmationData is a misspelled one',
    ['recipient_mismatch', 'xml_invalid', 'subject_confirmation_invalid'],
    signedEdit(swap(' Recipient="', ' recipient="')),
  ],
];

/** Attributes. */
export const attributeAttacks = attacksOf('attribute', attributeRows);
