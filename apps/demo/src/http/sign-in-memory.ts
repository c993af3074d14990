// What a browser should remember between the steps of signing in: where it was going, and which address was typed. Kept in
// a cookie rather than in addresses, which end up in logs and histories.

import type { Context } from 'koa';

export interface SignInMemory {
  /** A path of ours, checked again when it is used. */
  readonly returnTo?: string;
  readonly email?: string;
}

const LIFETIME_SECONDS = 1800;
const MAX_COOKIE_LENGTH = 3000;
const NAME = 'acme-bots-sign-in';

export function readSignInMemory(ctx: Context): SignInMemory {
  const fields = new URLSearchParams(decoded(ctx.cookies.get(NAME) ?? ''));
  const [returnTo, email] = [fields.get('returnTo'), fields.get('email')];
  return { ...(returnTo === null ? {} : { returnTo }), ...(email === null ? {} : { email }) };
}

/** Nothing to remember clears it. */
export function rememberSignIn(ctx: Context, publicUrl: string, memory: SignInMemory): void {
  const value = Buffer.from(new URLSearchParams({ ...memory }).toString()).toString('base64url');
  const isEmpty = value === '' || value.length > MAX_COOKIE_LENGTH;
  if (isEmpty && ctx.cookies.get(NAME) === undefined) return;
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure}; Max-Age=${isEmpty ? 0 : LIFETIME_SECONDS}`;
  ctx.append('Set-Cookie', `${NAME}=${isEmpty ? '' : value}; ${attributes}`);
}

function decoded(value: string): string {
  return Buffer.from(value, 'base64url').toString('utf8');
}
