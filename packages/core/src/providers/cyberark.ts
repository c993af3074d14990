// Set-up guide for CyberArk Identity, once Idaptive and Centrify.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'cyberark',
  name: 'CyberArk Identity',
  shortName: 'CyberArk',
  lastChecked: '2026-11',
  documentationUrl: 'https://docs.cyberark.com/Idaptive/Latest/en/Content/iDaptiveTrial/ssoSAMLapp.htm',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'varies',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: { email: 'Email', name: 'displayName', groups: 'Groups' },
  },
  ourNames: {
    acsUrl: 'Assertion Consumer Service (ACS) URL',
    spEntityId: 'SP Entity ID / Issuer / Audience',
    logoutUrl: 'Single Logout URL',
  },
  theirNames: {
    signOnUrl: 'Single Sign On URL',
    idpEntityId: 'IdP Entity ID / Issuer',
    signingCertificates: 'Signing Certificate',
    metadataUrl: 'Metadata',
    metadataFile: 'Download Metadata File',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://….id.cyberark.cloud/applogin/appKey/…/customerId/…',
      match: '^https://[^/]+/applogin/appKey/[\\w-]+/customerId/\\w+$',
    },
  },
  dashboardHosts: [],
  steps: [
    { id: 'create', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'Manual Configuration › Single Sign On URL' },
        { value: 'idpEntityId', place: 'Manual Configuration › IdP Entity ID / Issuer' },
        { value: 'signingCertificates', place: 'Manual Configuration › Signing Certificate' },
      ],
      metadata: [{ value: 'metadataFile', place: 'Metadata › Download Metadata File' }],
    },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'spEntityId', place: 'SP Entity ID / Issuer / Audience' },
        { value: 'acsUrl', place: 'Assertion Consumer Service (ACS) URL' },
      ],
    },
    { id: 'nameid', fact: 'hand' },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'create.title': 'Add the web app',
  'create.1': 'In **Identity Administration**: **Apps & Widgets › Web Apps › Add Web Apps › Custom**.',
  'create.2': 'At **SAML**, press **Add**, then **Yes** and **Close**. The new app opens.',
  'fill.1': 'On the page **Trust**, under **Identity Provider Configuration**, copy:',
  'copy.1': 'Further down, under **Service Provider Configuration › Manual Configuration**, paste:',
  'copy.note': 'Keep **Recipient** the same as the ACS URL.',
  'nameid.1':
    'Set **NameID Format** to **emailAddress** and sign the **Assertion** or the **Response**. Then **Save**.',
  'nameid.2': 'Names or groups are attributes on the page **SAML Response**, for example **Groups**.',
  'assign.1':
    'On the page **Permissions**, press **Add** and choose people or roles. Without it nobody gets in.',
  'mistake.1': 'Nobody was added under **Permissions**.',
  'mistake.2': 'The page **Trust** was not saved.',
  'mistake.3': 'The account has a login name that isn’t the person’s e-mail address.',
} satisfies Words;

export const guide = writeGuide(facts, words);
