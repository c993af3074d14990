// Namespaces that two readers may understand differently.

import { after, all, attacksOf, before, changedAfterSigning, signedEdit, swap } from './compose.ts';
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

/** Namespaces. */
export const namespaceAttacks = attacksOf('namespace', namespaceRows);
