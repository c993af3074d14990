// POST /discover: which ways to sign in an e-mail address has.

import type Router from '@koa/router';
import { parseDiscoverBody } from '@team-sso/core';
import type { Context } from 'koa';
import { ProblemError } from '../../problem-error.ts';
import type { ServiceProvider } from '../../service-provider.ts';
import { readJson } from '../body.ts';

const MAX_DISCOVER_BODY_BYTES = 4 * 1024;

export function addDiscoverRoute(router: Router, sso: ServiceProvider<Context>): void {
  router.post('/discover', async (ctx) => {
    const body = parseDiscoverBody(await readJson(ctx, MAX_DISCOVER_BODY_BYTES));
    if (!body.ok) throw new ProblemError('validation_failed', { issues: body.issues });
    ctx.body = { ways: await sso.discover(body.value.email) };
  });
}
