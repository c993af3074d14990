// What belongs to the person rather than to a team: only own credentials may change it.

import type Router from '@koa/router';
import type { Account } from '../accounts.ts';
import type { Context } from 'koa';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../passwords.ts';
import { renderAccountPage, type AccountView } from '../pages/account-page.ts';
import type { Product } from '../product.ts';
import type { Session } from '../sessions.ts';
import { readBody, type Body } from './body.ts';
import { HttpProblem } from './http-problem.ts';
import { homeTeamOf } from './home-team.ts';
import { seeOther } from './see-other.ts';
import { sendPage } from './send-page.ts';

export function addAccountRoutes(router: Router, product: Product): void {
  router.get('/account', async (ctx) => {
    const visitor = await visitorOf(ctx, product);
    if (!visitor) return seeOther(ctx, '/?returnTo=%2Faccount');
    const outcome = ctx.query['changed'] === '1' ? ({ kind: 'changed' } as const) : null;
    await sendAccountPage(ctx, product, visitor, 200, outcome);
  });

  router.post('/account/password', async (ctx) => {
    const visitor = await visitorOf(ctx, product);
    if (!visitor) throw new HttpProblem('sign_in');
    // A SAML sign-in proves one person for one team: it must not change what opens all of them.
    if (!hasOwnProof(visitor.session)) throw new HttpProblem('own_credentials_needed');
    await changePassword(ctx, product, visitor, await readBody(ctx));
  });
}

interface Visitor {
  readonly session: Session;
  readonly account: Account;
}

async function visitorOf(ctx: Context, { sessions, cookie, accounts }: Product): Promise<Visitor | null> {
  const session = await sessions.read(cookie.read(ctx));
  const account = session && (await accounts.byId(session.userId));
  return session && account ? { session, account } : null;
}

async function changePassword(ctx: Context, product: Product, visitor: Visitor, body: Body): Promise<void> {
  const { accounts, sessions, cookie, now } = product;
  const { userId } = visitor.account;
  const current = body.fields.get('currentPassword') ?? '';
  const next = body.fields.get('newPassword') ?? '';
  const refuse = (problem: HttpProblem) => {
    if (!body.isForm) throw problem;
    return sendAccountPage(ctx, product, visitor, problem.status, {
      kind: 'refused',
      text: problem.detail ?? problem.title,
    });
  };
  if (next.length < MIN_PASSWORD_LENGTH || next.length > MAX_PASSWORD_LENGTH)
    return refuse(
      new HttpProblem(
        'validation_failed',
        `The new password needs ${MIN_PASSWORD_LENGTH} to ${MAX_PASSWORD_LENGTH} characters.`,
      ),
    );
  if (current.length > MAX_PASSWORD_LENGTH || !(await accounts.changePassword(userId, current, next)))
    return refuse(new HttpProblem('credentials_wrong', 'The current password is wrong.'));
  await sessions.endAll(userId);
  cookie.write(ctx, await sessions.signIn(undefined, { userId, proof: { kind: 'password', at: now() } }));
  if (body.isForm) seeOther(ctx, '/account?changed=1');
  else ctx.status = 204;
}

async function sendAccountPage(
  ctx: Context,
  product: Product,
  { session, account }: Visitor,
  status: number,
  outcome: AccountView['outcome'],
): Promise<void> {
  const teams = await product.teams.of(account.userId);
  const frame = { assets: product.assets, account, teams, team: homeTeamOf(session, teams) };
  sendPage(
    ctx,
    status,
    renderAccountPage(frame, { proofs: session.proofs, mayChange: hasOwnProof(session), outcome }),
  );
}

const hasOwnProof = ({ proofs }: Session): boolean => proofs.some(({ proof }) => proof.kind === 'password');
