// Diagnosis wording for the mock provider of the demo and of tests.

import type { ProviderDiagnosis } from './diagnosis.ts';

const NORMAL =
  'On the sign-in page of the mock provider, choose the normal answer, or start it without a fault.';

export const diagnosis: ProviderDiagnosis = {
  product: 'mock',
  shortName: 'Mock provider',
  signOnUrlMatch: '^https?://(localhost|127\\.0\\.0\\.1|mock-idp[^/]*)(:\\d+)?/(mock-idp/)?(saml/)?sso',
  steps: {
    signature_wrong_key: [
      'Open the metadata page of the mock provider and copy its certificate.',
      'Paste it here beside the one you have.',
    ],
    signature_missing: [NORMAL],
    signature_weak: [NORMAL],
    issuer_mismatch: ['Copy **entityID** from the metadata of the mock provider into **Issuer** here.'],
    audience_mismatch: ['Give the mock provider our entity ID as audience.'],
    destination_mismatch: ['Give the mock provider our ACS URL.'],
    recipient_mismatch: ['Give the mock provider our ACS URL.'],
    email_missing: ['Choose a person with an e-mail address.'],
    status_not_success: ['Choose a person who is assigned, and the status success.'],
    assertion_expired: [NORMAL],
    assertion_too_early: [NORMAL],
  },
  messages: [
    {
      says: 'Nothing, or connection refused',
      meaning: 'The mock provider isn’t running.',
      cure: 'Start it, then test again.',
    },
  ],
};
