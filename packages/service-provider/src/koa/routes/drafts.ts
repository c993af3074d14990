// Draft beside live: PUT and DELETE the draft, promote it, undo.

import type Router from '@koa/router';
import { parseConfirmBody, parseDraftBody, parsePolicyBody } from '@team-sso/core';
import type { Context } from 'koa';
import type { ServiceProvider } from '../../service-provider.ts';
import { readJson, readOptionalJson } from '../body.ts';
import { authorize, MAX_SETTINGS_BODY_BYTES, mustParse, readIfMatch, sendView } from '../settings-call.ts';

export function addDraftRoutes(router: Router, sso: ServiceProvider<Context>): void {
  router.put('/teams/:team/settings/draft', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage' });
    const expectedRevision = readIfMatch(ctx);
    const { connection } = mustParse(parseDraftBody(await readJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    sendView(ctx, await sso.saveDraft({ call, expectedRevision }, connection));
  });

  router.delete('/teams/:team/settings/draft', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage' });
    sendView(ctx, await sso.discardDraft({ call, expectedRevision: readIfMatch(ctx) }));
  });

  router.post('/teams/:team/settings/promote', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage', recentProof: true });
    const expectedRevision = readIfMatch(ctx);
    const { confirm } = mustParse(parseConfirmBody(await readOptionalJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    sendView(ctx, await sso.promoteDraft({ call, expectedRevision }, confirm));
  });

  router.post('/teams/:team/settings/undo', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage', recentProof: true });
    const expectedRevision = readIfMatch(ctx);
    const { confirm } = mustParse(parseConfirmBody(await readOptionalJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    sendView(ctx, await sso.undoPromotion({ call, expectedRevision }, confirm));
  });

  router.put('/teams/:team/policy', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage', recentProof: true, refuseRecovery: true });
    const expectedRevision = readIfMatch(ctx);
    const change = mustParse(parsePolicyBody(await readJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    sendView(ctx, await sso.setPolicy({ call, expectedRevision }, change));
  });
}
