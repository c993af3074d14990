// The keys of a pool: a provider with three, an attacker, a provider nobody pinned, and the service provider.

import { createSigningIdentity, type SigningIdentity } from '@team-sso/mock-idp';
import { Random } from '../random.ts';
import { seededEcKey, seededRsaKey } from './seeded-keys.ts';

export interface Keyring {
  readonly provider: SigningIdentity;
  /** Pinned beside `provider`, as during a rollover. */
  readonly providerNext: SigningIdentity;
  readonly providerEc: SigningIdentity;
  readonly attacker: SigningIdentity;
  readonly unpinned: SigningIdentity;
  readonly serviceProvider: SigningIdentity;
}

/** Derives all keys from a seed; takes a second or two. */
export function createKeyring(seed: number): Keyring {
  const identity = (number: number, type: 'rsa' | 'ec' = 'rsa'): SigningIdentity => {
    const random = new Random(seed, number);
    const privateKey = type === 'rsa' ? seededRsaKey(random) : seededEcKey(random);
    return createSigningIdentity({ commonName: 'Provider', privateKey, serialNumber: random.bytes(16) });
  };
  return {
    provider: identity(1),
    providerNext: identity(2),
    providerEc: identity(3, 'ec'),
    attacker: identity(4),
    unpinned: identity(5),
    serviceProvider: identity(6),
  };
}
