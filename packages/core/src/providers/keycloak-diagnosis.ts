// Diagnosis wording for Keycloak.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'keycloak',
  shortName: 'Keycloak',
  steps: {
    signature_wrong_key: ['keys', 'active', 'beside'],
    signature_missing: ['open', 'signed'],
    signature_weak: ['open', 'algorithm'],
    signature_unsupported: ['open', 'algorithm'],
    issuer_mismatch: ['metadata', 'issuer'],
    audience_mismatch: ['open', 'audience'],
    destination_mismatch: ['open', 'acs'],
    recipient_mismatch: ['open', 'acs'],
    in_response_to_unknown: ['open', 'tile'],
    unsolicited_refused: ['open', 'tile'],
    nameid_missing: ['open', 'nameid'],
    nameid_transient: ['open', 'nameid'],
    email_missing: ['open', 'nameid', 'email'],
    status_not_success: ['events'],
    assertion_expired: ['clock', 'lifespan'],
    assertion_too_early: ['clock'],
    assertion_lifetime_too_long: ['lifespan'],
    authn_statement_missing: ['open', 'statement'],
    assertion_encrypted_no_key: ['open', 'encryption.off'],
    decryption_failed: ['open', 'encryption.off'],
    encryption_weak: ['open', 'encryption.off'],
    encryption_unsupported: ['open', 'encryption.off'],
    response_too_large: ['open', 'roles'],
    member_unknown: ['open', 'nameid'],
  },
  messages: [
    {
      key: 'requester',
      codes: ['Invalid requester', 'invalid_signature', 'client_not_found', 'Client not found'],
    },
    { key: 'login_requester', codes: ['Unknown login requester', 'Login requester not enabled'] },
    { key: 'redirect', codes: ['Invalid redirect uri', 'invalid_redirect_uri'] },
    { key: 'request', codes: ['Invalid request', 'Page not found'] },
  ],
};

export const words = {
  open: 'In Keycloak, choose the realm and open **Clients**, our client.',
  keys: 'In Keycloak, choose the realm and open **Realm settings › Keys**.',
  active: 'At the active RSA key that is for signing, press **Certificate** and copy it.',
  signed: 'In **Settings › Signature and Encryption**, switch **Sign assertions** or **Sign documents** on.',
  algorithm: 'In **Settings › Signature and Encryption**, set **Signature algorithm** to **RSA_SHA256**.',
  metadata: 'In **Realm settings**, open **SAML 2.0 Identity Provider Metadata**.',
  issuer: 'Copy **entityID** into **Issuer** here. It changes with the host name, and with the realm.',
  audience: 'Set **Client ID** to our entity ID.',
  acs: 'Set **Valid redirect URIs** and **Master SAML Processing URL** to our ACS URL.',
  tile: 'Set **Home URL** to our start URL, and leave **IDP-Initiated SSO URL name** empty.',
  nameid: 'In **Settings**, set **Name ID format** to **email** and switch **Force name ID format** on.',
  email: 'Check that the person has an e-mail address under **Users**.',
  events: 'Look the attempt up under **Events**, or in the server’s log.',
  lifespan:
    'In the client’s advanced settings, look at **Assertion Lifespan**: a minute to an hour is right.',
  statement: 'In **Settings**, switch **Include AuthnStatement** on.',
  'encryption.off':
    'On the tab **Keys**, switch **Encrypt assertions** off, or import the encryption certificate of our metadata.',
  roles: 'In **Client scopes**, take **role_list** or the group mapper away, or limit what it sends.',
  'requester.says': 'Invalid requester',
  'requester.meaning': 'No client has our entity ID, or our request isn’t signed as that client demands.',
  'requester.cure':
    'Set **Client ID** to our entity ID. On the tab **Keys**, switch **Client signature required** off.',
  'login_requester.says': 'Unknown login requester',
  'login_requester.meaning': 'No enabled client in that realm has our entity ID.',
  'login_requester.cure': 'Set **Client ID** to our entity ID, and switch the client on.',
  'redirect.says': 'Invalid redirect uri',
  'redirect.meaning': 'Our ACS URL isn’t on the client’s list.',
  'redirect.cure': 'Add our ACS URL to **Valid redirect URIs**.',
  'request.says': 'Invalid request, or page not found',
  'request.meaning': 'The sign-on URL is another address of that server, or another realm’s.',
  'request.cure': 'Copy the **Location** of **SingleSignOnService** from the metadata of the realm.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
