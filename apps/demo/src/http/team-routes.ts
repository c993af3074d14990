// A team's pages and its one API, all of them behind the team's policy.

import type Router from '@koa/router';
import { requireTeamAccess } from '@team-sso/service-provider/koa';
import { addBot, listBots, listRuns } from '../bots.ts';
import { renderBillingPage } from '../pages/billing-page.ts';
import { renderBotsPage, renderNewBotPage } from '../pages/bots-page.ts';
import { renderIntegrationsPage } from '../pages/integrations-page.ts';
import { renderRunsPage } from '../pages/runs-page.ts';
import { renderTeamSettingsPage } from '../pages/team-settings-page.ts';
import type { Product } from '../product.ts';
import type { Session } from '../sessions.ts';
import { mayManage, membershipOf } from '../teams.ts';
import { readBody } from './body.ts';
import { HttpProblem } from './http-problem.ts';
import { seeOther } from './see-other.ts';
import { sendPage } from './send-page.ts';
import { enterTeam, type Visit } from './team-door.ts';

export function addTeamRoutes(router: Router, product: Product): void {
  const { db, now, teams, sso } = product;
  const page = (
    path: string,
    render: (visit: Visit) => Promise<string> | string,
    purpose: Purpose = 'resource',
  ) =>
    router.get(`/teams/:team${path}`, async (ctx) => {
      const visit = await enterTeam(ctx, product, purpose);
      if (visit) sendPage(ctx, 200, await render(visit));
    });

  router.get(
    '/api/teams/:team/bots',
    requireTeamAccess(sso, { team: (ctx) => String(ctx['params']['team']) }),
    async (ctx) => {
      ctx.body = { bots: await listBots(db, String(ctx.params['team']), now()) };
    },
  );

  router.get('/teams/:team', (ctx) =>
    seeOther(ctx, `/teams/${encodeURIComponent(String(ctx.params['team']))}/bots`),
  );
  page('/bots', async ({ frame, team, member, session }) => {
    const bots = await listBots(db, team.team, now());
    return renderBotsPage(frame, { bots, newest: newestOf(session), mayAdd: mayAddBots(member), now: now() });
  });
  page('/bots/new', ({ frame, member }) => {
    if (!mayAddBots(member)) throw new HttpProblem('not_found');
    return renderNewBotPage(frame, null);
  });
  page('/runs', async ({ frame, team }) =>
    renderRunsPage(frame, await listRuns(db, team.team, now()), now()),
  );
  page('/integrations', ({ frame }) => renderIntegrationsPage(frame));
  page(
    '/settings/team',
    async ({ frame, team, member }) =>
      renderTeamSettingsPage(frame, {
        team,
        memberCount: await teams.countMembers(team.team),
        showSso: membershipOf(member.role) === 'member',
        mockIdpUrl: mayManage(member.role) ? product.mockIdpUrl : null,
      }),
    'sso-settings',
  );
  page('/settings/billing', async ({ frame, team }) =>
    renderBillingPage(frame, { team, memberCount: await teams.countMembers(team.team) }),
  );
  addNewBotRoute(router, product);
}

type Purpose = 'resource' | 'sso-settings';

const MAX_NAME_LENGTH = 60;
const MAX_PURPOSE_LENGTH = 120;

function addNewBotRoute(router: Router, product: Product): void {
  router.post('/teams/:team/bots', async (ctx) => {
    const visit = await enterTeam(ctx, product, 'resource');
    if (!visit) return;
    if (!mayAddBots(visit.member)) throw new HttpProblem('not_found');
    const { fields } = await readBody(ctx);
    const name = (fields.get('name') ?? '').trim();
    const does = (fields.get('does') ?? '').trim();
    if (!isText(name, MAX_NAME_LENGTH) || !isText(does, MAX_PURPOSE_LENGTH))
      return sendPage(
        ctx,
        422,
        renderNewBotPage(visit.frame, 'Give it a name and say in one sentence what it does.'),
      );
    const id = Buffer.from(product.randomBytes(12)).toString('hex');
    await addBot(product.db, { id, team: visit.team.team, name, does }, product.now());
    seeOther(ctx, `/teams/${visit.team.team}/bots`);
  });
}

/** Guests look on; everybody else works here. */
const mayAddBots = ({ role }: Visit['member']): boolean => role !== 'guest';

const isText = (text: string, most: number): boolean => text.length > 0 && text.length <= most;

function newestOf({ proofs }: Session): {
  readonly method: 'password' | 'sso' | 'recovery';
  readonly at: Date;
} {
  const [newest] = proofs;
  if (!newest) throw new TypeError('a session without a proof');
  return { method: newest.proof.kind, at: newest.proof.at };
}
