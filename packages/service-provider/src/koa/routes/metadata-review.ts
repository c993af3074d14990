// A change of the provider's metadata: look at it, decide about it.

import type Router from '@koa/router';
import { parseMetadataReviewBody } from '@team-sso/core';
import type { Context } from 'koa';
import type { ServiceProvider } from '../../service-provider.ts';
import { readJson } from '../body.ts';
import { authorize, MAX_SETTINGS_BODY_BYTES, mustParse, readIfMatch, sendView } from '../settings-call.ts';

export function addMetadataReviewRoutes(router: Router, sso: ServiceProvider<Context>): void {
  router.get('/teams/:team/metadata-review', async (ctx) => {
    const view = await sso.viewMetadataReview(await authorize(ctx, sso, { right: 'manage' }));
    ctx.set('ETag', `"${view.revision}"`);
    ctx.body = view;
  });

  router.post('/teams/:team/metadata-review', async (ctx) => {
    const call = await authorize(ctx, sso, { right: 'manage', recentProof: true });
    const expectedRevision = readIfMatch(ctx);
    const body = mustParse(parseMetadataReviewBody(await readJson(ctx, MAX_SETTINGS_BODY_BYTES)));
    sendView(ctx, await sso.reviewMetadata({ call, expectedRevision }, body));
  });
}
