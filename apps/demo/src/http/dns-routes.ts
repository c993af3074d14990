// The pretend DNS page: for anybody who is signed in, since its names are nobody's.

import type Router from '@koa/router';
import type { Context } from 'koa';
import { renderDnsPage } from '../pages/dns-page.ts';
import type { Frame } from '../pages/layout.ts';
import type { Product } from '../product.ts';
import { readBody } from './body.ts';
import { homeTeamOf } from './home-team.ts';
import { HttpProblem } from './http-problem.ts';
import { seeOther } from './see-other.ts';
import { sendPage } from './send-page.ts';

export function addDnsRoutes(router: Router, product: Product): void {
  const { dns } = product;
  router.get('/dns', async (ctx) => {
    const frame = await frameOf(ctx, product);
    if (!frame) return seeOther(ctx, '/?returnTo=%2Fdns');
    sendPage(ctx, 200, renderDnsPage(frame, { records: await dns.list(), refused: false }));
  });

  router.post('/dns', async (ctx) => {
    const { frame, name, value } = await readRecord(ctx, product);
    if (await dns.publish(name, value)) return seeOther(ctx, '/dns');
    sendPage(ctx, 422, renderDnsPage(frame, { records: await dns.list(), refused: true }));
  });

  router.post('/dns/remove', async (ctx) => {
    const { name, value } = await readRecord(ctx, product);
    await dns.remove(name, value);
    seeOther(ctx, '/dns');
  });
}

async function readRecord(
  ctx: Context,
  product: Product,
): Promise<{ readonly frame: Frame; readonly name: string; readonly value: string }> {
  const frame = await frameOf(ctx, product);
  if (!frame) throw new HttpProblem('sign_in');
  const { fields } = await readBody(ctx);
  return { frame, name: fields.get('name') ?? '', value: (fields.get('value') ?? '').trim() };
}

async function frameOf(
  ctx: Context,
  { sessions, cookie, accounts, teams, assets }: Product,
): Promise<Frame | null> {
  const session = await sessions.read(cookie.read(ctx));
  const account = session && (await accounts.byId(session.userId));
  if (!session || !account) return null;
  const own = await teams.of(account.userId);
  return { assets, account, teams: own, team: homeTeamOf(session, own) };
}
