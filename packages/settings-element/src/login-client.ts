// Discovery: which ways to sign in an e-mail address has, by its domain only.

import type { SignInWay } from '@team-sso/core';

/** Asks for the ways of an address. Rejects when no answer comes. */
export type Discover = (email: string) => Promise<readonly SignInWay[]>;

/** Discovery over `fetch`; the address goes in the body, never in a URL. */
export function createDiscover(discoverUrl: string, fetchFunction: typeof fetch = fetch): Discover {
  return async (email) => {
    const response = await fetchFunction(discoverUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      credentials: 'same-origin',
      body: JSON.stringify({ email }),
    });
    if (!response.ok) throw new TypeError(`discovery answered ${response.status}`);
    return parseWays(await response.json());
  };
}

/** The ways in an answer; what this version doesn't know is left out. */
function parseWays(answer: unknown): readonly SignInWay[] {
  const ways: unknown = answer && typeof answer === 'object' && 'ways' in answer ? answer.ways : [];
  if (!Array.isArray(ways)) return [];
  return ways.flatMap((way: unknown): SignInWay[] => {
    if (way === null || typeof way !== 'object' || !('kind' in way)) return [];
    if (way.kind === 'password') return [{ kind: 'password' }];
    const { kind, team, loginUrl, idpHost } = way as Record<string, unknown>;
    return kind === 'sso' &&
      typeof loginUrl === 'string' &&
      typeof team === 'string' &&
      typeof idpHost === 'string'
      ? [{ kind, team, loginUrl, idpHost }]
      : [];
  });
}

/** A team's login URL beside the discovery URL: for deep links, which skip discovery. */
export function loginUrlBeside(discoverUrl: string, team: string, base: string): string | null {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(team)) return null;
  return URL.parse(`${team}/login`, URL.parse(discoverUrl, base) ?? undefined)?.href ?? null;
}

/** A login URL that passes the address on as a hint. */
export function withHint(loginUrl: string, email: string, base: string): string {
  const url = URL.parse(loginUrl, base);
  if (!url || !/^https?:$/.test(url.protocol)) return '#';
  if (email) url.searchParams.set('hint', email);
  return url.href;
}
