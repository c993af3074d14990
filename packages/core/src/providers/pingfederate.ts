// Set-up guide for PingFederate, which a company runs itself.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'pingfederate',
  name: 'PingFederate',
  shortName: 'PingFederate',
  lastChecked: '2026-11',
  documentationUrl:
    'https://docs.pingidentity.com/pingfederate/latest/administrators_reference_guide/help_spconnectionstasklet_connmgmtstate.html',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'varies',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: { email: 'email', name: 'displayName', groups: 'groups' },
  },
  ourNames: {
    acsUrl: 'Assertion Consumer Service URL',
    spEntityId: 'Partner’s Entity ID (Connection ID)',
    metadataUrl: 'Import Metadata',
  },
  theirNames: {
    signOnUrl: 'SSO Service URL',
    idpEntityId: 'SAML 2.0 Entity ID',
    signingCertificates: 'Signing Certificate',
    metadataUrl: 'federation_metadata.ping',
    metadataFile: 'Export Metadata',
  },
  patterns: {
    signOnUrl: { shape: 'https://…/idp/SSO.saml2', match: '^https?://[^/]+/idp/SSO\\.saml2$' },
    metadataUrl: {
      shape: 'https://…/pf/federation_metadata.ping?PartnerSpId=…',
      match: '^https?://[^/]+/pf/federation_metadata\\.ping(\\?.+)?$',
    },
  },
  dashboardHosts: [],
  steps: [
    { id: 'create', fact: 'hand' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'spEntityId', place: 'Partner’s Entity ID (Connection ID)' },
        { value: 'acsUrl', place: 'Protocol Settings › Assertion Consumer Service URL' },
      ],
    },
    { id: 'nameid', fact: 'hand' },
    { id: 'sign', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'https://…/idp/SSO.saml2' },
        { value: 'idpEntityId', place: 'SAML 2.0 Entity ID' },
        { value: 'signingCertificates', place: 'Credentials › Digital Signature Settings' },
      ],
      metadata: [
        { value: 'metadataFile', place: 'SP Connections › Export Metadata' },
        { value: 'metadataUrl', place: '/pf/federation_metadata.ping?PartnerSpId=…' },
      ],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'create.title': 'Create the SP connection',
  'create.1':
    '**Applications › SP Connections › Create Connection**, for **Browser SSO Profiles** with **SAML 2.0**.',
  'create.note': 'If you import our metadata there, it fills the two values of the next step by itself.',
  'copy.1': 'On **General Info** and further on in **Browser SSO**, paste:',
  'copy.note':
    'Choose the binding **POST** for the ACS URL, and allow **POST** and **Redirect** for requests.',
  'nameid.1':
    'In **Assertion Creation**, map **SAML_SUBJECT** to the e-mail address, and extend the contract by **email**, **displayName** and **groups**.',
  'sign.title': 'Sign and activate',
  'sign.1':
    'In **Signature Policy**, tick **Always Sign Assertion**; in **Credentials**, choose the signing certificate.',
  'sign.2': 'On the summary, set the connection to **Active**.',
  'fill.title': 'Bring its values back',
  'fill.1': 'Export the metadata of this connection, or note:',
  'fill.note':
    'If the server can only be reached inside your network, take the file: we can’t read its metadata URL.',
  'assign.1': 'Check that the adapter and the access policy let the people in who may sign in.',
  'mistake.1': 'The connection was left **Inactive**.',
  'mistake.2': '**Always Sign Assertion** is off and the response isn’t signed either.',
  'mistake.3': 'The connection uses a virtual server ID, so the issuer is another one.',
  'mistake.4': 'The metadata of the whole server was used, which may name another certificate.',
} satisfies Words;

export const guide = writeGuide(facts, words);
