// Set-up guide for Google Workspace.

import type { ProviderGuide } from './guide.ts';

export const guide: ProviderGuide = {
  id: 'google',
  name: 'Google Workspace',
  shortName: 'Google',
  lastChecked: '2026-11',
  spEntityIdScope: 'team',
  ourNames: { acsUrl: 'ACS URL', spEntityId: 'Entity ID', loginUrl: 'Start URL' },
  theirNames: { signOnUrl: 'SSO URL', idpEntityId: 'Entity ID', signingCertificates: 'Certificate' },
  patterns: {
    signOnUrl: {
      shape: 'https://accounts.google.com/o/saml2/idp?idpid=…',
      match: '^https://accounts\\.google\\.com/o/saml2/idp\\?idpid=\\w+$',
    },
    idpEntityId: {
      shape: 'https://accounts.google.com/o/saml2?idpid=…',
      match: '^https://accounts\\.google\\.com/o/saml2\\?idpid=\\w+$',
    },
  },
  dashboardHosts: ['admin.google.com', 'workspace.google.com', 'mail.google.com'],
  steps: [
    {
      id: 'create',
      title: 'Add the custom app',
      fact: 'hand',
      body: [
        'On **admin.google.com**: **Apps › Web and mobile apps › Add app › Add custom SAML app**. Give it a name, **Continue**.',
      ],
    },
    {
      id: 'fill',
      title: 'Bring 3 values back',
      fact: 'filled',
      body: ['Google shows its own values first. On **Google Identity Provider details**, copy:'],
      theirs: [
        { value: 'signOnUrl', place: 'SSO URL' },
        { value: 'idpEntityId', place: 'Entity ID' },
        { value: 'signingCertificates', place: 'Certificate' },
      ],
    },
    {
      id: 'copy',
      title: 'Paste 2 values',
      fact: 'copied',
      body: ['**Continue** to **Service provider details** and paste:'],
      ours: [
        { value: 'acsUrl', place: 'ACS URL' },
        { value: 'spEntityId', place: 'Entity ID' },
      ],
      note: 'Set **Name ID format** to **EMAIL** and leave **Signed response** unticked.',
    },
    {
      id: 'assign',
      title: 'Switch it on for people',
      fact: 'assign',
      body: [
        '**User access › ON for everyone**, or for some groups, then **Save**. It is off at first and may take a while.',
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
      note: 'Google says app_not_enabled_for_user? Then **User access** is still off for you.',
    },
  ],
  mistakes: [
    '**User access** was left off.',
    'Another app in the same Workspace already has this entity ID.',
  ],
  errorCodes: [
    { code: 'app_not_configured', meaning: 'No app has our entity ID.' },
    {
      code: 'app_not_configured_for_user',
      meaning: 'Our entity ID doesn’t match exactly, or the person used another Google account.',
    },
    { code: 'app_not_enabled_for_user', meaning: '**User access** is off for this person.' },
  ],
};
