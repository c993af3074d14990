// Who failed too often waits: counts what each door refused, and answers 429 before the work is done again.

import { isTeamId, SIGN_IN_REASONS, SsoError, type ProblemCode } from '@team-sso/core';
import type { Context, Middleware } from 'koa';
import { ProblemError } from '../problem-error.ts';
import type { LimitedDoor } from '../rate-limits/limits.ts';
import { RefusedSignIn } from '../refused-sign-in.ts';
import type { ServiceProvider } from '../service-provider.ts';
import { TooManyRequests } from '../too-many-requests.ts';

const DOORS: readonly (readonly [LimitedDoor, RegExp])[] = [
  ['discover', /^\/discover\/?$/],
  ['recovery', /^\/teams\/([^/]+)\/recovery(?:-codes\/acknowledge)?\/?$/],
  ['tests', /^\/teams\/([^/]+)\/tests(?:\/[^/]+)?\/?$/],
  ['parse', /^\/teams\/([^/]+)\/parse\/?$/],
  ['domains', /^\/teams\/([^/]+)\/domains(?:\/.*)?$/],
  ['acs', /^\/([^/]+)\/acs\/?$/],
  ['login', /^\/([^/]+)\/(?:login|start)\/?$/],
  ['tests', /^\/([^/]+)\/test\/.*$/],
];

/** Not the client's failures: a step that is asked of it, a state that changed meanwhile, or something of ours. */
const NO_FAILURES: ReadonlySet<string> = new Set<ProblemCode>([
  'sign_in',
  'sso_required',
  'reauthentication_needed',
  'not_entitled',
  'revision_missing',
  'revision_stale',
  'confirmation_needed',
  'unavailable',
  'internal_error',
  'too_many_requests',
]);

/** At the ACS: refused before anything is looked at closely, and to people who did nothing wrong. */
const CHEAP_REFUSALS: ReadonlySet<string> = new Set(['sso_off', 'unsolicited_refused']);
const SIGN_IN_REASON_SET: ReadonlySet<string> = new Set(SIGN_IN_REASONS);

const AWAITED_ONLY = 'teamSsoAwaitedOnlySeconds';

/** How long the client of the ACS has to wait with anything but an answer to a sign-in that was begun here. */
export function awaitedOnlySeconds(ctx: Context): number {
  return Number(ctx.state[AWAITED_ONLY] ?? 0);
}

export function limitFailures(sso: ServiceProvider<Context>): Middleware {
  const { failureLimits } = sso;
  return async (ctx, next) => {
    const attempt = attemptOf(ctx, sso.config.basePath);
    if (!attempt) return next();
    const { door, team } = attempt;
    const isAcs = door === 'acs';
    // A colleague behind the same address must get in while somebody posts noise: what was awaited has its own limit.
    const waitSeconds = failureLimits.waitSeconds(ctx, isAcs ? { door: 'acs-awaited', team } : attempt);
    if (waitSeconds > 0) throw new TooManyRequests(waitSeconds);
    const noiseSeconds = isAcs ? failureLimits.waitSeconds(ctx, attempt) : 0;
    ctx.state[AWAITED_ONLY] = noiseSeconds;
    try {
      await next();
    } catch (error) {
      const failed = failedDoor(door, error);
      if (failed === 'acs' && noiseSeconds > 0) throw new TooManyRequests(noiseSeconds);
      if (failed) await failureLimits.countFailure(ctx, { door: failed, team });
      throw error;
    }
    // Every answer of discovery counts, whatever it found: one that only counted some would take longer for those.
    if (door === 'discover') await failureLimits.countFailure(ctx, attempt);
  };
}

function attemptOf(
  ctx: Context,
  basePath: string,
): { readonly door: LimitedDoor; readonly team: string } | null {
  if (!ctx.path.startsWith(`${basePath}/`)) return null;
  const path = ctx.path.slice(basePath.length);
  for (const [door, pattern] of DOORS) {
    const match = pattern.exec(path);
    const team = match?.[1] ?? '';
    if (match) return team === '' || isTeamId(team) ? { door, team } : null;
  }
  return null;
}

function failedDoor(door: LimitedDoor, error: unknown): LimitedDoor | null {
  if (error instanceof RefusedSignIn) return door === 'acs' ? 'acs-awaited' : door;
  if (error instanceof ProblemError) {
    // Which teams there are is no secret, their metadata is public: an unknown one is cheap, and worth no row in the store.
    const isUnknownTeam = error.code === 'not_found' && (door === 'login' || door === 'acs');
    return NO_FAILURES.has(error.code) || isUnknownTeam ? null : door;
  }
  if (!(error instanceof SsoError) || !SIGN_IN_REASON_SET.has(error.code)) return null;
  const isCheap = door === 'acs' && CHEAP_REFUSALS.has(error.code);
  return isCheap || error.code === 'store_unavailable' ? null : door;
}
