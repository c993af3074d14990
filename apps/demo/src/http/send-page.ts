// A page as an answer: never kept by caches, for it shows what one person may see.

import type { Context } from 'koa';

export function sendPage(ctx: Context, status: number, page: string): void {
  ctx.status = status;
  ctx.set('Cache-Control', 'no-store');
  ctx.type = 'html';
  ctx.body = page;
}
