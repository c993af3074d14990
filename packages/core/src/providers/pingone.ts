// Set-up guide for PingOne.

import type { ProviderGuide } from './guide.ts';

export const guide: ProviderGuide = {
  id: 'pingone',
  name: 'PingOne',
  shortName: 'PingOne',
  lastChecked: '2026-11',
  spEntityIdScope: 'region',
  ourNames: { acsUrl: 'ACS URLs', spEntityId: 'Entity ID' },
  theirNames: {
    signOnUrl: 'Single Signon Service',
    idpEntityId: 'Issuer ID',
    signingCertificates: 'Signing Certificate',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://auth.pingone.com/…/saml20/idp/sso',
      match: '^https://auth\\.pingone\\.[a-z.]+/[^/]+/saml20/idp/sso$',
    },
    idpEntityId: { shape: 'https://auth.pingone.com/…', match: '^https://auth\\.pingone\\.[a-z.]+/[^/]+$' },
  },
  dashboardHosts: ['console.pingone.com', 'apps.pingone.com'],
  steps: [
    {
      id: 'create',
      title: 'Add the application',
      fact: 'hand',
      body: [
        '**Applications › Applications › +**, give it a name, choose **SAML Application**, then **Configure**.',
      ],
    },
    {
      id: 'copy',
      title: 'Paste 2 values',
      fact: 'copied',
      body: ['Choose **Manually Enter** and paste:'],
      ours: [
        { value: 'acsUrl', place: 'ACS URLs' },
        { value: 'spEntityId', place: 'Entity ID' },
      ],
    },
    {
      id: 'nameid',
      title: 'Send the e-mail address',
      fact: 'hand',
      body: ['Under **Attribute Mappings**, set **saml_subject** to **Email Address**.'],
      note: 'Left as it is, PingOne sends an internal id instead of the address.',
    },
    {
      id: 'fill',
      title: 'Bring 3 values back',
      fact: 'filled',
      body: ['On the tab **Configuration**, copy:'],
      theirs: [
        { value: 'signOnUrl', place: 'Single Signon Service' },
        { value: 'idpEntityId', place: 'Issuer ID' },
        { value: 'signingCertificates', place: 'Download Signing Certificate › X509 PEM (.crt)' },
      ],
    },
    {
      id: 'assign',
      title: 'Switch the application on',
      fact: 'assign',
      body: ['Turn on the switch beside the application’s name. Check that people’s groups may use it.'],
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
  mistakes: [
    'The application’s switch was left off.',
    '**saml_subject** was not changed to **Email Address**.',
  ],
  errorCodes: [],
};
