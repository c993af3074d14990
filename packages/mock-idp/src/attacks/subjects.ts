// Honestly signed messages about nobody, about two, or confirmed for somebody else.

import { NAME_ID_FORMATS } from '../shapes/shape.ts';
import { encryptXml } from '../xml-encryption.ts';
import type { AttackContext } from './attack.ts';
import { after, all, attacksOf, built, changedAfterSigning, respond, signedEdit, swap } from './compose.ts';
import type { AttackRow, Forged } from './compose.ts';

const MISSING = 'nameid_missing';
const CONFIRMATION = 'subject_confirmation_invalid';
const RECIPIENT = ['recipient_mismatch', CONFIRMATION];
const SUBJECT = /<saml:Subject>.*<\/saml:Subject>/u;
const HOLDER = 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key';
const VOUCHES = 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches';
const OTHER_ACS = 'https://other.example/acs';

const subjectRows: readonly AttackRow[] = [
  ['no Subject', [MISSING, 'xml_invalid', CONFIRMATION], signedEdit(swap(SUBJECT, ''))],
  ['two Subjects', 'xml_invalid', signedEdit(swap(SUBJECT, (match) => match + match))],
  ['no NameID', MISSING, built({ nameId: null })],
  ['an empty NameID', MISSING, built({ nameId: '' })],
  ['a NameID of blanks', MISSING, built({ nameId: ' \t ' })],
  ['a NameID of no-break spaces', MISSING, built({ nameId: '\u00a0\u00a0' })],
  [
    'a NameID with a line break',
    [MISSING, 'xml_invalid'],
    built({ nameId: 'member@acme.example\nowner@acme.example' }),
  ],
  ['a NameID of 2 000 characters', [MISSING, 'xml_invalid'], built({ nameId: 'x'.repeat(2000) })],
  [
    'two NameIDs',
    ['xml_invalid', MISSING],
    signedEdit(swap(/<saml:NameID.*<\/saml:NameID>/u, (match) => match + match)),
  ],
  [
    'a BaseID',
    [MISSING, 'xml_invalid'],
    built({
      nameIdXml:
        '<saml:BaseID xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="urn:example:x" xsi:type="x:Id"/>',
    }),
  ],
  [
    'NameID behind the confirmation',
    ['xml_invalid', MISSING],
    signedEdit((xml) => {
      const nameId = /<saml:NameID.*<\/saml:NameID>/u.exec(xml)?.[0] ?? '';
      return all(swap(nameId, ''), after('</saml:SubjectConfirmation>', nameId))(xml);
    }),
  ],
  [
    'NameID within the confirmation only',
    [MISSING, 'xml_invalid'],
    signedEdit((xml) => {
      const nameId = /<saml:NameID.*<\/saml:NameID>/u.exec(xml)?.[0] ?? '';
      return all(
        swap(nameId, ''),
        swap(/<saml:SubjectConfirmation [^>]*>/u, (match) => match + nameId),
      )(xml);
    }),
  ],
  [
    'a transient NameID',
    'nameid_transient',
    built({ nameIdFormat: NAME_ID_FORMATS.transient, nameId: '_transient' }),
  ],
  [
    'an encrypted NameID',
    'nameid_encrypted',
    (context) => respond(context, { nameIdXml: encryptedId(context) }).xml,
  ],
  [
    'an EncryptedID beside NameID',
    ['xml_invalid', 'nameid_encrypted'],
    (context) =>
      respond(context, {
        edits: { assertion: after('</saml:NameID>', encryptedId(context)) },
      }).xml,
  ],
];

const confirmationRows: readonly AttackRow[] = [
  ['no SubjectConfirmation', [CONFIRMATION, 'xml_invalid'], built({ confirmations: [] })],
  ['holder of key', CONFIRMATION, built({ confirmations: [{ method: HOLDER }] })],
  ['sender vouches', CONFIRMATION, built({ confirmations: [{ method: VOUCHES }] })],
  ['a method nobody knows', CONFIRMATION, built({ confirmations: [{ method: 'urn:example:bearer' }] })],
  [
    'bearer of SAML 1.1',
    CONFIRMATION,
    built({ confirmations: [{ method: 'urn:oasis:names:tc:SAML:1.0:cm:bearer' }] }),
  ],
  ['a confirmation without method', ['xml_invalid', CONFIRMATION], signedEdit(swap(/ Method="[^"]*"/u, ''))],
  ['a confirmation without data', CONFIRMATION, built({ confirmations: [{ data: false }] })],
  [
    'two SubjectConfirmationData',
    ['xml_invalid', CONFIRMATION],
    signedEdit(swap(/<saml:SubjectConfirmationData[^>]*\/>/u, (match) => match + match)),
  ],
  ['the recipient is missing', RECIPIENT, built({ confirmations: [{ recipient: null }] })],
  ['the recipient is empty', RECIPIENT, built({ confirmations: [{ recipient: '' }] })],
  ['the recipient is another service', RECIPIENT, built({ confirmations: [{ recipient: OTHER_ACS }] })],
  [
    'the recipient is another team',
    RECIPIENT,
    (context) => recipient(context, (url) => url.replace('acme', 'globex')),
  ],
  ['the recipient ends in a slash', RECIPIENT, (context) => recipient(context, (url) => `${url}/`)],
  ['the recipient is in upper case', RECIPIENT, (context) => recipient(context, (url) => url.toUpperCase())],
  [
    'the recipient has another port',
    RECIPIENT,
    (context) => recipient(context, (url) => url.replace(':3000', ':3001')),
  ],
  ['the recipient has a query', RECIPIENT, (context) => recipient(context, (url) => `${url}?team=acme`)],
  [
    'the recipient has another scheme',
    RECIPIENT,
    (context) => recipient(context, (url) => url.replace('http:', 'https:')),
  ],
  [
    'the recipient begins with ours',
    RECIPIENT,
    (context) => recipient(context, (url) => `${url}.attacker.example`),
  ],
  [
    'the recipient is named by its address',
    RECIPIENT,
    (context) => recipient(context, (url) => url.replace('localhost', '127.0.0.1')),
  ],
  [
    'two confirmations, each half right',
    [CONFIRMATION, 'recipient_mismatch', 'assertion_expired'],
    (context) =>
      respond(context, {
        confirmations: [
          { recipient: OTHER_ACS },
          { notOnOrAfter: new Date(context.now.getTime() - 600_000) },
        ],
      }).xml,
  ],
  [
    'two confirmations, one for another request',
    [CONFIRMATION, 'recipient_mismatch', 'in_response_to_unknown'],
    built({
      confirmations: [{ recipient: OTHER_ACS }, { inResponseTo: '_other' }],
    }),
  ],
  [
    'a good holder-of-key confirmation beside a bad bearer one',
    [CONFIRMATION, 'recipient_mismatch'],
    built({
      confirmations: [{ method: HOLDER }, { recipient: OTHER_ACS }],
    }),
  ],
  [
    'the recipient stands on the confirmation, not on its data',
    [...RECIPIENT, 'xml_invalid'],
    (context) =>
      respond(context, {
        confirmations: [{ recipient: null }],
        edits: {
          assertion: swap(
            '<saml:SubjectConfirmation ',
            `<saml:SubjectConfirmation Recipient="${context.acsUrl}" `,
          ),
        },
      }).xml,
  ],
  [
    'the confirmation is changed after signing',
    'signature_invalid',
    (context) =>
      changedAfterSigning(swap(OTHER_ACS, context.acsUrl), { confirmations: [{ recipient: OTHER_ACS }] })(
        context,
      ),
  ],
];

function recipient(context: AttackContext, change: (url: string) => string): Forged {
  return respond(context, { confirmations: [{ recipient: change(context.acsUrl) }] }).xml;
}

function encryptedId(context: AttackContext): string {
  const nameId =
    '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">member@acme.example</saml:NameID>';
  const wrapper = { openTag: '<saml:EncryptedID>', closeTag: '</saml:EncryptedID>' };
  return encryptXml(nameId, wrapper, { recipientKey: context.serviceProvider.publicKey });
}

/** Whom it speaks of. */
export const subjectAttacks = attacksOf('subject', subjectRows);
/** For whom that is confirmed. */
export const recipientAttacks = attacksOf('recipient', confirmationRows);
