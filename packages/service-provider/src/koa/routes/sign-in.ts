// The browser's routes: login, ACS, finish, start and our metadata.

import type Router from '@koa/router';
import { isTeamId, SsoError } from '@team-sso/core';
import type { Context } from 'koa';
import { ProblemError } from '../../problem-error.ts';
import type { ServiceProvider } from '../../service-provider.ts';
import { readForm } from '../body.ts';
import { keepBrowserCookie, readBrowserCookie } from '../cookies.ts';
import { confirmPage } from '../confirm-page.ts';
import { sendAutoSubmitForm, sendPage, type RenderPage } from '../pages.ts';

const MAX_ACS_BODY_BYTES = 256 * 1024;
const MAX_CONFIRM_BODY_BYTES = 8 * 1024;
/** The longest address there can be (RFC 5321 §4.5.3.1, the `<>` left out). */
const MAX_HINT_LENGTH = 320;
/** Says that the browser was sent to our own host name already: a proxy that hides it must not send it in circles. */
const MOVED = 'moved';

export function addSignInRoutes(router: Router, sso: ServiceProvider<Context>, renderPage: RenderPage): void {
  router.get('/:team/login', async (ctx) => {
    await login(ctx, sso, {
      returnTo: one(ctx, 'returnTo'),
      hint: hintOf(ctx),
      fresh: one(ctx, 'fresh') === '1',
    });
  });

  router.get('/:team/start', async (ctx) => {
    await login(ctx, sso, { returnTo: one(ctx, 'returnTo'), hint: undefined, fresh: false });
  });

  router.post('/:team/acs', async (ctx) => {
    const team = teamOf(ctx);
    const { samlResponse, relayState } = await readSamlForm(ctx);
    const { url } = await sso.receiveResponse(team, samlResponse, relayState);
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

  router.get('/:team/finish', async (ctx) => {
    const team = teamOf(ctx);
    const done = await sso.finishLogin(ctx, {
      team,
      ticket: one(ctx, 'ticket') ?? '',
      browser: readBrowserCookie(ctx, sso.config),
      newBrowser: () => keepBrowserCookie(ctx, sso.config),
      returnTo: one(ctx, 'returnTo'),
    });
    if (done.kind === 'signed_in') return redirect(ctx, 303, done.returnTo);
    const html = renderPage(confirmPage(done, sso.config.urls.confirm(team)));
    // Browsers hold the redirect that answers the form against the page's policy too.
    sendPage(ctx, 200, html, URL.parse(done.returnTo)?.origin);
  });

  router.post('/:team/finish', async (ctx) => {
    const team = teamOf(ctx);
    const fields = await readForm(ctx, MAX_CONFIRM_BODY_BYTES);
    const { returnTo } = await sso.confirmLogin(ctx, {
      team,
      ticket: onlyOf(fields, 'ticket') ?? '',
      browser: readBrowserCookie(ctx, sso.config),
      returnTo: onlyOf(fields, 'returnTo'),
    });
    redirect(ctx, 303, returnTo);
  });

  router.get('/:team/metadata', async (ctx) => {
    const scope = one(ctx, 'scope') ?? null;
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
  if (here !== sso.config.publicOrigin && one(ctx, MOVED) === undefined) {
    const params = new URLSearchParams(ctx.querystring);
    params.set(MOVED, '1');
    return redirect(ctx, 302, `${sso.config.publicOrigin}${ctx.path}?${params.toString()}`);
  }
  const sent = await sso.startLogin({ ...query, team, browser: keepBrowserCookie(ctx, sso.config) }, ctx);
  if (sent.kind === 'redirect') return redirect(ctx, 302, sent.url);
  sendAutoSubmitForm(ctx, sent.form);
}

/** What is longer than an address is none; the provider does without. */
function hintOf(ctx: Context): string | undefined {
  const hint = one(ctx, 'hint');
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
  const samlResponse = onlyOf(fields, 'SAMLResponse');
  if (samlResponse === undefined) throw new SsoError('xml_invalid', { expected: 'one SAMLResponse' });
  return { samlResponse, relayState: onlyOf(fields, 'RelayState') };
}

/** A field sent once; sent twice it counts as absent. */
function onlyOf(fields: ReadonlyMap<string, readonly string[]>, name: string): string | undefined {
  const values = fields.get(name) ?? [];
  return values.length === 1 ? values[0] : undefined;
}

/** The team of the path. @throws ProblemError `not_found` for what can be no team. */
function teamOf(ctx: Context): string {
  const team = String(ctx['params']['team']);
  if (!isTeamId(team)) throw new ProblemError('not_found');
  return team;
}

/** A query parameter given once; given twice it counts as absent. */
function one(ctx: Context, name: string): string | undefined {
  const value = ctx.query[name];
  return typeof value === 'string' ? value : undefined;
}

/** Not Koa's redirect: its body would hold the URL, with the ticket or the address in it. */
function redirect(ctx: Context, status: 302 | 303, url: string): void {
  ctx.set('Location', url);
  ctx.body = null;
  ctx.status = status;
}
