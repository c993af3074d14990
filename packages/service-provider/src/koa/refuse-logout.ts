// A logout message that was not acted on: a plain page, or the problem document for a program.

import type { SignInReason, SsoError } from '@team-sso/core';
import type { Context } from 'koa';
import type { ServiceProviderConfig } from '../service-provider.ts';
import { REFUSED_LOGOUT } from './logout-pages.ts';
import { noteRefusal } from './observe-requests.ts';
import { sendPage, type PageContent, type RenderPage } from './pages.ts';
import { prefersPage } from './prefers-page.ts';
import { sendProblem, signInStatus } from './problem.ts';

export function refuseLogout(
  ctx: Context,
  error: SsoError,
  answering: {
    readonly config: ServiceProviderConfig;
    readonly renderPage: RenderPage;
    readonly team: string;
    /** What the person reads. Default: that nothing was done. */
    readonly page?: PageContent;
  },
): void {
  const { config, renderPage, team, page = REFUSED_LOGOUT } = answering;
  const requestId = ctx.response.get('X-Request-Id');
  const reason = error.code as SignInReason;
  const rule = /^[a-z][a-z-]*(?=:|$)/.exec(error.evidence.detail ?? '')?.[0];
  config.observe({
    name: 'team_sso.logout_refused',
    team,
    reason,
    ...(rule === undefined ? {} : { rule }),
    requestId,
  });
  noteRefusal(ctx, reason);
  const status = signInStatus(reason);
  if (prefersPage(ctx, config.basePath)) return sendPage(ctx, status, renderPage(page));
  sendProblem(ctx, 'logout_refused', requestId, config.exposeReasons ? { reason } : {}, status);
}
