// The product's own sign-in: e-mail and password in, a session cookie out.

import type Router from '@koa/router';
import type { Proof } from '@team-sso/core';
import type { Context } from 'koa';
import { MAX_PASSWORD_LENGTH } from '../passwords.ts';
import type { Product } from '../product.ts';
import type { Session } from '../sessions.ts';
import { readBody, type Body } from './body.ts';
import { answerProblem, HttpProblem } from './http-problem.ts';
import { safeReturnTo } from './return-to.ts';
import { seeOther } from './see-other.ts';
import { rememberSignIn } from './sign-in-memory.ts';

export function addSessionRoutes(router: Router, product: Product): void {
  const { sessions, cookie, accounts } = product;

  router.post('/api/session', (ctx) => signIn(ctx, product));

  router.get('/api/session', async (ctx) => {
    ctx.set('Cache-Control', 'no-store');
    const session = await sessions.read(cookie.read(ctx));
    const account = session && (await accounts.byId(session.userId));
    if (!session || !account) return answerProblem(ctx, new HttpProblem('sign_in'));
    ctx.body = describeSession(session, account);
  });

  router.delete('/api/session', async (ctx) => {
    await signOut(ctx, product);
    ctx.status = 204;
  });

  // For the button in the person's menu: a form can only post.
  router.post('/sign-out', async (ctx) => {
    const team = ssoTeamOf(await sessions.read(cookie.read(ctx)));
    if (team !== null) {
      // 307: the form is posted on, and Team SSO ends this session and then the one at the team's provider.
      ctx.status = 307;
      ctx.set('Location', `/sso/${team}/logout/start`);
      return;
    }
    await signOut(ctx, product);
    seeOther(ctx, '/');
  });
}

async function signIn(ctx: Context, { accounts, sessions, cookie, now, publicUrl }: Product): Promise<void> {
  ctx.set('Cache-Control', 'no-store');
  const { isForm, fields } = await readBody(ctx);
  const email = fields.get('email');
  const password = fields.get('password');
  if (email === undefined || password === undefined) throw new HttpProblem('malformed_request');
  const returnTo = returnToOf(ctx, fields, publicUrl);
  // Longer than any that can be set: not worth the work of hashing.
  const account = password.length > MAX_PASSWORD_LENGTH ? null : await accounts.withPassword(email, password);
  if (!account) {
    if (isForm) {
      rememberSignIn(ctx, publicUrl, { email });
      return seeOther(ctx, `/?${new URLSearchParams({ failed: '1', returnTo }).toString()}`);
    }
    return answerProblem(ctx, new HttpProblem('credentials_wrong'));
  }
  const proof: Proof = { kind: 'password', at: now() };
  cookie.write(ctx, await sessions.signIn(cookie.read(ctx), { userId: account.userId, proof }));
  rememberSignIn(ctx, publicUrl, {});
  if (isForm) seeOther(ctx, returnTo);
  else ctx.status = 204;
}

/** In the form, or in the address it is sent to: the login element makes a form of its own. */
function returnToOf(ctx: Context, fields: Body['fields'], publicUrl: string): string {
  const { returnTo } = ctx.query;
  return safeReturnTo(
    fields.get('returnTo') ?? (typeof returnTo === 'string' ? returnTo : undefined),
    publicUrl,
  );
}

/** The team whose provider the person came through last. */
function ssoTeamOf(session: Session | null): string | null {
  const newest = session?.proofs.find(({ proof }) => proof.kind === 'sso')?.proof;
  return newest?.kind === 'sso' ? newest.team : null;
}

async function signOut(ctx: Context, { sessions, cookie }: Product): Promise<void> {
  await sessions.end(cookie.read(ctx));
  cookie.clear(ctx);
}

/** `method`, `team` and `at` are those of the newest proof, `identity` that of the newest SSO proof. */
function describeSession({ proofs }: Session, account: { readonly userId: string; readonly email: string }) {
  const newest = proofs[0]?.proof;
  const identity = proofs.find((held) => held.identity !== undefined)?.identity;
  return {
    user: { id: account.userId, email: account.email },
    method: newest?.kind,
    ...(newest && newest.kind !== 'password' ? { team: newest.team } : {}),
    at: newest?.at,
    proofs: proofs.map(({ proof }) => proof),
    ...(identity
      ? {
          identity: {
            nameId: identity.nameId,
            ...(identity.nameIdFormat === undefined ? {} : { nameIdFormat: identity.nameIdFormat }),
            attributes: identity.attributes,
          },
        }
      : {}),
  };
}
