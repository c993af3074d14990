// Activity and impact: attempts, the audit log and its export, who would be affected by requiring SSO.

import { Readable } from 'node:stream';
import type Router from '@koa/router';
import type { Context } from 'koa';
import type { ServiceProvider } from '../../service-provider.ts';
import { authorize } from '../settings-call.ts';

export function addActivityRoutes(router: Router, sso: ServiceProvider<Context>): void {
  router.get('/teams/:team/attempts', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage' });
    const [code, cursor] = [one(ctx, 'code'), one(ctx, 'cursor')];
    ctx.body = await sso.readAttempts(call, { ...(code ? { code } : {}), ...(cursor ? { cursor } : {}) });
  });

  router.get('/teams/:team/audit', async (ctx) => {
    const wantsExport = ctx.accepts('application/json', 'application/jsonl') === 'application/jsonl';
    const call = await authorize(ctx, sso, { right: 'manage', refuseRecovery: wantsExport });
    if (!wantsExport) {
      const cursor = one(ctx, 'cursor');
      const order = one(ctx, 'order') === 'newest' ? 'newest' : 'oldest';
      ctx.body = await sso.readAuditLog(call, { order, ...(cursor ? { cursor } : {}) });
      return;
    }
    ctx.type = 'application/jsonl';
    ctx.set('Content-Disposition', `attachment; filename="${call.team}-audit.jsonl"`);
    ctx.body = Readable.from(auditLines(sso, call));
  });

  router.get('/teams/:team/impact', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage' });
    ctx.body = await sso.previewImpact(call);
  });
}

async function* auditLines(
  sso: ServiceProvider<Context>,
  call: Parameters<ServiceProvider<Context>['readAuditLog']>[0],
): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page = await sso.readAuditLog(call, cursor === undefined ? {} : { cursor });
    for (const record of page.items) yield `${JSON.stringify(record)}\n`;
    cursor = page.next;
  } while (cursor !== undefined);
}

function one(ctx: Context, name: string): string | undefined {
  const value = ctx.query[name];
  return typeof value === 'string' ? value : undefined;
}
