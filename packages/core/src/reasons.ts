// Every code that leaves the product, and the facts a verified response carries. Codes are never renamed or reused.

export { SsoError, type Evidence } from './errors.ts';

/** Why a SAML sign-in was refused. */
export const SIGN_IN_REASONS = [
  'xml_invalid',
  'response_too_large',
  'status_not_success',
  'signature_missing',
  'signature_invalid',
  'signature_wrong_key',
  'signature_weak',
  'signature_unsupported',
  'issuer_mismatch',
  'audience_mismatch',
  'destination_mismatch',
  'recipient_mismatch',
  'assertion_expired',
  'assertion_too_early',
  'assertion_lifetime_too_long',
  'in_response_to_unknown',
  'in_response_to_missing',
  'unsolicited_refused',
  'replayed',
  'several_assertions',
  'assertion_missing',
  'subject_confirmation_invalid',
  'condition_unknown',
  'authn_statement_missing',
  'nameid_missing',
  'nameid_transient',
  'nameid_encrypted',
  'email_missing',
  'email_domain_not_allowed',
  'member_unknown',
  'assertion_encrypted_no_key',
  'decryption_failed',
  'encryption_weak',
  'encryption_unsupported',
  'second_opinion_differs',
  'browser_mismatch',
  'ticket_expired',
  'test_superseded',
  'provider_replaced',
  'sso_off',
  'store_unavailable',
] as const;
export type SignInReason = (typeof SIGN_IN_REASONS)[number];

/** Why "required" may not be switched on. */
export const REQUIREMENT_REFUSALS = [
  'not_entitled',
  'no_live_connection',
  'live_connection_not_tested',
  'admin_not_signed_in_by_sso',
  'no_recovery_route',
  'certificate_expires_soon',
  'sso_is_off',
  'draft_not_tested',
] as const;
export type RequirementRefusal = (typeof REQUIREMENT_REFUSALS)[number];

/** Why access to a team was decided the way it was. */
export const ACCESS_REASONS = [
  'not_signed_in',
  'not_a_member',
  'guest_blocked',
  'recovery',
  'sso',
  'password',
  'emergency_admin',
  'guest_exempt',
  'grace',
  'service_account_needs_token',
  'sso_required',
  'own_credentials_needed',
  'sso_proof_expired',
  'proof_of_other_team',
  'token',
  'service_token_refused',
  'personal_token_needs_sso',
] as const;
export type AccessReason = (typeof ACCESS_REASONS)[number];

/** The `code` of a problem document. */
export const PROBLEM_CODES = [
  'malformed_request',
  'sign_in',
  'sso_required',
  'forbidden',
  'reauthentication_needed',
  'not_entitled',
  'not_found',
  'method_not_allowed',
  'cross_origin_refused',
  'requirement_refused',
  'required_is_on',
  'no_live_connection',
  'confirmation_needed',
  'draft_outdated',
  'no_draft',
  'no_previous',
  'recovery_code_wrong',
  'test_not_found',
  'metadata_review_outdated',
  'domain_taken',
  'domain_not_found',
  'domain_not_verified',
  'too_many_domains',
  'revision_stale',
  'body_too_large',
  'media_type_unsupported',
  'validation_failed',
  'revision_missing',
  'too_many_requests',
  'unavailable',
  'sign_in_refused',
  'logout_refused',
  'internal_error',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** What an X.509 certificate says about itself; nothing here is a statement of trust. */
export interface CertificateFacts {
  /** SHA-256 over the DER bytes, 64 lower-case hex digits. */
  readonly fingerprint: string;
  /** SHA-1 over the DER bytes, for comparing with providers that show only this. Never used for trust. */
  readonly sha1Thumbprint: string;
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly keyType: 'RSA' | 'EC';
  readonly keyBits: number;
  /** The certificate as PEM with 64-column lines. */
  readonly pem: string;
}

/** Attribute values by attribute `Name`, as received, in order; an object without prototype. */
export type AttributeValues = Readonly<Record<string, readonly string[]>>;

/** What a response proved, read from the octets that a pinned key signed. Only `verifyResponse` makes one. */
export interface VerifiedAssertion {
  readonly assertionId: string;
  readonly idpEntityId: string;
  readonly nameId: string;
  readonly nameIdFormat?: string;
  /** Parts of the NameID that some providers want back in a logout request, byte for byte. */
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
  /** The request this answers, or null for an unsolicited response. */
  readonly inResponseTo: string | null;
  readonly sessionIndex?: string;
  /** When the provider wants the session to end (SessionNotOnOrAfter). */
  readonly sessionEndsAt?: Date;
  readonly authnContextClass?: string;
  readonly issuedAt: Date;
  /** The later NotOnOrAfter of Conditions and confirmation: the assertion ID is claimed until then plus the skew. */
  readonly expiresAt: Date;
  readonly attributes: AttributeValues;
  /** FriendlyName → Name, for mappings that know an attribute by its friendly name. */
  readonly friendlyNames: Readonly<Record<string, string>>;
  /** SHA-256 fingerprint of the pinned certificate that verified. */
  readonly certificateFingerprint: string;
  readonly signed: 'response' | 'assertion' | 'both';
  readonly signatureAlgorithm: string;
  readonly digestAlgorithm: string;
  readonly wasEncrypted: boolean;
  /** True when the lifetime is above two hours: allowed, worth a warning. */
  readonly lifetimeLong: boolean;
}
