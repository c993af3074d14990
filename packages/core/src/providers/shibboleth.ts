// Set-up guide for the Shibboleth identity provider, which is set up in files.

import type { GuideFacts } from './guide.ts';
import type { Words } from './words.ts';
import { writeGuide } from './write-guide.ts';

export const facts: GuideFacts = {
  id: 'shibboleth',
  name: 'Shibboleth IdP',
  shortName: 'Shibboleth',
  lastChecked: '2026-11',
  documentationUrl: 'https://shibboleth.atlassian.net/wiki/spaces/IDP5/overview',
  spEntityIdScope: 'region',
  defaults: {
    nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
    signOnBinding: 'redirect',
    signed: 'response',
    signatureAlgorithm: 'RSA-SHA256',
    encrypts: true,
    attributes: {
      email: 'urn:oid:0.9.2342.19200300.100.1.3',
      name: 'urn:oid:2.16.840.1.113730.3.1.241',
      groups: 'urn:oid:1.3.6.1.4.1.5923.1.5.1.1',
    },
  },
  ourNames: {
    acsUrl: 'AssertionConsumerService',
    spEntityId: 'entityID',
    metadataUrl: 'metadataURL',
  },
  theirNames: {
    signOnUrl: 'SingleSignOnService',
    idpEntityId: 'entityID',
    signingCertificates: 'X509Certificate',
    metadataUrl: 'entityID',
    metadataFile: 'idp-metadata.xml',
  },
  patterns: {
    signOnUrl: {
      shape: 'https://…/idp/profile/SAML2/Redirect/SSO',
      match: '^https?://[^/]+/idp/profile/SAML2/(Redirect|POST|POST-SimpleSign)/SSO$',
    },
    idpEntityId: { shape: 'https://…/idp/shibboleth', match: '^https?://[^/]+/idp/shibboleth$' },
    metadataUrl: { shape: 'https://…/idp/shibboleth', match: '^https?://[^/]+/idp/shibboleth$' },
  },
  dashboardHosts: [],
  steps: [
    {
      id: 'copy',
      fact: 'copied',
      ours: [{ value: 'metadataUrl', place: 'conf/metadata-providers.xml › FileBackedHTTPMetadataProvider' }],
    },
    {
      id: 'attributes',
      fact: 'hand',
      ours: [{ value: 'spEntityId', place: 'conf/attribute-filter.xml › Requester' }],
    },
    { id: 'nameid', fact: 'hand' },
    {
      id: 'fill',
      fact: 'filled',
      theirs: [
        { value: 'signOnUrl', place: 'SingleSignOnService (HTTP-Redirect) › Location' },
        { value: 'idpEntityId', place: 'EntityDescriptor › entityID' },
        { value: 'signingCertificates', place: 'IDPSSODescriptor › KeyDescriptor use="signing"' },
      ],
      metadata: [
        { value: 'metadataUrl', place: 'https://…/idp/shibboleth' },
        { value: 'metadataFile', place: 'metadata/idp-metadata.xml' },
      ],
    },
    { id: 'assign', fact: 'assign' },
  ],
};

export const words = {
  'copy.title': 'Add our metadata',
  'copy.1': 'Add a provider for our metadata, by its URL or as a file, to:',
  'copy.note':
    'It holds our ACS URL, our entity ID and our certificate for encryption, which Shibboleth wants.',
  'attributes.title': 'Release the e-mail address',
  'attributes.1':
    'In **conf/attribute-filter.xml**, add a policy for our entity ID that releases **mail** and **displayName**.',
  'attributes.2': 'Check it with **bin/aacli.sh -n … -r …**.',
  'nameid.title': 'Send a lasting NameID',
  'nameid.1':
    'In **conf/saml-nameid.xml**, switch on a generator for **emailAddress** or **persistent**, and make it the one for us.',
  'nameid.note': 'By default the NameID is transient: it changes at each sign-in, and we refuse it.',
  'fill.1': 'In the metadata of your identity provider, find:',
  'fill.note':
    'There may be three certificates: the one for the back channel and that for encryption don’t sign responses.',
  'assign.1':
    'Everybody who can sign in there gets in, unless an interceptor or the attribute filter says otherwise.',
  'prove.note': 'Shibboleth shows an error? **logs/idp-process.log** says why.',
  'mistake.1': 'The attribute filter releases nothing to us.',
  'mistake.2': 'The NameID is transient.',
  'mistake.3': 'Our metadata was copied by hand, without the certificate for encryption.',
  'mistake.4': 'The certificate of the web server was copied, not that for signing.',
} satisfies Words;

export const guide = writeGuide(facts, words);
