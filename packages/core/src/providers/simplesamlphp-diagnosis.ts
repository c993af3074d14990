// Diagnosis wording for SimpleSAMLphp as identity provider.

import type { ProviderDiagnosis } from './diagnosis.ts';

const REMOTE = 'On the server, open **metadata/saml20-sp-remote.php**.';
const HOSTED = 'On the server, open **metadata/saml20-idp-hosted.php**.';

export const diagnosis: ProviderDiagnosis = {
  product: 'simplesamlphp',
  shortName: 'SimpleSAMLphp',
  signOnUrlMatch: '/(module\\.php/saml/idp/singleSignOnService|saml2/idp/SSOService\\.php)',
  steps: {
    signature_wrong_key: [
      HOSTED,
      'See which file **certificate** names, below the directory **cert**.',
      'Paste the content of that file here beside the one you have.',
    ],
    signature_missing: [REMOTE, 'Set **saml20.sign.assertion** to **true** in our entry.'],
    signature_weak: [
      HOSTED,
      'Set **signature.algorithm** to **http://www.w3.org/2001/04/xmldsig-more#rsa-sha256**.',
      'If our entry in **metadata/saml20-sp-remote.php** has **signature.algorithm** too, change it there as well.',
    ],
    issuer_mismatch: [
      HOSTED,
      'The key of the array is the issuer. Copy it as it is into **Issuer** here.',
      'If the key begins with **__DYNAMIC**, the issuer is **entityID** in its metadata.',
    ],
    audience_mismatch: [REMOTE, 'The key of our entry has to be our entity ID.'],
    destination_mismatch: [REMOTE, 'Set **AssertionConsumerService** of our entry to our ACS URL.'],
    recipient_mismatch: [REMOTE, 'Set **AssertionConsumerService** of our entry to our ACS URL.'],
    email_missing: [
      REMOTE,
      'If **authproc** there has **core:AttributeLimit**, add the attribute with the e-mail address, often **mail**, to its list.',
      'If the address comes under a name of its own, choose that name below.',
    ],
    nameid_transient: [
      REMOTE,
      'Add the **authproc** filter **saml:AttributeNameID** with **identifyingAttribute** **mail** (before version 2: **attribute**), and set **NameIDFormat** to the same format.',
    ],
    status_not_success: [
      'On the server, look the message up in the log.',
      'If a filter refused the person, it stands under **authproc** in **metadata/saml20-sp-remote.php** or **metadata/saml20-idp-hosted.php**.',
    ],
    member_unknown: ['Invite the person here, or correct the attribute with the e-mail address there.'],
    assertion_expired: ['On the server, switch on a time service, for example **chrony**.'],
    assertion_too_early: ['On the server, switch on a time service, for example **chrony**.'],
    assertion_encrypted_no_key: [REMOTE, 'Set **assertion.encryption** to **false** in our entry.'],
    encryption_weak: [
      'It encrypts with AES-CBC only. Accept that below: it signs the response too, unless **saml20.sign.response** is **false**.',
      'Or set **assertion.encryption** to **false** in our entry in **metadata/saml20-sp-remote.php**.',
    ],
    decryption_failed: [
      REMOTE,
      'Under **keys** of our entry, replace the certificate for **encryption** by the one in our metadata.',
    ],
  },
  messages: [
    {
      says: 'Metadata not found',
      meaning: 'It doesn’t know our entity ID.',
      cure: 'Add an entry with our entity ID to **metadata/saml20-sp-remote.php**.',
    },
    {
      says: 'Access forbidden',
      meaning: 'A rule there doesn’t let you use the application.',
      cure: 'Let yourself in by the filter **authorize:Authorize** under **authproc** in **metadata/saml20-sp-remote.php**.',
    },
    {
      says: 'Page not found',
      meaning: 'The sign-on URL is another address of that server.',
      cure: 'Copy the **Location** of **SingleSignOnService** from its metadata into **Sign on URL** here.',
    },
    {
      says: 'Wrong AssertionConsumerServiceURL',
      meaning: 'Our ACS URL isn’t in our entry.',
      cure: 'Set **AssertionConsumerService** to our ACS URL.',
    },
    {
      says: 'Error loading metadata, or a page with a tracking number',
      meaning: 'It failed on its own side.',
      cure: 'Look the tracking number up in its log.',
    },
  ],
};
