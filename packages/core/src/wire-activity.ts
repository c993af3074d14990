// What the API shows of tests, attempts, the audit log, recovery codes and the impact of requiring SSO.

import type { AuditEvent } from './audit.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { Membership } from './host.ts';
import { parseWith, type Parsed } from './parsed.ts';
import type { TestCheck, TestIdentity } from './test-runs.ts';
import { codeSchema, testSchema } from './wire-schemas.ts';

/** `POST /tests`. */
export interface StartedTest {
  readonly id: string;
  readonly startUrl: string;
}

/** `GET /tests/:id`. */
export interface TestRunView {
  readonly id: string;
  readonly connectionId: string;
  readonly target: 'draft' | 'live';
  readonly outcome: 'running' | 'passed' | 'failed' | 'expired';
  readonly at: string;
  readonly by: string;
  readonly expiresAt: string;
  readonly reason?: string;
  readonly checks: readonly TestCheck[];
  readonly diagnosis?: Diagnosis;
  readonly identity?: TestIdentity;
  /** Whom a login would sign in; null: nobody. `name` as the host knows it. */
  readonly wouldMatch?: {
    readonly userId: string;
    readonly name?: string;
    readonly by: 'link' | 'email';
  } | null;
  /** Nobody yet, but a login would make them a member, just in time and with this role. */
  readonly wouldJoin?: { readonly role: string };
}

/** One row of `GET /attempts`. */
export interface AttemptView {
  readonly shortCode: string;
  readonly at: string;
  readonly outcome: 'signed_in' | 'refused';
  readonly reason?: string;
  readonly userId?: string;
  readonly diagnosis?: Diagnosis;
}

export interface AttemptsPage {
  readonly items: readonly AttemptView[];
  readonly next?: string;
}

/** One row of `GET /audit`; with `Accept: application/jsonl` one line of the export. */
export interface AuditView {
  readonly team: string;
  readonly sequence: number;
  readonly at: string;
  readonly event: AuditEvent;
  readonly seal: string;
}

export interface AuditPage {
  readonly items: readonly AuditView[];
  readonly next?: string;
}

/** What is known about recovery codes; never the codes. */
export interface RecoveryView {
  readonly total: number;
  readonly unused: number;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly acknowledgedAt?: string;
  readonly lastUsedAt?: string;
  readonly lastUsedBy?: string;
}

/** Why a member would be affected by requiring SSO, the reason that matters most first. */
export type ImpactReason =
  | 'you'
  | 'used_sso'
  | 'never_used_sso'
  | 'outside_domains'
  | 'guest'
  | 'service_account'
  | 'emergency_admin';

/** `GET /impact`: everybody, by reason. Nobody is removed by requiring SSO. */
export interface ImpactView {
  readonly total: number;
  readonly groups: readonly {
    readonly reason: ImpactReason;
    readonly count: number;
    /** The first of them; the whole list may be long. */
    readonly people: readonly {
      readonly userId: string;
      readonly name: string;
      readonly email: string;
      readonly membership: Membership;
      readonly lastSsoAt?: string;
    }[];
  }[];
  /** After a move to another provider, while `undo` leads back: who has signed in there, and who only at the one before. */
  readonly move?: {
    readonly from: string;
    readonly to: string;
    readonly moved: MovedPeople;
    readonly notYet: MovedPeople;
  };
}

/** How many, and the first of them. */
export interface MovedPeople {
  readonly count: number;
  readonly people: readonly { readonly userId: string; readonly name: string; readonly email: string }[];
}

/** Reads the body of `POST /tests`. */
export function parseTestBody(input: unknown): Parsed<{ readonly target: 'draft' | 'live' }> {
  return parseWith(testSchema, input);
}

/** Reads the body of `POST /recovery` and `POST /recovery-codes/acknowledge`. */
export function parseCodeBody(input: unknown): Parsed<{ readonly code: string }> {
  return parseWith(codeSchema, input);
}
