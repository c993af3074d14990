// Diagnosis wording for Microsoft Entra ID.

import type { ProviderDiagnosis } from './diagnosis.ts';

const OPEN = 'In Entra ID, open **Enterprise applications**, the application, **Single sign-on**.';
const BASIC = 'In the box **Basic SAML Configuration**, press **Edit**.';
const CLAIMS = 'In the box **Attributes & Claims**, press **Edit**.';

export const diagnosis: ProviderDiagnosis = {
  product: 'entra',
  shortName: 'Entra ID',
  signOnUrlMatch: '^https://login\\.(microsoftonline\\.(com|us)|partner\\.microsoftonline\\.cn)/',
  fingerprint: { name: 'Thumbprint', hash: 'SHA-1' },
  steps: {
    signature_wrong_key: [
      OPEN,
      'In the box **SAML Certificates**, look at the **Thumbprint** of the **Active** certificate.',
      'Download **Certificate (Base64)** there and paste it here beside the one you have.',
    ],
    signature_missing: [
      OPEN,
      'In the box **SAML Certificates**, press **Edit** and set **Signing Option** to **Sign SAML assertion**.',
    ],
    signature_weak: [
      OPEN,
      'In the box **SAML Certificates**, press **Edit** and set **Signing Algorithm** to **SHA-256**.',
    ],
    issuer_mismatch: [
      OPEN,
      'In the box **Set up …**, copy **Microsoft Entra Identifier** again, with its last slash, into **Issuer** here.',
    ],
    audience_mismatch: [OPEN, BASIC, 'Set **Identifier (Entity ID)** to our entity ID.'],
    destination_mismatch: [OPEN, BASIC, 'Set **Reply URL (Assertion Consumer Service URL)** to our ACS URL.'],
    recipient_mismatch: [OPEN, BASIC, 'Set **Reply URL (Assertion Consumer Service URL)** to our ACS URL.'],
    email_missing: [
      OPEN,
      CLAIMS,
      'Send **user.mail** as the claim for the e-mail address. Check that the person’s **Mail** isn’t blank.',
    ],
    nameid_transient: [
      OPEN,
      CLAIMS,
      'Set the format of **Unique User Identifier (Name ID)** to **Email address** or **Persistent**.',
    ],
    nameid_missing: [OPEN, CLAIMS, 'Give **Unique User Identifier (Name ID)** a source attribute.'],
    response_too_large: [OPEN, CLAIMS, 'Set the group claim to **Groups assigned to the application**.'],
    status_not_success: [
      'In Entra ID, open **Sign-in logs** and look the attempt up by its time: it names the AADSTS code.',
    ],
  },
  messages: [
    {
      says: 'AADSTS50105 · not assigned',
      meaning: 'You aren’t assigned to the application.',
      cure: 'In the application: **Users and groups › Add user/group**.',
    },
    {
      says: 'AADSTS700016 · application not found',
      meaning: 'The entity ID we sent isn’t the identifier of an application in that tenant.',
      cure: 'Set **Identifier (Entity ID)** to our entity ID, and check the tenant in the **Login URL**.',
    },
    {
      says: 'AADSTS50011 · reply URL mismatch',
      meaning: 'Our ACS URL isn’t on its list.',
      cure: 'Add it under **Reply URL (Assertion Consumer Service URL)**.',
    },
    {
      says: 'AADSTS50020 · account not in the tenant',
      meaning: 'You are signed in with an account of another organisation, or a personal one.',
      cure: 'Sign out there, or invite that account as a guest.',
    },
    {
      says: 'AADSTS90002 · tenant not found',
      meaning: 'There is no such tenant.',
      cure: 'Copy the **Login URL** again: a typo, or another Microsoft cloud.',
    },
    {
      says: 'AADSTS75011 · other authentication method',
      meaning: 'You signed in with another method than the request asked for.',
      cure: 'Leave the requested authentication method empty.',
    },
  ],
};
