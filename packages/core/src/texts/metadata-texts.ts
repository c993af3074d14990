// What to say when a provider's metadata could not be read, or was read with something to know about it.

import type { MetadataNote, MetadataProblem } from '../metadata-problems.ts';
import type { CodeText } from './code-text.ts';

const SEND_METADATA = "Use the address of your provider's metadata, or upload the file.";

/** The words for every reason why metadata could not be read. */
export const METADATA_TEXTS: Readonly<Record<MetadataProblem, CodeText>> = {
  url_invalid: { title: 'This is no web address.', cure: 'Paste the whole address, from https:// on.' },
  https_required: { title: 'The address has to begin with https.', cure: SEND_METADATA },
  credentials_in_url: {
    title: 'The address has a user name or a password in it.',
    cure: 'Use an address that works without them, or upload the file.',
  },
  port_refused: { title: "The address names a port that isn't the web's.", cure: SEND_METADATA },
  own_address: {
    title: 'This is our own address.',
    cure: "Paste the metadata address of your provider. Ours goes into your provider's settings.",
  },
  no_public_address: {
    title: 'No public server has this name.',
    cure: 'Check the spelling. If it leads inside your network, upload the file instead.',
  },
  connection_failed: { title: "The server didn't answer.", cure: 'Try again, or upload the file.' },
  tls_failed: {
    title: "The server's certificate for https isn't in order.",
    cure: 'Have it renewed, or upload the file.',
  },
  timed_out: { title: "The server didn't answer within 10 seconds.", cure: 'Try again, or upload the file.' },
  too_many_redirects: { title: 'The address leads on and on.', cure: 'Use the address it ends at.' },
  http_status: {
    title: 'The server refused to give the metadata out.',
    cure: 'Make sure it can be read without signing in, or upload the file.',
  },
  encoding_unsupported: {
    title: "The server's answer can't be unpacked.",
    cure: 'Upload the file instead.',
  },
  web_page: {
    title: 'We got a web page instead of metadata.',
    cure: "Use the app's metadata address, and make sure it can be read without signing in.",
  },
  metadata_too_large: {
    title: 'The metadata is larger than 1 MiB.',
    cure: 'Use the metadata of your provider alone instead of the whole federation.',
  },
  metadata_invalid: {
    title: "The metadata can't be read.",
    cure: 'Download the file again, and leave it as it is.',
  },
  metadata_other_document: { title: 'This is another kind of document.', cure: SEND_METADATA },
  metadata_of_service_provider: {
    title: 'This describes an application, and no identity provider.',
    cure: SEND_METADATA,
  },
  metadata_no_identity_provider: {
    title: 'There is no identity provider for SAML 2.0 in it.',
    cure: SEND_METADATA,
  },
  metadata_expired: {
    title: 'The metadata has expired.',
    cure: 'Have your provider publish it afresh, then read it again.',
  },
  metadata_signature_missing: {
    title: "The metadata isn't signed.",
    cure: 'Use the signed metadata, or remove the metadata certificate from the settings.',
  },
  metadata_signature_invalid: {
    title: 'The metadata was changed after it was signed.',
    cure: 'Download the file again, and leave it as it is.',
  },
  metadata_signature_wrong_key: {
    title: 'The metadata was signed by another key.',
    cure: 'Compare the metadata certificate in the settings with the one your provider names.',
  },
  metadata_signature_weak: {
    title: 'The metadata is signed by a method that proves nothing any more.',
    cure: 'Have your provider sign with SHA-256.',
  },
  metadata_signature_unsupported: {
    title: "The metadata is signed by a method we don't know.",
    cure: 'Have your provider sign with RSA or ECDSA and SHA-256.',
  },
  metadata_several_providers: {
    title: 'There are several identity providers in it, and none is yours.',
    cure: 'Read the metadata again and choose one.',
  },
  metadata_incomplete: {
    title: 'The metadata has no address or no certificate for sign-in.',
    cure: 'Have your provider add them, or enter the values by hand.',
  },
};

/** The words for what is worth knowing about metadata that was read. */
export const METADATA_NOTE_TEXTS: Readonly<Record<MetadataNote, CodeText>> = {
  own_metadata: {
    title: 'This is our own metadata.',
    cure: "Upload it to your provider, and paste the provider's metadata here.",
  },
  certificate_unreadable: {
    title: "A certificate in it can't be read and was left out.",
    cure: 'Download the file again, or paste the certificate by hand.',
  },
  key_without_certificate: {
    title: 'A key without a certificate was left out.',
    cure: 'Have your provider publish its signing certificate.',
  },
  certificates_too_many: {
    title: 'It names more certificates than we look at.',
    cure: 'Check that the one your provider signs with is among them.',
  },
  no_signing_certificate: {
    title: 'It names no certificate for signing.',
    cure: 'Paste the certificate that your provider signs with.',
  },
  no_sign_on_address: {
    title: 'It names no address for sign-in that we can use.',
    cure: "Paste the sign on URL from your provider's settings.",
  },
  address_unusable: {
    title: 'An address in it is no web address and was left out.',
    cure: 'Check the addresses that were filled in.',
  },
  provider_expired: {
    title: 'An identity provider in it has expired and was left out.',
    cure: 'Have it published afresh if you need it.',
  },
  several_roles: {
    title: 'The provider describes itself twice, and the first one counts.',
    cure: 'Check the values that were filled in.',
  },
  several_providers: { title: 'There are several identity providers in it.', cure: 'Choose yours.' },
  providers_cut: {
    title: 'There are more identity providers in it than we list.',
    cure: 'Use the metadata of your provider alone.',
  },
  encryption_only: {
    title: "A certificate that can't sign was left out.",
    cure: 'Paste the certificate that your provider signs with.',
  },
  weak_key: {
    title: 'A certificate with a key that is too short was left out.',
    cure: 'Have your provider sign with an RSA key of at least 2048 bits.',
  },
  expired: { title: 'A certificate in it has expired.', cure: 'Have your provider renew it.' },
  not_yet_valid: {
    title: "A certificate in it isn't valid yet.",
    cure: 'Check that your provider has another one until then.',
  },
};
