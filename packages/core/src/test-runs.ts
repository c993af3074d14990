// A test sign-in: one admin, one browser, one connection, fifteen minutes. It creates no account and no session.

import type { AuditOptions } from './activity.ts';
import type { AuditEvent } from './audit.ts';
import type { ShownCertificate } from './diagnosis.ts';
import type { SignInReason } from './reasons.ts';
import type { TestRunFact } from './stores.ts';

export const TEST_RUN_MINUTES = 15;
/** How many refused answers a run keeps; the run itself stays open until one passes or its time is over. */
export const MAX_TEST_REFUSALS = 5;

/** One line of a result: a rule or a stability warning. `received` is untrusted text, masked where it is personal. */
export interface TestCheck {
  readonly id: string;
  readonly state: 'passed' | 'failed' | 'warning' | 'not_reached';
  readonly expected?: string;
  readonly received?: string;
}

/** An answer of the provider that was refused, or the one that passed. */
export interface TestAnswer {
  readonly at: Date;
  readonly outcome: 'passed' | 'refused';
  readonly reason?: SignInReason;
  readonly checks: readonly TestCheck[];
  /** Fingerprint of the certificate that verified. */
  readonly certificateFingerprint?: string;
  /** The certificate that the message shows, when its key was not a pinned one. */
  readonly shownCertificate?: ShownCertificate;
  /** What was read; present when it passed, or was refused for its person. */
  readonly identity?: TestIdentity;
  /** Whom a login would sign in; null: nobody. */
  readonly wouldMatch?: { readonly userId: string; readonly by: 'link' | 'email' } | null;
  /** Nobody yet, but a login would make them a member, just in time and with this role. */
  readonly wouldJoin?: { readonly role: string };
}

/** Attribute values are masked before they are stored. */
export interface TestIdentity {
  readonly nameId: string;
  readonly nameIdFormat?: string;
  readonly email?: string;
  readonly name?: string;
  readonly groupCount: number;
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
}

export interface TestRun {
  readonly id: string;
  readonly team: string;
  readonly target: 'draft' | 'live';
  /** The run belongs to exactly this content; a change of it makes the run worthless (`test_superseded`). */
  readonly connectionId: string;
  /** The admin who started it. */
  readonly by: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
  /** Stored state; `expired` is computed, see `testOutcome`. */
  readonly outcome: 'running' | 'passed';
  readonly answers: readonly TestAnswer[];
}

/** What a run amounts to now: a run that only ever got refusals has failed, one without an answer in time has expired. */
export function testOutcome(run: TestRun, now: Date): 'running' | 'passed' | 'failed' | 'expired' {
  if (run.outcome === 'passed') return 'passed';
  if (run.answers.length > 0) return 'failed';
  return now >= run.expiresAt ? 'expired' : 'running';
}

/** The part of the store that keeps test runs. */
export interface TestRunStore {
  addTestRun(run: TestRun): Promise<void>;
  readTestRun(team: string, id: string): Promise<TestRun | null>;
  /** The run of the team that was started last, for `lastTest`. */
  readLastTestRun(team: string): Promise<TestRun | null>;
  /** The newest passed test of exactly this connection, whatever was tested since; null: it passed none. */
  readPassedTest(team: string, connectionId: string): Promise<TestRunFact | null>;
  /**
   * Appends a refused answer to a running run, at most `MAX_TEST_REFUSALS` of them; it never closes the run.
   * @returns false when the run is unknown, closed, out of time or full.
   */
  appendTestRefusal(team: string, id: string, answer: TestAnswer, now: Date): Promise<boolean>;
  /**
   * Closes a running run as passed at `now`, with its audit events in the same transaction; exactly one of concurrent
   * callers does. @returns false when it is unknown, closed or out of time; then nothing is logged either.
   */
  passTestRun(
    team: string,
    id: string,
    answer: TestAnswer,
    now: Date,
    events: readonly AuditEvent[],
    options?: AuditOptions,
  ): Promise<boolean>;
}
