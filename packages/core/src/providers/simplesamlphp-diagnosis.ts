// Diagnosis wording for SimpleSAMLphp as identity provider.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'simplesamlphp',
  shortName: 'SimpleSAMLphp',
  signOnUrlMatch: '/(module\\.php/saml/idp/singleSignOnService|saml2/idp/SSOService\\.php)',
  steps: {
    signature_wrong_key: ['hosted', 'certificate', 'beside'],
    signature_missing: ['remote', 'signed'],
    signature_weak: ['hosted', 'algorithm', 'algorithm.remote'],
    signature_unsupported: ['hosted', 'algorithm', 'algorithm.remote'],
    issuer_mismatch: ['hosted', 'issuer', 'issuer.dynamic'],
    audience_mismatch: ['remote', 'audience'],
    destination_mismatch: ['remote', 'acs'],
    recipient_mismatch: ['remote', 'acs'],
    in_response_to_unknown: ['start'],
    unsolicited_refused: ['start'],
    nameid_missing: ['remote', 'nameid'],
    nameid_transient: ['remote', 'nameid'],
    nameid_encrypted: ['remote', 'nameid.plain'],
    email_missing: ['remote', 'email', 'email.choose'],
    status_not_success: ['log', 'filter'],
    member_unknown: ['member'],
    assertion_expired: ['clock.chrony'],
    assertion_too_early: ['clock.chrony'],
    assertion_lifetime_too_long: ['hosted', 'lifetime'],
    assertion_encrypted_no_key: ['remote', 'encryption.off'],
    encryption_weak: ['encryption.cbc', 'encryption.or'],
    decryption_failed: ['remote', 'encryption.keys'],
    response_too_large: ['remote', 'groups'],
  },
  messages: [
    { key: 'metadata', codes: ['Metadata not found', 'METADATANOTFOUND', 'Unable to locate metadata'] },
    { key: 'forbidden', codes: ['Access forbidden', 'Forbidden'] },
    { key: 'page', codes: ['Page not found', 'NOTFOUND'] },
    { key: 'acs', codes: ['Wrong AssertionConsumerServiceURL', 'AssertionConsumerService'] },
    {
      key: 'unhandled',
      codes: [
        'Unhandled exception',
        'UNHANDLEDEXCEPTION',
        'Unable to validate Signature',
        'no signature found on message',
      ],
    },
    { key: 'tracking', codes: ['Error loading metadata', 'tracking number'] },
  ],
};

export const words = {
  remote: 'On the server, open **metadata/saml20-sp-remote.php**.',
  hosted: 'On the server, open **metadata/saml20-idp-hosted.php**.',
  certificate: 'See which file **certificate** names, below the directory **cert**.',
  beside: 'Paste the content of that file here beside the one you have.',
  signed: 'Set **saml20.sign.assertion** to **true** in our entry.',
  algorithm: 'Set **signature.algorithm** to **http://www.w3.org/2001/04/xmldsig-more#rsa-sha256**.',
  'algorithm.remote':
    'If our entry in **metadata/saml20-sp-remote.php** has **signature.algorithm** too, change it there as well.',
  issuer: 'The key of the array is the issuer. Copy it as it is into **Issuer** here.',
  'issuer.dynamic': 'If the key begins with **__DYNAMIC**, the issuer is **entityID** in its metadata.',
  audience: 'The key of our entry has to be our entity ID.',
  acs: 'Set **AssertionConsumerService** of our entry to our ACS URL.',
  nameid:
    'Add the **authproc** filter **saml:AttributeNameID** with **identifyingAttribute** **mail** (before version 2: **attribute**), and set **NameIDFormat** to the same format.',
  'nameid.plain': 'Set **nameid.encryption** to **false** in our entry.',
  email:
    'If **authproc** there has **core:AttributeLimit**, add the attribute with the e-mail address, often **mail**, to its list.',
  'email.choose': 'If the address comes under a name of its own, choose that name below.',
  log: 'On the server, look the message up in the log.',
  filter:
    'If a filter refused the person, it stands under **authproc** in **metadata/saml20-sp-remote.php** or **metadata/saml20-idp-hosted.php**.',
  member: 'Invite the person here, or correct the attribute with the e-mail address there.',
  'clock.chrony': 'On the server, switch on a time service, for example **chrony**.',
  lifetime: 'Set **assertion.lifetime** to **300** seconds.',
  'encryption.off': 'Set **assertion.encryption** to **false** in our entry.',
  'encryption.cbc':
    'It encrypts with AES-CBC only. Accept that below: it signs the response too, unless **saml20.sign.response** is **false**.',
  'encryption.or':
    'Or set **assertion.encryption** to **false** in our entry in **metadata/saml20-sp-remote.php**.',
  'encryption.keys':
    'Under **keys** of our entry, replace the certificate for **encryption** by the one in our metadata.',
  groups: 'Under **authproc** of our entry, limit the attributes to those that matter here.',
  'metadata.says': 'Metadata not found',
  'metadata.meaning': 'It doesn’t know our entity ID.',
  'metadata.cure': 'Add an entry with our entity ID to **metadata/saml20-sp-remote.php**.',
  'forbidden.says': 'Access forbidden',
  'forbidden.meaning': 'A rule there doesn’t let you use the application.',
  'forbidden.cure':
    'Let yourself in by the filter **authorize:Authorize** under **authproc** in **metadata/saml20-sp-remote.php**.',
  'page.says': 'Page not found',
  'page.meaning': 'The sign-on URL is another address of that server.',
  'page.cure':
    'Copy the **Location** of **SingleSignOnService** from its metadata into **Sign on URL** here.',
  'acs.says': 'Wrong AssertionConsumerServiceURL',
  'acs.meaning': 'Our ACS URL isn’t in our entry.',
  'acs.cure': 'Set **AssertionConsumerService** to our ACS URL.',
  'unhandled.says': 'Unhandled exception',
  'unhandled.meaning':
    'Most often it checks our requests, and they aren’t signed, or by a key that it doesn’t have.',
  'unhandled.cure':
    'Tick **Sign requests** here, and put the certificate for **signing** from our metadata under **keys** of our entry in **metadata/saml20-sp-remote.php**.',
  'tracking.says': 'Error loading metadata, or a page with a tracking number',
  'tracking.meaning': 'It failed on its own side.',
  'tracking.cure': 'Look the tracking number up in its log.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
