// Set-up guide for Microsoft Entra ID.

import type { ProviderGuide } from './guide.ts';

export const guide: ProviderGuide = {
  id: 'entra',
  name: 'Microsoft Entra ID',
  shortName: 'Entra ID',
  lastChecked: '2026-11',
  spEntityIdScope: 'team',
  ourNames: {
    acsUrl: 'Reply URL (Assertion Consumer Service URL)',
    spEntityId: 'Identifier (Entity ID)',
    loginUrl: 'Sign on URL (Optional)',
  },
  theirNames: {
    signOnUrl: 'Login URL',
    idpEntityId: 'Microsoft Entra Identifier',
    signingCertificates: 'Certificate (Base64)',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://login.microsoftonline.com/…/saml2',
      match: '^https://login\\.(microsoftonline\\.(com|us)|partner\\.microsoftonline\\.cn)/[^/]+/saml2/?$',
    },
    idpEntityId: { shape: 'https://sts.windows.net/…/', match: '^https://sts\\.windows\\.net/[^/]+/$' },
  },
  dashboardHosts: [
    'myapps.microsoft.com',
    'portal.azure.com',
    'entra.microsoft.com',
    'myapplications.microsoft.com',
  ],
  steps: [
    {
      id: 'create',
      title: 'Create the application',
      fact: 'hand',
      body: [
        'On **entra.microsoft.com**, open **Enterprise applications › New application › Create your own application**.',
        'Choose **Integrate any other application you don’t find in the gallery (Non-gallery)**, then **Create**.',
      ],
      note: 'It takes a Cloud Application Administrator or an Application Administrator.',
    },
    {
      id: 'open',
      title: 'Open Single sign-on › SAML',
      fact: 'hand',
      body: ['In the new application: **Manage › Single sign-on › SAML**.'],
    },
    {
      id: 'copy',
      title: 'Paste 2 values',
      fact: 'copied',
      body: ['In the box **Basic SAML Configuration**, press **Edit** and paste:'],
      ours: [
        { value: 'spEntityId', place: 'Identifier (Entity ID)' },
        { value: 'acsUrl', place: 'Reply URL (Assertion Consumer Service URL)' },
      ],
      note: 'If an **Identifier** is there already, replace it.',
    },
    {
      id: 'fill',
      title: 'Bring 3 values back',
      fact: 'filled',
      body: ['Still on the page **Set up Single Sign-On with SAML**, copy from these boxes:'],
      theirs: [
        { value: 'signOnUrl', place: 'Set up … › Login URL' },
        { value: 'idpEntityId', place: 'Set up … › Microsoft Entra Identifier' },
        { value: 'signingCertificates', place: 'SAML Certificates › Certificate (Base64)' },
      ],
      note: 'Not **Certificate (Raw)**: it is binary and can’t be pasted. As a file it works here too.',
    },
    {
      id: 'assign',
      title: 'Assign people',
      fact: 'assign',
      body: [
        'In the application: **Users and groups › Add user/group**. Only people who are assigned can sign in.',
      ],
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
      note: 'Entra says AADSTS50105? Then you aren’t assigned yet: **Users and groups › Add user/group**.',
    },
  ],
  mistakes: [
    'The **Identifier** was left at a sample value.',
    '**Certificate (Raw)** was opened as text and pasted.',
    'Nobody was assigned under **Users and groups**.',
    'A person’s **Mail** is blank, so no e-mail address is sent.',
  ],
  errorCodes: [
    {
      code: 'AADSTS700016',
      meaning: 'The entity ID we sent isn’t the **Identifier** of an application in that tenant.',
    },
    { code: 'AADSTS50011', meaning: 'Our ACS URL isn’t on the **Reply URL** list.' },
    { code: 'AADSTS50105', meaning: 'This person isn’t assigned to the application.' },
    {
      code: 'AADSTS50020',
      meaning: 'The account isn’t in that tenant. Invite it as a guest, or sign out of the personal account.',
    },
    { code: 'AADSTS75011', meaning: 'The person signed in with another method than the request asked for.' },
    {
      code: 'AADSTS750054',
      meaning: 'The Login URL was opened without a request. Start from our sign-in page.',
    },
    {
      code: 'AADSTS90002',
      meaning: 'There is no such tenant: a typo in the **Login URL**, or another Microsoft cloud.',
    },
  ],
};
