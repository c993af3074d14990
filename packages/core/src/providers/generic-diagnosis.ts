// Diagnosis wording for a provider without words of its own here: the names that most of them use.

import type { ProviderDiagnosis } from './diagnosis.ts';

export const diagnosis: ProviderDiagnosis = {
  product: 'generic',
  shortName: 'your provider',
  steps: {
    signature_wrong_key: [
      'Open our application at your provider and find its **signing certificate**.',
      'Paste it here beside the one you have.',
    ],
    audience_mismatch: [
      'Open our application at your provider and set **Audience**, **Entity ID** or **Identifier** to our entity ID.',
    ],
    destination_mismatch: [
      'Open our application at your provider and set **ACS URL**, **Reply URL** or **Single sign-on URL** to our ACS URL.',
    ],
    recipient_mismatch: [
      'Open our application at your provider and set **Recipient** or **ACS URL** to our ACS URL.',
    ],
    nameid_transient: [
      'Open our application at your provider and set the **Name ID format** to **emailAddress** or **persistent**.',
    ],
    email_missing: [
      'Open our application at your provider and send the e-mail address as **Name ID** or as an attribute **email**.',
    ],
    signature_weak: [
      'Open our application at your provider and set the **signature algorithm** to **RSA-SHA256**.',
    ],
  },
  messages: [
    {
      says: 'It said that I’m not assigned or not allowed',
      meaning: 'You may not use the application there yet.',
      cure: 'Give yourself, or your group, access to the application at your provider.',
    },
    {
      says: 'It doesn’t know the application',
      meaning: 'It has another entity ID for us, or none.',
      cure: 'Copy our entity ID into the application at your provider.',
    },
    {
      says: 'There is no such page',
      meaning: 'The sign-on URL is another address of your provider.',
      cure: 'Copy the sign-on URL of the application from your provider again.',
    },
    {
      says: 'It refuses the address to return to',
      meaning: 'It has another ACS URL for us.',
      cure: 'Copy our ACS URL into the application at your provider.',
    },
  ],
};
