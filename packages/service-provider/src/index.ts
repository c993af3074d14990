// The public names of @team-sso/service-provider: journeys without a web framework.

export {
  createServiceProvider,
  type ServiceProvider,
  type ServiceProviderConfig,
} from './service-provider.ts';
export type { ServiceProviderOptions } from './options.ts';
export {
  DEFAULT_RATE_LIMITS,
  type FailureLimit,
  type LimitedDoor,
  type RateLimits,
} from './rate-limits/limits.ts';
export type { Attempt as LimitedAttempt, FailureLimits } from './rate-limits/failure-limits.ts';
export { TooManyRequests } from './too-many-requests.ts';
export type { FetchedMetadata, FetchMetadata } from './metadata-fetch/fetch-metadata.ts';
export type { ResolveAddresses } from './metadata-fetch/checked-addresses.ts';
export { MetadataError } from './metadata-fetch/fetch-problem.ts';
export { createSystemResolver, type ResolveTxt, type SystemResolverOptions } from './domains/resolve-txt.ts';
export { ProblemError, type ProblemDetails } from './problem-error.ts';
export type { Observe, ObservedEvent } from './observe.ts';
export type { AccessCheck, SessionAccessCheck } from './journeys/check-access.ts';
export type { SettingsCall, SettingsNeed } from './journeys/authorize-settings.ts';
export type { SettingsWrite } from './journeys/write-settings.ts';
export type { StartLoginInput } from './journeys/start-login.ts';
export type { SendRequest } from './journeys/send-request.ts';
export type { ReceivedResponse, ResponseLeave } from './journeys/receive-response.ts';
export type { StartedLogout, StartLogoutInput } from './journeys/start-logout.ts';
export type { ReceivedLogout, ReceivedLogoutMessage } from './journeys/receive-logout.ts';
export type { HandledLogout } from './journeys/routed-logout.ts';
export { verifyAuditLog, type AuditLog, type AuditVerdict } from './journeys/verify-audit-log.ts';
export type { Maintained } from './journeys/maintain.ts';
export type { ConfirmLoginInput, FinishedLogin, FinishLoginInput } from './journeys/finish-login.ts';
export type { Urls } from './urls.ts';
export type { SpKeyFacts } from './journeys/rotate-sp-keys.ts';
export { createKeyOperations, type KeyOperations } from './key-operations.ts';
export { secretKeyFingerprint } from './secrets.ts';
export {
  checkSecretKeys,
  readSecretKeyUse,
  SecretKeyError,
  type SecretKeysOfStore,
  type SecretKeyUse,
} from './secret-keys.ts';
