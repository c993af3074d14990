// Set-up guide for Keycloak, which a company runs itself.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'keycloak',
  name: 'Keycloak',
  shortName: 'Keycloak',
  lastChecked: '2026-11',
  documentationUrl: 'https://www.keycloak.org/docs/latest/server_admin/#_client-saml-configuration',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'response',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: { email: 'urn:oid:1.2.840.113549.1.9.1', name: 'displayName', groups: 'Role' },
  },
  ourNames: {
    acsUrl: 'Valid redirect URIs',
    spEntityId: 'Client ID',
    loginUrl: 'Home URL',
    logoutUrl: 'Logout Service POST Binding URL',
  },
  theirNames: {
    signOnUrl: 'SingleSignOnService',
    idpEntityId: 'entityID',
    signingCertificates: 'X509Certificate',
    metadataUrl: 'SAML 2.0 Identity Provider Metadata',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://…/realms/…/protocol/saml',
      match: '^https?://[^/]+(/.+)?/realms/[^/]+/protocol/saml$',
    },
    idpEntityId: { shape: 'https://…/realms/…', match: '^https?://[^/]+(/.+)?/realms/[^/]+$' },
    metadataUrl: {
      shape: 'https://…/realms/…/protocol/saml/descriptor',
      match: '^https?://[^/]+(/.+)?/realms/[^/]+/protocol/saml/descriptor$',
    },
  },
  dashboardHosts: [],
  steps: [
    { id: 'create', fact: 'hand' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'spEntityId', place: 'Client ID' },
        { value: 'acsUrl', place: 'Valid redirect URIs' },
        { value: 'acsUrl', place: 'Master SAML Processing URL' },
      ],
    },
    { id: 'nameid', fact: 'hand' },
    { id: 'keys', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'SingleSignOnService › Location' },
        { value: 'idpEntityId', place: 'EntityDescriptor › entityID' },
        { value: 'signingCertificates', place: 'KeyDescriptor › X509Certificate' },
      ],
      metadata: [{ value: 'metadataUrl', place: 'Realm settings › SAML 2.0 Identity Provider Metadata' }],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'create.title': 'Create the client',
  'create.1': 'In the realm of your people: **Clients › Create client**, **Client type** **SAML**.',
  'copy.1': 'In the client’s **Settings**, paste:',
  'nameid.1':
    'Set **Name ID format** to **email** and switch **Force name ID format** on. Switch **Sign assertions** on.',
  'nameid.2':
    'For names: **Client scopes**, the scope that ends in **-dedicated**, **Add predefined mapper**. Then **Save**.',
  'keys.title': 'Allow unsigned requests',
  'keys.1': 'On the tab **Keys**, switch **Client signature required** off.',
  'keys.note':
    'It is on at first: then Keycloak says “Invalid requester” to requests that aren’t signed by a key it knows.',
  'fill.1': 'In **Realm settings**, open **SAML 2.0 Identity Provider Metadata** and copy:',
  'assign.1': 'Everybody in the realm may sign in, unless its login flow says otherwise.',
  'prove.note':
    'Keycloak says “Invalid requester”? Compare **Client ID** with our entity ID, letter by letter.',
  'mistake.1': '**Client signature required** was left on.',
  'mistake.2': 'The **Client ID** isn’t exactly our entity ID.',
  'mistake.3': 'The NameID is the user name, because **Name ID format** was not changed.',
  'mistake.4': 'The client was created in the realm **master**, where only administrators live.',
} satisfies Words;

export const guide = writeGuide(facts, words);
