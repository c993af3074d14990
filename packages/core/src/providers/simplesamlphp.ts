// Set-up guide for SimpleSAMLphp as identity provider, which is set up in files.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'simplesamlphp',
  name: 'SimpleSAMLphp',
  shortName: 'SimpleSAMLphp',
  lastChecked: '2026-11',
  documentationUrl: 'https://simplesamlphp.org/docs/stable/simplesamlphp-idp.html',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    signOnBinding: 'redirect',
    signed: 'both',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: false,
    attributes: { email: 'mail', name: 'displayName', groups: 'groups' },
  },
  ourNames: {
    acsUrl: 'AssertionConsumerService',
    spEntityId: 'entityid',
    logoutUrl: 'SingleLogoutService',
    metadataUrl: 'metadata-converter',
  },
  theirNames: {
    signOnUrl: 'SingleSignOnService',
    idpEntityId: 'entityid',
    signingCertificates: 'certData',
    metadataUrl: 'SAML 2.0 IdP Metadata',
    logoutUrl: 'SingleLogoutService',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://…/module.php/saml/idp/singleSignOnService',
      match: '^https?://[^/]+(/.+)?/(module\\.php/saml/idp/singleSignOnService|saml2/idp/SSOService\\.php)$',
    },
    metadataUrl: {
      shape: 'https://…/saml2/idp/metadata.php',
      match: '^https?://[^/]+(/.+)?/(saml2/idp/metadata\\.php|module\\.php/saml/idp/metadata)$',
    },
  },
  dashboardHosts: [],
  steps: [
    { id: 'enable', fact: 'hand' },
    {
      id: 'copy',
      fact: 'copied',
      ours: [
        { value: 'spEntityId', place: "$metadata['…']" },
        { value: 'acsUrl', place: 'AssertionConsumerService' },
      ],
    },
    { id: 'nameid', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'SingleSignOnService › Location' },
        { value: 'idpEntityId', place: 'EntityDescriptor › entityID' },
        { value: 'signingCertificates', place: 'KeyDescriptor use="signing" › X509Certificate' },
      ],
      metadata: [{ value: 'metadataUrl', place: 'https://…/saml2/idp/metadata.php' }],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'enable.title': 'Switch the identity provider on',
  'enable.1': 'In **config/config.php**, set **enable.saml20-idp** to **true**, if it isn’t yet.',
  'copy.1': 'In **metadata/saml20-sp-remote.php**, add an entry with:',
  'copy.note': 'The page **metadata-converter** of its administration makes such an entry from our metadata.',
  'nameid.1':
    'In our entry, set **NameIDFormat** to the format **emailAddress**, and add the **authproc** filter **saml:AttributeNameID** with **mail**.',
  'nameid.2': 'Let **mail** and **displayName** pass, if **core:AttributeLimit** limits the attributes.',
  'fill.1': 'In the metadata of your identity provider, find:',
  'assign.1':
    'Everybody who can sign in there gets in, unless a filter such as **authorize:Authorize** says otherwise.',
  'prove.note': 'SimpleSAMLphp shows a tracking number? Its log has the reason under that number.',
  'mistake.1': 'The NameID is transient, because no filter makes a lasting one.',
  'mistake.2': 'A filter keeps the e-mail address back.',
  'mistake.3': 'The key of our entry isn’t exactly our entity ID.',
} satisfies Words;

export const guide = writeGuide(facts, words);
