// Diagnosis wording for Auth0 as identity provider.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'auth0',
  shortName: 'Auth0',
  steps: {
    signature_wrong_key: ['open', 'certificate', 'beside'],
    signature_missing: ['open', 'json', 'signed'],
    signature_weak: ['open', 'json', 'algorithm'],
    signature_unsupported: ['open', 'json', 'algorithm'],
    issuer_mismatch: ['open', 'issuer'],
    audience_mismatch: ['open', 'json', 'audience'],
    destination_mismatch: ['open', 'acs'],
    recipient_mismatch: ['open', 'acs', 'recipient'],
    in_response_to_unknown: ['start'],
    unsolicited_refused: ['start'],
    nameid_missing: ['open', 'json', 'probes'],
    nameid_transient: ['open', 'json', 'format'],
    email_missing: ['open', 'json', 'probes'],
    status_not_success: ['log'],
    assertion_lifetime_too_long: ['open', 'json', 'lifetime'],
    assertion_encrypted_no_key: ['unencrypted'],
    decryption_failed: ['unencrypted'],
    response_too_large: ['open', 'json', 'mapped'],
    member_unknown: ['open', 'json', 'probes'],
  },
  messages: [
    { key: 'callback', codes: ['Callback URL mismatch'] },
    { key: 'unknown', codes: ['Unknown client', 'Not found', '404'] },
    {
      key: 'connection',
      codes: ['no connections enabled', 'connection is not enabled', 'user does not exist'],
    },
    { key: 'denied', codes: ['access_denied', 'unauthorized'] },
  ],
};

export const words = {
  open: 'In Auth0, open **Applications › Applications**, the application, **Addons › SAML2 Web App**.',
  json: 'On the tab **Settings**, change the JSON, then **Save**.',
  certificate: 'On the tab **Usage**, download **Identity Provider Certificate**.',
  signed: 'Set **"signResponse"** to **false**: then the assertion is signed.',
  algorithm: 'Set **"signatureAlgorithm"** to **"rsa-sha256"** and **"digestAlgorithm"** to **"sha256"**.',
  issuer:
    'On the tab **Usage**, copy **Issuer** again into **Issuer** here. It begins with urn:, and that is right.',
  audience: 'Set **"audience"** to our entity ID.',
  acs: 'On the tab **Settings**, set **Application Callback URL** to our ACS URL.',
  recipient: 'If the JSON has **"recipient"** or **"destination"**, remove it.',
  probes:
    'Set **"nameIdentifierProbes"** to **["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"]**.',
  format: 'Set **"nameIdentifierFormat"** to **"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"**.',
  log: 'Look the attempt up under **Monitoring › Logs**: a rule or an action may have refused it.',
  lifetime: 'Set **"lifetimeInSeconds"** to **3600**.',
  unencrypted:
    'In the action or rule that sets **encryptionCert** and **encryptionPublicKey**, remove them or put ours in their place.',
  mapped: 'Set **"passthroughClaimsWithNoMapping"** to **false**: then only what is mapped is sent.',
  'callback.says': 'Callback URL mismatch',
  'callback.meaning': 'Our ACS URL isn’t the one in the application.',
  'callback.cure': 'Set **Application Callback URL** of the addon to our ACS URL.',
  'unknown.says': 'Unknown client, or not found',
  'unknown.meaning': 'The sign-on URL names an application that isn’t there.',
  'unknown.cure': 'On the tab **Usage**, copy **Identity Provider Login URL** again.',
  'connection.says': 'No connection is enabled',
  'connection.meaning': 'The application has no source of people, or not yours.',
  'connection.cure': 'On the application’s tab **Connections**, switch your connection on.',
  'denied.says': 'access_denied',
  'denied.meaning': 'A rule or an action there refused you.',
  'denied.cure': 'Look the attempt up under **Monitoring › Logs**.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
