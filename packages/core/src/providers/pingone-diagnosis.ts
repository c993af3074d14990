// Diagnosis wording for PingOne.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'pingone',
  shortName: 'PingOne',
  steps: {
    signature_wrong_key: ['open', 'certificate', 'beside'],
    signature_missing: ['open', 'edit', 'signed'],
    signature_weak: ['open', 'edit', 'algorithm'],
    signature_unsupported: ['open', 'edit', 'algorithm'],
    issuer_mismatch: ['open', 'issuer'],
    audience_mismatch: ['open', 'edit', 'audience'],
    destination_mismatch: ['open', 'edit', 'acs'],
    recipient_mismatch: ['open', 'edit', 'acs'],
    in_response_to_unknown: ['start'],
    unsolicited_refused: ['start'],
    nameid_missing: ['open', 'subject'],
    nameid_transient: ['open', 'edit', 'format'],
    email_missing: ['open', 'subject'],
    status_not_success: ['open', 'access', 'audit'],
    assertion_encrypted_no_key: ['open', 'edit', 'unencrypted'],
    decryption_failed: ['open', 'edit', 'unencrypted'],
    response_too_large: ['open', 'groups'],
    assertion_lifetime_too_long: ['open', 'edit', 'lifetime'],
    member_unknown: ['open', 'subject'],
  },
  messages: [
    { key: 'disabled', codes: ['disabled', 'not enabled'] },
    { key: 'access', codes: ['access denied', 'not authorized', 'not permitted'] },
    { key: 'request', codes: ['invalid request', 'ACS URL', 'entity id'] },
  ],
};

export const words = {
  open: 'In PingOne, open **Applications › Applications** and the application.',
  edit: 'On the tab **Configuration**, press the pencil.',
  certificate: 'On the tab **Configuration**, press **Download Signing Certificate › X509 PEM (.crt)**.',
  signed: 'Under **Signing Key**, choose to sign the assertion, or assertion and response.',
  algorithm: 'Under **Signing Key**, set the signing algorithm to **RSA_SHA256**.',
  issuer: 'On the tab **Configuration**, copy **Issuer ID** again into **Issuer** here.',
  audience: 'Set **Entity ID** to our entity ID.',
  acs: 'Set **ACS URLs** to our ACS URL; if there are several, ours has to be the first.',
  subject: 'Under **Attribute Mappings**, set **saml_subject** to **Email Address**.',
  format: 'Set **Subject NameID format** to **emailAddress** or **persistent**.',
  access:
    'Check that the switch beside the name is on, and under **Access** that the person’s groups may use it.',
  audit: 'Look the attempt up in the **Audit** log of the environment.',
  unencrypted: 'Switch encryption of the assertion off, or give it our encryption certificate.',
  groups: 'Under **Attribute Mappings**, remove **Group Names**, or send fewer groups.',
  lifetime: 'Set **Assertion validity duration** to an hour or less.',
  'disabled.says': 'The application is disabled',
  'disabled.meaning': 'The application there is switched off.',
  'disabled.cure': 'Turn on the switch beside the application’s name.',
  'access.says': 'Access denied',
  'access.meaning': 'You aren’t in a group that may use the application.',
  'access.cure': 'Give your group access on the application’s tab **Access**.',
  'request.says': 'Invalid request',
  'request.meaning': 'PingOne doesn’t accept our entity ID or our ACS URL.',
  'request.cure': 'Compare **Entity ID** and **ACS URLs** with our values.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
