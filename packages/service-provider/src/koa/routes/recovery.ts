// Ways back in, and the kill switch: recovery codes made, acknowledged and used; all SSO sessions ended.

import type Router from '@koa/router';
import { parseCodeBody } from '@team-sso/core';
import type { Context } from 'koa';
import type { ServiceProvider } from '../../service-provider.ts';
import { readJson } from '../body.ts';
import { authorize, MAX_SETTINGS_BODY_BYTES, mustParse, teamParam } from '../settings-call.ts';

export function addRecoveryRoutes(router: Router, sso: ServiceProvider<Context>): void {
  router.post('/teams/:team/recovery-codes', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage', recentProof: true });
    ctx.body = { codes: await sso.makeRecoveryCodes(call) };
  });

  router.post('/teams/:team/recovery-codes/acknowledge', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage' });
    const { code } = mustParse(parseCodeBody(await readJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    await sso.acknowledgeRecoveryCodes(call, code);
    ctx.status = 204;
  });

  router.post('/teams/:team/recovery', async (ctx) => {
    const { code } = mustParse(parseCodeBody(await readJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    await sso.useRecoveryCode(ctx, teamParam(ctx), code);
    ctx.status = 204;
  });

  router.post('/teams/:team/end-sessions', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage', recentProof: true, refuseRecovery: true });
    await sso.endAllSessions(call);
    ctx.status = 204;
  });
}
