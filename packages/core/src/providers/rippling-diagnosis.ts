// Diagnosis wording for Rippling.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'rippling',
  shortName: 'Rippling',
  steps: {
    signature_wrong_key: ['open', 'metadata', 'certificate'],
    signature_missing: ['open', 'advanced', 'signed'],
    signature_weak: ['open', 'advanced', 'algorithm'],
    signature_unsupported: ['open', 'advanced', 'algorithm'],
    issuer_mismatch: ['open', 'metadata', 'issuer'],
    audience_mismatch: ['open', 'audience'],
    destination_mismatch: ['open', 'acs'],
    recipient_mismatch: ['open', 'acs'],
    in_response_to_unknown: ['open', 'advanced', 'dummy'],
    unsolicited_refused: ['start'],
    nameid_missing: ['open', 'advanced', 'nameid'],
    nameid_transient: ['open', 'advanced', 'nameid'],
    email_missing: ['open', 'attributes', 'standard'],
    status_not_success: ['open', 'access'],
    assertion_encrypted_no_key: ['open', 'advanced', 'unencrypted'],
    response_too_large: ['open', 'attributes', 'groups'],
    member_unknown: ['address'],
  },
  messages: [
    { key: 'access', codes: ['not have access', 'access denied', 'no permission', 'not authorized'] },
    { key: 'unknown', codes: ['404', 'not found'] },
  ],
};

export const words = {
  open: 'In Rippling, open our app and its **Settings**.',
  advanced: 'Open **Advanced SAML Settings**.',
  attributes: 'Open **SAML Attributes**.',
  metadata: 'Open **IdP Metadata XML**, or the **IdP Metadata URL**.',
  certificate: 'Copy the certificate in it, and paste it here beside the one you have.',
  signed: 'Choose to sign the assertion.',
  algorithm: 'Choose SHA-256 for the signature.',
  issuer: 'Copy **entityID** in it into **Issuer** here.',
  audience: 'Set **Service Provider Entity ID** to our entity ID.',
  acs: 'Set **ACS URL** to our ACS URL.',
  dummy:
    'Tick **Disable InResponseTo field in assertions for IdP initiated SSO**, and start the sign-in from our page.',
  nameid: 'Choose the work e-mail address as NameID.',
  standard: 'Send the work e-mail address as an attribute **email**.',
  access: 'Check that the access rules of the app cover the person.',
  unencrypted: 'Switch encryption of the assertion off.',
  groups: 'Send fewer attributes with many values.',
  address: 'Correct the person’s work e-mail address in Rippling, or invite the person here.',
  'access.says': 'You don’t have access',
  'access.meaning': 'The access rules of the app don’t cover you.',
  'access.cure': 'Add yourself to the people who get the app.',
  'unknown.says': '404, or no such app',
  'unknown.meaning': 'The sign-on URL names an app that isn’t there.',
  'unknown.cure': 'Copy the **IdP Metadata URL** or the sign-on URL from the app again.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
