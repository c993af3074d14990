// The browser cookie: ties a login to the browser that began it. Never a credential by itself.

import type { Context } from 'koa';
import type { ServiceProviderConfig } from '../service-provider.ts';

type CookieConfig = Pick<ServiceProviderConfig, 'secure' | 'newSecret'>;

const LIFETIME_SECONDS = 3600;
const VALUE = /^[A-Za-z0-9_-]{43}$/;

/** The browser's value; undefined when it sent none that is ours. */
export function readBrowserCookie(ctx: Context, { secure }: CookieConfig): string | undefined {
  const value = ctx.cookies.get(cookieName(secure), { signed: false });
  return value !== undefined && VALUE.test(value) ? value : undefined;
}

/** The browser's value, made if it has none, renewed for an hour; parallel tabs share it. */
export function keepBrowserCookie(ctx: Context, config: CookieConfig): string {
  const value = readBrowserCookie(ctx, config) ?? config.newSecret();
  const attributes = `Path=/; Max-Age=${LIFETIME_SECONDS}; HttpOnly; SameSite=Lax${config.secure ? '; Secure' : ''}`;
  // Koa refuses Secure cookies behind a proxy it was not told to trust; whether we are secure is known from publicUrl.
  ctx.append('Set-Cookie', `${cookieName(config.secure)}=${value}; ${attributes}`);
  return value;
}

function cookieName(secure: boolean): string {
  return secure ? '__Host-sso-browser' : 'sso-browser';
}
