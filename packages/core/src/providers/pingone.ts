// Set-up guide for PingOne.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'pingone',
  name: 'PingOne',
  shortName: 'PingOne',
  lastChecked: '2026-11',
  documentationUrl: 'https://docs.pingidentity.com/pingone/',
  spEntityIdScope: 'region',
  // PingOne sends a NameID without any format.
  defaults: {
    signOnBinding: 'redirect',
    signed: 'assertion',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: { email: 'email', name: 'displayName', groups: 'groups' },
  },
  ourNames: { acsUrl: 'ACS URLs', spEntityId: 'Entity ID' },
  theirNames: {
    signOnUrl: 'Single Signon Service',
    idpEntityId: 'Issuer ID',
    signingCertificates: 'Signing Certificate',
    metadataUrl: 'IDP Metadata URL',
    metadataFile: 'Download Metadata',
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
    { id: 'create', fact: 'hand' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'acsUrl', place: 'ACS URLs' },
        { value: 'spEntityId', place: 'Entity ID' },
      ],
    },
    { id: 'nameid', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'Single Signon Service' },
        { value: 'idpEntityId', place: 'Issuer ID' },
        { value: 'signingCertificates', place: 'Download Signing Certificate › X509 PEM (.crt)' },
      ],
      metadata: [
        { value: 'metadataUrl', place: 'Configuration › IDP Metadata URL' },
        { value: 'metadataFile', place: 'Configuration › Download Metadata' },
      ],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'create.title': 'Add the application',
  'create.1':
    '**Applications › Applications › +**, give it a name, choose **SAML Application**, then **Configure**.',
  'copy.1': 'Choose **Manually Enter** and paste:',
  'nameid.1': 'Under **Attribute Mappings**, set **saml_subject** to **Email Address**.',
  'nameid.2': 'Names or groups are further rows there, for example **displayName** and **groups**.',
  'nameid.note': 'Left as it is, PingOne sends an internal id instead of the address.',
  'fill.1': 'On the tab **Configuration**, copy:',
  'assign.title': 'Switch the application on',
  'assign.1': 'Turn on the switch beside the application’s name. Check that people’s groups may use it.',
  'mistake.1': 'The application’s switch was left off.',
  'mistake.2': '**saml_subject** was not changed to **Email Address**.',
  'mistake.3': 'Access is limited to a group that the person isn’t in.',
} satisfies Words;

export const guide = writeGuide(facts, words);
