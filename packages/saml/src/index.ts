// The public door of the engine: names only.

export { scanResponse, type ScannedResponse } from './scanned-response.ts';
export { verifyResponse, type VerifyResponseInput } from './verify-response.ts';
export { VERIFICATION_RULES } from './rules.ts';
export type { VerificationRule } from './stage-rules.ts';
export { askSecondOpinion, type SecondOpinion } from './node-saml.ts';
export { readEmbeddedCertificates, type EmbeddedCertificate } from './embedded-certificates.ts';
export { importSigningKeys, type SigningKey } from './signing-key.ts';
export {
  readCertificates,
  type CertificateProblem,
  type CertificateProblemCode,
  type CertificateReading,
} from './certificate.ts';
export {
  createSelfSignedCertificate,
  type SelfSignedCertificate,
  type SelfSignedCertificateOptions,
} from './self-signed-certificate.ts';
export { buildAuthnRequest, isWellFormedRequestId, type AuthnRequestOptions } from './authn-request.ts';
export { redirectUrl, type RedirectUrlOptions } from './redirect-binding.ts';
export { postForm, type PostForm, type PostFormOptions } from './post-binding.ts';
export { buildSpMetadata, type SpMetadataOptions } from './sp-metadata.ts';
export { readIdpMetadata, type IdpMetadata, type IdpMetadataOptions } from './idp-metadata.ts';
export type { IdpMetadataEntity } from './metadata-entities.ts';
export type { MetadataEndpoint } from './metadata-role.ts';
export { METADATA_REFUSALS, type MetadataRefusal } from './metadata-refusal.ts';
export { METADATA_WARNINGS, type MetadataWarning, type MetadataWarningCode } from './metadata-warning.ts';
export { buildLogoutRequest, type LogoutRequestOptions } from './logout-request.ts';
export { buildLogoutResponse, type LogoutOutcome, type LogoutResponseOptions } from './logout-response.ts';
export { logoutForm, logoutRedirectUrl, type LogoutSendOptions } from './logout-binding.ts';
export { readLogoutMessage, type LogoutMessage, type ReceivedLogout } from './logout-message.ts';
export { LOGOUT_RULES } from './logout-rules.ts';
export type { LogoutStatus, LogoutSubject } from './logout-content.ts';
export {
  verifyLogoutRequest,
  verifyLogoutResponse,
  type VerifiedLogoutRequest,
  type VerifiedLogoutResponse,
  type VerifyLogoutInput,
} from './verify-logout.ts';
