// For whoever watches the process: is it alive, and can it serve.

import type { Context, Middleware } from 'koa';
import type { ServiceProvider } from '../service-provider.ts';

export interface HealthOptions {
  /**
   * Whether this instance should get requests: false while it stops, or while another store of yours is away. Asked
   * besides the store of Team SSO; a rejection counts as false. Default: yes.
   */
  readonly isReady?: () => Promise<boolean> | boolean;
}

/**
 * Answers `GET /healthz` with 200 while the process lives, and `GET /readyz` with 200 when the store answers and
 * `isReady` agrees, else 503. Put it before whatever redirects, so that a probe by address is answered.
 */
export function answerHealthChecks(
  sso: Pick<ServiceProvider<Context>, 'ping'>,
  { isReady = () => true }: HealthOptions = {},
): Middleware {
  const canServe = async (): Promise<boolean> => {
    try {
      await sso.ping();
      return await isReady();
    } catch {
      return false;
    }
  };
  return async (ctx, next) => {
    const isProbe = ctx.path === '/healthz' || ctx.path === '/readyz';
    if (!isProbe || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    ctx.set('Cache-Control', 'no-store');
    if (ctx.path === '/healthz') {
      ctx.body = { status: 'alive' };
      return;
    }
    const ready = await canServe();
    ctx.status = ready ? 200 : 503;
    ctx.body = { status: ready ? 'ready' : 'not ready' };
  };
}
