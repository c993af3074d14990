// The tables of the memory store: maps keyed as the databases' primary keys are.

import type {
  AuditRecord,
  PendingRequest,
  SignInFact,
  StoredSettings,
  StoredSpKey,
  TestRunFact,
  Ticket,
} from '@team-sso/core';

export interface MemoryTables {
  readonly settings: Map<string, StoredSettings>;
  readonly requests: Map<string, PendingRequest>;
  /** Assertion key → claimed until. */
  readonly claims: Map<string, Date>;
  readonly tickets: Map<string, Ticket>;
  /** `keyOf(team, idpEntityId, nameId)` → user id. */
  readonly links: Map<string, string>;
  /** `keyOf(team, userId)` → last sign-in. */
  readonly signIns: Map<string, SignInFact>;
  /** Team → fingerprint → last seen. */
  readonly certificatesSeen: Map<string, Map<string, Date>>;
  /** Team → test runs, oldest first. */
  readonly testRuns: Map<string, readonly TestRunFact[]>;
  /** Team → records, oldest first. */
  readonly audit: Map<string, AuditRecord[]>;
  readonly spKeys: Map<string, readonly StoredSpKey[]>;
  readonly kept: Map<string, string>;
}

export function createMemoryTables(): MemoryTables {
  return {
    settings: new Map(),
    requests: new Map(),
    claims: new Map(),
    tickets: new Map(),
    links: new Map(),
    signIns: new Map(),
    certificatesSeen: new Map(),
    testRuns: new Map(),
    audit: new Map(),
    spKeys: new Map(),
    kept: new Map(),
  };
}

/** JSON keeps the borders between the parts unambiguous. */
export function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
