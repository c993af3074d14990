// The cookie that carries the session id.

import type { Context } from 'koa';

export interface SessionCookie {
  readonly name: string;
  read(ctx: Context): string | undefined;
  write(ctx: Context, sessionId: string): void;
  clear(ctx: Context): void;
}

/** On https it is Secure and bound to this very host name (`__Host-`). */
export function createSessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-acme-bots-session' : 'acme-bots-session';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  // Written by hand: behind a proxy that ends TLS, Koa would refuse to set a Secure cookie.
  return {
    name,
    read: (ctx) => ctx.cookies.get(name),
    write: (ctx, sessionId) => ctx.append('Set-Cookie', `${name}=${sessionId}; ${attributes}`),
    clear: (ctx) => ctx.append('Set-Cookie', `${name}=; ${attributes}; Max-Age=0`),
  };
}
