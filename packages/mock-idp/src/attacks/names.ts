// Names and attributes that two readers may understand differently.

import {
  after,
  all,
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
const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const EVIL = 'xmlns:x="urn:example:other"';
const NO_ASSERTION = ['xml_invalid', 'assertion_missing'];

const declared = (declaration: string): AttackRow[2] => signedEdit(after('<saml:Subject', ` ${declaration}`));

const namespaceRows: readonly AttackRow[] = [
  [
    'Assertion in a foreign namespace',
    NO_ASSERTION,
    signedEdit(swap(`xmlns:saml="${SAML}"`, 'xmlns:saml="urn:example:other"')),
  ],
  [
    'Assertion in the SAML 1.1 namespace',
    NO_ASSERTION,
    signedEdit(swap(`xmlns:saml="${SAML}"`, 'xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion"')),
  ],
  [
    'Assertion in a namespace with a trailing blank',
    NO_ASSERTION,
    signedEdit(swap(`xmlns:saml="${SAML}"`, `xmlns:saml="${SAML} "`)),
  ],
  [
    'Assertion in a namespace of the wrong case',
    NO_ASSERTION,
    signedEdit(swap(`xmlns:saml="${SAML}"`, `xmlns:saml="${SAML.toUpperCase()}"`)),
  ],
  [
    'a foreign Assertion beside the genuine one',
    INVALID,
    changedAfterSigning(before('<saml:Assertion', `<x:Assertion ${EVIL} ID="_x" Version="2.0"/>`)),
  ],
  [
    'a foreign NameID before the genuine one',
    INVALID,
    signedEdit(after('<saml:Subject>', `<x:NameID ${EVIL}>owner@acme.example</x:NameID>`)),
  ],
  [
    'a foreign NameID after the genuine one',
    INVALID,
    signedEdit(after('</saml:NameID>', `<x:NameID ${EVIL}>owner@acme.example</x:NameID>`)),
  ],
  [
    'NameID in no namespace',
    [INVALID, 'nameid_missing'],
    signedEdit(all(swap('<saml:NameID', '<NameID'), swap('</saml:NameID', '</NameID'))),
  ],
  [
    'NameID in the protocol namespace',
    [INVALID, 'nameid_missing'],
    signedEdit(
      all(
        swap('<saml:NameID', '<p:NameID xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol"'),
        swap('</saml:NameID', '</p:NameID'),
      ),
    ),
  ],
  [
    'a foreign Issuer before the genuine one',
    INVALID,
    signedEdit(before('<saml:Issuer>', `<x:Issuer ${EVIL}>https://other.example</x:Issuer>`)),
  ],
  [
    'a foreign Conditions before the genuine one',
    INVALID,
    signedEdit(before('<saml:Conditions', `<x:Conditions ${EVIL}/>`)),
  ],
  [
    'a foreign AudienceRestriction instead of the genuine one',
    [INVALID, 'condition_unknown', 'audience_mismatch'],
    signedEdit(
      all(
        swap('<saml:AudienceRestriction', `<x:AudienceRestriction ${EVIL}`),
        swap('</saml:AudienceRestriction', '</x:AudienceRestriction'),
      ),
    ),
  ],
  [
    'a foreign Status before the genuine one',
    INVALID,
    changedAfterSigning(before('<samlp:Status>', `<x:Status ${EVIL}/>`)),
  ],
  [
    'a foreign SignatureValue before the genuine one',
    INVALID,
    changedAfterSigning(before('<ds:SignatureValue>', `<x:SignatureValue ${EVIL}>AAAA</x:SignatureValue>`)),
  ],
  [
    'the prefix saml is rebound inside the assertion',
    [INVALID, 'nameid_missing'],
    signedEdit(swap('<saml:NameID', `<saml:NameID xmlns:saml="urn:example:other"`)),
  ],
  ['an undeclared prefix on an element', INVALID, signedEdit(after('<saml:Subject>', '<y:y></y:y>'))],
  ['an undeclared prefix on an attribute', INVALID, signedEdit(swap('<saml:NameID', '<saml:NameID y:z="1"'))],
  ['a prefix bound to nothing', INVALID, declared('xmlns:y=""')],
  ['the prefix xml is rebound', INVALID, declared('xmlns:xml="urn:example:other"')],
  [
    'another prefix is bound to the xml namespace',
    INVALID,
    declared('xmlns:y="http://www.w3.org/XML/1998/namespace"'),
  ],
  ['the prefix xmlns is declared', INVALID, declared('xmlns:xmlns="urn:example:other"')],
  [
    'another prefix is bound to the xmlns namespace',
    INVALID,
    declared('xmlns:y="http://www.w3.org/2000/xmlns/"'),
  ],
  [
    'the same prefix is declared twice on one element',
    INVALID,
    declared('xmlns:y="urn:example:1" xmlns:y="urn:example:2"'),
  ],
  [
    'an empty prefix',
    INVALID,
    changedAfterSigning(swap('<saml:Subject>', '<saml:Subject xmlns:="urn:example:other">')),
  ],
  ['a name with two colons', INVALID, changedAfterSigning(before('<samlp:Status>', '<samlp:a:b/>'))],
];

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
  ['response and assertion have one ID', INVALID, built({ responseId: '_same', assertionId: '_same' })],
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
  [
    'the ID is empty',
    ['xml_invalid', 'signature_invalid'],
    built({ assertionId: '', responseId: '_r', signing: {}, sign: 'none' }),
  ],
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

/** Namespaces. */
export const namespaceAttacks = attacksOf('namespace', namespaceRows);
/** Attributes. */
export const attributeAttacks = attacksOf('attribute', attributeRows);
