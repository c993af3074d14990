// Who asks: a person in a browser reads a page, a program a problem document.

import type { Context } from 'koa';

const API = /^\/(?:teams\/|discover\/?$)/;
const SIGN_IN = /^\/[^/]+\/(?:login|start|acs|finish)\/?$/;
const LOGOUT = /^\/[^/]+\/logout(?:\/start)?\/?$/;

/** Whether the path is one that people's browsers are sent through while they sign in. */
export function isSignInPath(ctx: Context, basePath: string): boolean {
  return SIGN_IN.test(pathBelow(ctx, basePath)) && !API.test(pathBelow(ctx, basePath));
}

/**
 * Whether to answer with a page. Never for the API, whatever it is asked for; on the way of a sign-in or a logout unless
 * JSON is asked for; elsewhere only when HTML is.
 */
export function prefersPage(ctx: Context, basePath: string): boolean {
  if (API.test(pathBelow(ctx, basePath))) return false;
  const isForPeople = isSignInPath(ctx, basePath) || LOGOUT.test(pathBelow(ctx, basePath));
  const order = isForPeople ? ['html', 'json'] : ['json', 'html'];
  return ctx.accepts(order) === 'html';
}

function pathBelow(ctx: Context, basePath: string): string {
  return ctx.path.startsWith(`${basePath}/`) ? ctx.path.slice(basePath.length) : '';
}
