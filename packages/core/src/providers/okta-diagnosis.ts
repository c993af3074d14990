// Diagnosis wording for Okta.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'okta',
  shortName: 'Okta',
  signOnUrlMatch: '^https://[^/]+\\.(okta|oktapreview|okta-emea|okta-gov)\\.com/',
  steps: {
    signature_wrong_key: ['open', 'active', 'certificate'],
    signature_missing: ['open', 'edit', 'signed'],
    signature_weak: ['open', 'edit', 'algorithm'],
    signature_unsupported: ['open', 'edit', 'algorithm'],
    issuer_mismatch: ['open', 'issuer'],
    audience_mismatch: ['open', 'edit', 'audience'],
    destination_mismatch: ['open', 'edit', 'acs'],
    recipient_mismatch: ['open', 'edit', 'recipient'],
    in_response_to_unknown: ['tile'],
    unsolicited_refused: ['tile'],
    nameid_missing: ['open', 'edit', 'nameid'],
    nameid_transient: ['open', 'edit', 'format'],
    email_missing: ['open', 'edit', 'nameid'],
    status_not_success: ['open', 'assigned'],
    assertion_encrypted_no_key: ['open', 'edit', 'unencrypted'],
    decryption_failed: ['open', 'edit', 'unencrypted'],
    response_too_large: ['open', 'edit', 'groups'],
    member_unknown: ['open', 'edit', 'username'],
  },
  messages: [
    { key: 'assigned', codes: ['User is not assigned to this application', 'not assigned'] },
    { key: '404', codes: ['404', 'Page not found'] },
    { key: '400', codes: ['400', 'Your request resulted in an error'] },
  ],
};

export const words = {
  open: 'In the Admin Console, open **Applications › Applications** and the application.',
  edit: 'On the tab **General**, at **SAML Settings**, press **Edit**, then **Next**.',
  active: 'On the tab **Sign On**, see which certificate of **SAML Signing Certificates** is **Active**.',
  certificate: 'Download that one and paste it here beside the one you have.',
  signed: 'In **Show Advanced Settings**, set **Response** and **Assertion Signature** to **Signed**.',
  algorithm: 'In **Show Advanced Settings**, set **Signature Algorithm** to **RSA-SHA256**.',
  issuer:
    'On the tab **Sign On**, open **More details** and copy **Issuer** again. It begins with http://, and that is right.',
  audience: 'Set **Audience URI (SP Entity ID)** to our entity ID.',
  acs: 'Set **Single sign-on URL** to our ACS URL.',
  recipient:
    'Set **Single sign-on URL** to our ACS URL, and tick **Use this for Recipient URL and Destination URL**.',
  tile: 'Hide the application’s tile from people, and add a **Bookmark App** that opens our start URL.',
  nameid: 'Set **Name ID format** to **EmailAddress** and **Application username** to **Email**.',
  format: 'Set **Name ID format** to **EmailAddress** or **Persistent**.',
  username: 'Set **Application username** to **Email**, or invite the person here.',
  assigned: 'On the tab **Assignments**, check that the person is assigned.',
  unencrypted:
    'In **Show Advanced Settings**, set **Assertion Encryption** to **Unencrypted**, or give it our certificate.',
  groups:
    'Under **Group Attribute Statements**, choose a filter that only lets the groups through that matter here.',
  'assigned.says': 'User is not assigned to this application',
  'assigned.meaning': 'You aren’t assigned to the application.',
  'assigned.cure': 'In the application, open the tab **Assignments** and add yourself.',
  '404.says': '404, page not found',
  '404.meaning': 'The sign-on URL names an application that isn’t there, or isn’t active.',
  '404.cure': 'On the tab **Sign On**, copy **Sign on URL** again.',
  '400.says': 'Your request resulted in an error (400)',
  '400.meaning': 'Okta doesn’t accept our ACS URL or our entity ID.',
  '400.cure': 'Compare **Single sign-on URL** and **Audience URI (SP Entity ID)** with our values.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
