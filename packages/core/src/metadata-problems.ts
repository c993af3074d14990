// Why a provider's metadata could not be read: codes for programs, with their words in texts/metadata-texts.ts.

/** Why a metadata URL could not be fetched, or what it gave could not be used. */
export const METADATA_PROBLEMS = [
  'url_invalid',
  'https_required',
  'credentials_in_url',
  'port_refused',
  'own_address',
  'no_public_address',
  'connection_failed',
  'tls_failed',
  'timed_out',
  'too_many_redirects',
  'http_status',
  'encoding_unsupported',
  'web_page',
  'metadata_too_large',
  'metadata_invalid',
  'metadata_other_document',
  'metadata_of_service_provider',
  'metadata_no_identity_provider',
  'metadata_expired',
  'metadata_signature_missing',
  'metadata_signature_invalid',
  'metadata_signature_wrong_key',
  'metadata_signature_weak',
  'metadata_signature_unsupported',
  'metadata_several_providers',
  'metadata_incomplete',
] as const;
export type MetadataProblem = (typeof METADATA_PROBLEMS)[number];

/** What is worth knowing about metadata that was read all the same. */
export const METADATA_NOTES = [
  'own_metadata',
  'certificate_unreadable',
  'key_without_certificate',
  'certificates_too_many',
  'no_signing_certificate',
  'no_sign_on_address',
  'address_unusable',
  'provider_expired',
  'several_roles',
  'several_providers',
  'providers_cut',
  'encryption_only',
  'weak_key',
  'expired',
  'not_yet_valid',
] as const;
export type MetadataNote = (typeof METADATA_NOTES)[number];

const PROBLEMS: ReadonlySet<string> = new Set(METADATA_PROBLEMS);

/** Whether a code is one of the reasons why metadata could not be read. */
export function isMetadataProblem(code: string): code is MetadataProblem {
  return PROBLEMS.has(code);
}
