// The browser's routes: login, ACS, finish, start and our metadata.

import type Router from '@koa/router';
import { isTeamId, SsoError } from '@team-sso/core';
import type { Context } from 'koa';
import { ProblemError } from '../../problem-error.ts';
import type { ServiceProvider } from '../../service-provider.ts';
import { readForm } from '../body.ts';
import { keepBrowserCookie, readBrowserCookie } from '../cookies.ts';
import { sendAutoSubmitForm, sendPage, type RenderPage } from '../pages.ts';

/** Base64 may be percent-encoded in a form, up to three bytes a character at worst; providers stay far below. */
const MAX_ACS_BODY_BYTES = 512 * 1024;

export function addSignInRoutes(router: Router, sso: ServiceProvider<Context>, renderPage: RenderPage): void {
  router.get('/:team/login', async (ctx) => {
    await login(ctx, sso, {
      returnTo: one(ctx, 'returnTo'),
      hint: one(ctx, 'hint'),
      fresh: one(ctx, 'fresh') === '1',
    });
  });

  router.get('/:team/start', async (ctx) => {
    await login(ctx, sso, { returnTo: one(ctx, 'returnTo'), hint: undefined, fresh: false });
  });

  router.post('/:team/acs', async (ctx) => {
    const samlResponse = await readSamlResponse(ctx);
    const { url } = await sso.receiveResponse(teamOf(ctx), samlResponse);
    seeOther(ctx, url);
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
    ctx.set('Referrer-Policy', 'no-referrer');
    const { returnTo } = await sso.finishLogin(ctx, {
      team: teamOf(ctx),
      ticket: one(ctx, 'ticket') ?? '',
      browser: readBrowserCookie(ctx, sso.config),
      returnTo: one(ctx, 'returnTo'),
    });
    seeOther(ctx, returnTo);
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
  if (ctx.host !== new URL(sso.config.publicOrigin).host) {
    ctx.redirect(`${sso.config.publicOrigin}${ctx.url}`);
    return;
  }
  const sent = await sso.startLogin({ ...query, team, browser: keepBrowserCookie(ctx, sso.config) });
  ctx.set('Referrer-Policy', 'no-referrer');
  if (sent.kind === 'redirect') {
    ctx.status = 302;
    ctx.set('Location', sent.url);
  } else {
    sendAutoSubmitForm(ctx, sent.form);
  }
}

async function readSamlResponse(ctx: Context): Promise<string> {
  let values: readonly string[];
  try {
    values = (await readForm(ctx, MAX_ACS_BODY_BYTES)).get('SAMLResponse') ?? [];
  } catch (error) {
    if (error instanceof ProblemError)
      throw new SsoError(error.code === 'body_too_large' ? 'response_too_large' : 'xml_invalid');
    throw error;
  }
  const [samlResponse] = values;
  if (samlResponse === undefined || values.length > 1)
    throw new SsoError('xml_invalid', { expected: 'one SAMLResponse' });
  return samlResponse;
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

/** 303: whatever the method was, the next request is a GET. Not Koa's redirect: its body would hold the URL. */
function seeOther(ctx: Context, url: string): void {
  ctx.status = 303;
  ctx.set('Location', url);
  ctx.body = null;
  ctx.status = 303;
}
