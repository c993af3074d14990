// Turns whatever a route throws into an answer: a page for people, a problem document for programs, never a stack trace.

import type { Context, Middleware } from 'koa';
import type { Log } from '../log.ts';
import { answerProblem, HttpProblem, RETRY_AFTER_SECONDS } from './http-problem.ts';
import { requestIdOf } from './request-id.ts';

export interface ErrorBoundaryParts {
  readonly log: Log;
  /** Rejects when the stores don't answer: then the fault is not the request's. */
  readonly ping: () => Promise<void>;
  readonly renderPage: (ctx: Context, problem: HttpProblem) => string;
}

export function catchErrors({ log, ping, renderPage }: ErrorBoundaryParts): Middleware {
  return async (ctx, next) => {
    let problem: HttpProblem;
    try {
      await next();
      if (ctx.status !== 404 || ctx.body !== undefined) return;
      problem = new HttpProblem('not_found');
    } catch (error) {
      problem = error instanceof HttpProblem ? error : await unexpected(ctx, error, log, ping);
    }
    if (!wantsPage(ctx)) return answerProblem(ctx, problem);
    ctx.status = problem.status;
    ctx.set('Cache-Control', 'no-store');
    if (problem.status === 503) ctx.set('Retry-After', String(RETRY_AFTER_SECONDS));
    ctx.type = 'html';
    ctx.body = renderPage(ctx, problem);
  };
}

/** Whether a person looks at the answer. */
export function wantsPage(ctx: Context): boolean {
  return !ctx.path.startsWith('/api/') && ctx.accepts('json', 'html') === 'html';
}

async function unexpected(
  ctx: Context,
  error: unknown,
  log: Log,
  ping: () => Promise<void>,
): Promise<HttpProblem> {
  const isServing = await ping().then(
    () => true,
    () => false,
  );
  log.error('request_failed', {
    requestId: requestIdOf(ctx),
    method: ctx.method,
    path: ctx.path,
    stack: error instanceof Error ? error.stack : String(error),
  });
  return new HttpProblem(isServing ? 'internal_error' : 'unavailable');
}
