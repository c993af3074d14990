// The Koa application: what every request passes, then the routes.

import Router from '@koa/router';
import { answerHealthChecks, createRouter } from '@team-sso/service-provider/koa';
import Koa from 'koa';
import { renderMessagePage } from '../pages/message-page.ts';
import type { Product } from '../product.ts';
import { addAccountRoutes } from './account-routes.ts';
import { preferPublicHost } from './canonical-host.ts';
import { catchErrors } from './error-boundary.ts';
import { addDnsRoutes } from './dns-routes.ts';
import { addFrontRoutes } from './front-routes.ts';
import { HttpProblem } from './http-problem.ts';
import { giveRequestId, requestIdOf } from './request-id.ts';
import { refuseOtherOrigins } from './same-origin.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { addInvitationRoutes } from './invitation-routes.ts';
import { addSessionRoutes } from './session-routes.ts';
import type { StaticFiles } from './static-files.ts';
import { addTeamRoutes } from './team-routes.ts';

export interface AppOptions {
  readonly product: Product;
  readonly staticFiles: StaticFiles;
  readonly trustProxyHops: number;
  /** False while the process stops; rejects while the product's own data cannot be read. */
  readonly isReady: () => Promise<boolean>;
}

export function createApp({ product, staticFiles, trustProxyHops, isReady }: AppOptions): Koa {
  const { publicUrl, assets, log, ping, randomBytes } = product;
  const app = new Koa({ proxy: trustProxyHops > 0, maxIpsCount: trustProxyHops });
  // Koa prints whole errors by default, headers of the request included.
  app.on('error', (error: unknown) => {
    log.warn('answer_failed', { error: error instanceof Error ? error.message : String(error) });
  });
  app.use(giveRequestId(randomBytes));
  app.use(setSecurityHeaders({ secure: publicUrl.startsWith('https:') }));
  app.use(
    catchErrors({
      log,
      ping,
      renderPage: (ctx, problem) =>
        renderMessagePage(assets, { ...messageOf(problem), requestId: requestIdOf(ctx) }),
    }),
  );
  app.use(answerHealthChecks(product.sso, { isReady }));
  app.use(preferPublicHost(publicUrl));
  app.use(refuseOtherOrigins(publicUrl));
  app.use(staticFiles.serve);
  const own = createOwnRouter(product);
  app.use(own.routes());
  app.use(
    createRouter(product.sso, {
      renderPage: (content) => renderMessagePage({ ...assets, script: null }, content),
    }).routes(),
  );
  app.use(own.allowedMethods({ throw: true, methodNotAllowed: () => new HttpProblem('method_not_allowed') }));
  return app;
}

function createOwnRouter(product: Product): Router {
  const router = new Router();
  addSessionRoutes(router, product);
  addFrontRoutes(router, product);
  addAccountRoutes(router, product);
  addTeamRoutes(router, product);
  addDnsRoutes(router, product);
  addInvitationRoutes(router, product);
  return router;
}

/** What a person reads; the title on the wire is for programs. */
function messageOf({ code, title }: HttpProblem): { readonly title: string; readonly text: string } {
  switch (code) {
    case 'not_found':
      return {
        title: 'Not found',
        text: 'There is no such page, or it belongs to a team you are not a member of.',
      };
    case 'cross_origin_refused':
      return { title: 'That came from another site', text: 'Go to the page itself and do it there.' };
    case 'own_credentials_needed':
      return {
        title: 'Sign in with your password first',
        text: 'You signed in through a team’s single sign-on. That opens the team, not your account.',
      };
    case 'internal_error':
      return {
        title: 'Something went wrong',
        text: 'It is our fault and nothing is lost. Try again in a moment.',
      };
    case 'unavailable':
      return {
        title: 'Not available right now',
        text: 'Acme Bots cannot reach its data. Nothing is lost; try again in a moment.',
      };
    default:
      return { title, text: 'Go back and try again.' };
  }
}
