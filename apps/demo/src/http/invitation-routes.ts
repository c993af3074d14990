// Invitations of a team: for its owners and admins.

import type Router from '@koa/router';
import type { Context } from 'koa';
import { renderInvitationsPage } from '../pages/invitations-page.ts';
import type { Product } from '../product.ts';
import { mayManage } from '../teams.ts';
import { readBody } from './body.ts';
import { HttpProblem } from './http-problem.ts';
import { seeOther } from './see-other.ts';
import { sendPage } from './send-page.ts';
import { enterTeam, type Visit } from './team-door.ts';

const PATH = '/teams/:team/settings/invitations';
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/;

export function addInvitationRoutes(router: Router, product: Product): void {
  router.get(PATH, async (ctx) => {
    const visit = await enterToManage(ctx, product);
    if (visit) await sendInvitations(ctx, product, visit, false);
  });

  router.post(PATH, async (ctx) => {
    const visit = await enterToManage(ctx, product);
    if (!visit) return;
    const email = ((await readBody(ctx)).fields.get('email') ?? '').trim();
    if (!EMAIL.test(email)) return sendInvitations(ctx, product, visit, true);
    await product.joining.invite(visit.team.team, email);
    seeOther(ctx, `/teams/${visit.team.team}/settings/invitations`);
  });
}

/** To whom it is not given to manage, the page is not there. */
async function enterToManage(ctx: Context, product: Product): Promise<Visit | null> {
  const visit = await enterTeam(ctx, product, 'resource');
  if (visit && !mayManage(visit.member.role)) throw new HttpProblem('not_found');
  return visit;
}

async function sendInvitations(
  ctx: Context,
  { joining }: Product,
  { frame, team }: Visit,
  refused: boolean,
): Promise<void> {
  const emails = await joining.invited(team.team);
  sendPage(ctx, refused ? 422 : 200, renderInvitationsPage(frame, { team: team.team, emails, refused }));
}
