// Diagnosis wording for Active Directory Federation Services (AD FS).

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'adfs',
  shortName: 'AD FS',
  fingerprint: { name: 'Thumbprint', hash: 'SHA-1' },
  steps: {
    signature_wrong_key: ['certificates', 'token', 'export'],
    signature_missing: ['signed'],
    signature_weak: ['open', 'algorithm'],
    signature_unsupported: ['open', 'algorithm'],
    issuer_mismatch: ['issuer'],
    audience_mismatch: ['open', 'identifier'],
    destination_mismatch: ['open', 'endpoint'],
    recipient_mismatch: ['open', 'endpoint'],
    in_response_to_unknown: ['start'],
    unsolicited_refused: ['start'],
    nameid_missing: ['rules', 'nameid'],
    nameid_transient: ['rules', 'nameid'],
    email_missing: ['rules', 'email', 'blank'],
    status_not_success: ['log', 'policy'],
    assertion_expired: ['clock'],
    assertion_too_early: ['clock'],
    assertion_lifetime_too_long: ['lifetime'],
    assertion_encrypted_no_key: ['open', 'encryption.off'],
    decryption_failed: ['open', 'encryption.off'],
    encryption_weak: ['open', 'encryption.off'],
    encryption_unsupported: ['open', 'encryption.off'],
    response_too_large: ['rules', 'groups'],
    member_unknown: ['rules', 'email'],
  },
  messages: [
    { key: 'MSIS7070', codes: ['MSIS7070', 'InvalidNameIDPolicy', 'Event 321'] },
    { key: 'MSIS3200', codes: ['MSIS3200'] },
    { key: 'MSIS7042', codes: ['MSIS7042'] },
    { key: 'MSIS3127', codes: ['MSIS3127', 'Event 364', 'An error occurred'] },
    { key: 'trust', codes: ['MSIS3020', 'MSIS7007', 'relying party trust'] },
  ],
};

export const words = {
  open: 'In **AD FS Management**, open **Relying Party Trusts**, our trust, **Properties**.',
  rules: 'In **AD FS Management**, open **Relying Party Trusts**, our trust, **Edit Claim Issuance Policy**.',
  certificates: 'In **AD FS Management**, open **Service › Certificates**.',
  token: 'Look at the **Thumbprint** of the primary certificate under **Token-signing**.',
  export:
    'Export it: **View Certificate › Details › Copy to File › Base-64 encoded X.509 (.CER)**, and paste it here beside the one you have.',
  signed:
    'In PowerShell: **Set-AdfsRelyingPartyTrust -TargetName "…" -SamlResponseSignature MessageAndAssertion**.',
  algorithm: 'On the tab **Advanced**, set **Secure hash algorithm** to **SHA-256**.',
  issuer:
    'In **AD FS Management**, open **Edit Federation Service Properties** and copy **Federation Service identifier** into **Issuer** here.',
  identifier: 'On the tab **Identifiers**, add our entity ID.',
  endpoint:
    'On the tab **Endpoints**, set our ACS URL as **SAML Assertion Consumer** with the binding **POST**.',
  nameid: 'Add a rule **Transform an Incoming Claim**: **E-Mail Address** to **Name ID**, format **Email**.',
  email: 'Add a rule **Send LDAP Attributes as Claims**: **E-Mail-Addresses** to **E-Mail Address**.',
  blank: 'Check that the person has an e-mail address in Active Directory.',
  log: 'On the server, open the Event Viewer, **AD FS › Admin**, and look for events 321 and 364 of that time.',
  policy: 'Check that **Edit Access Control Policy** lets the person in.',
  lifetime: 'In PowerShell: **Set-AdfsRelyingPartyTrust -TargetName "…" -TokenLifetime 60**.',
  'encryption.off':
    'On the tab **Encryption**, remove the certificate, or replace it by the one in our metadata.',
  groups: 'Send only the groups that matter here, not all of **Token-Groups**.',
  'MSIS7070.says': 'MSIS7070, or event 321',
  'MSIS7070.meaning': 'It can’t send the NameID in the format that was asked for.',
  'MSIS7070.cure': 'Add the rule that turns **E-Mail Address** into **Name ID** with the format **Email**.',
  'MSIS3200.says': 'MSIS3200',
  'MSIS3200.meaning': 'Our ACS URL isn’t an endpoint of the trust.',
  'MSIS3200.cure': 'On the tab **Endpoints**, add our ACS URL as **SAML Assertion Consumer**.',
  'MSIS7042.says': 'MSIS7042',
  'MSIS7042.meaning': 'The same browser asked six times within seconds: the sign-in goes round in circles.',
  'MSIS7042.cure': 'Wait a minute, test once, and look here why we refuse the response.',
  'MSIS3127.says': 'MSIS3127, or event 364',
  'MSIS3127.meaning': 'The request failed; this code only wraps another one.',
  'MSIS3127.cure': 'In the Event Viewer, **AD FS › Admin**, look for another MSIS code in the same entry.',
  'trust.says': 'The relying party trust is unknown or switched off',
  'trust.meaning': 'No enabled trust has our entity ID.',
  'trust.cure': 'On the tab **Identifiers**, add our entity ID, and enable the trust.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
