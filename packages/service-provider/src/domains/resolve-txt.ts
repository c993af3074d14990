// The port that DNS comes in by, and the system's resolver behind it.

import { Resolver } from 'node:dns/promises';

/**
 * Looks TXT records up. Each record is a list of the strings it is made of. Rejects with a `code` of `ENOTFOUND` (no such
 * name) or `ENODATA` (no such record), as `node:dns` does; any other rejection means that DNS gave no answer.
 */
export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[]>;

const TIMEOUT_MILLIS = 3000;
const TRIES = 2;

/** The resolver of the system, which gives up soon: somebody waits for the answer. */
export function createSystemResolver(): ResolveTxt {
  const resolver = new Resolver({ timeout: TIMEOUT_MILLIS, tries: TRIES });
  return (name) => resolver.resolveTxt(name);
}
