// What is worth knowing about metadata that could be read.

/** One thing about a provider that was left out or may surprise. */
export const METADATA_WARNINGS = [
  /** A signing certificate that is not one, left out. */
  'certificate_unreadable',
  /** A signing key without a certificate (KeyName, KeyValue): it cannot be pinned, left out. */
  'key_without_certificate',
  /** More certificates than can be looked at; the first are there. */
  'certificates_too_many',
  /** No signing certificate at all. */
  'no_signing_certificate',
  /** No address for sign-in by redirect or form post. */
  'no_sign_on_address',
  /** An address that is not an absolute http or https URL, left out. */
  'address_unusable',
  /** A provider whose `validUntil` has passed, left out. */
  'provider_expired',
  /** Several SAML 2.0 roles in one entity: the first counts. */
  'several_roles',
] as const;
export type MetadataWarningCode = (typeof METADATA_WARNINGS)[number];

/** A finding of `readIdpMetadata`. */
export interface MetadataWarning {
  readonly code: MetadataWarningCode;
  /** The provider it is about. */
  readonly entityId: string;
  /** Untrusted text: what was left out. */
  readonly detail?: string;
}
