// Set-up guide for any other SAML 2.0 identity provider: the names that most of them use.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'generic',
  name: 'Another provider',
  shortName: 'your provider',
  lastChecked: '2026-11',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'varies',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: { email: 'email', name: 'displayName', groups: 'groups' },
  },
  ourNames: {},
  theirNames: {},
  patterns: {},
  dashboardHosts: [],
  steps: [
    { id: 'create', fact: 'hand' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'acsUrl', place: 'ACS URL, Reply URL, Recipient, Single sign-on URL' },
        { value: 'spEntityId', place: 'Entity ID, Audience, Identifier, SP issuer' },
      ],
    },
    { id: 'nameid', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'Sign on URL, Login URL, SSO URL' },
        { value: 'idpEntityId', place: 'Issuer, Entity ID, IdP identifier' },
        { value: 'signingCertificates', place: 'X.509 certificate, Signing certificate' },
      ],
      metadata: [
        { value: 'metadataUrl', place: 'Metadata URL, Federation metadata' },
        { value: 'metadataFile', place: 'Metadata XML, Download metadata' },
      ],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'create.title': 'Create a SAML 2.0 application',
  'create.1': 'In your identity provider, add a new application of the kind **SAML 2.0**.',
  'copy.1': 'These names mean the same:',
  'nameid.1': 'Set the **Name ID** to the person’s e-mail address, and sign with **SHA-256**.',
  'fill.1': 'Look for these names:',
  'assign.1': 'Allow the people or groups who may sign in.',
  'mistake.1': 'The application was created, but nobody may use it yet.',
  'mistake.2': 'Responses are signed with SHA-1.',
} satisfies Words;

export const guide = writeGuide(facts, words);
