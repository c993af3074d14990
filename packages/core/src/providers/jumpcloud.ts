// Set-up guide for JumpCloud.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'jumpcloud',
  name: 'JumpCloud',
  shortName: 'JumpCloud',
  lastChecked: '2026-11',
  documentationUrl: 'https://jumpcloud.com/support/sso-using-custom-saml-application-connectors',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'varies',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: { email: 'email', name: 'displayName', groups: 'memberOf' },
  },
  ourNames: {
    acsUrl: 'ACS URLs',
    spEntityId: 'SP Entity ID',
    loginUrl: 'Login URL',
    metadataUrl: 'Upload Metadata',
  },
  theirNames: {
    signOnUrl: 'IDP URL',
    idpEntityId: 'IdP Entity ID',
    signingCertificates: 'IDP Certificate',
    metadataUrl: 'Copy Metadata URL',
    metadataFile: 'Export Metadata',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://sso.jumpcloud.com/saml2/…',
      match: '^https://sso\\.(\\w+\\.)?jumpcloud\\.com/saml2/.+$',
    },
  },
  dashboardHosts: ['console.jumpcloud.com', 'jumpcloud.com'],
  steps: [
    { id: 'create', fact: 'hand' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'spEntityId', place: 'SP Entity ID' },
        { value: 'acsUrl', place: 'ACS URLs' },
      ],
    },
    { id: 'nameid', fact: 'hand' },
    { id: 'activate', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'IDP URL' },
        { value: 'idpEntityId', place: 'IdP Entity ID' },
        { value: 'signingCertificates', place: 'IDP Certificate › Download certificate' },
      ],
      metadata: [
        { value: 'metadataUrl', place: 'JumpCloud Metadata › Copy Metadata URL' },
        { value: 'metadataFile', place: 'JumpCloud Metadata › Export Metadata' },
      ],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'create.title': 'Add the application',
  'create.1': '**SSO Applications › Add New Application › Custom Application**, then **Next**.',
  'create.2': 'Choose **Manage Single Sign-On (SSO) › Configure SSO with SAML** and give it a name.',
  'create.note': 'The **SSO IdP URL** under **Advanced Settings** can’t be changed later.',
  'copy.1': 'On the tab **SSO**, paste:',
  'copy.note':
    'Into **IdP Entity ID** goes a name that you make up, for example the product’s name. It has to be unique in JumpCloud.',
  'nameid.1':
    'Set **SAMLSubject NameID** to **email**, its format to **emailAddress**, and **Signature Algorithm** to **RSA-SHA256**.',
  'nameid.2': 'Names or groups: **add attribute** below **Attributes**, or tick **include group attribute**.',
  'activate.title': 'Declare the redirect and activate',
  'activate.1': 'Tick **Declare Redirect Endpoint** and **Sign Assertion**, then **Activate** or **Save**.',
  'activate.note': 'Only then does its metadata name the address that we need.',
  'fill.1': 'Open the application again. On the tab **SSO**, copy:',
  'assign.1': 'On the tab **User Groups**, tick the groups that may sign in, and **Save**.',
  'mistake.1': 'The application was not activated.',
  'mistake.2': 'No group of the person is ticked under **User Groups**.',
  'mistake.3': 'The metadata was exported before **Declare Redirect Endpoint** was ticked.',
  'mistake.4': '**IdP Entity ID** was left at its sample text.',
} satisfies Words;

export const guide = writeGuide(facts, words);
