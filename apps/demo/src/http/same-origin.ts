// Cross-site request forgery: what changes something must come from our own pages, or from a program that is no browser.

import type { Middleware } from 'koa';
import { HttpProblem } from './http-problem.ts';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Not for `/sso`: Team SSO has the same rule for its own routes, and its ACS is meant to be posted to from elsewhere. */
export function refuseOtherOrigins(publicUrl: string): Middleware {
  return async (ctx, next) => {
    if (!SAFE_METHODS.has(ctx.method) && !ctx.path.startsWith('/sso/')) {
      const site = ctx.get('Sec-Fetch-Site');
      const origin = ctx.get('Origin');
      // A browser too old for Sec-Fetch-Site still sends Origin; neither header means no browser.
      const isOurs =
        site === '' ? origin === '' || origin === publicUrl : site === 'same-origin' || origin === publicUrl;
      if (!isOurs) throw new HttpProblem('cross_origin_refused');
    }
    await next();
  };
}
