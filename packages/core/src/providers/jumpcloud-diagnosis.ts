// Diagnosis wording for JumpCloud.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'jumpcloud',
  shortName: 'JumpCloud',
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
    nameid_missing: ['open', 'nameid'],
    nameid_transient: ['open', 'nameid'],
    email_missing: ['open', 'nameid', 'email'],
    status_not_success: ['groups.bound', 'log'],
    assertion_encrypted_no_key: ['open', 'encryption'],
    decryption_failed: ['open', 'encryption'],
    response_too_large: ['open', 'groups.sent'],
    member_unknown: ['open', 'nameid'],
  },
  messages: [
    { key: 'bound', codes: ['not bound', 'access denied', 'do not have access', 'not authorized'] },
    { key: 'acs', codes: ['ACS URL', 'ACS'] },
    { key: 'unknown', codes: ['404', 'not found'] },
  ],
};

export const words = {
  open: 'In JumpCloud, open **SSO Applications**, the application, the tab **SSO**.',
  certificate: 'Under **IDP Certificate**, download the certificate.',
  signed: 'Tick **Sign Assertion**, or set **Sign** to sign it, and **Save**.',
  algorithm: 'Set **Signature Algorithm** to **RSA-SHA256** and **Save**.',
  issuer:
    'Copy **IdP Entity ID** as it stands there into **Issuer** here: it is any text that somebody typed.',
  audience: 'Set **SP Entity ID** to our entity ID.',
  acs: 'Set **ACS URLs** to our ACS URL; ours has to be the default one.',
  tile: 'Set **Login URL** to our start URL: then the tile in the portal starts the sign-in here.',
  nameid: 'Set **SAMLSubject NameID** to **email** and its format to **emailAddress**.',
  email: 'Check that the person has an e-mail address in JumpCloud.',
  'groups.bound':
    'In the application, open the tab **User Groups** and check that a group of the person is ticked.',
  log: 'Look the attempt up in **Directory Insights**.',
  encryption:
    'Remove the certificate for encryption of assertions, or replace it by the one in our metadata.',
  'groups.sent': 'Untick **include group attribute**, or bind fewer groups to the application.',
  'bound.says': 'Access denied, or not bound to the application',
  'bound.meaning': 'You aren’t in a group that may use the application.',
  'bound.cure': 'In the application, open the tab **User Groups** and tick one of your groups.',
  'acs.says': 'The ACS URL isn’t accepted',
  'acs.meaning': 'It has another ACS URL for us.',
  'acs.cure': 'Set **ACS URLs** to our ACS URL.',
  'unknown.says': '404, or no such application',
  'unknown.meaning': 'The sign-on URL names an application that isn’t there, or isn’t active.',
  'unknown.cure': 'Copy the **IDP URL** again, and check that the application is active.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
