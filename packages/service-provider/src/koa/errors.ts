// What becomes of anything thrown: a problem document for programs, a plain page for people. No stack trace leaves.

import { isTeamId, SIGN_IN_REASONS, SsoError, type SignInReason } from '@team-sso/core';
import type { Context, Middleware } from 'koa';
import { ProblemError } from '../problem-error.ts';
import { newShortCode, RefusedSignIn } from '../refused-sign-in.ts';
import type { ServiceProviderConfig } from '../service-provider.ts';
import { TooManyRequests } from '../too-many-requests.ts';
import { noteRefusal } from './observe-requests.ts';
import { sendPage, type PageContent, type RenderPage } from './pages.ts';
import { isSignInPath, prefersPage } from './prefers-page.ts';
import { sendProblem, signInStatus, suggestRetry } from './problem.ts';
import { refusedPage } from './refused-page.ts';

/** The window of the limits that say no time of their own. */
const COUNTED_SECONDS = 60;
const SIGN_IN_REASON_SET: ReadonlySet<string> = new Set(SIGN_IN_REASONS);

/** What an answer is made with. */
interface Answering {
  readonly config: ServiceProviderConfig;
  readonly renderPage: RenderPage;
  readonly requestId: string;
}

/** Gives every request an id and every error an answer. */
export function answerErrors(config: ServiceProviderConfig, renderPage: RenderPage): Middleware {
  return async (ctx, next) => {
    const requestId = Buffer.from(config.randomBytes(12)).toString('base64url');
    ctx.set('X-Request-Id', requestId);
    try {
      await next();
    } catch (error) {
      answer(ctx, error, { config, renderPage, requestId });
    }
  };
}

function answer(ctx: Context, error: unknown, answering: Answering): void {
  const { config, renderPage, requestId } = answering;
  if (error instanceof ProblemError) {
    noteRefusal(ctx, error.code);
    config.observe({ name: 'team_sso.request_refused', code: error.code, requestId });
    if (error.code === 'too_many_requests') {
      suggestRetry(ctx, error instanceof TooManyRequests ? error.retryAfterSeconds : COUNTED_SECONDS);
      if (prefersPage(ctx, config.basePath)) return sendPage(ctx, 429, renderPage(TOO_MANY));
    }
    if (error.code === 'not_found' && prefersPage(ctx, config.basePath))
      return sendPage(ctx, 404, renderPage(NOT_FOUND));
    if (error.code === 'test_not_found' && prefersPage(ctx, config.basePath))
      return sendPage(ctx, 404, renderPage(NO_SUCH_TEST));
    const { current } = error.details;
    if (current) ctx.set('ETag', `"${current.revision}"`);
    return sendProblem(ctx, error.code, requestId, error.details);
  }
  if (error instanceof SsoError && isSignInReason(error.code))
    return refuseSignIn(
      ctx,
      error.code,
      answering,
      error instanceof RefusedSignIn ? error.shortCode : undefined,
    );
  config.observe({
    name: 'team_sso.request_failed',
    requestId,
    error: error instanceof Error ? error.name : typeof error,
    cause: error,
  });
  // A host, a store or a mistake of ours: nobody gets in, and the same request may succeed a moment later.
  if (isSignInPath(ctx, config.basePath)) return refuseSignIn(ctx, 'store_unavailable', answering);
  if (!prefersPage(ctx, config.basePath)) return sendProblem(ctx, 'unavailable', requestId);
  suggestRetry(ctx);
  sendPage(ctx, 503, renderPage(UNAVAILABLE));
}

function refuseSignIn(
  ctx: Context,
  reason: SignInReason,
  answering: Answering,
  /** The code of the attempt that was written down; absent: nothing was, and the code is for the log alone. */
  recordedCode?: string,
): void {
  const { config, renderPage, requestId } = answering;
  const param = String(ctx['params']?.['team'] ?? '');
  const team = isTeamId(param) ? param : '';
  const shortCode = recordedCode ?? newShortCode(config.randomBytes);
  config.observe({ name: 'team_sso.sign_in_refused', team, reason, shortCode, requestId });
  noteRefusal(ctx, reason);
  const status = signInStatus(reason);
  if (!prefersPage(ctx, config.basePath))
    return sendProblem(
      ctx,
      'sign_in_refused',
      requestId,
      { shortCode, ...(config.exposeReasons ? { reason } : {}) },
      status,
    );
  if (status === 503) suggestRetry(ctx);
  sendPage(ctx, status, renderPage(refusedPage(reason, shortCode, config.urls.start(team))));
}

const NOT_FOUND: PageContent = {
  kind: 'not_found',
  title: 'Not found',
  text: 'There is no such team here.',
  action: { label: 'Go to sign-in', href: '/' },
};
const NO_SUCH_TEST: PageContent = {
  kind: 'not_found',
  title: 'No such test',
  text: 'This test was started by somebody else, or is over. Start one on the settings page.',
};
const TOO_MANY: PageContent = {
  kind: 'unavailable',
  title: 'Too many attempts',
  text: 'Something at your network address failed too often. Wait a minute and try again.',
};
const UNAVAILABLE: PageContent = {
  kind: 'unavailable',
  title: 'We can’t answer right now',
  text: 'Nothing is lost. Try again in a moment.',
};

function isSignInReason(code: string): code is SignInReason {
  return SIGN_IN_REASON_SET.has(code);
}
