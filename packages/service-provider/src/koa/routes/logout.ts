// Single logout in the browser: begun by our own form, or by a message of the provider's by redirect or form post.

import type Router from '@koa/router';
import { SsoError } from '@team-sso/core';
import type { Context } from 'koa';
import type { ReceivedLogout, ReceivedLogoutMessage } from '../../journeys/receive-logout.ts';
import type { SendRequest } from '../../journeys/send-request.ts';
import { ProblemError } from '../../problem-error.ts';
import type { ServiceProvider } from '../../service-provider.ts';
import { readForm } from '../body.ts';
import { answeredPage, endedPage, goesOnPage, unverifiedPage } from '../logout-pages.ts';
import { sendLogoutForm, sendOnwardPage, sendPage, type RenderPage } from '../pages.ts';
import { refuseLogout } from '../refuse-logout.ts';
import { fieldOnce, redirect, teamOf } from '../sign-in-call.ts';

const MAX_LOGOUT_BODY_BYTES = 256 * 1024;
const MAX_START_BODY_BYTES = 8 * 1024;

export function addLogoutRoutes(router: Router, sso: ServiceProvider<Context>, renderPage: RenderPage): void {
  router.post('/:team/logout/start', async (ctx) => {
    const fields = await readForm(ctx, MAX_START_BODY_BYTES);
    const started = await sso.startLogout(ctx, {
      team: teamOf(ctx),
      returnTo: fieldOnce(fields, 'returnTo'),
    });
    if (started.kind === 'sent') return sendOn(ctx, started.request);
    const { goesOnAt, returnTo } = started;
    if (goesOnAt === null) return redirect(ctx, 303, returnTo);
    sendPage(ctx, 200, renderPage(goesOnPage(goesOnAt, returnTo)));
  });

  const receive = async (ctx: Context, read: () => Promise<ReceivedLogout>): Promise<void> => {
    const team = teamOf(ctx);
    try {
      const logout = await sso.receiveLogout(team, await read());
      if (logout.kind !== 'unverified') return show(ctx, logout, renderPage);
      const page = unverifiedPage(logout);
      refuseLogout(ctx, logout.error, { config: sso.config, renderPage, team, page });
    } catch (error) {
      if (!(error instanceof SsoError) || error instanceof ProblemError) throw error;
      refuseLogout(ctx, error, { config: sso.config, renderPage, team });
    }
  };

  // The query as it came: what the provider signed is these octets.
  router.get('/:team/logout', (ctx) =>
    receive(ctx, async () => ({ binding: 'redirect', query: ctx.querystring })),
  );

  router.post('/:team/logout', (ctx) =>
    receive(ctx, async () => ({ binding: 'post', fields: await readMessageForm(ctx) })),
  );
}

async function readMessageForm(ctx: Context): ReturnType<typeof readForm> {
  try {
    return await readForm(ctx, MAX_LOGOUT_BODY_BYTES);
  } catch (error) {
    if (error instanceof ProblemError)
      throw new SsoError(error.code === 'body_too_large' ? 'response_too_large' : 'xml_invalid');
    throw error;
  }
}

/** The answer to our own form must be no redirect: browsers hold it against the `form-action` of the page it was on. */
function sendOn(ctx: Context, request: SendRequest): void {
  if (request.kind === 'post') sendLogoutForm(ctx, request.form, []);
  else sendOnwardPage(ctx, request.url);
}

function show(
  ctx: Context,
  logout: Exclude<ReceivedLogoutMessage, { readonly kind: 'unverified' }>,
  renderPage: RenderPage,
): void {
  const { frameOrigins } = logout;
  switch (logout.kind) {
    case 'answer':
      return logout.response.kind === 'post'
        ? sendLogoutForm(ctx, logout.response.form, frameOrigins)
        : redirect(ctx, 303, logout.response.url);
    case 'ended':
      return sendPage(ctx, 200, renderPage(endedPage(logout.outcome)), { frameOrigins });
    case 'answered':
      return logout.outcome === 'success'
        ? redirect(ctx, 303, logout.returnTo)
        : sendPage(ctx, 200, renderPage(answeredPage(logout)), { frameOrigins });
  }
}
