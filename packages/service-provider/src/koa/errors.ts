// What becomes of anything thrown: a problem document for programs, a plain page for people. No stack trace leaves.

import { SIGN_IN_REASONS, SsoError, type SignInReason } from '@team-sso/core';
import type { Context, Middleware } from 'koa';
import { ProblemError } from '../problem-error.ts';
import type { ServiceProviderConfig } from '../service-provider.ts';
import { sendPage, type PageContent, type RenderPage } from './pages.ts';
import { sendProblem, signInStatus } from './problem.ts';

const SIGN_IN_REASON_SET: ReadonlySet<string> = new Set(SIGN_IN_REASONS);
/** Crockford's base 32: no I, L, O or U to misread. */
const SHORT_CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Gives every request an id and every error an answer. */
export function answerErrors(config: ServiceProviderConfig, renderPage: RenderPage): Middleware {
  return async (ctx, next) => {
    const requestId = Buffer.from(config.randomBytes(12)).toString('base64url');
    ctx.set('X-Request-Id', requestId);
    try {
      await next();
    } catch (error) {
      answer(ctx, error, requestId, config, renderPage);
    }
  };
}

function answer(
  ctx: Context,
  error: unknown,
  requestId: string,
  config: ServiceProviderConfig,
  renderPage: RenderPage,
): void {
  if (error instanceof ProblemError) {
    config.observe({ name: 'team_sso.request_refused', code: error.code, requestId });
    if (wantsPage(ctx) && error.code === 'not_found') return sendPage(ctx, 404, renderPage(NOT_FOUND));
    return sendProblem(ctx, error.code, requestId, error.details);
  }
  if (error instanceof SsoError && isSignInReason(error.code))
    return refuseSignIn(ctx, error.code, requestId, config, renderPage);
  config.observe({
    name: 'team_sso.request_failed',
    requestId,
    error: error instanceof Error ? error.name : typeof error,
    cause: error,
  });
  const code = isDefect(error) ? 'internal_error' : 'unavailable';
  if (!wantsPage(ctx)) return sendProblem(ctx, code, requestId);
  if (code === 'unavailable') ctx.set('Retry-After', '5');
  sendPage(ctx, code === 'unavailable' ? 503 : 500, renderPage(UNAVAILABLE));
}

function refuseSignIn(
  ctx: Context,
  reason: SignInReason,
  requestId: string,
  config: ServiceProviderConfig,
  renderPage: RenderPage,
): void {
  const team = String(ctx['params']?.['team'] ?? '');
  const shortCode = newShortCode(config.randomBytes);
  config.observe({ name: 'team_sso.sign_in_refused', team, reason, shortCode, requestId });
  const status = signInStatus(reason);
  if (!wantsPage(ctx)) {
    sendProblem(ctx, 'sign_in_refused', requestId, {
      shortCode,
      ...(config.exposeReasons ? { reason } : {}),
    });
    ctx.status = status;
    return;
  }
  sendPage(ctx, status, renderPage(refusedPage(reason, shortCode, config.urls.start(team))));
}

function refusedPage(reason: SignInReason, shortCode: string, startUrl: string): PageContent {
  const page = { kind: 'refused' as const, shortCode };
  const again = (label: string) => ({ label, href: startUrl });
  switch (reason) {
    case 'sso_off':
      return {
        kind: 'refused',
        shortCode,
        title: 'SSO is not switched on',
        text: 'This team does not use single sign-on at the moment. Sign in with your e-mail and password.',
        action: { label: 'Go to sign-in', href: '/' },
      };
    case 'unsolicited_refused':
      return {
        kind: 'refused',
        title: 'One more step',
        text: 'You came straight from your identity provider. Press the button to sign in.',
        action: again('Continue with SSO'),
      };
    case 'ticket_expired':
    case 'browser_mismatch':
    case 'provider_replaced':
    case 'replayed':
    case 'in_response_to_unknown':
      return {
        ...page,
        title: 'This sign-in is no longer valid',
        text: 'It was used already, took too long, or began in another browser. Sign in again.',
        action: again('Sign in again'),
      };
    case 'member_unknown':
    case 'email_missing':
    case 'email_domain_not_allowed':
      return {
        ...page,
        title: 'You are not a member of this team',
        text: "Your company's sign-in worked, but there is no account for you here. Ask a team admin to invite you.",
      };
    default:
      return {
        ...page,
        title: 'We couldn’t sign you in',
        text: "Your company's sign-in answered, but its answer didn't match what we expect. It isn't your password.",
        action: again('Try again'),
      };
  }
}

const NOT_FOUND: PageContent = {
  kind: 'not_found',
  title: 'Not found',
  text: 'There is no such team here.',
  action: { label: 'Go to sign-in', href: '/' },
};
const UNAVAILABLE: PageContent = {
  kind: 'unavailable',
  title: 'Sign-in is not available right now',
  text: 'Nothing is lost. Try again in a moment.',
};

function wantsPage(ctx: Context): boolean {
  return ctx.accepts('json', 'html') === 'html';
}

/** A mistake in a program, ours or the host's, as opposed to a store or a host that does not answer. */
function isDefect(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}

function isSignInReason(code: string): code is SignInReason {
  return SIGN_IN_REASON_SET.has(code);
}

function newShortCode(randomBytes: (size: number) => Uint8Array): string {
  const letters = Array.from(randomBytes(4), (byte) => SHORT_CODE_ALPHABET[byte % 32]);
  return `SSO-${letters.join('')}`;
}
