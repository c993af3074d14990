// E-mail domains of a team: list, ask for one, verify it, remove it.

import type Router from '@koa/router';
import { parseDomainBody } from '@team-sso/core';
import type { Context } from 'koa';
import type { ServiceProvider } from '../../service-provider.ts';
import { readJson } from '../body.ts';
import { authorize, MAX_SETTINGS_BODY_BYTES, mustParse, readIfMatch, sendView } from '../settings-call.ts';

/** A recovery session repairs SSO; who belongs to the team's domains is no part of that. */
const CHANGE = { right: 'manage', recentProof: true, refuseRecovery: true } as const;

export function addDomainRoutes(router: Router, sso: ServiceProvider<Context>): void {
  router.get('/teams/:team/domains', async (ctx) => {
    ctx.body = await sso.viewDomains(await authorize(ctx, sso, { right: 'manage' }));
  });

  router.post('/teams/:team/domains', async (ctx) => {
    const call = await authorize(ctx, sso, CHANGE);
    const expectedRevision = readIfMatch(ctx);
    const { domain } = mustParse(parseDomainBody(await readJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    sendView(ctx, await sso.addDomain({ call, expectedRevision }, domain));
  });

  router.post('/teams/:team/domains/:domain/verify', async (ctx) => {
    const call = await authorize(ctx, sso, CHANGE);
    sendView(ctx, await sso.verifyDomain({ call, expectedRevision: readIfMatch(ctx) }, domainParam(ctx)));
  });

  router.delete('/teams/:team/domains/:domain', async (ctx) => {
    const call = await authorize(ctx, sso, CHANGE);
    sendView(ctx, await sso.removeDomain({ call, expectedRevision: readIfMatch(ctx) }, domainParam(ctx)));
  });
}

const domainParam = (ctx: Context): string => String(ctx['params']['domain']);
