// Diagnosis wording for the mock provider of the demo and of tests.

import type { ProviderDiagnosis } from './diagnosis.ts';

const START = 'Open the start page of the mock provider.';
const GOOD_ANSWER = 'Under **How it answers**, choose **A good response** and press **Use this answer**.';
const NORMAL = [START, GOOD_ANSWER];
const ACS_URL = [
  START,
  'Under **What it knows of the application**, put our ACS URL into **Assertion consumer service URL (ACS)** and press **Remember**.',
  GOOD_ANSWER,
];

export const diagnosis: ProviderDiagnosis = {
  product: 'mock',
  shortName: 'Mock provider',
  signOnUrlMatch: '^https?://(localhost|127\\.0\\.0\\.1|mock-idp[^/]*)(:\\d+)?/(mock-idp/)?(saml/)?sso',
  steps: {
    signature_wrong_key: [
      'Open the **Metadata URL** of the mock provider: it holds its certificate, and the next one too while its key is rolled over.',
      'Paste the one with this fingerprint here beside the one you have.',
    ],
    signature_missing: NORMAL,
    signature_weak: NORMAL,
    signature_invalid: NORMAL,
    issuer_mismatch: [START, 'Copy **Issuer** into **Issuer** here.'],
    audience_mismatch: [
      START,
      'Under **What it knows of the application**, put our entity ID into **Entity ID (audience)** and press **Remember**.',
      GOOD_ANSWER,
    ],
    destination_mismatch: ACS_URL,
    recipient_mismatch: ACS_URL,
    email_missing: NORMAL,
    nameid_missing: NORMAL,
    nameid_transient: NORMAL,
    member_unknown: ['On its sign-in page, choose a person who is a member of this team.'],
    status_not_success: NORMAL,
    assertion_expired: NORMAL,
    assertion_too_early: NORMAL,
    assertion_lifetime_too_long: NORMAL,
    decryption_failed: NORMAL,
  },
  messages: [
    {
      says: 'Nothing, or connection refused',
      meaning: 'The mock provider isn’t running.',
      cure: 'Start it, then test again.',
    },
    {
      says: 'Not found',
      meaning: 'The sign-on URL is another address of the mock provider.',
      cure: 'Copy **Sign on URL** from its start page into **Sign on URL** here.',
    },
  ],
};
