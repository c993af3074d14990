// createServiceProvider: the journeys, wired to one host and one store. No Koa here; the router is in ./koa.

import type {
  AccessSubject,
  AttemptsPage,
  AuditPage,
  Connection,
  DomainsView,
  ImpactView,
  MetadataReviewBody,
  MetadataReviewView,
  ModeBody,
  ParseAnswer,
  ParseBody,
  PolicyChange,
  SaveBody,
  SettingsView,
  SignInWay,
  StartedTest,
  TestRunView,
} from '@team-sso/core';
import type { ReceivedLogout } from '@team-sso/saml';
import { authorizeSettings, type SettingsCall, type SettingsNeed } from './journeys/authorize-settings.ts';
import { discardDraft, promoteDraft, saveDraftSettings, undoPromotion } from './journeys/change-draft.ts';
import { addDomain, removeDomain, verifyDomain, viewDomains } from './journeys/change-domains.ts';
import { setPolicy } from './journeys/change-policy.ts';
import { endAllSessions } from './journeys/end-sessions.ts';
import { previewImpact } from './journeys/preview-impact.ts';
import { readAttempts, readAuditLog, type AuditQuery } from './journeys/read-activity.ts';
import { acknowledgeRecoveryCodes, makeRecoveryCodes, useRecoveryCode } from './journeys/recover.ts';
import { beginTest, startTest, viewTest } from './journeys/run-test.ts';
import { verifyAuditLog, type AuditVerdict } from './journeys/verify-audit-log.ts';
import { deleteSettings, saveSettings, setMode } from './journeys/change-settings.ts';
import type { SettingsWrite } from './journeys/write-settings.ts';
import {
  checkAccess,
  checkSession,
  type AccessCheck,
  type SessionAccessCheck,
} from './journeys/check-access.ts';
import { describeServiceProvider } from './journeys/describe-service-provider.ts';
import { discover } from './journeys/discover.ts';
import { adoptDomain } from './journeys/adopt-domain.ts';
import {
  confirmLogin,
  finishLogin,
  type ConfirmLoginInput,
  type FinishedLogin,
  type FinishLoginInput,
} from './journeys/finish-login.ts';
import { maintain, type Maintained } from './journeys/maintain.ts';
import { readSpKeyFacts, rotateSpKeys, type SpKeyFacts } from './journeys/rotate-sp-keys.ts';
import { parsePasted } from './journeys/parse-pasted.ts';
import { reviewMetadata, viewMetadataReview } from './journeys/review-metadata.ts';
import { receiveLogout, type ReceivedLogoutMessage } from './journeys/receive-logout.ts';
import { receiveResponse, type ReceivedResponse, type ResponseLeave } from './journeys/receive-response.ts';
import { viewSettings } from './journeys/settings-view.ts';
import type { SendRequest } from './journeys/send-request.ts';
import { startLogin, type StartLoginInput } from './journeys/start-login.ts';
import { startLogout, type StartedLogout, type StartLogoutInput } from './journeys/start-logout.ts';
import type { ServiceProviderOptions } from './options.ts';
import type { FailureLimits } from './rate-limits/failure-limits.ts';
import { createService, type Service } from './service.ts';

export type ServiceProviderConfig = Pick<
  Service<unknown>,
  | 'publicOrigin'
  | 'basePath'
  | 'secure'
  | 'trustedOrigins'
  | 'exposeReasons'
  | 'urls'
  | 'observe'
  | 'newSecret'
  | 'randomBytes'
>;

/** Team SSO for one deployment. Every method may reject when the host or the store does. */
export interface ServiceProvider<Context> {
  /** Counts failures of clients; what a web framework adapter asks before it does the work. */
  readonly failureLimits: FailureLimits<Context>;
  /** What a web framework adapter needs to know; no secret is in it. */
  readonly config: ServiceProviderConfig;
  /** Decides access for any subject; use it for API tokens and sockets too. */
  checkAccess(team: string, subject: AccessSubject): Promise<AccessCheck>;
  /** Decides access for the browser session of a request. */
  checkSession(ctx: Context, team: string, purpose: 'resource' | 'sso-settings'): Promise<SessionAccessCheck>;
  /** `ctx`: whose session the browser has, for a host that wants to hear whom the provider turns away. */
  startLogin(input: StartLoginInput, ctx?: Context): Promise<SendRequest>;
  /**
   * `relayState`: looked at only when the sign-in started at the provider. `leave.awaitedOnlySeconds`: the client failed too often, and
   * only an answer to a sign-in that was begun here is looked at; others are `too_many_requests`.
   */
  receiveResponse(
    team: string,
    samlResponse: string,
    relayState?: string,
    leave?: ResponseLeave,
  ): Promise<ReceivedResponse>;
  finishLogin(ctx: Context, input: FinishLoginInput): Promise<FinishedLogin>;
  /** After `finishLogin` answered `confirm` and the person said yes, by a same-origin POST. */
  confirmLogin(ctx: Context, input: ConfirmLoginInput): Promise<FinishedLogin>;
  /**
   * Ends this browser's session through the host, then asks the provider to end its own, where it has an address for that.
   * The answer to a form post must not be a redirect to the provider: browsers apply `form-action` to it.
   */
  startLogout(ctx: Context, input: StartLogoutInput): Promise<StartedLogout>;
  /** A logout message of the provider's, by redirect (the raw query) or form post (every field with all its values). */
  receiveLogout(team: string, received: ReceivedLogout): Promise<ReceivedLogoutMessage>;
  /** SP metadata XML. */
  describe(team: string, scope: 'region' | 'team' | null): Promise<string>;
  discover(email: string): Promise<readonly SignInWay[]>;
  /** Recognises what was pasted; fetches what is named by its URL. */
  parse(call: SettingsCall, body: ParseBody): Promise<ParseAnswer>;
  authorizeSettings(ctx: Context, team: string, need: SettingsNeed): Promise<SettingsCall>;
  viewSettings(call: SettingsCall): Promise<SettingsView>;
  saveSettings(write: SettingsWrite, body: SaveBody): Promise<SettingsView>;
  setMode(write: SettingsWrite, body: ModeBody): Promise<SettingsView>;
  deleteSettings(write: SettingsWrite, confirm: readonly string[]): Promise<SettingsView>;
  saveDraft(write: SettingsWrite, connection: Connection): Promise<SettingsView>;
  discardDraft(write: SettingsWrite): Promise<SettingsView>;
  promoteDraft(write: SettingsWrite, confirm: readonly string[]): Promise<SettingsView>;
  undoPromotion(write: SettingsWrite, confirm: readonly string[]): Promise<SettingsView>;
  setPolicy(write: SettingsWrite, change: PolicyChange): Promise<SettingsView>;
  viewDomains(call: SettingsCall): Promise<DomainsView>;
  /** `domain` in stored form, as `parseDomainBody` gives it. */
  addDomain(write: SettingsWrite, domain: string): Promise<SettingsView>;
  verifyDomain(write: SettingsWrite, domain: string): Promise<SettingsView>;
  removeDomain(write: SettingsWrite, domain: string): Promise<SettingsView>;
  /**
   * Takes over a domain that the host has verified by means of its own: it counts as verified and is never looked up.
   * @returns false when another team has it. @throws TypeError for what is no host name.
   */
  adoptDomain(team: string, domain: string): Promise<boolean>;
  /** What the provider's metadata says that the live connection does not. */
  viewMetadataReview(call: SettingsCall): Promise<MetadataReviewView>;
  /** Accepts or ignores that change, or reads the metadata now. */
  reviewMetadata(write: SettingsWrite, body: MetadataReviewBody): Promise<SettingsView>;
  startTest(call: SettingsCall, target: 'draft' | 'live'): Promise<StartedTest>;
  beginTest(
    call: SettingsCall,
    input: { readonly id: string; readonly browser: string },
  ): Promise<SendRequest>;
  viewTest(call: SettingsCall, id: string): Promise<TestRunView>;
  makeRecoveryCodes(call: SettingsCall): Promise<readonly string[]>;
  acknowledgeRecoveryCodes(call: SettingsCall, typed: string): Promise<void>;
  useRecoveryCode(ctx: Context, team: string, typed: string): Promise<void>;
  endAllSessions(call: SettingsCall): Promise<void>;
  readAttempts(
    call: SettingsCall,
    query: { readonly code?: string; readonly cursor?: string },
  ): Promise<AttemptsPage>;
  readAuditLog(call: SettingsCall, query: AuditQuery): Promise<AuditPage>;
  /** Whether a team's audit log is whole; reads all of it. */
  verifyAuditLog(team: string): Promise<AuditVerdict>;
  previewImpact(call: SettingsCall): Promise<ImpactView>;
  /** Our own key pairs of a region, the one in use first. @throws TypeError for a region that is not served here. */
  readSpKeys(region: string): Promise<readonly SpKeyFacts[]>;
  /**
   * Makes the next key pair of a region, published now and used in 30 days; asked again meanwhile, it makes no other.
   * `immediately`: it signs from now on, for a private key that got out. `maintain()` does it by itself 60 days before a
   * certificate of ours ends. @throws TypeError for a region that is not served here.
   */
  rotateSpKeys(region: string, options?: { readonly immediately?: boolean }): Promise<readonly SpKeyFacts[]>;
  /** Tidies up, makes roll-backs durable and hands out notices; call it every few minutes, on any number of instances. */
  maintain(): Promise<Maintained>;
  /** Rejects when the store cannot serve: for a readiness probe. */
  ping(): Promise<void>;
}

/**
 * Makes Team SSO for one deployment out of a host product and a store.
 * @throws TypeError naming the option that is wrong.
 */
export function createServiceProvider<Context>(
  options: ServiceProviderOptions<Context>,
): ServiceProvider<Context> {
  const service = createService(options);
  return Object.freeze<ServiceProvider<Context>>({
    config: configOf(service),
    failureLimits: service.failureLimits,
    checkAccess: (team, subject) => checkAccess(service, team, subject),
    checkSession: (ctx, team, purpose) => checkSession(service, ctx, team, purpose),
    startLogin: (input, ctx) => startLogin(service, input, ctx),
    receiveResponse: (team, samlResponse, relayState, leave) =>
      receiveResponse(service, team, samlResponse, relayState, leave),
    finishLogin: (ctx, input) => finishLogin(service, ctx, input),
    confirmLogin: (ctx, input) => confirmLogin(service, ctx, input),
    startLogout: (ctx, input) => startLogout(service, ctx, input),
    receiveLogout: (team, received) => receiveLogout(service, team, received),
    describe: (team, scope) => describeServiceProvider(service, team, scope),
    discover: (email) => discover(service, email),
    parse: (call, body) => parsePasted(service, call, body),
    authorizeSettings: (ctx, team, need) => authorizeSettings(service, ctx, team, need),
    viewSettings: (call) => viewSettings(service, call),
    saveSettings: (write, body) => saveSettings(service, write, body),
    setMode: (write, body) => setMode(service, write, body),
    deleteSettings: (write, confirm) => deleteSettings(service, write, confirm),
    saveDraft: (write, connection) => saveDraftSettings(service, write, connection),
    discardDraft: (write) => discardDraft(service, write),
    promoteDraft: (write, confirm) => promoteDraft(service, write, confirm),
    undoPromotion: (write, confirm) => undoPromotion(service, write, confirm),
    setPolicy: (write, change) => setPolicy(service, write, change),
    viewDomains: (call) => viewDomains(service, call),
    addDomain: (write, domain) => addDomain(service, write, domain),
    verifyDomain: (write, domain) => verifyDomain(service, write, domain),
    removeDomain: (write, domain) => removeDomain(service, write, domain),
    adoptDomain: (team, domain) => adoptDomain(service, team, domain),
    viewMetadataReview: (call) => viewMetadataReview(service, call),
    reviewMetadata: (write, body) => reviewMetadata(service, write, body),
    startTest: (call, target) => startTest(service, call, target),
    beginTest: (call, input) => beginTest(service, call, input),
    viewTest: (call, id) => viewTest(service, call, id),
    makeRecoveryCodes: (call) => makeRecoveryCodes(service, call),
    acknowledgeRecoveryCodes: (call, typed) => acknowledgeRecoveryCodes(service, call, typed),
    useRecoveryCode: (ctx, team, typed) => useRecoveryCode(service, ctx, team, typed),
    endAllSessions: (call) => endAllSessions(service, call),
    readAttempts: (call, query) => readAttempts(service, call, query),
    readAuditLog: (call, query) => readAuditLog(service, call.team, query),
    verifyAuditLog: (team) => verifyAuditLog(service, team),
    previewImpact: (call) => previewImpact(service, call),
    readSpKeys: (region) => readSpKeyFacts(service, region),
    rotateSpKeys: (region, options) => rotateSpKeys(service, region, options),
    maintain: () => maintain(service),
    ping: () => service.store.ping(),
  });
}

function configOf<Context>(service: Service<Context>): ServiceProviderConfig {
  const { publicOrigin, basePath, secure, trustedOrigins, exposeReasons, urls } = service;
  const { observe, newSecret, randomBytes } = service;
  return {
    publicOrigin,
    basePath,
    secure,
    trustedOrigins,
    exposeReasons,
    urls,
    observe,
    newSecret,
    randomBytes,
  };
}
