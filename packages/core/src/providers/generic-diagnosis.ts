// Diagnosis wording for a provider without words of its own here: the names that most of them use.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'generic',
  shortName: 'your provider',
  steps: {
    signature_wrong_key: ['certificate', 'beside'],
    signature_missing: ['signed'],
    signature_weak: ['algorithm'],
    signature_unsupported: ['algorithm'],
    issuer_mismatch: ['issuer'],
    audience_mismatch: ['audience'],
    destination_mismatch: ['acs'],
    recipient_mismatch: ['recipient'],
    in_response_to_unknown: ['start'],
    unsolicited_refused: ['start'],
    nameid_missing: ['email'],
    nameid_transient: ['format'],
    email_missing: ['email'],
    status_not_success: ['access', 'log'],
    assertion_encrypted_no_key: ['encryption'],
    response_too_large: ['groups'],
  },
  messages: [
    { key: 'assigned', codes: ['not assigned', 'not authorized', 'access denied', 'not allowed'] },
    { key: 'application', codes: ['unknown application', 'unknown client', 'entity id', 'not registered'] },
    { key: 'page', codes: ['404', 'not found'] },
    { key: 'address', codes: ['ACS', 'reply url', 'redirect uri', 'callback url'] },
  ],
};

export const words = {
  certificate: 'Open our application at your provider and find its **signing certificate**.',
  signed:
    'Open our application at your provider and switch on signing of the assertion, or of response and assertion.',
  algorithm: 'Open our application at your provider and set the **signature algorithm** to **RSA-SHA256**.',
  issuer:
    'Open our application at your provider and copy **Issuer**, **Entity ID** or **IdP identifier** again into **Issuer** here.',
  audience:
    'Open our application at your provider and set **Audience**, **Entity ID** or **Identifier** to our entity ID.',
  acs: 'Open our application at your provider and set **ACS URL**, **Reply URL** or **Single sign-on URL** to our ACS URL.',
  recipient: 'Open our application at your provider and set **Recipient** or **ACS URL** to our ACS URL.',
  format:
    'Open our application at your provider and set the **Name ID format** to **emailAddress** or **persistent**.',
  email:
    'Open our application at your provider and send the e-mail address as **Name ID** or as an attribute **email**.',
  access: 'Check that the person may use our application at your provider.',
  log: 'Look the attempt up in your provider’s sign-in log.',
  groups: 'Open our application at your provider and send only the groups that matter here.',
  'assigned.says': 'It said that I’m not assigned or not allowed',
  'assigned.meaning': 'You may not use the application there yet.',
  'assigned.cure': 'Give yourself, or your group, access to the application at your provider.',
  'application.says': 'It doesn’t know the application',
  'application.meaning': 'It has another entity ID for us, or none.',
  'application.cure': 'Copy our entity ID into the application at your provider.',
  'page.says': 'There is no such page',
  'page.meaning': 'The sign-on URL is another address of your provider.',
  'page.cure': 'Copy the sign-on URL of the application from your provider again.',
  'address.says': 'It refuses the address to return to',
  'address.meaning': 'It has another ACS URL for us.',
  'address.cure': 'Copy our ACS URL into the application at your provider.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
