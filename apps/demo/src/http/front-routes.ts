// `/`: the sign-in page, or the way on for those who are signed in.

import type Router from '@koa/router';
import { isTeamId } from '@team-sso/core';
import type { Context } from 'koa';
import type { Account } from '../accounts.ts';
import { renderSignInPage } from '../pages/sign-in-page.ts';
import type { Product } from '../product.ts';
import type { Session } from '../sessions.ts';
import { homeTeamOf } from './home-team.ts';
import { safeReturnTo } from './return-to.ts';
import { seeOther } from './see-other.ts';
import { sendPage } from './send-page.ts';
import { readSignInMemory, rememberSignIn } from './sign-in-memory.ts';

/** Somebody who comes with one of these wants to sign in, signed in or not. */
const SIGN_IN_WANTED = ['returnTo', 'reauthenticate', 'failed', 'sso'] as const;

export function addFrontRoutes(router: Router, product: Product): void {
  const { sessions, cookie, accounts } = product;
  router.get('/', async (ctx) => {
    const session = await sessions.read(cookie.read(ctx));
    const account = session && (await accounts.byId(session.userId));
    if (session && account && SIGN_IN_WANTED.every((name) => one(ctx, name) === undefined))
      return goOn(ctx, product, session);
    await sendSignInPage(ctx, product, account);
  });
}

/** SSO comes back to `/`: from there on to where the person was going. */
async function goOn(ctx: Context, { teams, publicUrl }: Product, session: Session): Promise<void> {
  const wanted = safeReturnTo(readSignInMemory(ctx).returnTo, publicUrl);
  rememberSignIn(ctx, publicUrl, {});
  if (wanted !== '/') return seeOther(ctx, wanted);
  const home = homeTeamOf(session, await teams.of(session.userId));
  seeOther(ctx, home ? `/teams/${home.team}/bots` : '/account');
}

async function sendSignInPage(ctx: Context, product: Product, account: Account | null): Promise<void> {
  const { sso, teams, assets, publicUrl } = product;
  const team = one(ctx, 'team') ?? one(ctx, 'sso') ?? '';
  const returnTo = safeReturnTo(one(ctx, 'returnTo'), publicUrl);
  const failed = one(ctx, 'failed') === '1';
  const typed = failed ? readSignInMemory(ctx).email : undefined;
  rememberSignIn(ctx, publicUrl, returnTo === '/' ? {} : { returnTo });
  const offersSso =
    isTeamId(team) && (await sso.checkAccess(team, { kind: 'anonymous' })).loginUrl !== undefined;
  const page = renderSignInPage(assets, {
    returnTo,
    failed,
    email: typed ?? account?.email ?? '',
    // A password that was wrong is asked for again; else a team with SSO offers that first.
    team: offersSso && !failed ? team : null,
    reauthenticate: one(ctx, 'reauthenticate') === '1' && account !== null,
    // Said only to people who are signed in somewhere: to others a team's name would be news.
    why: account ? whyText(one(ctx, 'reason'), (await teams.byId(team))?.name ?? 'This team') : null,
  });
  sendPage(ctx, 200, page);
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
