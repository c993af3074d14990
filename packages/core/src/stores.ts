// The store port: everything that must survive a crash, atomic where the contract says so. One store serves all of it.

import type { ActivityStore, AuditOptions } from './activity.ts';
import type { AuditEvent, AuditRecord } from './audit.ts';
import type { DomainStore } from './domains.ts';
import type { EntitlementStore } from './entitlement.ts';
import type { LogoutStore, SignInSubject } from './logout.ts';
import type { RecoveryState, RecoveryStore } from './recovery.ts';
import type { StoredSettings, TeamSettings } from './settings.ts';
import type { SpKeyStore } from './sp-keys.ts';
import type { TestRunStore } from './test-runs.ts';
import type { UpkeepStore } from './upkeep.ts';

/** A login or test that was sent to the provider and waits for its answer. */
export interface PendingRequest {
  /** SHA-256 of the request ID, lower-case hex: the ID itself is never stored. */
  readonly requestHash: string;
  readonly team: string;
  readonly purpose: 'login' | 'test';
  /** The run that a test belongs to. */
  readonly testRunId?: string;
  readonly connectionId: string;
  readonly idpEntityId: string;
  readonly returnTo: string;
  /** SHA-256 of the browser cookie that began it, lower-case hex. */
  readonly browserHash: string;
  /** Who was signed in at the host when it began: whom the provider turns away if it does. */
  readonly startedBy?: string;
  readonly expiresAt: Date;
}

/** A verified sign-in on its way from the ACS to `finish`; good once, for one browser, for a minute. */
export interface Ticket {
  /** SHA-256 of the ticket, lower-case hex. */
  readonly ticketHash: string;
  readonly team: string;
  /**
   * What it is good for: a test's ticket signs nobody in; `confirm` waits for the yes of a person whose browser holds
   * somebody else's session.
   */
  readonly purpose: 'login' | 'test' | 'confirm';
  /** The run that a test belongs to. */
  readonly testRunId?: string;
  /** Null: unsolicited, no browser began it. */
  readonly browserHash: string | null;
  readonly returnTo: string;
  readonly connectionId: string;
  readonly idpEntityId: string;
  readonly nameId: string;
  readonly expiresAt: Date;
  /** What the assertion proved, as JSON text made by the journey; opaque to the store. */
  readonly payload: string;
}

/** A person's last SSO sign-in at a team. */
export interface SignInFact {
  readonly userId: string;
  readonly connectionId: string;
  readonly idpEntityId: string;
  readonly at: Date;
}

/** A test sign-in; `at` is when it passed. */
export interface TestRunFact {
  readonly id: string;
  readonly connectionId: string;
  readonly target: 'draft' | 'live';
  readonly outcome: 'running' | 'passed' | 'failed' | 'expired';
  readonly at: Date;
  readonly by: string;
}

/** What a refusal may depend on, read inside the write's own transaction. */
export interface SettingsFacts {
  /** The last SSO sign-in of the person who makes the change. */
  readonly actorSignIn: SignInFact | null;
  /** The newest passed test of the connection asked for. */
  readonly livePassedTest: TestRunFact | null;
  /** Whether the connection asked for has passed a test: whether there is one. */
  readonly tested: boolean;
  /** Whether the connection asked for ever verified a real sign-in of this team. */
  readonly hasVerifiedSignIn: boolean;
  /** Certificate fingerprint → when it last verified a sign-in of this team. */
  readonly certificatesSeen: ReadonlyMap<string, Date>;
  /** The team's recovery codes, which nobody spends or replaces until this write is done. */
  readonly recovery: RecoveryState | null;
}

/**
 * Runs inside the transaction that writes; throws to refuse, and then nothing is written. A database may run the
 * transaction again, and the guard with it: it must be pure.
 */
export interface WriteGuard {
  readonly actorUserId: string;
  /** The `connectionId` whose tests and sign-ins are asked for: the one that the write makes or keeps live. */
  readonly connectionId: string | null;
  check(facts: SettingsFacts): void;
}

/** A real SSO sign-in: links the identity, remembers the person's sign-in and the certificate, confirms "required". */
export interface SignInChange {
  readonly kind: 'sign-in';
  readonly userId: string;
  readonly nameId: string;
  /** The rest of what the provider knows the person by: a logout request repeats it. Default: nothing. */
  readonly subject?: Omit<SignInSubject, 'nameId'>;
  readonly idpEntityId: string;
  readonly connectionId: string;
  readonly certificateFingerprint: string;
  readonly at: Date;
}

export interface SignInRecorded {
  /** The user the identity is linked to now: another one when a concurrent sign-in linked it first. */
  readonly linkedUserId: string;
  /** True when this sign-in is the one that confirmed "required". */
  readonly confirmed: boolean;
}

/** Where Team SSO keeps its own state. Every method may reject when the store is down; none half-does its work. */
export interface Store
  extends
    TestRunStore,
    ActivityStore,
    RecoveryStore,
    EntitlementStore,
    DomainStore,
    UpkeepStore,
    SpKeyStore,
    LogoutStore {
  /** One primary-key read; null when the team was never configured (its revision is then 0). */
  readSettings(team: string): Promise<StoredSettings | null>;

  /**
   * Writes settings and audit events in one transaction, if `expectedRevision` still holds (0: no row yet).
   * Deleting a configuration is writing `NEVER_CONFIGURED`: the row and its revision stay, so revisions never repeat.
   * `proofsValidFrom` is kept unless given; `confirmedAt` is kept unless given (null clears it).
   * @returns the new revision, or `stale` when another write came first. Whatever `guard.check` throws is rethrown.
   */
  writeSettings(
    team: string,
    expectedRevision: number,
    next: TeamSettings,
    events: readonly AuditEvent[],
    options: AuditOptions & {
      readonly now: Date;
      readonly proofsValidFrom?: Date;
      readonly confirmedAt?: Date | null;
      readonly guard?: WriteGuard;
    },
  ): Promise<{ readonly kind: 'written'; readonly revision: number } | { readonly kind: 'stale' }>;

  rememberRequest(request: PendingRequest): Promise<void>;
  /** Settings and pending request in one round trip. An expired request or one of another team is null. */
  readForResponse(
    team: string,
    requestHash: string | null,
    now: Date,
  ): Promise<{ readonly settings: StoredSettings | null; readonly request: PendingRequest | null }>;

  /**
   * The one atomic step of a sign-in: takes the pending request (unless null), claims the assertion and stores the ticket.
   * Of two concurrent calls exactly one is `done`; on any other answer nothing has changed.
   */
  completeSignIn(step: {
    readonly team: string;
    readonly requestHash: string | null;
    /** SHA-256 over idpEntityId and assertion ID, lower-case hex; claimed for the whole store. */
    readonly assertionKey: string;
    readonly claimUntil: Date;
    readonly ticket: Ticket;
    readonly now: Date;
  }): Promise<'done' | 'replayed' | 'request_unknown'>;

  /**
   * Takes a ticket: conditional delete-returning, exactly one caller gets it. A wrong browser takes nothing.
   * Brings the team's settings and the user linked to (team, idpEntityId, NameID) along.
   */
  takeTicket(
    ticketHash: string,
    browserHash: string | null,
    now: Date,
  ): Promise<
    | {
        readonly kind: 'taken';
        readonly ticket: Ticket;
        readonly settings: StoredSettings | null;
        readonly linkedUserId: string | null;
      }
    | { readonly kind: 'browser_mismatch' }
    | { readonly kind: 'unknown' }
  >;

  /** Stores a ticket that no response brought: the one a person says yes with. */
  addTicket(ticket: Ticket): Promise<void>;

  /**
   * Records a sign-in and its audit events in one transaction. The link is made if absent and never moved: when another
   * user has it, nothing is written and that user is returned. `identity_linked` is logged only if this call made the
   * link, `requirement_confirmed` only if it confirmed, so journeys may always pass both. `confirmedAt` is set only while
   * `live.connectionId` is this one and `at` lies in [since, confirmBy]. Leaves `revision` alone.
   */
  writeFacts(
    team: string,
    change: SignInChange,
    events: readonly AuditEvent[],
    options?: AuditOptions,
  ): Promise<SignInRecorded>;

  /**
   * Every SSO proof of the team from before `at` counts for nothing, logged in the same transaction. It never goes back in
   * time and leaves `revision` alone: nothing that somebody is editing has changed.
   */
  endProofs(team: string, at: Date, events: readonly AuditEvent[], options?: AuditOptions): Promise<void>;

  readSignIns(team: string, userIds: readonly string[]): Promise<readonly SignInFact[]>;
  /** How many people of the team signed in last at each provider. */
  countSignIns(team: string): Promise<readonly { readonly idpEntityId: string; readonly people: number }[]>;
  /** Certificate fingerprint → when it last verified a sign-in of this team, known to the minute. */
  readCertificatesSeen(team: string): Promise<ReadonlyMap<string, Date>>;
  /** Newest first. `before` is a sequence number. */
  readAudit(
    team: string,
    page: { readonly before?: number; readonly limit: number },
  ): Promise<readonly AuditRecord[]>;

  /**
   * Deletes at most `limit` each of what is over: requests, logouts, tickets, claims, counted attempts to enter a recovery code;
   * sign-in attempts and test runs that did not pass after `ATTEMPT_DAYS`; claims a day after they ended, for instances
   * whose clocks differ. The audit log stays. @returns how many went.
   */
  prune(now: Date, limit: number): Promise<number>;
  /** Rejects when the store cannot serve. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
