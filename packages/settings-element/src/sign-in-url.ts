// Where "Sign in by SSO" leads: the server's login URL, and back to this page afterwards.

import type { SettingsView } from '@team-sso/core';

/** The login URL of the team; `returnTo` is this page's path, which the server accepts only if it is its own. */
export function signInUrl({ serviceProvider }: SettingsView): string {
  const { location } = globalThis;
  const url = URL.parse(serviceProvider.loginUrl, location?.href);
  if (!url || !location || url.origin !== location.origin) return serviceProvider.loginUrl;
  url.searchParams.set('returnTo', location.pathname + location.search);
  return url.href;
}
