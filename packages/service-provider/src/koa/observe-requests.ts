// Tells how each request went and how long it took, under a route name that says no team, ticket or address.

import { isTeamId } from '@team-sso/core';
import type { Context, Middleware } from 'koa';
import type { ServiceProviderConfig } from '../service-provider.ts';

/** Everything there is; what is not among them is `other`, so that nobody makes up names. */
const TEAM_ROUTES: ReadonlySet<string> = new Set([
  'login',
  'start',
  'acs',
  'finish',
  'metadata',
  'logout',
  'test',
]);
const API_ROUTES: ReadonlySet<string> = new Set([
  'settings',
  'policy',
  'parse',
  'impact',
  'tests',
  'recovery-codes',
  'recovery',
  'end-sessions',
  'attempts',
  'audit',
  'domains',
  'metadata-review',
]);
const REFUSAL = 'teamSsoRefusal';

/** Leaves the code of a refusal for what is told about the request. */
export function noteRefusal(ctx: Context, code: string): void {
  ctx.state[REFUSAL] = code;
}

export function observeRequests(
  { observe, basePath }: Pick<ServiceProviderConfig, 'observe' | 'basePath'>,
  monotonicMillis: () => number,
): Middleware {
  return async (ctx, next) => {
    const startedAt = monotonicMillis();
    await next();
    const { route, team } = routeOf(ctx.path.slice(basePath.length));
    const refusal: unknown = ctx.state[REFUSAL];
    observe({
      name: 'team_sso.request_served',
      route,
      ...(team === null ? {} : { team }),
      method: ctx.method,
      status: ctx.status,
      ...(typeof refusal === 'string' ? { refusal } : {}),
      durationSeconds: (monotonicMillis() - startedAt) / 1000,
      requestId: ctx.response.get('X-Request-Id'),
    });
  };
}

function routeOf(path: string): { readonly route: string; readonly team: string | null } {
  const [, first = '', second = '', third = ''] = path.split('/');
  if (first === 'discover') return { route: 'discover', team: null };
  const isApi = first === 'teams';
  const [team, part] = isApi ? [second, third] : [first, second];
  const isKnown = (isApi ? API_ROUTES : TEAM_ROUTES).has(part);
  return { route: isKnown ? part : 'other', team: isKnown && isTeamId(team) ? team : null };
}
