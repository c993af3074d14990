// Codes to HTTP: the only place with status numbers, and the shape of problem documents (RFC 9457).

import { PROBLEM_TEXTS, type AccessReason, type ProblemCode, type SignInReason } from '@team-sso/core';
import type { Context } from 'koa';
import type { ProblemDetails } from '../problem-error.ts';

const STATUS: Readonly<Record<ProblemCode, number>> = {
  malformed_request: 400,
  sign_in: 401,
  sso_required: 403,
  forbidden: 403,
  reauthentication_needed: 403,
  not_entitled: 403,
  cross_origin_refused: 403,
  sign_in_refused: 403,
  logout_refused: 403,
  not_found: 404,
  method_not_allowed: 405,
  requirement_refused: 409,
  required_is_on: 409,
  no_live_connection: 409,
  confirmation_needed: 409,
  draft_outdated: 409,
  no_draft: 409,
  no_previous: 409,
  recovery_code_wrong: 403,
  test_not_found: 404,
  metadata_review_outdated: 409,
  domain_taken: 409,
  domain_not_found: 404,
  domain_not_verified: 409,
  too_many_domains: 409,
  revision_stale: 412,
  body_too_large: 413,
  media_type_unsupported: 415,
  validation_failed: 422,
  revision_missing: 428,
  too_many_requests: 429,
  internal_error: 500,
  unavailable: 503,
};

/** Seconds after which it makes sense to ask again. */
const RETRY_AFTER_SECONDS = 5;

/** Says when to ask again; belongs to every 503 and 429. */
export function suggestRetry(ctx: Context, seconds: number = RETRY_AFTER_SECONDS): void {
  ctx.set('Retry-After', String(seconds));
}

/**
 * Sends a problem document. A code that is an access reason is a deny: 403, its reason for a code. `status` is given
 * where the code alone does not say it.
 */
export function sendProblem(
  ctx: Context,
  code: ProblemCode | AccessReason,
  requestId: string,
  details: ProblemDetails & { readonly shortCode?: string } = {},
  status: number = isProblemCode(code) ? STATUS[code] : STATUS.forbidden,
): void {
  if (status === 503) suggestRetry(ctx);
  ctx.status = status;
  ctx.type = 'application/problem+json';
  ctx.body = JSON.stringify({
    type: 'about:blank',
    title: PROBLEM_TEXTS[isProblemCode(code) ? code : 'forbidden'].title,
    status,
    code,
    requestId,
    ...details,
  });
}

/** The status of a refused sign-in. */
export function signInStatus(reason: SignInReason): number {
  switch (reason) {
    case 'xml_invalid':
      return 400;
    case 'response_too_large':
      return 413;
    case 'store_unavailable':
      return 503;
    default:
      return 403;
  }
}

function isProblemCode(code: ProblemCode | AccessReason): code is ProblemCode {
  return Object.hasOwn(STATUS, code);
}
