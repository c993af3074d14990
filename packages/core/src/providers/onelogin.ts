// Set-up guide for OneLogin.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'onelogin',
  name: 'OneLogin',
  shortName: 'OneLogin',
  lastChecked: '2026-11',
  documentationUrl: 'https://developers.onelogin.com/saml',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'response',
    signatureAlgorithm: 'RSA-SHA1',
    encrypts: false,
    attributes: { email: 'email', name: 'displayName', groups: 'groups' },
  },
  ourNames: {
    acsUrl: 'ACS (Consumer) URL',
    spEntityId: 'Audience (EntityID)',
    loginUrl: 'Login URL',
    logoutUrl: 'Single Logout URL',
  },
  theirNames: {
    signOnUrl: 'SAML 2.0 Endpoint (HTTP)',
    idpEntityId: 'Issuer URL',
    signingCertificates: 'X.509 Certificate',
    metadataUrl: 'Issuer URL',
    metadataFile: 'More Actions › SAML Metadata',
    logoutUrl: 'SLO Endpoint (HTTP)',
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
    metadataUrl: {
      shape: 'https://app.onelogin.com/saml/metadata/…',
      match: '^https://app\\.onelogin\\.com/saml/metadata/.+$',
    },
  },
  dashboardHosts: ['www.onelogin.com'],
  steps: [
    { id: 'create', fact: 'hand' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'spEntityId', place: 'Audience (EntityID)' },
        { value: 'acsUrl', place: 'Recipient' },
        { value: 'acsUrl', place: 'ACS (Consumer) URL' },
      ],
    },
    { id: 'nameid', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'SAML 2.0 Endpoint (HTTP)' },
        { value: 'idpEntityId', place: 'Issuer URL' },
        { value: 'signingCertificates', place: 'X.509 Certificate › View Details' },
      ],
      metadata: [
        { value: 'metadataUrl', place: 'SSO › Issuer URL' },
        { value: 'metadataFile', place: 'More Actions › SAML Metadata' },
      ],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'create.title': 'Add the application',
  'create.1':
    '**Applications › Add App**, search for **SAML Custom Connector (Advanced)**, give it a name and **Save**.',
  'copy.1': 'On the tab **Configuration**, paste:',
  'copy.note':
    'Into **ACS (Consumer) URL Validator** goes the same address as a regular expression: put a backslash before each dot and slash.',
  'nameid.1':
    'Still there, set **SAML nameID format** to **Email** and **SAML signature element** to **Both**. Then **Save**.',
  'nameid.2':
    'For names or groups: on the tab **Parameters**, press **+** and tick **Include in SAML assertion**.',
  'fill.1': 'On the tab **SSO**, set **SAML Signature Algorithm** to **SHA-256** and copy:',
  'assign.1': 'On the tab **Access**, choose the roles that may use it.',
  'mistake.1': 'The **ACS (Consumer) URL Validator** isn’t escaped, or is too narrow.',
  'mistake.2': '**SAML Signature Algorithm** was left at SHA-1.',
  'mistake.3': 'No role gives the person this application.',
  'mistake.4': '**Include in SAML assertion** wasn’t ticked for a parameter.',
} satisfies Words;

export const guide = writeGuide(facts, words);
