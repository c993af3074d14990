// Diagnosis wording for PingFederate.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'pingfederate',
  shortName: 'PingFederate',
  steps: {
    signature_wrong_key: ['open', 'certificate', 'beside'],
    signature_missing: ['open', 'policy'],
    signature_weak: ['open', 'algorithm'],
    signature_unsupported: ['open', 'algorithm'],
    issuer_mismatch: ['issuer'],
    audience_mismatch: ['open', 'audience'],
    destination_mismatch: ['open', 'acs'],
    recipient_mismatch: ['open', 'acs'],
    in_response_to_unknown: ['start'],
    unsolicited_refused: ['start'],
    nameid_missing: ['open', 'subject'],
    nameid_transient: ['open', 'mapping'],
    email_missing: ['open', 'subject'],
    status_not_success: ['log'],
    assertion_expired: ['clock'],
    assertion_too_early: ['clock'],
    assertion_lifetime_too_long: ['open', 'lifetime'],
    assertion_encrypted_no_key: ['open', 'encryption.off'],
    decryption_failed: ['open', 'encryption.off'],
    encryption_weak: ['open', 'encryption.algorithm'],
    encryption_unsupported: ['open', 'encryption.algorithm'],
    nameid_encrypted: ['open', 'encryption.nameid'],
    response_too_large: ['open', 'groups'],
    member_unknown: ['open', 'subject'],
  },
  messages: [
    { key: 'inactive', codes: ['Unknown or disabled', 'unable to look up', 'inactive', 'disabled'] },
    { key: 'acs', codes: ['ACS', 'AssertionConsumerService', 'Assertion Consumer Service'] },
    { key: 'reference', codes: ['unexpected system error', 'unexpected error', 'reference id'] },
  ],
};

export const words = {
  open: 'In PingFederate, open **Applications › SP Connections** and our connection.',
  certificate:
    'Under **Credentials › Digital Signature Settings**, see which certificate signs, and export it.',
  policy: 'Under **Browser SSO › Protocol Settings › Signature Policy**, tick **Always Sign Assertion**.',
  algorithm:
    'Under **Credentials › Digital Signature Settings**, set the signing algorithm to **RSA SHA256**.',
  issuer:
    'Copy the server’s **SAML 2.0 Entity ID** into **Issuer** here. If the connection has a virtual server ID, copy that.',
  audience: 'Set **Partner’s Entity ID (Connection ID)** to our entity ID.',
  acs: 'Under **Browser SSO › Protocol Settings › Assertion Consumer Service URL**, set our ACS URL with the binding **POST**.',
  subject:
    'Under **Browser SSO › Assertion Creation**, map **SAML_SUBJECT**, or **email** in the contract, to the e-mail address.',
  mapping:
    'Under **Browser SSO › Assertion Creation › Identity Mapping**, choose **Standard**, not **Transient**.',
  log: 'Look the attempt up in **server.log** and **audit.log**: the adapter or an issuance criterion refused it.',
  lifetime: 'Under **Browser SSO › Assertion Lifetime**, allow an hour or less before and after.',
  'encryption.off':
    'Under **Browser SSO › Protocol Settings › Encryption Policy**, choose **None**, or give it our encryption certificate.',
  'encryption.algorithm':
    'Under **Credentials › Select XML Encryption Certificate**, choose AES-GCM and RSA-OAEP.',
  'encryption.nameid':
    'Under **Encryption Policy**, encrypt the entire assertion or nothing, not the name identifier alone.',
  groups: 'In the attribute contract, send only the groups that matter here.',
  'inactive.says': 'Unknown or disabled connection',
  'inactive.meaning': 'There is no active connection for our entity ID.',
  'inactive.cure': 'Set the connection to **Active**, and **Partner’s Entity ID** to our entity ID.',
  'acs.says': 'The ACS URL isn’t accepted',
  'acs.meaning': 'Our ACS URL isn’t one of the connection.',
  'acs.cure': 'Add it under **Protocol Settings › Assertion Consumer Service URL**.',
  'reference.says': 'An error page with a reference number',
  'reference.meaning': 'It failed on its own side.',
  'reference.cure': 'Look the reference up in **server.log**.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
