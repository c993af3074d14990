// A refusal of the demo's own routes, and its shape on the wire (RFC 9457).

import type { Context } from 'koa';
import { requestIdOf } from './request-id.ts';

export type HttpProblemCode =
  | 'malformed_request'
  | 'validation_failed'
  | 'sign_in'
  | 'credentials_wrong'
  | 'own_credentials_needed'
  | 'cross_origin_refused'
  | 'not_found'
  | 'method_not_allowed'
  | 'body_too_large'
  | 'media_type_unsupported'
  | 'internal_error'
  | 'unavailable';

const PROBLEMS: Readonly<Record<HttpProblemCode, { readonly status: number; readonly title: string }>> = {
  malformed_request: { status: 400, title: 'The request cannot be read.' },
  validation_failed: { status: 422, title: 'Some of it is not right yet.' },
  sign_in: { status: 401, title: 'Sign in first.' },
  credentials_wrong: { status: 401, title: 'E-mail or password is wrong.' },
  own_credentials_needed: { status: 403, title: 'Sign in with your password to change your account.' },
  cross_origin_refused: { status: 403, title: 'The request came from another site.' },
  not_found: { status: 404, title: 'There is nothing here.' },
  method_not_allowed: { status: 405, title: 'This address does not take that method.' },
  body_too_large: { status: 413, title: 'The request is too big.' },
  media_type_unsupported: { status: 415, title: 'Send JSON or a form.' },
  internal_error: { status: 500, title: 'Something went wrong on our side.' },
  unavailable: { status: 503, title: 'Acme Bots cannot reach its data right now.' },
};

export const RETRY_AFTER_SECONDS = 5;

/** Thrown by routes, answered by the error boundary as a page or as JSON. */
export class HttpProblem extends Error {
  override readonly name: string = 'HttpProblem';
  readonly code: HttpProblemCode;
  readonly status: number;
  readonly title: string;
  /** With `validation_failed`: what is wrong, for a person. */
  readonly detail: string | undefined;

  constructor(code: HttpProblemCode, detail?: string) {
    super(code);
    this.code = code;
    this.status = PROBLEMS[code].status;
    this.title = PROBLEMS[code].title;
    this.detail = detail;
  }
}

export function answerProblem(ctx: Context, problem: HttpProblem): void {
  const { code, status, title, detail } = problem;
  ctx.status = status;
  ctx.set('Cache-Control', 'no-store');
  if (status === 503) ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
  ctx.body = JSON.stringify({
    type: 'about:blank',
    title,
    status,
    code,
    requestId: requestIdOf(ctx),
    ...(detail === undefined ? {} : { detail }),
    ...(code === 'sign_in' ? { reason: 'not_signed_in' } : {}),
  });
  ctx.type = 'application/problem+json';
}
