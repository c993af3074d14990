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
  'too_large',
  'web_page',
] as const;
export type MetadataProblem = (typeof METADATA_PROBLEMS)[number];
