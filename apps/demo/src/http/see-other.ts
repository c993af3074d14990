// 303: whatever the method was, the next request is a GET.

import type { Context } from 'koa';

export function seeOther(ctx: Context, path: string): void {
  ctx.set('Location', path);
  ctx.set('Cache-Control', 'no-store');
  ctx.body = null;
  ctx.status = 303;
}
