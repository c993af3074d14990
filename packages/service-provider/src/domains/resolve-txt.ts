// The port that DNS comes in by, and the system's resolver behind it.

import { Resolver } from 'node:dns/promises';

/**
 * Looks TXT records up. Each record is a list of the strings it is made of. Rejects with a `code` of `ENOTFOUND` (no such
 * name) or `ENODATA` (no such record), as `node:dns` does; any other rejection means that DNS gave no answer.
 */
export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[]>;

export interface SystemResolverOptions {
  /** Addresses of DNS servers, with a port if need be, such as `192.0.2.53` or `[2001:db8::53]:5353`. Default: the system's. */
  readonly servers?: readonly string[];
  /** How long one server is waited for, in milliseconds; it is asked twice. Default 3000. */
  readonly timeoutMillis?: number;
}

const TRIES = 2;

/** A resolver that gives up soon: somebody waits for the answer. @throws TypeError for a server that is no address. */
export function createSystemResolver(options: SystemResolverOptions = {}): ResolveTxt {
  const { servers, timeoutMillis = 3000 } = options;
  const resolver = new Resolver({ timeout: timeoutMillis, tries: TRIES });
  if (servers) resolver.setServers(servers);
  return (name) => resolver.resolveTxt(name);
}
