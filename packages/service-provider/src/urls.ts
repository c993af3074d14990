// Every address of ours, made in one place.

import { spEntityIdFor, type Region, type ServiceProviderValues } from '@team-sso/core';

export interface Urls {
  acs(team: string): string;
  finish(team: string, ticket: string, returnTo: string): string;
  /** Where the yes to a sign-in goes that the browser did not begin. */
  confirm(team: string): string;
  login(team: string, returnTo?: string): string;
  logout(team: string): string;
  metadata(team: string): string;
  start(team: string): string;
  test(team: string, id: string): string;
  testResult(team: string, id: string): string;
  /** What an admin copies into the provider: both entity IDs, whichever the connection uses. */
  valuesFor(team: string, region: Region): ServiceProviderValues;
  /** A place to return to that cannot leave us: a path of ours, a URL of a trusted origin, else `/`. */
  safeReturnTo(returnTo: string | undefined): string;
  /** The same for the RelayState of a sign-in that started at the provider: anything but an address is ignored. */
  relayedReturnTo(relayState: string | undefined): string;
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
    confirm: (team) => at(team, 'finish'),
    login: (team, returnTo) =>
      returnTo === undefined
        ? at(team, 'login')
        : `${at(team, 'login')}?${new URLSearchParams({ returnTo }).toString()}`,
    logout: (team) => at(team, 'logout'),
    metadata: (team) => at(team, 'metadata'),
    start: (team) => at(team, 'start'),
    test: (team, id) => at(team, `test/${id}`),
    testResult: (team, id) => at(team, `test/${id}/result`),
    valuesFor: (team, region) => ({
      spEntityId: spEntityIdFor(region, 'region', team),
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
      // A `blob:` URL has the origin of what made it, and is no page.
      if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return '/';
      if (url.origin !== publicOrigin) return trustedOrigins.includes(url.origin) ? url.href : '/';
      // `/.//evil.example` is a path of ours whose text, once the dots are resolved, names another host.
      if (url.pathname.startsWith('//')) return '/';
      // Our own pages are no destination: `login` would send the browser around for ever.
      if (`${url.pathname}/`.startsWith(`${basePath}/`)) return '/';
      return `${url.pathname}${url.search}${url.hash}`;
    },
    // Providers put handles and names of their own there: none of them is a page of ours.
    relayedReturnTo: (relayState) =>
      /^(?:\/|https?:\/\/)/i.test(relayState ?? '') ? urls.safeReturnTo(relayState) : '/',
  };
  return urls;
}
