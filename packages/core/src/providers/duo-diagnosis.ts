// Diagnosis wording for Duo Single Sign-On.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'duo',
  shortName: 'Duo',
  steps: {
    signature_wrong_key: ['open', 'certificate', 'beside'],
    signature_missing: ['open', 'signed'],
    signature_weak: ['open', 'algorithm'],
    signature_unsupported: ['open', 'algorithm'],
    issuer_mismatch: ['open', 'issuer'],
    audience_mismatch: ['open', 'audience'],
    destination_mismatch: ['open', 'acs'],
    recipient_mismatch: ['open', 'acs'],
    in_response_to_unknown: ['open', 'tile'],
    unsolicited_refused: ['open', 'tile'],
    nameid_missing: ['open', 'nameid', 'source'],
    nameid_transient: ['open', 'nameid'],
    email_missing: ['open', 'nameid', 'source'],
    status_not_success: ['open', 'access', 'log'],
    assertion_encrypted_no_key: ['open', 'encryption.off'],
    decryption_failed: ['open', 'encryption.off'],
    response_too_large: ['open', 'groups'],
    member_unknown: ['open', 'nameid'],
  },
  messages: [
    { key: 'access', codes: ['Access denied', 'not permitted', 'not authorized', 'denied'] },
    { key: 'source', codes: ['authentication source', 'Invalid login', 'no account'] },
    { key: 'request', codes: ['invalid request', 'ACS', 'Entity ID', '404'] },
  ],
};

export const words = {
  open: 'In the Duo Admin Panel, open **Applications** and our application.',
  certificate: 'Under **Downloads**, press **Download certificate**.',
  signed: 'Under **SAML Response › Signing options**, tick **Sign response** and **Sign assertion**.',
  algorithm: 'Under **SAML Response**, set **Signature algorithm** to **SHA256**.',
  issuer: 'Under **Metadata**, copy **Entity ID** again into **Issuer** here.',
  audience: 'Under **Service Provider**, set **Entity ID** to our entity ID.',
  acs: 'Under **Service Provider**, set **Assertion Consumer Service (ACS) URL** to our ACS URL.',
  tile: 'Under **Service Provider**, set **Service Provider Login URL** to our start URL.',
  nameid:
    'Under **SAML Response**, set **NameID attribute** to **Email Address** and a format ending in **emailAddress**.',
  source: 'Check that the directory behind Duo has an e-mail address for the person.',
  access: 'At **User access**, check that a group of the person may use the application.',
  log: 'Look the attempt up in the **Authentication Log** of Duo.',
  'encryption.off':
    'Switch encryption of the assertion off, or give it the encryption certificate of our metadata.',
  groups: 'Under **SAML Response**, map fewer role or group attributes.',
  'access.says': 'Access denied',
  'access.meaning': 'You may not use the application, or a policy of Duo stopped you.',
  'access.cure': 'Add your group at **User access**, and look the attempt up in the **Authentication Log**.',
  'source.says': 'The sign-in itself fails',
  'source.meaning': 'The directory behind Duo doesn’t know you, or isn’t connected.',
  'source.cure': 'Look at the authentication source under **Single Sign-On** in the panel.',
  'request.says': 'Invalid request',
  'request.meaning': 'Duo has another entity ID or ACS URL for us.',
  'request.cure': 'Compare both values under **Service Provider** with ours.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
