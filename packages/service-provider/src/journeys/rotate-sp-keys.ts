// Our own key pairs over the years: the next one made in time, or when an operator asks; old ones deleted.

import { forgottenSpKeys, isNextSpKeyDue, spKeyRoles, spKeyUsedFrom, type StoredSpKey } from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SpKey } from '../sp-keys.ts';

/** The part of the service that key pairs need. */
export type KeyService = Pick<Service<unknown>, 'store' | 'spKeys' | 'now' | 'observe'> & {
  readonly regions: readonly { readonly id: string }[];
};

/** A key pair of ours without its private half. */
export type SpKeyFacts = Omit<SpKey, 'privateKey'>;

/** The periodic part, safe on all instances at once. @returns how many key pairs were made here. */
export async function renewSpKeys(service: KeyService): Promise<number> {
  let made = 0;
  for (const { id: region } of service.regions) {
    const now = service.now();
    const keys = await service.store.readSpKeys(region);
    if (isNextSpKeyDue(keys, now) && (await addNext(service, region, keys, spKeyUsedFrom(now)))) made += 1;
    for (const { keyId } of forgottenSpKeys(keys, now)) {
      if (!(await service.store.removeSpKey(region, keyId))) continue;
      service.spKeys.forget(region);
      service.observe({ name: 'team_sso.sp_key_removed', region, keyId });
    }
  }
  return made;
}

/** The key pairs of a region, the one in use first. @throws TypeError for a region that is not served here. */
export async function readSpKeyFacts(service: KeyService, region: string): Promise<readonly SpKeyFacts[]> {
  mustServe(service, region);
  service.spKeys.forget(region);
  return (await service.spKeys.forRegion(region)).map(factsOf);
}

/**
 * Rotation on demand. Asked twice it makes one key pair: while one waits there is no other.
 * @param immediately the new key pair signs from now on, whatever providers know of it: for a private key that got out.
 * @throws TypeError for a region that is not served here.
 */
export async function rotateSpKeys(
  service: KeyService,
  region: string,
  { immediately = false }: { readonly immediately?: boolean } = {},
): Promise<readonly SpKeyFacts[]> {
  await readSpKeyFacts(service, region);
  const now = service.now();
  const before = await service.store.readSpKeys(region);
  const waits = spKeyRoles(before, now).includes('next');
  if (!waits) await addNext(service, region, before, immediately ? now : spKeyUsedFrom(now));
  const newest = (await service.store.readSpKeys(region)).at(-1);
  if (immediately && newest) {
    await service.store.useSpKey(region, newest.keyId, now);
    service.spKeys.forget(region);
  }
  return readSpKeyFacts(service, region);
}

/** Makes the key pair after the newest, unless another instance did. */
async function addNext(
  service: KeyService,
  region: string,
  keys: readonly StoredSpKey[],
  usedFrom: Date,
): Promise<boolean> {
  const newest = keys.at(-1);
  if (!newest || !(await service.spKeys.addNext(region, newest.keyId, usedFrom))) return false;
  service.observe({ name: 'team_sso.sp_key_published', region, usedFrom: usedFrom.toISOString() });
  return true;
}

function factsOf(key: SpKey): SpKeyFacts {
  const { privateKey: _, ...facts } = key;
  return facts;
}

function mustServe({ regions }: KeyService, region: string): void {
  if (!regions.some(({ id }) => id === region))
    throw new TypeError(`region: ${JSON.stringify(region)} is not served by this deployment`);
}
