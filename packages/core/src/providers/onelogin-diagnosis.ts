// Diagnosis wording for OneLogin.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'onelogin',
  shortName: 'OneLogin',
  steps: {
    signature_wrong_key: ['open', 'certificate', 'beside'],
    signature_missing: ['open', 'element'],
    signature_weak: ['open', 'algorithm'],
    signature_unsupported: ['open', 'algorithm'],
    issuer_mismatch: ['open', 'issuer'],
    audience_mismatch: ['open', 'audience'],
    destination_mismatch: ['open', 'acs'],
    recipient_mismatch: ['open', 'recipient'],
    in_response_to_unknown: ['open', 'tile'],
    unsolicited_refused: ['open', 'tile'],
    nameid_missing: ['open', 'nameid'],
    nameid_transient: ['open', 'nameid'],
    email_missing: ['open', 'nameid', 'email'],
    status_not_success: ['open', 'access', 'events'],
    assertion_encrypted_no_key: ['open', 'encryption.off'],
    decryption_failed: ['open', 'encryption.off'],
    response_too_large: ['open', 'groups'],
    member_unknown: ['open', 'nameid', 'email'],
  },
  messages: [
    { key: 'access', codes: ['not have access', 'not authorized', 'access denied'] },
    { key: 'validator', codes: ['ACS', 'consumer url', 'validator'] },
    { key: 'unknown', codes: ['404', 'not found'] },
  ],
};

export const words = {
  open: 'In OneLogin’s administration, open **Applications** and the application.',
  certificate:
    'On the tab **SSO**, at **X.509 Certificate**, press **View Details** and copy the **X.509 PEM**.',
  element: 'On the tab **Configuration**, set **SAML signature element** to **Both**.',
  algorithm: 'On the tab **SSO**, set **SAML Signature Algorithm** to **SHA-256**, then **Save**.',
  issuer: 'On the tab **SSO**, copy **Issuer URL** again into **Issuer** here.',
  audience: 'On the tab **Configuration**, set **Audience (EntityID)** to our entity ID.',
  acs: 'On the tab **Configuration**, set **ACS (Consumer) URL** to our ACS URL, and its **Validator** to match it.',
  recipient: 'On the tab **Configuration**, set **Recipient** to our ACS URL.',
  tile: 'On the tab **Configuration**, set **SAML initiator** to **Service Provider** and **Login URL** to our start URL.',
  nameid: 'On the tab **Configuration**, set **SAML nameID format** to **Email**.',
  email: 'On the tab **Parameters**, check that the NameID value is **Email**, and that the person has one.',
  access: 'On the tab **Access**, check that one of the person’s roles may use the application.',
  events: 'Look the attempt up under **Activity › Events**.',
  'encryption.off':
    'On the tab **Configuration**, switch **Encrypt assertion** off, or give it our encryption certificate.',
  groups: 'On the tab **Parameters**, send fewer roles or groups.',
  'access.says': 'You don’t have access to this application',
  'access.meaning': 'None of your roles may use the application.',
  'access.cure': 'In the application, open the tab **Access** and choose one of your roles.',
  'validator.says': 'The ACS URL isn’t accepted',
  'validator.meaning': 'Our ACS URL doesn’t match the regular expression there.',
  'validator.cure':
    'Correct **ACS (Consumer) URL Validator**: our ACS URL with a backslash before each dot and slash.',
  'unknown.says': '404, or no such application',
  'unknown.meaning': 'The sign-on URL names an application that isn’t there.',
  'unknown.cure': 'On the tab **SSO**, copy **SAML 2.0 Endpoint (HTTP)** again.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
