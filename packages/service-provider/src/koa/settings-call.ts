// What the routes of the settings API share: who may, which revision, a body that parses, the view as an answer.

import { isTeamId, type Parsed, type SettingsView } from '@team-sso/core';
import type { Context } from 'koa';
import type { SettingsCall, SettingsNeed } from '../journeys/authorize-settings.ts';
import { ProblemError } from '../problem-error.ts';
import type { ServiceProvider } from '../service-provider.ts';

export const MAX_SETTINGS_BODY_BYTES = 128 * 1024;

/** What a route asks of the person; a recovery session may do it unless `refuseRecovery`. */
export interface RouteNeed {
  readonly right: SettingsNeed['right'];
  readonly recentProof?: boolean;
  readonly refuseRecovery?: boolean;
}

/** @throws ProblemError when this person may not. */
export async function authorize(
  ctx: Context,
  sso: ServiceProvider<Context>,
  { right, recentProof = false, refuseRecovery = false }: RouteNeed,
): Promise<SettingsCall> {
  const team = teamParam(ctx);
  // The element sits on a page of the host: that page is where a person comes back to.
  const returnTo = sso.config.urls.safeReturnTo(ctx.get('Referer') || undefined);
  return sso.authorizeSettings(ctx, team, { right, recentProof, refuseRecovery, returnTo });
}

/** The team of the path. @throws ProblemError `not_found` for what can be no team. */
export function teamParam(ctx: Context): string {
  const team = String(ctx['params']['team']);
  if (!isTeamId(team)) throw new ProblemError('not_found', { reason: 'not_a_member' });
  return team;
}

/** The revision of `If-Match`. A weak tag is one too; `*` would overwrite what nobody saw. */
export function readIfMatch(ctx: Context): number {
  const header = ctx.get('If-Match').trim();
  if (header === '') throw new ProblemError('revision_missing');
  const revision = /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1];
  if (revision === undefined)
    throw new ProblemError('malformed_request', {
      issues: [{ path: 'If-Match', code: 'value_invalid', expected: '"<revision>"' }],
    });
  return Number(revision);
}

export function mustParse<T>(parsed: Parsed<T>): T {
  if (!parsed.ok) throw new ProblemError('validation_failed', { issues: parsed.issues });
  return parsed.value;
}

export function sendView(ctx: Context, view: SettingsView): void {
  ctx.status = 200;
  ctx.set('ETag', `"${view.revision}"`);
  ctx.body = view;
}
