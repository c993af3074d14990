// One name for one site: cookies belong to a host name, so a page opened under another loopback name moves to ours.

import type { Middleware } from 'koa';
import { isLoopbackHost } from '../environment.ts';
import { wantsPage } from './error-boundary.ts';

/** Pages only, and on loopback only: behind a proxy the Host header may well be another one. */
export function preferPublicHost(publicUrl: string): Middleware {
  const { hostname } = new URL(publicUrl);
  return async (ctx, next) => {
    const isElsewhere = isLoopbackHost(hostname) && isLoopbackHost(ctx.hostname) && ctx.hostname !== hostname;
    if (!isElsewhere || ctx.method !== 'GET' || !wantsPage(ctx)) return next();
    ctx.redirect(`${publicUrl}${ctx.url}`);
    ctx.status = 307;
  };
}
