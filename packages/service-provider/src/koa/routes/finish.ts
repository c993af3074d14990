// Where a sign-in ends: the ticket is taken, or a person is asked before somebody else's session is replaced.

import type Router from '@koa/router';
import type { Context } from 'koa';
import type { ServiceProvider } from '../../service-provider.ts';
import { readForm } from '../body.ts';
import { confirmPage } from '../confirm-page.ts';
import { keepBrowserCookie, readBrowserCookie } from '../cookies.ts';
import { renderDefaultPage, sendPage, type RenderPage } from '../pages.ts';
import { fieldOnce, queryOnce, redirect, teamOf } from '../sign-in-call.ts';

const MAX_CONFIRM_BODY_BYTES = 8 * 1024;

export function addFinishRoutes(router: Router, sso: ServiceProvider<Context>, renderPage: RenderPage): void {
  router.get('/:team/finish', async (ctx) => {
    const team = teamOf(ctx);
    const done = await sso.finishLogin(ctx, {
      team,
      ticket: queryOnce(ctx, 'ticket') ?? '',
      browser: readBrowserCookie(ctx, sso.config),
      newBrowser: () => keepBrowserCookie(ctx, sso.config),
      returnTo: queryOnce(ctx, 'returnTo'),
    });
    if (done.kind === 'signed_in') return redirect(ctx, 303, done.returnTo);
    const content = confirmPage(done, sso.config.urls.confirm(team));
    const drawn = renderPage(content);
    // A host's page that draws no form has no way to say yes: ours has.
    const html = drawn.includes(done.ticket) ? drawn : renderDefaultPage(content);
    // Browsers hold the redirect that answers the form against the page's policy too.
    sendPage(ctx, 200, html, { formAction: URL.parse(done.returnTo)?.origin });
  });

  router.post('/:team/finish', async (ctx) => {
    const team = teamOf(ctx);
    const fields = await readForm(ctx, MAX_CONFIRM_BODY_BYTES);
    const { returnTo } = await sso.confirmLogin(ctx, {
      team,
      ticket: fieldOnce(fields, 'ticket') ?? '',
      browser: readBrowserCookie(ctx, sso.config),
      returnTo: fieldOnce(fields, 'returnTo'),
    });
    redirect(ctx, 303, returnTo);
  });
}
