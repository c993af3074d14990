// References that say what is signed in a way the profile forbids.

import type { AttackContext } from './attack.ts';
import { attacksOf, respond, signedInfoEdit, swap } from './compose.ts';
import type { AttackRow } from './compose.ts';

const REFUSED = ['signature_invalid', 'xml_invalid', 'signature_unsupported'];
const INVALID = ['xml_invalid', 'signature_invalid', 'signature_unsupported'];
const URI = /URI="#[^"]*"/u;
const REFERENCE = /<ds:Reference .*<\/ds:Reference>/u;
const uri = (value: string): AttackRow[2] => signedInfoEdit(swap(URI, value === '' ? '' : `URI="${value}"`));
const referenceRows: readonly AttackRow[] = [
  ['the reference is the whole document', REFUSED, signedInfoEdit(swap(URI, 'URI=""'))],
  ['the reference has no URI', REFUSED, uri('')],
  ['the reference is an empty fragment', REFUSED, uri('#')],
  ['the reference names an ID that is nowhere', REFUSED, uri('#_nowhere')],
  ['the reference is an http URL', REFUSED, uri('http://attacker.example/assertion.xml')],
  ['the reference is a file URL', REFUSED, uri('file:///etc/hostname')],
  ['the reference is an XPointer to the root', REFUSED, uri('#xpointer(/)')],
  [
    'the reference is an XPointer to the ID',
    REFUSED,
    (context) => reference(context, (id) => `URI="#xpointer(id('${id}'))"`),
  ],
  [
    'the reference is percent-encoded',
    REFUSED,
    (context) => reference(context, (id) => `URI="#%5F${id.slice(1)}"`),
  ],
  [
    'the reference has white space around it',
    REFUSED,
    (context) => reference(context, (id) => `URI=" #${id} "`),
  ],
  ['the reference is the ID without a hash', REFUSED, (context) => reference(context, (id) => `URI="${id}"`)],
  [
    'the reference has the wrong case',
    REFUSED,
    (context) =>
      respond(context, {
        assertionId: '_abcdef0123456789',
        signing: { editSignedInfo: swap(URI, 'URI="#_ABCDEF0123456789"') },
      }).xml,
  ],
  [
    'the assertion signature refers to the response',
    REFUSED,
    (context) =>
      respond(context, {
        responseId: '_response-id',
        signing: { editSignedInfo: swap(URI, 'URI="#_response-id"') },
      }).xml,
  ],
  [
    'the response signature refers to the assertion',
    REFUSED,
    (context) =>
      respond(context, {
        sign: 'response',
        assertionId: '_assertion-id',
        signing: { editSignedInfo: swap(URI, 'URI="#_assertion-id"') },
      }).xml,
  ],
  ['two references to the same element', REFUSED, signedInfoEdit(swap(REFERENCE, (match) => match + match))],
  [
    'a second reference to something else',
    REFUSED,
    signedInfoEdit(swap(REFERENCE, (match) => match + match.replace(URI, 'URI="#_other"'))),
  ],
  [
    'a first reference to something else',
    REFUSED,
    signedInfoEdit(swap(REFERENCE, (match) => match.replace(URI, 'URI="#_other"') + match)),
  ],
  ['no reference at all', INVALID, signedInfoEdit(swap(REFERENCE, ''))],
  [
    'the reference is of type Manifest',
    REFUSED,
    signedInfoEdit(swap(/URI="#/u, (match) => `Type="http://www.w3.org/2000/09/xmldsig#Manifest" ${match}`)),
  ],
];

function reference(context: AttackContext, write: (id: string) => string): string {
  const assertionId = '_0123456789abcdef';
  return respond(context, { assertionId, signing: { editSignedInfo: swap(URI, write(assertionId)) } }).xml;
}

/** What a reference points at. */
export const referenceAttacks = attacksOf('reference', referenceRows);
