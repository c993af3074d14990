// Set-up guide for Auth0 as identity provider.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'auth0',
  name: 'Auth0',
  shortName: 'Auth0',
  lastChecked: '2026-11',
  documentationUrl:
    'https://auth0.com/docs/authenticate/protocols/saml/saml-sso-integrations/enable-saml2-web-app-addon',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'assertion',
    signatureAlgorithm: 'RSA-SHA1',
    encrypts: false,
    attributes: {
      email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
      name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
      groups: 'groups',
    },
  },
  ourNames: { acsUrl: 'Application Callback URL', spEntityId: 'audience', logoutUrl: 'logout.callback' },
  theirNames: {
    signOnUrl: 'Identity Provider Login URL',
    idpEntityId: 'Issuer',
    signingCertificates: 'Identity Provider Certificate',
    metadataFile: 'Identity Provider Metadata',
    metadataUrl: 'Identity Provider Metadata',
  },
  patterns: {
    signOnUrl: { shape: 'https://….auth0.com/samlp/…', match: '^https://[^/]+/samlp/\\w+$' },
    idpEntityId: { shape: 'urn:….auth0.com', match: '^urn:[\\w.-]+$' },
    metadataUrl: {
      shape: 'https://….auth0.com/samlp/metadata/…',
      match: '^https://[^/]+/samlp/metadata/\\w+$',
    },
  },
  dashboardHosts: ['manage.auth0.com', 'auth0.com'],
  steps: [
    { id: 'create', fact: 'hand' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'acsUrl', place: 'Application Callback URL' },
        { value: 'spEntityId', place: 'Settings › "audience"' },
      ],
    },
    { id: 'sign', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'Identity Provider Login URL' },
        { value: 'idpEntityId', place: 'Issuer' },
        { value: 'signingCertificates', place: 'Identity Provider Certificate' },
      ],
      metadata: [{ value: 'metadataFile', place: 'Identity Provider Metadata › Download' }],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'create.title': 'Create the application',
  'create.1':
    '**Applications › Applications › Create Application**, of the kind **Regular Web Application**.',
  'create.2': 'On its tab **Addons**, switch **SAML2 Web App** on and open its **Settings**.',
  'copy.1': 'On the tab **Settings** of the addon, paste:',
  'sign.title': 'Sign with SHA-256 and send the e-mail address',
  'sign.1':
    'In the same JSON, set **"signatureAlgorithm"** to **"rsa-sha256"** and **"digestAlgorithm"** to **"sha256"**.',
  'sign.2': 'Set **"nameIdentifierFormat"** to **"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"**.',
  'sign.3':
    'Set **"nameIdentifierProbes"** to **["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"]**. Then **Enable**.',
  'sign.note': 'Left as it is, Auth0 signs with SHA-1, which we refuse, and sends an internal id.',
  'fill.1': 'On the tab **Usage** of the addon, copy:',
  'assign.1': 'On the application’s tab **Connections**, switch on where your people come from.',
  'mistake.1': 'The JSON was left as it is: SHA-1, and a NameID such as auth0|5f….',
  'mistake.2': 'The lines of the sample JSON still begin with //, so they count for nothing.',
  'mistake.3': 'Our ACS URL went into the application’s **Allowed Callback URLs** only, not into the addon.',
} satisfies Words;

export const guide = writeGuide(facts, words);
