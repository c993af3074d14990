// Set-up guide for OneLogin.

import type { ProviderGuide } from './guide.ts';

export const guide: ProviderGuide = {
  id: 'onelogin',
  name: 'OneLogin',
  shortName: 'OneLogin',
  lastChecked: '2026-11',
  spEntityIdScope: 'region',
  ourNames: { acsUrl: 'ACS (Consumer) URL', spEntityId: 'Audience (EntityID)', loginUrl: 'Login URL' },
  theirNames: {
    signOnUrl: 'SAML 2.0 Endpoint (HTTP)',
    idpEntityId: 'Issuer URL',
    signingCertificates: 'X.509 Certificate',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://….onelogin.com/trust/saml2/http-post/sso/…',
      match: '^https://[^/]+/trust/saml2/http-(post|redirect)/sso/.+$',
    },
    idpEntityId: {
      shape: 'https://app.onelogin.com/saml/metadata/…',
      match: '^https://app\\.onelogin\\.com/saml/metadata/.+$',
    },
  },
  dashboardHosts: [],
  steps: [
    {
      id: 'create',
      title: 'Add the application',
      fact: 'hand',
      body: [
        '**Applications › Add App**, search for **SAML Custom Connector (Advanced)**, give it a name and **Save**.',
      ],
    },
    {
      id: 'copy',
      title: 'Paste 2 values',
      fact: 'copied',
      body: ['On the tab **Configuration**, paste:'],
      ours: [
        { value: 'spEntityId', place: 'Audience (EntityID)' },
        { value: 'acsUrl', place: 'Recipient, and ACS (Consumer) URL' },
      ],
      note: 'Into **ACS (Consumer) URL Validator** goes the same address as a regular expression: put a backslash before each dot and slash.',
    },
    {
      id: 'nameid',
      title: 'Send the e-mail address',
      fact: 'hand',
      body: [
        'Still there, set **SAML nameID format** to **Email** and **SAML signature element** to **Both**. Then **Save**.',
      ],
    },
    {
      id: 'fill',
      title: 'Bring 3 values back',
      fact: 'filled',
      body: ['On the tab **SSO**, set **SAML Signature Algorithm** to **SHA-256** and copy:'],
      theirs: [
        { value: 'signOnUrl', place: 'SAML 2.0 Endpoint (HTTP)' },
        { value: 'idpEntityId', place: 'Issuer URL' },
        { value: 'signingCertificates', place: 'X.509 Certificate › View Details' },
      ],
    },
    {
      id: 'assign',
      title: 'Give people access',
      fact: 'assign',
      body: ['On the tab **Access**, choose the roles that may use it.'],
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
    'The **ACS (Consumer) URL Validator** isn’t escaped, or is too narrow.',
    '**SAML Signature Algorithm** was left at SHA-1.',
    'No role gives the person this application.',
  ],
  errorCodes: [],
};
