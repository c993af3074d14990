// The steps of signing in, as one state. Pure.

import type { SignInWay } from '@team-sso/core';

export type SsoWay = Extract<SignInWay, { kind: 'sso' }>;

/** Why the last attempt failed, as the host's page knows it. */
export const LOGIN_FAILURES = [
  'credentials',
  'sso',
  'not-a-member',
  'unavailable',
  'session-expired',
] as const;
export type LoginFailure = (typeof LOGIN_FAILURES)[number];

/** What a person sees in the way of SSO; without a host name nothing is claimed about where it goes. */
export interface OfferedSso {
  readonly loginUrl: string;
  readonly idpHost: string | null;
}

export type LoginState =
  | { readonly kind: 'email'; readonly invalid: boolean }
  | { readonly kind: 'checking' }
  | { readonly kind: 'choice'; readonly sso: OfferedSso; readonly password: boolean }
  | {
      readonly kind: 'password';
      readonly sso: OfferedSso | null;
      readonly note: 'discover-failed' | 'missing' | 'credentials' | null;
    }
  | { readonly kind: 'failed'; readonly failure: Exclude<LoginFailure, 'credentials' | 'session-expired'> };

export type LoginStateToken = 'email' | 'checking' | 'sso' | 'sso-or-password' | 'password' | 'failed';

export function loginStateToken(state: LoginState): LoginStateToken {
  if (state.kind === 'choice') return state.password ? 'sso-or-password' : 'sso';
  return state.kind;
}

/** The step after discovery: SSO first where there is any, else the password. */
export function stateOfWays(ways: readonly SignInWay[], allowed: ReadonlySet<string>): LoginState {
  const sso = allowed.has('sso') ? ways.find((way) => way.kind === 'sso') : undefined;
  const password = allowed.has('password') && ways.some(({ kind }) => kind === 'password');
  if (sso) return { kind: 'choice', sso: { loginUrl: sso.loginUrl, idpHost: sso.idpHost }, password };
  return { kind: 'password', sso: null, note: null };
}

/** The same look at an address as the server's: enough to catch a slip, not to judge. */
export function isEmail(text: string): boolean {
  return text.length <= 320 && /^[^\s@]+@[^\s@]+$/.test(text);
}

/** A wrong address or password, on a page that may know the address: the password again, or both. */
export function afterWrongCredentials(email: string): LoginState {
  return email ? { kind: 'password', sso: null, note: 'credentials' } : { kind: 'email', invalid: false };
}
