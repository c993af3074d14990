// The tables of the memory store: maps keyed as the databases' primary keys are.

import type {
  Attempt,
  LastSignIn,
  PendingLogout,
  PendingRequest,
  RecoveryState,
  SealedAuditRecord,
  SignInFact,
  StoredDomain,
  StoredSettings,
  StoredSpKey,
  TestRun,
  Ticket,
  Upkeep,
} from '@team-sso/core';

export interface MemoryTestRun {
  readonly run: TestRun;
  readonly passedAt: Date | null;
}

/** A batch of recovery codes and the hashes that are not spent. */
export interface MemoryRecovery {
  readonly state: Omit<RecoveryState, 'unused'>;
  readonly hashes: ReadonlySet<string>;
}

export interface MemoryTables {
  readonly settings: Map<string, StoredSettings>;
  readonly requests: Map<string, PendingRequest>;
  readonly logouts: Map<string, PendingLogout>;
  /** Assertion or message key → claimed until. */
  readonly claims: Map<string, Date>;
  readonly tickets: Map<string, Ticket>;
  /** `keyOf(team, idpEntityId, nameId)` → user id. */
  readonly links: Map<string, string>;
  /** `keyOf(team, userId)` → last sign-in. */
  readonly signIns: Map<string, SignInFact>;
  /** `keyOf(team, userId)` → the same, with whom the provider said it was. */
  readonly lastSignIns: Map<string, LastSignIn>;
  /** Team → fingerprint → last seen. */
  readonly certificatesSeen: Map<string, Map<string, Date>>;
  /** `keyOf(team, connectionId)` of connections that verified a real sign-in. */
  readonly connectionsSeen: Set<string>;
  /** `keyOf(team, id)` → test run. */
  readonly testRuns: Map<string, MemoryTestRun>;
  /** Team → its current batch. */
  readonly recovery: Map<string, MemoryRecovery>;
  /** `keyOf(team, userId)` → times of the last attempts, oldest first. */
  readonly recoveryAttempts: Map<string, readonly number[]>;
  readonly entitlements: Map<string, { readonly text: string; readonly changedAt: Date }>;
  /** `keyOf(team, shortCode)` → attempt. */
  readonly attempts: Map<string, Attempt>;
  readonly leases: Map<string, { readonly holder: string; readonly until: Date }>;
  /** Team → records, oldest first. */
  readonly audit: Map<string, readonly SealedAuditRecord[]>;
  /** `keyOf(team, sequence)` → the record. */
  readonly unsentNotices: Map<string, SealedAuditRecord>;
  readonly upkeep: Map<string, Upkeep>;
  /** Key → times of the last calls, oldest first. */
  readonly countedCalls: Map<string, { readonly times: readonly number[]; readonly expiresAt: Date }>;
  readonly spKeys: Map<string, readonly StoredSpKey[]>;
  readonly kept: Map<string, string>;
  /** `keyOf(team, domain)` → the team's row of it. */
  readonly domains: Map<string, StoredDomain>;
  /** Verified domain → its team. */
  readonly domainOwners: Map<string, string>;
}

export function createMemoryTables(): MemoryTables {
  return {
    settings: new Map(),
    requests: new Map(),
    logouts: new Map(),
    claims: new Map(),
    tickets: new Map(),
    links: new Map(),
    signIns: new Map(),
    lastSignIns: new Map(),
    certificatesSeen: new Map(),
    connectionsSeen: new Set(),
    testRuns: new Map(),
    recovery: new Map(),
    recoveryAttempts: new Map(),
    entitlements: new Map(),
    attempts: new Map(),
    leases: new Map(),
    audit: new Map(),
    unsentNotices: new Map(),
    upkeep: new Map(),
    countedCalls: new Map(),
    spKeys: new Map(),
    kept: new Map(),
    domains: new Map(),
    domainOwners: new Map(),
  };
}

/** JSON keeps the borders between the parts unambiguous. */
export function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
