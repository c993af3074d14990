// Set-up guide for Duo Single Sign-On.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'duo',
  name: 'Duo Single Sign-On',
  shortName: 'Duo',
  lastChecked: '2026-11',
  documentationUrl: 'https://duo.com/docs/sso-generic',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'both',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: { email: 'email', name: 'displayName', groups: 'groups' },
  },
  ourNames: {
    acsUrl: 'Assertion Consumer Service (ACS) URL',
    spEntityId: 'Entity ID',
    loginUrl: 'Service Provider Login URL',
    logoutUrl: 'Single Logout URL',
    metadataUrl: 'Metadata Discovery',
  },
  theirNames: {
    signOnUrl: 'Single Sign-On URL',
    idpEntityId: 'Entity ID',
    signingCertificates: 'Download certificate',
    metadataUrl: 'Metadata URL',
    metadataFile: 'Download XML',
    logoutUrl: 'Single Log-Out URL',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://sso-….sso.duosecurity.com/saml2/sp/…/sso',
      match: '^https://[\\w.-]+\\.sso\\.duosecurity\\.com/saml2/sp/\\w+/sso$',
    },
    idpEntityId: {
      shape: 'https://sso-….sso.duosecurity.com/saml2/sp/…/metadata',
      match: '^https://[\\w.-]+\\.sso\\.duosecurity\\.com/saml2/sp/\\w+/metadata$',
    },
    metadataUrl: {
      shape: 'https://sso-….sso.duosecurity.com/saml2/sp/…/metadata',
      match: '^https://[\\w.-]+\\.sso\\.duosecurity\\.com/saml2/sp/\\w+/metadata$',
    },
  },
  dashboardHosts: ['admin.duosecurity.com', 'central.duosecurity.com'],
  steps: [
    { id: 'create', fact: 'hand' },
    { id: 'assign', fact: 'assign' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'spEntityId', place: 'Entity ID' },
        { value: 'acsUrl', place: 'Assertion Consumer Service (ACS) URL' },
      ],
    },
    { id: 'nameid', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'Metadata › Single Sign-On URL' },
        { value: 'idpEntityId', place: 'Metadata › Entity ID' },
        { value: 'signingCertificates', place: 'Downloads › Download certificate' },
      ],
      metadata: [
        { value: 'metadataUrl', place: 'Metadata › Metadata URL' },
        { value: 'metadataFile', place: 'Downloads › Download XML' },
      ],
    },
  ],
};

export const words = {
  'create.title': 'Add the application',
  'create.1':
    'In the Duo Admin Panel, open **Applications › Application Catalog**, look for **Generic SAML Service Provider** and **Add** it.',
  'create.2': 'In older panels: **Applications › Protect an Application › Generic Service Provider**.',
  'create.note': 'Duo needs a working authentication source for single sign-on first.',
  'assign.1': 'At **User access**, allow everybody or the groups that may sign in.',
  'copy.1': 'Under **Service Provider**, paste:',
  'copy.note': 'Leave **Default Relay State** empty.',
  'nameid.1':
    'Under **SAML Response**: **NameID format** ending in **emailAddress**, **NameID attribute** **Email Address**.',
  'nameid.2':
    'Sign both response and assertion with **SHA256**. At **Map attributes**, add **Display Name** as **displayName**. **Save**.',
  'fill.1': 'Further up on the same page, copy:',
  'mistake.1': '**User access** was not given to the person.',
  'mistake.2': 'The person’s e-mail address is blank in the directory behind Duo.',
  'mistake.3': 'No authentication source is set up, so nobody gets as far as this application.',
} satisfies Words;

export const guide = writeGuide(facts, words);
