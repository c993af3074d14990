// A refusal of the settings API with everything its problem document says. The HTTP status is koa/problem.ts's business.

import { SsoError, type AccessReason, type Problem, type ProblemCode } from '@team-sso/core';

export type ProblemDetails = Partial<
  Pick<
    Problem,
    | 'issues'
    | 'refusals'
    | 'confirmations'
    | 'reauthenticateUrl'
    | 'loginUrl'
    | 'reason'
    | 'current'
    | 'savedBy'
    | 'savedAt'
  >
>;

/** Thrown by journeys; carried to the client as `application/problem+json`. */
export class ProblemError extends SsoError<ProblemCode | AccessReason> {
  override readonly name: string = 'ProblemError';
  readonly details: ProblemDetails;

  constructor(code: ProblemCode | AccessReason, details: ProblemDetails = {}) {
    super(code);
    this.details = details;
  }
}
