// Codes to HTTP: the only place with status numbers, and the shape of problem documents (RFC 9457).

import type { AccessReason, ProblemCode, SignInReason } from '@team-sso/core';
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
  not_found: 404,
  method_not_allowed: 405,
  requirement_refused: 409,
  required_is_on: 409,
  no_live_connection: 409,
  confirmation_needed: 409,
  draft_outdated: 409,
  no_draft: 409,
  revision_stale: 412,
  body_too_large: 413,
  media_type_unsupported: 415,
  validation_failed: 422,
  revision_missing: 428,
  too_many_requests: 429,
  internal_error: 500,
  unavailable: 503,
};

const TITLES: Readonly<Record<ProblemCode, string>> = {
  malformed_request: 'The request cannot be read.',
  sign_in: 'Sign in to continue.',
  sso_required: 'This team requires single sign-on.',
  forbidden: 'You may not do this.',
  reauthentication_needed: 'Sign in again to continue.',
  not_entitled: 'The plan of this team does not include single sign-on.',
  cross_origin_refused: 'This request came from another site.',
  sign_in_refused: 'The sign-in was refused.',
  not_found: 'There is nothing here.',
  method_not_allowed: 'This address does not take that method.',
  requirement_refused: 'SSO cannot be required yet.',
  required_is_on: 'SSO is required. Stop requiring it first.',
  no_live_connection: 'There is no connection yet.',
  confirmation_needed: 'This change needs a plain yes.',
  draft_outdated: 'The settings changed since this draft was made.',
  no_draft: 'There is no draft.',
  revision_stale: 'Somebody saved other changes meanwhile.',
  body_too_large: 'The request is too large.',
  media_type_unsupported: 'Send JSON.',
  validation_failed: 'Some values need attention.',
  revision_missing: 'Send If-Match with the revision you saw.',
  too_many_requests: 'Too many attempts. Wait a little.',
  internal_error: 'Something went wrong on our side.',
  unavailable: 'The service is not available right now.',
};

/** Seconds after which it makes sense to ask again. */
const RETRY_AFTER_SECONDS = '5';

/** Sends a problem document. A code that is an access reason is a deny: 403, its reason for a code. */
export function sendProblem(
  ctx: Context,
  code: ProblemCode | AccessReason,
  requestId: string,
  details: ProblemDetails & { readonly shortCode?: string } = {},
): void {
  const status = isProblemCode(code) ? STATUS[code] : 403;
  ctx.status = status;
  ctx.type = 'application/problem+json';
  if (status === 503) ctx.set('Retry-After', RETRY_AFTER_SECONDS);
  ctx.body = JSON.stringify({
    type: 'about:blank',
    title: isProblemCode(code) ? TITLES[code] : TITLES.forbidden,
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
