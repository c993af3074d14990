// The settings API under /teams/:team. Each route: who may, which revision, which body, one journey, the view.

import type Router from '@koa/router';
import { parseModeBody, parseParseBody, parseSaveBody } from '@team-sso/core';
import type { Context } from 'koa';
import type { ServiceProvider } from '../../service-provider.ts';
import { readJson } from '../body.ts';
import { authorize, MAX_SETTINGS_BODY_BYTES, mustParse, readIfMatch, sendView } from '../settings-call.ts';

/** Metadata may be pasted: a megabyte of text, and its escapes. */
const MAX_PARSE_BODY_BYTES = 2 * 1024 * 1024;

export function addSettingsRoutes(router: Router, sso: ServiceProvider<Context>): void {
  router.get('/teams/:team/settings', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'view' });
    sendView(ctx, await sso.viewSettings(call));
  });

  router.put('/teams/:team/settings', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage', recentProof: true });
    const expectedRevision = readIfMatch(ctx);
    const body = mustParse(parseSaveBody(await readJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    sendView(ctx, await sso.saveSettings({ call, expectedRevision }, body));
  });

  router.delete('/teams/:team/settings', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage', recentProof: true });
    const expectedRevision = readIfMatch(ctx);
    const confirm = String(ctx.query['confirm'] ?? '').split(',');
    sendView(ctx, await sso.deleteSettings({ call, expectedRevision }, confirm));
  });

  router.put('/teams/:team/settings/mode', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage', recentProof: true });
    const expectedRevision = readIfMatch(ctx);
    const body = mustParse(parseModeBody(await readJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    sendView(ctx, await sso.setMode({ call, expectedRevision }, body));
  });

  router.post('/teams/:team/parse', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage' });
    const body = mustParse(parseParseBody(await readJson(ctx, MAX_PARSE_BODY_BYTES)));
    ctx.body = await sso.parse(call, body);
  });
}
