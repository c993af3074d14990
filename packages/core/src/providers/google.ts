// Set-up guide for Google Workspace.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'google',
  name: 'Google Workspace',
  shortName: 'Google',
  lastChecked: '2026-11',
  documentationUrl: 'https://support.google.com/a/answer/6087519',
  spEntityIdScope: 'team',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'assertion',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: { email: 'email', name: 'displayName', groups: 'groups' },
  },
  ourNames: { acsUrl: 'ACS URL', spEntityId: 'Entity ID', loginUrl: 'Start URL' },
  theirNames: {
    signOnUrl: 'SSO URL',
    idpEntityId: 'Entity ID',
    signingCertificates: 'Certificate',
    metadataFile: 'Download Metadata',
  },
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
    { id: 'create', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'SSO URL' },
        { value: 'idpEntityId', place: 'Entity ID' },
        { value: 'signingCertificates', place: 'Certificate' },
      ],
      metadata: [{ value: 'metadataFile', place: 'Download Metadata' }],
    },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'acsUrl', place: 'ACS URL' },
        { value: 'spEntityId', place: 'Entity ID' },
      ],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'create.title': 'Add the custom app',
  'create.1':
    'On **admin.google.com**: **Apps › Web and mobile apps › Add app › Add custom SAML app**. Give it a name, **Continue**.',
  'fill.1': 'Google shows its own values first. On **Google Identity Provider details**, copy:',
  'copy.1': '**Continue** to **Service provider details** and paste:',
  'copy.note': 'Set **Name ID format** to **EMAIL** and leave **Signed response** unticked.',
  'assign.title': 'Switch it on for people',
  'assign.1':
    '**User access › ON for everyone**, or for some groups, then **Save**. It is off at first and may take a while.',
  'prove.note': 'Google says app_not_enabled_for_user? Then **User access** is still off for you.',
  'mistake.1': '**User access** was left off.',
  'mistake.2': 'Another app in the same Workspace already has this entity ID.',
  'mistake.3': 'The person was signed in with another Google account.',
  'mistake.4': 'A group was renamed: it has to be chosen again under **Group membership**.',
} satisfies Words;

export const guide = writeGuide(facts, words);
