// Set-up guide for any other SAML 2.0 identity provider: the names that most of them use.

import type { ProviderGuide } from './guide.ts';

export const guide: ProviderGuide = {
  id: 'generic',
  name: 'Another provider',
  shortName: 'your provider',
  lastChecked: '2026-11',
  spEntityIdScope: 'region',
  ourNames: {},
  theirNames: {},
  patterns: {},
  dashboardHosts: [],
  steps: [
    {
      id: 'create',
      title: 'Create a SAML 2.0 application',
      fact: 'hand',
      body: ['In your identity provider, add a new application of the kind **SAML 2.0**.'],
    },
    {
      id: 'copy',
      title: 'Paste 2 values',
      fact: 'copied',
      body: ['These names mean the same:'],
      ours: [
        { value: 'acsUrl', place: 'ACS URL, Reply URL, Recipient, Single sign-on URL' },
        { value: 'spEntityId', place: 'Entity ID, Audience, Identifier, SP issuer' },
      ],
    },
    {
      id: 'nameid',
      title: 'Send the e-mail address',
      fact: 'hand',
      body: ['Set the **Name ID** to the person’s e-mail address, and sign with **SHA-256**.'],
    },
    {
      id: 'fill',
      title: 'Bring 3 values back',
      fact: 'filled',
      body: ['Look for these names:'],
      theirs: [
        { value: 'signOnUrl', place: 'Sign on URL, Login URL, SSO URL' },
        { value: 'idpEntityId', place: 'Issuer, Entity ID, IdP identifier' },
        { value: 'signingCertificates', place: 'X.509 certificate, Signing certificate' },
      ],
    },
    {
      id: 'assign',
      title: 'Give people access',
      fact: 'assign',
      body: ['Allow the people or groups who may sign in.'],
    },
    {
      id: 'save',
      title: 'Save',
      fact: 'saved',
      body: ['Press **Save** on this page. Passwords keep working.'],
    },
    {
      id: 'prove',
      title: 'Sign in once by SSO',
      fact: 'proven',
      body: ['It proves that everything fits, and lets you require SSO later.'],
    },
  ],
  mistakes: ['The application was created, but nobody may use it yet.', 'Responses are signed with SHA-1.'],
  errorCodes: [],
};
