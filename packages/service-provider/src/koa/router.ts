// The Koa router: HTTP in, one journey, HTTP out. Mount it with `app.use(router.routes())`.

import Router from '@koa/router';
import type { Host } from '@team-sso/core';
import type { Context } from 'koa';
import type { ServiceProvider } from '../service-provider.ts';
import { answerErrors } from './errors.ts';
import { limitFailures } from './limit-failures.ts';
import { observeRequests } from './observe-requests.ts';
import { renderDefaultPage, type RenderPage } from './pages.ts';
import { guardRequests } from './request-guard.ts';
import { answerUnmatched } from './unmatched.ts';
import { addActivityRoutes } from './routes/activity.ts';
import { addDiscoverRoute } from './routes/discover.ts';
import { addDomainRoutes } from './routes/domains.ts';
import { addDraftRoutes } from './routes/drafts.ts';
import { addFinishRoutes } from './routes/finish.ts';
import { addLogoutRoutes } from './routes/logout.ts';
import { addMetadataReviewRoutes } from './routes/metadata-review.ts';
import { addRecoveryRoutes } from './routes/recovery.ts';
import { addSettingsRoutes } from './routes/settings.ts';
import { addSignInRoutes } from './routes/sign-in.ts';
import { addTestRoutes } from './routes/tests.ts';

/** A host whose request context is Koa's. */
export type KoaHost = Host<Context>;

export interface RouterOptions {
  /** Milliseconds that only go forward, for the durations that are observed. Default: `performance.now`. */
  readonly monotonicMillis?: () => number;
  /** Draws the few HTML pages of the login path in the host's own look. Default: a plain page. */
  readonly renderPage?: RenderPage;
}

/**
 * Makes the router for everything under the service provider's base path: what has no route there is answered too, with
 * 404, or with 405 and the methods there are. `app.use(router.routes())` is all it needs.
 */
export function createRouter(sso: ServiceProvider<Context>, options: RouterOptions = {}): Router {
  const router = new Router({ prefix: sso.config.basePath, sensitive: true });
  const renderPage = options.renderPage ?? renderDefaultPage;
  const monotonicMillis = options.monotonicMillis ?? (() => performance.now());
  router.use(
    observeRequests(sso.config, monotonicMillis),
    answerErrors(sso.config, renderPage),
    guardRequests(sso.config),
    limitFailures(sso),
  );
  addDiscoverRoute(router, sso);
  addSettingsRoutes(router, sso);
  addDraftRoutes(router, sso);
  addDomainRoutes(router, sso);
  addMetadataReviewRoutes(router, sso);
  addTestRoutes(router, sso);
  addRecoveryRoutes(router, sso);
  addActivityRoutes(router, sso);
  addSignInRoutes(router, sso, renderPage);
  addFinishRoutes(router, sso, renderPage);
  addLogoutRoutes(router, sso, renderPage);
  answerUnmatched(router);
  return router;
}
