// Why metadata is refused, and the one way to say so.

import { SsoError, type Evidence } from '@team-sso/core/reasons';

/** Why a whole document is refused. `evidence.detail` says more; `expected` and `received` are untrusted text. */
export const METADATA_REFUSALS = [
  /** More than 1 MiB. Large federations serve one provider at a time at another address. */
  'metadata_too_large',
  /** Not well-formed, a DOCTYPE, more than 20 000 elements, a duplicate entity ID, a date that is none. */
  'metadata_invalid',
  /** Another document: a sign-in page, a SAML message, RSS. `received` names its root element. */
  'metadata_other_document',
  /** Only service providers are described, as in our own metadata. `received` is the first entity ID. */
  'metadata_of_service_provider',
  /** No identity provider that speaks SAML 2.0 and is not expired. */
  'metadata_no_identity_provider',
  /** `validUntil` of the document has passed. */
  'metadata_expired',
  'metadata_signature_missing',
  'metadata_signature_invalid',
  /** Signed, but not by a pinned key. */
  'metadata_signature_wrong_key',
  /** SHA-1 or another method that is too weak to prove anything. */
  'metadata_signature_weak',
  'metadata_signature_unsupported',
] as const;
export type MetadataRefusal = (typeof METADATA_REFUSALS)[number];

/** Refuses a metadata document. */
export function refuseMetadata(code: MetadataRefusal, evidence: Evidence = {}): never {
  throw new SsoError<MetadataRefusal>(code, evidence);
}

const BY_REASON: ReadonlyMap<string, MetadataRefusal> = new Map<string, MetadataRefusal>([
  ['signature_invalid', 'metadata_signature_invalid'],
  ['signature_wrong_key', 'metadata_signature_wrong_key'],
  ['signature_weak', 'metadata_signature_weak'],
  ['signature_unsupported', 'metadata_signature_unsupported'],
]);

/** Runs a part of the engine that refuses in the words of a sign-in, and says it in those of metadata. */
export function inMetadataWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SsoError)) throw error;
    throw new SsoError<MetadataRefusal>(BY_REASON.get(error.code) ?? 'metadata_invalid', error.evidence, {
      cause: error,
    });
  }
}
