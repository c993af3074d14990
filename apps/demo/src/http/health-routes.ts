// For whoever watches the process: is it alive, and can it serve.

import type Router from '@koa/router';

export function addHealthRoutes(router: Router, parts: { readonly isReady: () => Promise<boolean> }): void {
  router.get('/healthz', (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { status: 'alive' };
  });
  router.get('/readyz', async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    const isReady = await parts.isReady();
    ctx.status = isReady ? 200 : 503;
    ctx.body = { status: isReady ? 'ready' : 'not ready' };
  });
}
