// The door of a team's pages: the team's policy decides, the person gets a page that says what to do.

import type { Context } from 'koa';
import { renderMessagePage } from '../pages/message-page.ts';
import type { Frame } from '../pages/layout.ts';
import { renderSsoOnlyPage } from '../pages/sso-only-page.ts';
import { renderStepUpPage } from '../pages/step-up-page.ts';
import type { Product } from '../product.ts';
import type { Session } from '../sessions.ts';
import type { TeamRow } from '../tables.ts';
import { mayManage, type Member } from '../teams.ts';
import { HttpProblem } from './http-problem.ts';
import { seeOther } from './see-other.ts';
import { sendPage } from './send-page.ts';

/** What a page behind the door knows. */
export interface Visit {
  readonly frame: Frame;
  readonly team: TeamRow;
  readonly member: Member;
  readonly session: Session;
}

/** Opens the door, or answers the request and returns null. */
export async function enterTeam(
  ctx: Context,
  product: Product,
  purpose: 'resource' | 'sso-settings',
): Promise<Visit | null> {
  const { teams, accounts, sessions, cookie, sso, assets } = product;
  const id = String(ctx['params']['team']);
  const { decision, loginUrl } = await sso.checkSession(ctx, id, purpose);
  const [team, session] = await Promise.all([teams.byId(id), sessions.read(cookie.read(ctx))]);
  const account = session && (await accounts.byId(session.userId));
  if (decision.kind === 'sign-in' || !session || !account) {
    seeOther(ctx, signInPath(ctx, id, decision.reason));
    return null;
  }
  const member = team && (await teams.member(id, session.userId));
  // A team one does not belong to looks like a team that is not there.
  if (!team || !member) throw new HttpProblem('not_found');
  const byRecovery = decision.kind === 'allow' && decision.reason === 'recovery';
  // The panel asks for SSO or a recovery code, and is all that a code opens.
  if (purpose === 'sso-settings' && mayManage(member.role) && (byRecovery || decision.kind === 'step-up')) {
    const { email } = account;
    sendPage(ctx, byRecovery ? 200 : 403, renderSsoOnlyPage(assets, { team: id, name: team.name, email }));
    return null;
  }
  if (decision.kind === 'allow') {
    const frame = { assets, account, team, teams: await teams.of(session.userId) };
    return { team, member, session, frame };
  }
  if (decision.kind === 'step-up' && loginUrl) {
    const others = (await teams.of(session.userId)).filter((other) => other.team !== id);
    const target = `${loginUrl}?${new URLSearchParams({ returnTo: pageOf(ctx), hint: account.email }).toString()}`;
    const view = {
      teamName: team.name,
      email: account.email,
      loginUrl: target,
      hasExpired: decision.reason === 'sso_proof_expired',
      settingsPath: mayManage(member.role) ? `/teams/${id}/settings/team` : null,
      others,
    };
    sendPage(ctx, 403, renderStepUpPage(assets, view));
    return null;
  }
  sendPage(
    ctx,
    403,
    renderMessagePage(assets, {
      title: `${team.name} is not open to you`,
      text: denialText(decision.reason),
    }),
  );
  return null;
}

function signInPath(ctx: Context, team: string, reason: string): string {
  return `/?${new URLSearchParams({ team, reason, returnTo: pageOf(ctx) }).toString()}`;
}

/** Where to come back to: after a form that could not be taken, the page it stood on. */
function pageOf(ctx: Context): string {
  return ctx.method === 'GET' ? ctx.url : `/teams/${String(ctx['params']['team'])}/bots`;
}

function denialText(reason: string): string {
  switch (reason) {
    case 'guest_blocked':
      return 'Guests cannot open this team while it requires single sign-on. Ask an owner or admin of the team.';
    case 'service_account_needs_token':
      return 'This is a service account. The team requires single sign-on, so it works with a token only.';
    default:
      return 'Ask an owner or admin of the team.';
  }
}
