// Set-up guide for Microsoft Entra ID.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'entra',
  name: 'Microsoft Entra ID',
  shortName: 'Entra ID',
  lastChecked: '2026-11',
  documentationUrl:
    'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/add-application-portal-setup-sso',
  spEntityIdScope: 'team',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'assertion',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: {
      email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
      name: 'http://schemas.microsoft.com/identity/claims/displayname',
      groups: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
    },
  },
  ourNames: {
    acsUrl: 'Reply URL (Assertion Consumer Service URL)',
    spEntityId: 'Identifier (Entity ID)',
    loginUrl: 'Sign on URL (Optional)',
    logoutUrl: 'Logout Url (Optional)',
  },
  theirNames: {
    signOnUrl: 'Login URL',
    idpEntityId: 'Microsoft Entra Identifier',
    signingCertificates: 'Certificate (Base64)',
    metadataUrl: 'App Federation Metadata Url',
    metadataFile: 'Federation Metadata XML',
    logoutUrl: 'Logout URL',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://login.microsoftonline.com/…/saml2',
      match: '^https://login\\.(microsoftonline\\.(com|us)|partner\\.microsoftonline\\.cn)/[^/]+/saml2/?$',
    },
    idpEntityId: { shape: 'https://sts.windows.net/…/', match: '^https://sts\\.windows\\.net/[^/]+/$' },
    metadataUrl: {
      shape: 'https://login.microsoftonline.com/…/federationmetadata/2007-06/federationmetadata.xml?appid=…',
      match:
        '^https://login\\.(microsoftonline\\.(com|us)|partner\\.microsoftonline\\.cn)/[^/]+/federationmetadata/2007-06/federationmetadata\\.xml\\?appid=[\\w-]+$',
    },
  },
  dashboardHosts: [
    'myapps.microsoft.com',
    'portal.azure.com',
    'entra.microsoft.com',
    'myapplications.microsoft.com',
  ],
  steps: [
    { id: 'create', fact: 'hand' },
    { id: 'open', fact: 'hand' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'spEntityId', place: 'Identifier (Entity ID)' },
        { value: 'acsUrl', place: 'Reply URL (Assertion Consumer Service URL)' },
      ],
    },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'Set up … › Login URL' },
        { value: 'idpEntityId', place: 'Set up … › Microsoft Entra Identifier' },
        { value: 'signingCertificates', place: 'SAML Certificates › Certificate (Base64)' },
      ],
      metadata: [
        { value: 'metadataUrl', place: 'SAML Certificates › App Federation Metadata Url' },
        { value: 'metadataFile', place: 'SAML Certificates › Federation Metadata XML' },
      ],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'create.title': 'Create the application',
  'create.1':
    'On **entra.microsoft.com**, open **Enterprise applications › New application › Create your own application**.',
  'create.2':
    'Choose **Integrate any other application you don’t find in the gallery (Non-gallery)**, then **Create**.',
  'create.note': 'It takes a Cloud Application Administrator or an Application Administrator.',
  'open.title': 'Open Single sign-on › SAML',
  'open.1': 'In the new application: **Manage › Single sign-on › SAML**.',
  'copy.1': 'In the box **Basic SAML Configuration**, press **Edit** and paste:',
  'copy.note': 'If an **Identifier** is there already, replace it.',
  'fill.1': 'Still on the page **Set up Single Sign-On with SAML**, copy from these boxes:',
  'fill.note': 'Not **Certificate (Raw)**: it is binary and can’t be pasted. As a file it works here too.',
  'assign.title': 'Assign people',
  'assign.1':
    'In the application: **Users and groups › Add user/group**. Only people who are assigned can sign in.',
  'prove.note':
    'Entra says AADSTS50105? Then you aren’t assigned yet: **Users and groups › Add user/group**.',
  'mistake.1': 'The **Identifier** was left at a sample value.',
  'mistake.2': '**Certificate (Raw)** was opened as text and pasted.',
  'mistake.3': 'Nobody was assigned under **Users and groups**.',
  'mistake.4': 'A person’s **Mail** is blank, so no e-mail address is sent.',
  'mistake.5':
    'The metadata of the whole tenant was used, not that of the application: its certificate is another.',
  'mistake.6': 'Somebody is in more than 150 groups: then Entra leaves the group claim out.',
} satisfies Words;

export const guide = writeGuide(facts, words);
