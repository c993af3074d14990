// From a host name to the addresses that may be connected to: resolved once, every answer judged, none left to a second look-up.

import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { MetadataError } from './fetch-problem.ts';

/** All IP addresses of a host name. Rejects when there are none. */
export type ResolveAddresses = (hostname: string) => Promise<readonly string[]>;

/** The system's resolver, hosts file included. */
export const resolveBySystem: ResolveAddresses = async (hostname) =>
  (await lookup(hostname, { all: true, order: 'verbatim' })).map(({ address }) => address);

/** More than a name behind a large network has; who answers with more wants to keep us busy. */
const MAX_ADDRESSES = 16;

/**
 * The addresses of a URL's host. One that may not be connected to refuses them all: a name that is half inside is inside.
 * A name that does not exist is refused by the same code, so that nobody can ask which names exist inside.
 * @throws MetadataError `no_public_address`.
 */
export async function checkedAddresses(
  url: URL,
  resolve: ResolveAddresses,
  mayConnect: (address: string) => boolean,
): Promise<readonly string[]> {
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = isIP(hostname) === 0 ? await resolve(hostname).catch(() => []) : [hostname];
  if (addresses.length === 0 || addresses.length > MAX_ADDRESSES || !addresses.every(mayConnect))
    throw new MetadataError('no_public_address');
  return addresses;
}

/** Answers a socket's look-up with addresses that were judged, whatever the name resolves to by now. */
export function lookupOf(addresses: readonly string[]): LookupFunction {
  return (_hostname, options, callback) => {
    const answers = addresses.map((address) => ({ address, family: isIP(address) }));
    if (options.all) return callback(null, answers);
    const [first] = answers;
    callback(null, first?.address ?? '', first?.family ?? 0);
  };
}
