// What has no route: without one of its own the router would leave it to the host, past our checks and headers.

import type Router from '@koa/router';
import { ProblemError } from '../problem-error.ts';

const UNMATCHED = 'team-sso-unmatched';

/** Must come last. Preflights are answered before it, by the request guard. */
export function answerUnmatched(router: Router): void {
  router.all(UNMATCHED, '{/*rest}', (ctx) => {
    const matched = ctx.matched ?? [];
    const methods = matched.filter(({ name }) => name !== UNMATCHED).flatMap((layer) => layer.methods);
    if (methods.length === 0) throw new ProblemError('not_found');
    ctx.set('Allow', [...new Set(methods)].toSorted().join(', '));
    throw new ProblemError('method_not_allowed');
  });
}
