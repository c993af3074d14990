// Every address of ours, made in one place.

import { spEntityIdFor, type Region, type ServiceProviderValues } from '@team-sso/core';

export interface Urls {
  acs(team: string): string;
  finish(team: string, ticket: string, returnTo: string): string;
  login(team: string, returnTo?: string): string;
  logout(team: string): string;
  metadata(team: string): string;
  start(team: string): string;
  valuesFor(team: string, region: Region, scope: 'region' | 'team'): ServiceProviderValues;
  /** A place to return to that cannot leave us: a path of ours, a URL of a trusted origin, else `/`. */
  safeReturnTo(returnTo: string | undefined): string;
}

const MAX_RETURN_TO_LENGTH = 2048;

export function createUrls(options: {
  readonly publicOrigin: string;
  readonly basePath: string;
  readonly trustedOrigins: readonly string[];
}): Urls {
  const { publicOrigin, basePath, trustedOrigins } = options;
  const at = (team: string, page: string) => `${publicOrigin}${basePath}/${team}/${page}`;
  const urls: Urls = {
    acs: (team) => at(team, 'acs'),
    finish: (team, ticket, returnTo) =>
      `${at(team, 'finish')}?${new URLSearchParams({ ticket, returnTo }).toString()}`,
    login: (team, returnTo) =>
      returnTo === undefined
        ? at(team, 'login')
        : `${at(team, 'login')}?${new URLSearchParams({ returnTo }).toString()}`,
    logout: (team) => at(team, 'logout'),
    metadata: (team) => at(team, 'metadata'),
    start: (team) => at(team, 'start'),
    valuesFor: (team, region, scope) => ({
      spEntityId: spEntityIdFor(region, scope, team),
      teamSpEntityId: spEntityIdFor(region, 'team', team),
      acsUrl: urls.acs(team),
      metadataUrl: urls.metadata(team),
      loginUrl: urls.login(team),
      logoutUrl: urls.logout(team),
      region: { id: region.id, name: region.name },
    }),
    safeReturnTo: (returnTo) => {
      if (!returnTo || returnTo.length > MAX_RETURN_TO_LENGTH) return '/';
      const url = URL.parse(returnTo, publicOrigin);
      if (!url || url.username || url.password) return '/';
      if (trustedOrigins.includes(url.origin)) return url.href;
      // Our own pages are no destination: `login` would send the browser around for ever.
      if (url.origin !== publicOrigin || url.pathname.startsWith(`${basePath}/`)) return '/';
      return `${url.pathname}${url.search}${url.hash}`;
    },
  };
  return urls;
}
