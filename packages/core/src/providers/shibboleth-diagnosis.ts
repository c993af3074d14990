// Diagnosis wording for the Shibboleth identity provider.

import type { DiagnosisFacts } from './diagnosis.ts';
import type { Words } from './words.ts';
import { writeDiagnosis } from './write-diagnosis.ts';

export const facts: DiagnosisFacts = {
  product: 'shibboleth',
  shortName: 'Shibboleth',
  steps: {
    signature_wrong_key: ['signing', 'beside'],
    signature_missing: ['relying', 'signed'],
    signature_weak: ['algorithm'],
    signature_unsupported: ['algorithm'],
    issuer_mismatch: ['issuer'],
    audience_mismatch: ['providers', 'reload'],
    destination_mismatch: ['providers', 'reload'],
    recipient_mismatch: ['providers', 'reload'],
    in_response_to_unknown: ['start'],
    unsolicited_refused: ['start'],
    nameid_missing: ['nameid', 'source'],
    nameid_transient: ['nameid', 'order'],
    nameid_encrypted: ['relying', 'encryption.nameid'],
    email_missing: ['filter', 'mail', 'aacli'],
    status_not_success: ['log'],
    assertion_expired: ['clock'],
    assertion_too_early: ['clock'],
    assertion_lifetime_too_long: ['relying', 'lifetime'],
    assertion_encrypted_no_key: ['providers', 'encryption'],
    decryption_failed: ['providers', 'encryption'],
    encryption_weak: ['encryption.algorithm'],
    encryption_unsupported: ['encryption.algorithm'],
    response_too_large: ['filter', 'groups'],
    member_unknown: ['filter', 'mail'],
  },
  messages: [
    {
      key: 'unsupported',
      codes: [
        'Unsupported Request',
        'application you have accessed is not registered',
        'not registered for use',
      ],
    },
    { key: 'message', codes: ['Message Security Error', 'Unable to Respond', 'Web Login Service - Unable'] },
    { key: 'stale', codes: ['Stale Request', 'back button'] },
    { key: 'unhandled', codes: ['unidentified error', 'An error occurred'] },
  ],
};

export const words = {
  providers: 'On the server, open **conf/metadata-providers.xml** and find the provider of our metadata.',
  relying: 'On the server, open **conf/relying-party.xml** and the profile **SAML2.SSO** that applies to us.',
  filter: 'On the server, open **conf/attribute-filter.xml** and the policy for our entity ID.',
  signing:
    'See which certificate **idp.signing.cert** in **conf/idp.properties** names, often **credentials/idp-signing.crt**.',
  signed: 'Set **signResponses** or **signAssertions** to **true**.',
  algorithm:
    'In **conf/idp.properties**, set **idp.signing.config** back to its default, which signs with SHA-256.',
  issuer: 'Copy **idp.entityID** in **conf/idp.properties** into **Issuer** here.',
  reload:
    'Load our metadata afresh: it holds our entity ID and our ACS URL. Remove copies that somebody edited.',
  nameid: 'On the server, open **conf/saml-nameid.xml** and **conf/saml-nameid.properties**.',
  source:
    'Switch on a generator for **emailAddress**, from the attribute **mail**, which the filter has to release as well.',
  order:
    'Switch on a generator for **emailAddress** or **persistent**, and put it before the transient one for us.',
  mail: 'Release **mail** to us.',
  aacli: 'Check it with **bin/aacli.sh -n … -r …**.',
  log: 'On the server, look the attempt up in **logs/idp-process.log**.',
  lifetime: 'Set **assertionLifetime** to **PT5M**.',
  'encryption.nameid': 'Set **encryptNameIDs** to **false**.',
  'encryption.algorithm':
    'In **conf/idp.properties**, set **idp.encryption.config** to **shibboleth.EncryptionConfiguration.GCM**.',
  groups: 'Release only the groups that matter here.',
  'unsupported.says': 'Unsupported Request: the application is not registered',
  'unsupported.meaning': 'It has no metadata with our entity ID, or another ACS URL for us.',
  'unsupported.cure': 'Load our metadata again in **conf/metadata-providers.xml**.',
  'message.says': 'Message Security Error, or Unable to Respond',
  'message.meaning': 'It can’t check our request, or can’t encrypt for us.',
  'message.cure': 'Load our metadata again: it holds our certificates. The log names the reason.',
  'stale.says': 'Stale Request',
  'stale.meaning': 'The sign-in page was open for too long, or opened by the back button or a bookmark.',
  'stale.cure': 'Start again from our sign-in page.',
  'unhandled.says': 'An unidentified error',
  'unhandled.meaning': 'It failed on its own side.',
  'unhandled.cure': 'Look at **logs/idp-process.log**.',
} satisfies Words;

export const diagnosis = writeDiagnosis(facts, words);
