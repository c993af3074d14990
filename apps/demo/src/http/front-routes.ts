// `/`: the sign-in page, or the way home for those who are signed in.

import type Router from '@koa/router';
import { isTeamId } from '@team-sso/core';
import type { Context } from 'koa';
import { renderSignInPage } from '../pages/sign-in-page.ts';
import type { Product } from '../product.ts';
import { homeTeamOf } from './home-team.ts';
import { safeReturnTo } from './return-to.ts';
import { seeOther } from './see-other.ts';
import { sendPage } from './send-page.ts';

/** Somebody who comes with one of these wants to sign in, signed in or not. */
const SIGN_IN_WANTED = ['returnTo', 'reauthenticate', 'failed', 'sso'] as const;

export function addFrontRoutes(router: Router, product: Product): void {
  const { sessions, cookie, teams, accounts, assets, publicUrl } = product;
  router.get('/', async (ctx) => {
    const session = await sessions.read(cookie.read(ctx));
    const account = session && (await accounts.byId(session.userId));
    if (session && account && SIGN_IN_WANTED.every((name) => one(ctx, name) === undefined)) {
      const home = homeTeamOf(session, await teams.of(session.userId));
      return seeOther(ctx, home ? `/teams/${home.team}/bots` : '/account');
    }
    const team = one(ctx, 'team') ?? one(ctx, 'sso') ?? '';
    const page = renderSignInPage(assets, {
      returnTo: safeReturnTo(one(ctx, 'returnTo'), publicUrl),
      team: isTeamId(team) ? team : null,
      reauthenticate: one(ctx, 'reauthenticate') === '1' && account ? account.email : null,
      failed: one(ctx, 'failed') === '1',
      // Said only to people who are signed in somewhere: to others a team's name would be news.
      why: account ? whyText(one(ctx, 'reason'), (await teams.byId(team))?.name ?? 'This team') : null,
    });
    sendPage(ctx, 200, page);
  });
}

function whyText(reason: string | undefined, team: string): string | null {
  switch (reason) {
    case 'proof_of_other_team':
      return `Your sign-in opens another team only. ${team} needs one of its own, or your password.`;
    case 'own_credentials_needed':
      return `${team} doesn’t use single sign-on at the moment. Sign in with your password.`;
    case 'sso_proof_expired':
      return `Your single sign-on for ${team} has ended. Sign in again to go on.`;
    default:
      return null;
  }
}

/** A query parameter given once; given twice it counts as absent. */
function one(ctx: Context, name: string): string | undefined {
  const value = ctx.query[name];
  return typeof value === 'string' ? value : undefined;
}
