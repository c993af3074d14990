// The one error of a settings client: a stable code, and what the server said with it.

import type { Issue, Problem, ProblemCode, RequirementRefusal, SettingsView } from '@team-sso/core';

/** `offline`: no answer came. `answer_invalid`: an answer came that is not of this API. */
export type SettingsProblemCode = ProblemCode | 'offline' | 'answer_invalid';

export type SettingsProblemFacts = Partial<
  Pick<
    Problem,
    | 'status'
    | 'requestId'
    | 'issues'
    | 'refusals'
    | 'confirmations'
    | 'reauthenticateUrl'
    | 'loginUrl'
    | 'current'
    | 'reason'
  >
> &
  SavedElsewhere;

/** With `revision_stale`: who saved meanwhile, and when; an older server doesn't say. */
export interface SavedElsewhere {
  /** `name` as the host knows it. */
  readonly savedBy?: { readonly userId: string; readonly name?: string } | undefined;
  readonly savedAt?: string | undefined;
}

/** What every verb of a {@link SettingsClient} rejects with; the panel switches on `code`. */
export class SettingsProblem extends Error {
  override readonly name: string = 'SettingsProblem';
  readonly code: SettingsProblemCode;
  readonly status: number;
  readonly requestId: string;
  readonly issues: readonly Issue[];
  readonly refusals: readonly RequirementRefusal[];
  readonly confirmations: readonly string[];
  /** With `forbidden`: why, where the server says more. */
  readonly reason: string | undefined;
  readonly reauthenticateUrl: string | undefined;
  readonly loginUrl: string | undefined;
  /** With `revision_stale`: what is saved now. */
  readonly current: SettingsView | undefined;
  /** With `revision_stale`: who saved that, and when, where the server says so. */
  readonly saved: SavedElsewhere;

  constructor(code: SettingsProblemCode, facts: SettingsProblemFacts = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.code = code;
    this.status = facts.status ?? 0;
    this.requestId = facts.requestId ?? '';
    this.issues = facts.issues ?? [];
    this.refusals = facts.refusals ?? [];
    this.confirmations = facts.confirmations ?? [];
    this.reason = facts.reason;
    this.reauthenticateUrl = facts.reauthenticateUrl;
    this.loginUrl = facts.loginUrl;
    this.current = facts.current;
    this.saved = { savedBy: facts.savedBy, savedAt: facts.savedAt };
  }
}

/** Any failure as a `SettingsProblem`: a host's adapter may throw anything. */
export function asSettingsProblem(error: unknown): SettingsProblem {
  return error instanceof SettingsProblem
    ? error
    : new SettingsProblem('internal_error', {}, { cause: error });
}
