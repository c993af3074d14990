// An id for every request, so that what a person reads on an error page can be found in the log.

import type { Context, Middleware } from 'koa';

const HEADER = 'X-Request-Id';

export function giveRequestId(randomBytes: (length: number) => Uint8Array): Middleware {
  return async (ctx, next) => {
    ctx.set(HEADER, Buffer.from(randomBytes(8)).toString('hex'));
    await next();
  };
}

export function requestIdOf(ctx: Context): string {
  return ctx.response.get(HEADER);
}
