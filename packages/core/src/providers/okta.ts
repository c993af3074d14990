// Set-up guide for Okta.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'okta',
  name: 'Okta',
  shortName: 'Okta',
  lastChecked: '2026-11',
  documentationUrl: 'https://help.okta.com/oie/en-us/Content/Topics/apps/aiw-saml-reference.htm',
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
    acsUrl: 'Single sign-on URL',
    spEntityId: 'Audience URI (SP Entity ID)',
    loginUrl: 'Login page URL',
  },
  theirNames: {
    signOnUrl: 'Sign on URL',
    idpEntityId: 'Issuer',
    signingCertificates: 'Signing Certificate',
    metadataUrl: 'Metadata URL',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://….okta.com/app/…/sso/saml',
      match: '^https://[^/]+/app/.+/sso/saml$',
    },
    idpEntityId: { shape: 'http://www.okta.com/exk…', match: '^http://www\\.okta\\.com/\\w+$' },
    metadataUrl: {
      shape: 'https://….okta.com/app/…/sso/saml/metadata',
      match: '^https://[^/]+/app/.+/sso/saml/metadata$',
    },
  },
  dashboardHosts: ['login.okta.com', 'www.okta.com'],
  steps: [
    { id: 'create', fact: 'hand' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'acsUrl', place: 'Single sign-on URL' },
        { value: 'spEntityId', place: 'Audience URI (SP Entity ID)' },
      ],
    },
    { id: 'nameid', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'Sign on URL' },
        { value: 'idpEntityId', place: 'Issuer' },
        { value: 'signingCertificates', place: 'Signing Certificate › Download' },
      ],
      metadata: [{ value: 'metadataUrl', place: 'Sign On › Metadata URL' }],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'create.title': 'Create the app integration',
  'create.1': 'In the **Admin Console**: **Applications › Applications › Create App Integration**.',
  'create.2': 'Choose **SAML 2.0**, then **Next**. Give it a name under **General Settings**.',
  'copy.1': 'On **Configure SAML**, paste:',
  'copy.note':
    'Keep **Use this for Recipient URL and Destination URL** ticked, and **Default RelayState** empty.',
  'nameid.1':
    'Set **Name ID format** to **EmailAddress** and **Application username** to **Email**. Then **Next** and **Finish**.',
  'fill.1': 'On the tab **Sign On**, open **More details** and copy:',
  'fill.note': 'The issuer starts with http, without an s. That is right: don’t change it.',
  'assign.title': 'Assign people',
  'assign.1': 'On the tab **Assignments**, add the people or groups who may sign in.',
  'prove.note': 'Okta says that the user is not assigned? Add yourself on the tab **Assignments**.',
  'mistake.1': 'Nobody was added under **Assignments**.',
  'mistake.2': 'The issuer’s http was changed to https.',
  'mistake.3': 'The address of the Okta dashboard was copied as the sign-on URL.',
  'mistake.4': 'The application has several certificates and another one is active.',
  'mistake.5': 'No attribute statements: names and groups only come when somebody adds them.',
} satisfies Words;

export const guide = writeGuide(facts, words);
