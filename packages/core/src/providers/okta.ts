// Set-up guide for Okta.

import type { ProviderGuide } from './guide.ts';

export const guide: ProviderGuide = {
  id: 'okta',
  name: 'Okta',
  shortName: 'Okta',
  lastChecked: '2026-11',
  spEntityIdScope: 'region',
  ourNames: {
    acsUrl: 'Single sign-on URL',
    spEntityId: 'Audience URI (SP Entity ID)',
    loginUrl: 'Login page URL',
  },
  theirNames: {
    signOnUrl: 'Sign on URL',
    idpEntityId: 'Issuer',
    signingCertificates: 'Signing Certificate',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://….okta.com/app/…/sso/saml',
      match: '^https://[^/]+/app/.+/sso/saml$',
    },
    idpEntityId: { shape: 'http://www.okta.com/exk…', match: '^http://www\\.okta\\.com/\\w+$' },
  },
  dashboardHosts: ['login.okta.com', 'www.okta.com'],
  steps: [
    {
      id: 'create',
      title: 'Create the app integration',
      fact: 'hand',
      body: [
        'In the **Admin Console**: **Applications › Applications › Create App Integration**.',
        'Choose **SAML 2.0**, then **Next**. Give it a name under **General Settings**.',
      ],
    },
    {
      id: 'copy',
      title: 'Paste 2 values',
      fact: 'copied',
      body: ['On **Configure SAML**, paste:'],
      ours: [
        { value: 'acsUrl', place: 'Single sign-on URL' },
        { value: 'spEntityId', place: 'Audience URI (SP Entity ID)' },
      ],
      note: 'Keep **Use this for Recipient URL and Destination URL** ticked, and **Default RelayState** empty.',
    },
    {
      id: 'nameid',
      title: 'Send the e-mail address',
      fact: 'hand',
      body: [
        'Set **Name ID format** to **EmailAddress** and **Application username** to **Email**. Then **Next** and **Finish**.',
      ],
    },
    {
      id: 'fill',
      title: 'Bring 3 values back',
      fact: 'filled',
      body: ['On the tab **Sign On**, open **More details** and copy:'],
      theirs: [
        { value: 'signOnUrl', place: 'Sign on URL' },
        { value: 'idpEntityId', place: 'Issuer' },
        { value: 'signingCertificates', place: 'Signing Certificate › Download' },
      ],
      note: 'The issuer starts with http, without an s. That is right: don’t change it.',
    },
    {
      id: 'assign',
      title: 'Assign people',
      fact: 'assign',
      body: ['On the tab **Assignments**, add the people or groups who may sign in.'],
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
      note: 'Okta says that the user is not assigned? Add yourself on the tab **Assignments**.',
    },
  ],
  mistakes: [
    'Nobody was added under **Assignments**.',
    'The issuer’s http was changed to https.',
    'The address of the Okta dashboard was copied as the sign-on URL.',
    'The application has several certificates and another one is active.',
  ],
  errorCodes: [
    {
      code: 'User is not assigned to this application',
      meaning: 'Add the person on the tab **Assignments**.',
    },
  ],
};
