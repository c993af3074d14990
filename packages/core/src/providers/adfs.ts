// Set-up guide for Active Directory Federation Services (AD FS), which a company runs itself.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'adfs',
  name: 'Microsoft AD FS',
  shortName: 'AD FS',
  lastChecked: '2026-11',
  documentationUrl:
    'https://learn.microsoft.com/en-us/windows-server/identity/ad-fs/operations/create-a-relying-party-trust',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'assertion',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: {
      email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
      name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
      groups: 'http://schemas.xmlsoap.org/claims/Group',
    },
  },
  ourNames: {
    acsUrl: 'Relying party SAML 2.0 SSO service URL',
    spEntityId: 'Relying party trust identifier',
    metadataUrl: 'Federation metadata address (host name or URL)',
  },
  theirNames: {
    signOnUrl: 'Endpoint /adfs/ls/',
    idpEntityId: 'Federation Service identifier',
    signingCertificates: 'Token-signing certificate',
    metadataUrl: 'FederationMetadata.xml',
    metadataFile: 'FederationMetadata.xml',
  },
  patterns: {
    signOnUrl: { shape: 'https://…/adfs/ls/', match: '^https://[^/]+/adfs/ls/?$' },
    idpEntityId: { shape: 'http://…/adfs/services/trust', match: '^https?://[^/]+/adfs/services/trust$' },
    metadataUrl: {
      shape: 'https://…/FederationMetadata/2007-06/FederationMetadata.xml',
      match: '^https://[^/]+/[Ff]ederation[Mm]etadata/2007-06/[Ff]ederation[Mm]etadata\\.xml$',
    },
  },
  dashboardHosts: [],
  steps: [
    { id: 'create', fact: 'hand' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'acsUrl', place: 'Relying party SAML 2.0 SSO service URL' },
        { value: 'spEntityId', place: 'Relying party trust identifier › Add' },
      ],
    },
    { id: 'assign', fact: 'assign' },
    { id: 'claims', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'https://…/adfs/ls/' },
        { value: 'idpEntityId', place: 'Federation Service identifier' },
        { value: 'signingCertificates', place: 'Service › Certificates › Token-signing' },
      ],
      metadata: [
        { value: 'metadataUrl', place: 'https://…/FederationMetadata/2007-06/FederationMetadata.xml' },
      ],
    },
  ],
};

export const words = {
  'create.title': 'Add the relying party trust',
  'create.1':
    'In **AD FS Management**: **Relying Party Trusts › Add Relying Party Trust › Claims aware › Start**.',
  'create.2': 'Choose **Enter data about the relying party manually** and give it a name.',
  'copy.1': 'Tick **Enable support for the SAML 2.0 WebSSO protocol** and paste:',
  'assign.1':
    'At **Choose Access Control Policy**, take **Permit everyone** or a group. Then finish the wizard.',
  'claims.title': 'Send e-mail address and name',
  'claims.1':
    '**Edit Claim Issuance Policy › Add Rule › Send LDAP Attributes as Claims**: **E-Mail-Addresses** to **E-Mail Address**, **Display-Name** to **Name**.',
  'claims.2':
    'Add a second rule, **Transform an Incoming Claim**: **E-Mail Address** to **Name ID**, with the format **Email**.',
  'claims.note': 'Without these rules AD FS sends nothing at all.',
  'fill.1': 'Open the metadata of the server, or note:',
  'fill.note': 'The issuer usually starts with http, without an s. That is right: don’t change it.',
  'prove.note': 'AD FS shows an error? Its text is in the Event Viewer under **AD FS › Admin**.',
  'mistake.1': 'The certificate for **Token-decrypting** was exported, not that for **Token-signing**.',
  'mistake.2': 'The rule that turns the e-mail address into the **Name ID** is missing.',
  'mistake.3': 'The person has no e-mail address in Active Directory.',
  'mistake.4': 'The server changed its certificate by itself, as it does about once a year.',
  'mistake.5': 'The metadata URL can only be reached inside the company: take the file then.',
} satisfies Words;

export const guide = writeGuide(facts, words);
