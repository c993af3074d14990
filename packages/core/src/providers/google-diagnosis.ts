// Diagnosis wording for Google Workspace.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'google',
  shortName: 'Google',
  fingerprint: { name: 'SHA-256 fingerprint', hash: 'SHA-256' },
  steps: {
    signature_wrong_key: ['open', 'details', 'certificate', 'beside'],
    signature_missing: ['open', 'details', 'signed'],
    signature_weak: ['algorithm'],
    signature_unsupported: ['algorithm'],
    issuer_mismatch: ['open', 'issuer'],
    audience_mismatch: ['open', 'details', 'audience'],
    destination_mismatch: ['open', 'details', 'acs'],
    recipient_mismatch: ['open', 'details', 'acs'],
    in_response_to_unknown: ['start'],
    unsolicited_refused: ['start'],
    nameid_missing: ['open', 'details', 'nameid'],
    nameid_transient: ['open', 'details', 'nameid'],
    email_missing: ['open', 'details', 'nameid'],
    status_not_success: ['open', 'access', 'log'],
    assertion_encrypted_no_key: ['other'],
    response_too_large: ['open', 'groups'],
    member_unknown: ['account'],
  },
  messages: [
    { key: 'configured_for_user', codes: ['app_not_configured_for_user'] },
    { key: 'enabled_for_user', codes: ['app_not_enabled_for_user'] },
    { key: 'configured', codes: ['app_not_configured', 'app_not_enabled'] },
    { key: 'duplicate', codes: ['duplicate entity id'] },
    { key: 'certificate', codes: ['malformed_certificate'] },
  ],
};

export const words = {
  open: 'On **admin.google.com**, open **Apps › Web and mobile apps** and the app.',
  details: 'Open **Service provider details**.',
  certificate: 'See which **Certificate** is chosen, and download that one.',
  signed:
    'Google always signs the assertion. If something between it and us takes the signature away, tell your IT team.',
  algorithm: 'Google signs with RSA-SHA256. Check that this response really came from Google Workspace.',
  issuer:
    'Press **Download metadata** and copy **Entity ID** again into **Issuer** here, with all that follows the question mark.',
  audience: 'Set **Entity ID** to our entity ID. Capital and small letters count.',
  acs: 'Set **ACS URL** to our ACS URL.',
  nameid: 'Set **Name ID format** to **EMAIL** and **Name ID** to **Basic Information › Primary email**.',
  access: 'Check that **User access** is on for the person.',
  log: 'Look the attempt up in the **SAML log events** under **Reporting**.',
  other: 'Google doesn’t encrypt assertions. Check that this response really came from Google Workspace.',
  groups: 'Under **SAML attribute mapping › Group membership**, choose only the groups that matter here.',
  account: 'Check which Google account was used: people often have several. Or invite the person here.',
  'configured_for_user.says': '403 app_not_configured_for_user',
  'configured_for_user.meaning': 'Our entity ID doesn’t match exactly, or you used another Google account.',
  'configured_for_user.cure':
    'Copy our entity ID into **Entity ID** again, and sign in with the account of your company.',
  'enabled_for_user.says': '403 app_not_enabled_for_user',
  'enabled_for_user.meaning': 'The app is off for you.',
  'enabled_for_user.cure': 'Open **User access** and switch it on for everyone, or for your group.',
  'configured.says': '403 app_not_configured',
  'configured.meaning': 'No app in that Workspace has our entity ID.',
  'configured.cure': 'Copy our entity ID into **Entity ID** under **Service provider details**.',
  'duplicate.says': '400 duplicate entity id',
  'duplicate.meaning': 'Another app in that Workspace has this entity ID already.',
  'duplicate.cure': 'Use that app, or choose the team’s own entity ID here.',
  'certificate.says': 'malformed_certificate',
  'certificate.meaning': 'The certificate of the app there can’t be used any more.',
  'certificate.cure':
    'Choose another **Certificate** under **Service provider details**, and paste it here too.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
