// Diagnosis wording for CyberArk Identity.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'cyberark',
  shortName: 'CyberArk',
  steps: {
    signature_wrong_key: ['open', 'idp', 'certificate', 'beside'],
    signature_missing: ['open', 'sp', 'signed'],
    signature_weak: ['open', 'idp', 'algorithm'],
    signature_unsupported: ['open', 'idp', 'algorithm'],
    issuer_mismatch: ['open', 'idp', 'issuer'],
    audience_mismatch: ['open', 'sp', 'audience'],
    destination_mismatch: ['open', 'sp', 'acs'],
    recipient_mismatch: ['open', 'sp', 'recipient'],
    in_response_to_unknown: ['tile'],
    unsolicited_refused: ['tile'],
    nameid_missing: ['open', 'mapping'],
    nameid_transient: ['open', 'sp', 'format'],
    email_missing: ['open', 'response'],
    status_not_success: ['open', 'permissions'],
    assertion_encrypted_no_key: ['open', 'sp', 'encryption.off'],
    decryption_failed: ['open', 'sp', 'encryption.off'],
    response_too_large: ['open', 'groups'],
    member_unknown: ['open', 'mapping'],
  },
  messages: [
    {
      key: 'permission',
      codes: ['not authorized', 'access denied', 'not have permission', 'not have access'],
    },
    { key: 'unknown', codes: ['not found', '404', 'unknown application'] },
    { key: 'policy', codes: ['blocked by policy', 'policy'] },
  ],
};

export const words = {
  open: 'In **Identity Administration**, open **Apps & Widgets › Web Apps** and our app.',
  idp: 'On the page **Trust**, look at **Identity Provider Configuration**.',
  sp: 'On the page **Trust**, look at **Service Provider Configuration**.',
  certificate: 'Download the **Signing Certificate** that is chosen there.',
  signed: 'Set **Sign Response or Assertion** to **Assertion**, then **Save**.',
  algorithm: 'Choose a **Signing Certificate** that signs with SHA-256.',
  issuer: 'Copy **IdP Entity ID / Issuer** again into **Issuer** here.',
  audience: 'Set **SP Entity ID / Issuer / Audience** to our entity ID.',
  acs: 'Set **Assertion Consumer Service (ACS) URL** to our ACS URL.',
  recipient: 'Set **Recipient** to the same as the ACS URL.',
  tile: 'Hide the app from people’s portal, and add a **Bookmark** app that opens our start URL.',
  mapping: 'On the page **Account Mapping**, choose the attribute with the person’s e-mail address.',
  format: 'Set **NameID Format** to **emailAddress** or **persistent**.',
  response: 'On the page **SAML Response**, add the attribute **Email** with the value **LoginUser.Email**.',
  permissions: 'On the page **Permissions**, check that the person or one of the roles may run the app.',
  'encryption.off':
    'Switch **Encrypt SAML Response Assertion** off, or give it the encryption certificate of our metadata.',
  groups: 'On the page **SAML Response**, send fewer groups.',
  'permission.says': 'You aren’t authorized for this application',
  'permission.meaning': 'You may not run the app.',
  'permission.cure': 'On the page **Permissions**, add yourself or one of your roles.',
  'unknown.says': 'The application isn’t found',
  'unknown.meaning': 'The sign-on URL names an app that isn’t there, or isn’t deployed.',
  'unknown.cure': 'On the page **Trust**, copy **Single Sign On URL** again.',
  'policy.says': 'Blocked by policy',
  'policy.meaning': 'A rule of the app asks for more, or keeps you out.',
  'policy.cure': 'Look at the app’s page **Policy**.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
