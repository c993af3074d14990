// The browser's routes up to the provider's answer: login, start, ACS; and our metadata.

import type Router from '@koa/router';
import { SsoError } from '@team-sso/core';
import type { Context } from 'koa';
import { ProblemError } from '../../problem-error.ts';
import type { ServiceProvider } from '../../service-provider.ts';
import { readForm } from '../body.ts';
import { keepBrowserCookie } from '../cookies.ts';
import { awaitedOnlySeconds } from '../limit-failures.ts';
import { sendAutoSubmitForm, sendOnwardPage, sendPage, type RenderPage } from '../pages.ts';
import { fieldOnce, queryOnce, redirect, teamOf } from '../sign-in-call.ts';

const MAX_ACS_BODY_BYTES = 256 * 1024;
/** The longest address there can be (RFC 5321 §4.5.3.1, the `<>` left out). */
const MAX_HINT_LENGTH = 320;
/** Says that the browser was sent to our own host name already: a proxy that hides it must not send it in circles. */
const MOVED = 'moved';

export function addSignInRoutes(router: Router, sso: ServiceProvider<Context>, renderPage: RenderPage): void {
  router.get('/:team/login', async (ctx) => {
    await login(ctx, sso, {
      returnTo: queryOnce(ctx, 'returnTo'),
      hint: hintOf(ctx),
      fresh: queryOnce(ctx, 'fresh') === '1',
    });
  });

  router.get('/:team/start', async (ctx) => {
    await login(ctx, sso, { returnTo: queryOnce(ctx, 'returnTo'), hint: undefined, fresh: false });
  });

  router.post('/:team/acs', async (ctx) => {
    const team = teamOf(ctx);
    const { samlResponse, relayState } = await readSamlForm(ctx);
    const { url } = await sso.receiveResponse(team, samlResponse, relayState, {
      awaitedOnlySeconds: awaitedOnlySeconds(ctx),
    });
    // 303: whatever the method was, the next request is a GET.
    redirect(ctx, 303, url);
  });

  router.get('/:team/acs', (ctx) => {
    ctx.set('Allow', 'POST');
    const content = {
      kind: 'post_only' as const,
      title: 'Nothing to see here',
      text: 'Your identity provider sends its answers to this address. To sign in, start here.',
      action: { label: 'Sign in with SSO', href: sso.config.urls.start(teamOf(ctx)) },
    };
    sendPage(ctx, 405, renderPage(content));
  });

  router.get('/:team/metadata', async (ctx) => {
    const scope = queryOnce(ctx, 'scope') ?? null;
    if (scope !== null && scope !== 'region' && scope !== 'team')
      throw new ProblemError('validation_failed', {
        issues: [{ path: 'scope', code: 'value_invalid', expected: 'region | team' }],
      });
    const xml = await sso.describe(teamOf(ctx), scope);
    ctx.type = 'application/samlmetadata+xml';
    ctx.body = xml;
  });
}

async function login(
  ctx: Context,
  sso: ServiceProvider<Context>,
  query: {
    readonly returnTo: string | undefined;
    readonly hint: string | undefined;
    readonly fresh: boolean;
  },
): Promise<void> {
  const team = teamOf(ctx);
  // The cookie must be set on the host name that the provider's answer comes back to.
  const here = URL.parse(`${new URL(sso.config.publicOrigin).protocol}//${ctx.host}`)?.origin;
  if (here !== sso.config.publicOrigin && queryOnce(ctx, MOVED) === undefined) {
    const params = new URLSearchParams(ctx.querystring);
    params.set(MOVED, '1');
    return redirect(ctx, 302, `${sso.config.publicOrigin}${ctx.path}?${params.toString()}`);
  }
  const sent = await sso.startLogin({ ...query, team, browser: keepBrowserCookie(ctx, sso.config) }, ctx);
  if (sent.kind === 'post') return sendAutoSubmitForm(ctx, sent.form);
  return mayFollowForm(ctx) ? sendOnwardPage(ctx, sent.url) : redirect(ctx, 302, sent.url);
}

/**
 * A login that begins anew after a move to another provider comes here from a form of the provider before, and browsers hold
 * every redirect that follows against the `form-action` of its page: a page of ours ends that.
 */
function mayFollowForm(ctx: Context): boolean {
  return ctx.get('Sec-Fetch-Site') === 'cross-site' && ctx.path.endsWith('/login');
}

/** What is longer than an address is none; the provider does without. */
function hintOf(ctx: Context): string | undefined {
  const hint = queryOnce(ctx, 'hint');
  return hint !== undefined && hint.length <= MAX_HINT_LENGTH ? hint : undefined;
}

async function readSamlForm(
  ctx: Context,
): Promise<{ readonly samlResponse: string; readonly relayState: string | undefined }> {
  let fields: Awaited<ReturnType<typeof readForm>>;
  try {
    fields = await readForm(ctx, MAX_ACS_BODY_BYTES);
  } catch (error) {
    if (error instanceof ProblemError)
      throw new SsoError(error.code === 'body_too_large' ? 'response_too_large' : 'xml_invalid');
    throw error;
  }
  const samlResponse = fieldOnce(fields, 'SAMLResponse');
  if (samlResponse === undefined) throw new SsoError('xml_invalid', { expected: 'one SAMLResponse' });
  return { samlResponse, relayState: fieldOnce(fields, 'RelayState') };
}
