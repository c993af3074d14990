// The list of secret keys held against what the store knows: which key it was made with, and whether everything opens.

import { randomBytes } from 'node:crypto';
import type { Store } from '@team-sso/core';
import { readSealedSecrets, type SecretStore } from './sealed-secrets.ts';
import { createSecretBox, secretKeyFingerprint } from './secrets.ts';

/** The name under which the store keeps the fingerprint of the key that encrypts. */
export const FINGERPRINT_NAME = 'secret_key_fingerprint';

/** Secret keys that do not belong to a store. The message is one line for an operator; no key is in it. */
export class SecretKeyError extends Error {
  override readonly name = 'SecretKeyError';
}

/** Where the secrets are, and the keys in the order of the list. */
export interface SecretKeysOfStore {
  readonly store: SecretStore & Pick<Store, 'keepFirst'>;
  readonly secretKeys: readonly Uint8Array[];
}

/**
 * Ask this before a process serves: a store remembers the key it was made with, and the one that took its place by the
 * documented rotation. A list that holds it and opens every secret is good.
 * @throws SecretKeyError with one line that says which key is missing.
 */
export async function checkSecretKeys({ store, secretKeys }: SecretKeysOfStore): Promise<void> {
  const fingerprints = secretKeys.map(secretKeyFingerprint);
  const [first] = fingerprints;
  if (first === undefined) throw new TypeError('secretKeys must hold at least one key');
  const kept = await store.keepFirst(FINGERPRINT_NAME, first);
  if (!fingerprints.includes(kept))
    throw new SecretKeyError(
      `is not the key this store was made with (its fingerprint is ${kept}, this one's is ${first}); ` +
        'use that key, or list it after the new one with a comma.',
    );
  const secrets = createSecretBox(secretKeys, randomBytes);
  const closed = (await readSealedSecrets(store)).find(
    ({ sealed, purpose }) => secrets.keyOf(sealed, purpose) === null,
  );
  if (closed)
    throw new SecretKeyError(
      `does not open ${closed.name}, which lies under a key that is not in the list; ` +
        'list the key that was used before after the others with a comma.',
    );
}

/** One key of the list. */
export interface SecretKeyUse {
  readonly fingerprint: string;
  /** Whether it is the one that encrypts, or something in the store still lies under it. If not, it may leave the list. */
  readonly needed: boolean;
}

/** Which keys of the list are still needed; an operator reads it before taking one out. */
export async function readSecretKeyUse({
  store,
  secretKeys,
}: SecretKeysOfStore): Promise<readonly SecretKeyUse[]> {
  const secrets = createSecretBox(secretKeys, randomBytes);
  const used = (await readSealedSecrets(store)).map(({ sealed, purpose }) => secrets.keyOf(sealed, purpose));
  const [first] = secretKeys.map(secretKeyFingerprint);
  const kept = first === undefined ? undefined : await store.keepFirst(FINGERPRINT_NAME, first);
  return secretKeys.map(secretKeyFingerprint).map((fingerprint, index) => ({
    fingerprint,
    needed: index === 0 || fingerprint === kept || used.includes(index),
  }));
}
