// Middleware before a team's resources: the team's policy decides, the answer is a problem document.

import type { AccessDecision } from '@team-sso/core';
import type { Context, Middleware } from 'koa';
import type { ServiceProvider } from '../service-provider.ts';
import { sendProblem } from './problem.ts';

/** What the middleware leaves in `ctx.state.teamAccess`. */
export interface TeamAccess {
  readonly team: string;
  readonly userId: string;
  readonly decision: Extract<AccessDecision, { kind: 'allow' }>;
}

/**
 * Lets a request through when the team's policy allows its session; answers 401 `sign_in`, 403 `sso_required` with
 * `loginUrl`, 403 with the reason as code, or 404. A store or host that fails answers 503: nobody is let in.
 */
export function requireTeamAccess(
  sso: ServiceProvider<Context>,
  { team: teamOf }: { readonly team: (ctx: Context) => string },
): Middleware {
  return async function teamAccess(ctx, next) {
    const requestId = Buffer.from(sso.config.randomBytes(12)).toString('base64url');
    ctx.set({ 'X-Request-Id': requestId, 'Cache-Control': 'no-store' });
    const team = teamOf(ctx);
    const check = await sso.checkSession(ctx, team, 'resource').catch((cause: unknown) => {
      report(sso, requestId, cause);
      return null;
    });
    if (!check) return sendProblem(ctx, 'unavailable', requestId);
    const { decision, session, loginUrl } = check;
    const details = { reason: decision.reason, ...(loginUrl ? { loginUrl } : {}) };
    switch (decision.kind) {
      case 'allow':
        ctx.state['teamAccess'] = { team, userId: session?.userId ?? '', decision } satisfies TeamAccess;
        return next();
      case 'sign-in':
        return sendProblem(ctx, 'sign_in', requestId, details);
      case 'step-up':
        return sendProblem(ctx, 'sso_required', requestId, details);
      case 'deny':
        // A team one is no member of looks like a team that is not there.
        return decision.reason === 'not_a_member'
          ? sendProblem(ctx, 'not_found', requestId, { reason: decision.reason })
          : sendProblem(ctx, decision.reason, requestId, details);
    }
  };
}

function report(sso: ServiceProvider<Context>, requestId: string, cause: unknown): void {
  const error = cause instanceof Error ? cause.name : typeof cause;
  sso.config.observe({ name: 'team_sso.request_failed', requestId, error, cause });
}
