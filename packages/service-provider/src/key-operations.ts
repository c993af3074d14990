// What an operator does about keys, beside running processes or without one: a store and the secret keys are enough.

import { randomBytes } from 'node:crypto';
import type { Store } from '@team-sso/core';
import { readSpKeyFacts, rotateSpKeys, type SpKeyFacts } from './journeys/rotate-sp-keys.ts';
import { createSecretBox } from './secrets.ts';
import { createSpKeys } from './sp-keys.ts';

/** Our key pairs, region by region. Running processes see what is done here within a minute. */
export interface KeyOperations {
  /** The key pairs of a region, the one in use first; the first one is made if there is none. */
  readSpKeys(region: string): Promise<readonly SpKeyFacts[]>;
  /** As `rotateSpKeys` of a service provider. */
  rotateSpKeys(region: string, options?: { readonly immediately?: boolean }): Promise<readonly SpKeyFacts[]>;
}

/** `regions`: the ids that may be named; any other throws a TypeError. `now`: the clock, by default the system's. */
export function createKeyOperations(of: {
  readonly store: Store;
  readonly secretKeys: readonly Uint8Array[];
  readonly regions: readonly string[];
  readonly now?: () => Date;
}): KeyOperations {
  const { store, secretKeys, now = () => new Date() } = of;
  const service = {
    store,
    now,
    observe: () => {},
    regions: of.regions.map((id) => ({ id })),
    spKeys: createSpKeys({ store, now, randomBytes, secrets: createSecretBox(secretKeys, randomBytes) }),
  };
  return {
    readSpKeys: (region) => readSpKeyFacts(service, region),
    rotateSpKeys: (region, options) => rotateSpKeys(service, region, options),
  };
}
