// Diagnosis wording for Okta.

import type { ProviderDiagnosis } from './diagnosis.ts';

const OPEN = 'In the Admin Console, open **Applications › Applications** and the application.';
const EDIT = 'On the tab **General**, at **SAML Settings**, press **Edit**, then **Next**.';

export const diagnosis: ProviderDiagnosis = {
  product: 'okta',
  shortName: 'Okta',
  signOnUrlMatch: '^https://[^/]+\\.(okta|oktapreview|okta-emea)\\.com/',
  steps: {
    signature_wrong_key: [
      OPEN,
      'On the tab **Sign On**, see which certificate of **SAML Signing Certificates** is **Active**.',
      'Download that one and paste it here beside the one you have.',
    ],
    signature_missing: [
      OPEN,
      EDIT,
      'In **Show Advanced Settings**, set **Response** and **Assertion Signature** to **Signed**.',
    ],
    signature_weak: [
      OPEN,
      EDIT,
      'In **Show Advanced Settings**, set **Signature Algorithm** to **RSA-SHA256**.',
    ],
    issuer_mismatch: [
      OPEN,
      'On the tab **Sign On**, open **More details** and copy **Issuer** again. It begins with http://, and that is right.',
    ],
    audience_mismatch: [OPEN, EDIT, 'Set **Audience URI (SP Entity ID)** to our entity ID.'],
    destination_mismatch: [OPEN, EDIT, 'Set **Single sign-on URL** to our ACS URL.'],
    recipient_mismatch: [
      OPEN,
      EDIT,
      'Set **Single sign-on URL** to our ACS URL, and tick **Use this for Recipient URL and Destination URL**.',
    ],
    email_missing: [
      OPEN,
      EDIT,
      'Set **Name ID format** to **EmailAddress** and **Application username** to **Email**.',
    ],
    nameid_transient: [OPEN, EDIT, 'Set **Name ID format** to **EmailAddress** or **Persistent**.'],
    status_not_success: [OPEN, 'On the tab **Assignments**, check that the person is assigned.'],
  },
  messages: [
    {
      says: 'User is not assigned to this application',
      meaning: 'You aren’t assigned to the application.',
      cure: 'In the application, open the tab **Assignments** and add yourself.',
    },
    {
      says: '404, page not found',
      meaning: 'The sign-on URL names an application that isn’t there, or isn’t active.',
      cure: 'On the tab **Sign On**, copy **Sign on URL** again.',
    },
    {
      says: 'Your request resulted in an error (400)',
      meaning: 'Okta doesn’t accept our ACS URL or our entity ID.',
      cure: 'Compare **Single sign-on URL** and **Audience URI (SP Entity ID)** with our values.',
    },
  ],
};
