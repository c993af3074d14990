// Set-up guide for Rippling.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'rippling',
  name: 'Rippling',
  shortName: 'Rippling',
  lastChecked: '2026-11',
  documentationUrl: 'https://github.com/Rippling/OpenAPIDocs',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'varies',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: { email: 'email', name: 'displayName', groups: 'groups' },
  },
  ourNames: { acsUrl: 'ACS URL', spEntityId: 'Service Provider Entity ID' },
  theirNames: {
    signOnUrl: 'Single Sign-on URL or Target URL',
    idpEntityId: 'Issuer or IdP Entity ID',
    signingCertificates: 'X509 Certificate',
    metadataUrl: 'IdP Metadata URL',
    metadataFile: 'IdP Metadata XML',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://app.rippling.com/api/platform/sso/sp-initiated/…',
      match: '^https://(app|www)\\.rippling\\.com/api/platform/sso/.+$',
    },
    metadataUrl: {
      shape: 'https://app.rippling.com/api/platform/sso/idp-metadata/…',
      match: '^https://(app|www)\\.rippling\\.com/api/platform/sso/idp-metadata/.+$',
    },
  },
  dashboardHosts: ['app.rippling.com', 'www.rippling.com'],
  steps: [
    { id: 'create', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'Single Sign-on URL or Target URL' },
        { value: 'idpEntityId', place: 'Issuer or IdP Entity ID' },
        { value: 'signingCertificates', place: 'X509 Certificate' },
      ],
      metadata: [
        { value: 'metadataUrl', place: 'IdP Metadata URL' },
        { value: 'metadataFile', place: 'IdP Metadata XML' },
      ],
    },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'acsUrl', place: 'ACS URL' },
        { value: 'spEntityId', place: 'Service Provider Entity ID' },
      ],
    },
    { id: 'assign', fact: 'assign' },
    { id: 'advanced', fact: 'hand' },
  ],
};

export const words = {
  'create.title': 'Create the custom app',
  'create.1':
    'In Rippling, open **IT Management › Custom App › Create New App**, or add a custom integration.',
  'create.2': 'Give it a name, a category and a logo, and choose **Single Sign-On (SAML)**.',
  'fill.1': 'Rippling shows its own values first. On the page with the set-up instructions, copy:',
  'copy.1': 'On the same page, paste:',
  'assign.1': 'In the next steps, choose who gets access, and finish the set-up.',
  'advanced.title': 'Leave the dummy value out',
  'advanced.1':
    'In the app’s **Settings › Advanced SAML Settings**, tick **Disable InResponseTo field in assertions for IdP initiated SSO**.',
  'advanced.note': 'Otherwise sign-ins from Rippling’s own tile answer a request that we never sent.',
  'mistake.1': 'The person isn’t covered by the app’s access rules.',
  'mistake.2': '**Disable InResponseTo field in assertions for IdP initiated SSO** wasn’t ticked.',
  'mistake.3': 'The person’s work e-mail address in Rippling is another one than here.',
} satisfies Words;

export const guide = writeGuide(facts, words);
