// Test sign-ins: started by the API, walked in a browser tab, read by the API and on a plain page.

import type Router from '@koa/router';
import { parseTestBody } from '@team-sso/core';
import type { Context } from 'koa';
import type { ServiceProvider } from '../../service-provider.ts';
import { readJson } from '../body.ts';
import { keepBrowserCookie } from '../cookies.ts';
import { sendAutoSubmitForm, sendPage } from '../pages.ts';
import { authorize, MAX_SETTINGS_BODY_BYTES, mustParse } from '../settings-call.ts';
import { renderTestResult } from '../test-result-page.ts';

export function addTestRoutes(router: Router, sso: ServiceProvider<Context>): void {
  router.post('/teams/:team/tests', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage' });
    const { target } = mustParse(parseTestBody(await readJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    ctx.body = await sso.startTest(call, target);
  });

  router.get('/teams/:team/tests/:id', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage' });
    ctx.body = await sso.viewTest(call, String(ctx['params']['id']));
  });

  router.get('/:team/test/:id', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage' });
    const browser = keepBrowserCookie(ctx, sso.config);
    const sent = await sso.beginTest(call, { id: String(ctx['params']['id']), browser });
    ctx.set('Referrer-Policy', 'no-referrer');
    if (sent.kind === 'post') return sendAutoSubmitForm(ctx, sent.form);
    ctx.status = 302;
    ctx.set('Location', sent.url);
  });

  router.get('/:team/test/:id/result', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage' });
    const run = await sso.viewTest(call, String(ctx['params']['id']));
    sendPage(ctx, 200, renderTestResult(run, sso.config.urls.test(call.team, run.id)));
  });
}
