// What the browser's routes read of a request, and how they send it on.

import { isTeamId } from '@team-sso/core';
import type { Context } from 'koa';
import { ProblemError } from '../problem-error.ts';

/** A field sent once; sent twice it counts as absent. */
export function fieldOnce(fields: ReadonlyMap<string, readonly string[]>, name: string): string | undefined {
  const values = fields.get(name) ?? [];
  return values.length === 1 ? values[0] : undefined;
}

/** The team of the path. @throws ProblemError `not_found` for what can be no team. */
export function teamOf(ctx: Context): string {
  const team = String(ctx['params']['team']);
  if (!isTeamId(team)) throw new ProblemError('not_found');
  return team;
}

/** A query parameter given once; given twice it counts as absent. */
export function queryOnce(ctx: Context, name: string): string | undefined {
  const value = ctx.query[name];
  return typeof value === 'string' ? value : undefined;
}

/** Not Koa's redirect: its body would hold the URL, with the ticket or the address in it. */
export function redirect(ctx: Context, status: 302 | 303, url: string): void {
  ctx.set('Location', url);
  ctx.body = null;
  ctx.status = status;
}
