// Diagnosis wording for Microsoft Entra ID.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'entra',
  shortName: 'Entra ID',
  signOnUrlMatch: '^https://login\\.(microsoftonline\\.(com|us)|partner\\.microsoftonline\\.cn)/',
  fingerprint: { name: 'Thumbprint', hash: 'SHA-1' },
  steps: {
    signature_wrong_key: ['open', 'thumbprint', 'certificate'],
    signature_missing: ['open', 'signing.option'],
    signature_weak: ['open', 'signing.algorithm'],
    signature_unsupported: ['open', 'signing.algorithm'],
    issuer_mismatch: ['open', 'issuer'],
    audience_mismatch: ['open', 'basic', 'audience'],
    destination_mismatch: ['open', 'basic', 'reply'],
    recipient_mismatch: ['open', 'basic', 'reply'],
    in_response_to_unknown: ['open', 'basic', 'tile'],
    unsolicited_refused: ['open', 'basic', 'tile'],
    nameid_missing: ['open', 'claims', 'nameid.source'],
    nameid_transient: ['open', 'claims', 'nameid.format'],
    email_missing: ['open', 'claims', 'email'],
    status_not_success: ['log'],
    assertion_encrypted_no_key: ['encryption.open', 'encryption.off'],
    decryption_failed: ['encryption.open', 'encryption.off'],
    response_too_large: ['open', 'claims', 'groups'],
    member_unknown: ['open', 'claims', 'email'],
  },
  messages: [
    { key: 'AADSTS50105', codes: ['AADSTS50105'] },
    { key: 'AADSTS700016', codes: ['AADSTS700016'] },
    { key: 'AADSTS50011', codes: ['AADSTS50011'] },
    { key: 'AADSTS50020', codes: ['AADSTS50020', 'AADSTS90072'] },
    { key: 'AADSTS90002', codes: ['AADSTS90002'] },
    { key: 'AADSTS75011', codes: ['AADSTS75011'] },
    { key: 'AADSTS750054', codes: ['AADSTS750054'] },
    { key: 'AADSTS53003', codes: ['AADSTS53003', 'AADSTS530032'] },
    { key: 'AADSTS76021', codes: ['AADSTS76021'] },
    { key: 'AADSTS75005', codes: ['AADSTS75005', 'AADSTS75008', 'AADSTS75016', 'AADSTS900236'] },
  ],
};

export const words = {
  open: 'In Entra ID, open **Enterprise applications**, the application, **Single sign-on**.',
  basic: 'In the box **Basic SAML Configuration**, press **Edit**.',
  claims: 'In the box **Attributes & Claims**, press **Edit**.',
  thumbprint: 'In the box **SAML Certificates**, look at the **Thumbprint** of the **Active** certificate.',
  certificate: 'Download **Certificate (Base64)** there and paste it here beside the one you have.',
  'signing.option':
    'In the box **SAML Certificates**, press **Edit** and set **Signing Option** to **Sign SAML assertion**.',
  'signing.algorithm':
    'In the box **SAML Certificates**, press **Edit** and set **Signing Algorithm** to **SHA-256**.',
  issuer:
    'In the box **Set up …**, copy **Microsoft Entra Identifier** again, with its last slash, into **Issuer** here.',
  audience: 'Set **Identifier (Entity ID)** to our entity ID.',
  reply: 'Set **Reply URL (Assertion Consumer Service URL)** to our ACS URL.',
  tile: 'Set **Sign on URL** to our start URL: then the tile in My Apps starts the sign-in here.',
  'nameid.source': 'Give **Unique User Identifier (Name ID)** a source attribute.',
  'nameid.format':
    'Set the format of **Unique User Identifier (Name ID)** to **Email address** or **Persistent**.',
  email:
    'Send **user.mail** as the claim for the e-mail address. Check that the person’s **Mail** isn’t blank.',
  log: 'In Entra ID, open **Sign-in logs** and look the attempt up by its time: it names the AADSTS code.',
  'encryption.open': 'In Entra ID, open **Enterprise applications**, the application, **Token encryption**.',
  'encryption.off':
    'Import the encryption certificate of our metadata and make it active, or switch encryption off.',
  groups: 'Set the group claim to **Groups assigned to the application**.',
  'AADSTS50105.says': 'AADSTS50105 · not assigned',
  'AADSTS50105.meaning': 'You aren’t assigned to the application.',
  'AADSTS50105.cure': 'In the application: **Users and groups › Add user/group**.',
  'AADSTS700016.says': 'AADSTS700016 · application not found',
  'AADSTS700016.meaning': 'The entity ID we sent isn’t the identifier of an application in that tenant.',
  'AADSTS700016.cure':
    'Set **Identifier (Entity ID)** to our entity ID, and check the tenant in the **Login URL**.',
  'AADSTS50011.says': 'AADSTS50011 · reply URL mismatch',
  'AADSTS50011.meaning': 'Our ACS URL isn’t on its list.',
  'AADSTS50011.cure': 'Add it under **Reply URL (Assertion Consumer Service URL)**.',
  'AADSTS50020.says': 'AADSTS50020 or AADSTS90072 · account not in the tenant',
  'AADSTS50020.meaning': 'You are signed in with an account of another organisation, or a personal one.',
  'AADSTS50020.cure': 'Sign out there, or invite that account as a guest.',
  'AADSTS90002.says': 'AADSTS90002 · tenant not found',
  'AADSTS90002.meaning': 'There is no such tenant.',
  'AADSTS90002.cure': 'Copy the **Login URL** again: a typo, or another Microsoft cloud.',
  'AADSTS75011.says': 'AADSTS75011 · other authentication method',
  'AADSTS75011.meaning': 'You signed in with another method than the request asked for.',
  'AADSTS75011.cure': 'Leave the requested authentication method empty.',
  'AADSTS750054.says': 'AADSTS750054 · no SAMLRequest',
  'AADSTS750054.meaning': 'The sign-on URL was opened without a request.',
  'AADSTS750054.cure': 'Start from our sign-in page, and send requests by redirect.',
  'AADSTS53003.says': 'AADSTS53003 or AADSTS530032 · blocked by policy',
  'AADSTS53003.meaning': 'Conditional Access or another security policy of your company stopped the sign-in.',
  'AADSTS53003.cure':
    'Look the attempt up under **Sign-in logs › Conditional Access**, or use a device that is allowed.',
  'AADSTS76021.says': 'AADSTS76021 · request not signed',
  'AADSTS76021.meaning': 'The application there wants signed requests.',
  'AADSTS76021.cure':
    'Switch on signing of requests here, or take **Verification certificates** off in the box **SAML Certificates**.',
  'AADSTS75005.says': 'AADSTS75005, 75008, 75016 or 900236 · request not accepted',
  'AADSTS75005.meaning': 'Something in our request isn’t supported there.',
  'AADSTS75005.cure':
    'Leave the NameID format and the authentication method empty, and copy the **Login URL** again.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
