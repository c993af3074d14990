// Secrets under an older secret key are sealed anew under the first, so that the older one can leave the list.

import { FINGERPRINT_NAME } from '../secret-keys.ts';
import { keepFormerAuditKeys, readSealedSecrets } from '../sealed-secrets.ts';
import { secretKeyFingerprint } from '../secrets.ts';
import type { Service } from '../service.ts';

/** Safe on all instances at once: whoever was first has replaced a secret, the others leave it. @returns how many. */
export async function resealSecrets<Context>(service: Service<Context>): Promise<number> {
  const { store, secretKeys, secrets } = service;
  const fingerprints = secretKeys.map(secretKeyFingerprint);
  const first = fingerprints[0]!;
  const kept = await store.keepFirst(FINGERPRINT_NAME, first);
  if (!fingerprints.includes(kept)) {
    service.observe({ name: 'team_sso.secret_key_unknown', expected: kept, received: first });
    return 0;
  }
  await keepFormerAuditKeys(store, secretKeys, secrets);
  let resealed = 0;
  for (const { sealed, purpose, replace } of await readSealedSecrets(store)) {
    const key = secrets.keyOf(sealed, purpose);
    if (key === null || key === 0) continue;
    if (await replace(secrets.seal(secrets.open(sealed, purpose), purpose))) resealed += 1;
  }
  if (kept !== first) await moveFingerprint(service, kept, first);
  return resealed;
}

/** The store is the new key's once nothing lies under another; read again, since others write meanwhile. */
async function moveFingerprint<Context>(
  { store, secrets, observe }: Service<Context>,
  from: string,
  to: string,
): Promise<void> {
  const left = (await readSealedSecrets(store)).filter(
    ({ sealed, purpose }) => secrets.keyOf(sealed, purpose) !== 0,
  );
  if (left.length > 0) return;
  if (await store.replaceKept(FINGERPRINT_NAME, from, to))
    observe({ name: 'team_sso.secret_key_rotated', fingerprint: to, replaced: from });
}
