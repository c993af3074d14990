// Cross-site requests: which may write, and which origins may read our answers (Fetch metadata, CORS).

import type { Context, Middleware } from 'koa';
import { ProblemError } from '../problem-error.ts';
import type { ServiceProviderConfig } from '../service-provider.ts';

type GuardConfig = Pick<ServiceProviderConfig, 'publicOrigin' | 'trustedOrigins' | 'basePath'>;

/** Headers for every answer, CORS for trusted origins, and the refusal of cross-site writes. */
export function guardRequests(config: GuardConfig): Middleware {
  return async (ctx, next) => {
    // Addresses of ours hold tickets and hints: they go into no cache and into no other site's log.
    ctx.set({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    });
    allowTrustedOrigin(ctx, config);
    if (ctx.method === 'OPTIONS') {
      ctx.status = 204;
      return;
    }
    if (!isSafe(ctx.method) && !isFromProvider(ctx, config) && !comesFromUs(ctx, config))
      throw new ProblemError('cross_origin_refused');
    await next();
  };
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** A provider's form post is cross-site by nature; a signature protects it, not its origin. */
function isFromProvider(ctx: Context, { basePath }: GuardConfig): boolean {
  return (
    ctx.method === 'POST' &&
    ctx.path.startsWith(`${basePath}/`) &&
    /^\/[^/]+\/(?:acs|logout)\/?$/.test(ctx.path.slice(basePath.length))
  );
}

/** `Sec-Fetch-Site` decides where it is sent; `Origin` otherwise. Neither header: not a browser. */
function comesFromUs(ctx: Context, { publicOrigin, trustedOrigins }: GuardConfig): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  const origin = ctx.get('Origin');
  if (site === 'same-origin') return true;
  if (trustedOrigins.includes(origin)) return true;
  return site === '' && (origin === '' || origin === publicOrigin);
}

function allowTrustedOrigin(ctx: Context, { trustedOrigins }: GuardConfig): void {
  ctx.vary('Origin');
  const origin = ctx.get('Origin');
  if (!trustedOrigins.includes(origin)) return;
  ctx.set({
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'ETag, X-Request-Id',
  });
  if (ctx.method === 'OPTIONS')
    ctx.set({
      'Access-Control-Allow-Methods': 'GET, PUT, POST, DELETE',
      'Access-Control-Allow-Headers': 'Content-Type, If-Match',
      'Access-Control-Max-Age': '600',
    });
}
