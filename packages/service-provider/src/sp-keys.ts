// The service provider's key pair per region: made at first use, self-signed, its private key encrypted at rest.

import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Store, StoredSpKey } from '@team-sso/core';
import { createSelfSignedCertificate } from '@team-sso/saml';
import type { SecretBox } from './secrets.ts';

export interface SpKey {
  readonly certificatePem: string;
  readonly privateKey: KeyObject;
}

export interface SpKeys {
  /** The key pairs of a region, the one in use first. */
  forRegion(region: string): Promise<readonly SpKey[]>;
}

const VALIDITY_YEARS = 10;

export function createSpKeys(deps: {
  readonly store: Store;
  readonly secrets: SecretBox;
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
}): SpKeys {
  const known = new Map<string, Promise<readonly SpKey[]>>();
  return {
    forRegion(region) {
      const kept = known.get(region);
      if (kept) return kept;
      const loading = loadKeys(region, deps);
      known.set(region, loading);
      // A failure is not a key: the next request tries again.
      loading.catch(() => known.delete(region));
      return loading;
    },
  };
}

async function loadKeys(region: string, deps: Parameters<typeof createSpKeys>[0]): Promise<readonly SpKey[]> {
  const stored = await deps.store.readSpKeys(region);
  const keys = stored.length > 0 ? stored : [await deps.store.addFirstSpKey(await makeKey(region, deps))];
  return keys.map((key) => ({
    certificatePem: key.certificatePem,
    privateKey: createPrivateKey(deps.secrets.open(key.encryptedPrivateKey, purposeOf(key))),
  }));
}

async function makeKey(
  region: string,
  { secrets, now, randomBytes }: Parameters<typeof createSpKeys>[0],
): Promise<StoredSpKey> {
  const keyId = Buffer.from(randomBytes(12)).toString('hex');
  const notBefore = now();
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + VALIDITY_YEARS);
  const { certificatePem, privateKeyPem } = await createSelfSignedCertificate({
    commonName: `Team SSO ${region}`,
    notBefore,
    notAfter,
  });
  return {
    keyId,
    region,
    certificatePem,
    notBefore,
    notAfter,
    usedFrom: notBefore,
    encryptedPrivateKey: secrets.seal(privateKeyPem, purposeOf({ region, keyId })),
  };
}

function purposeOf({ region, keyId }: { readonly region: string; readonly keyId: string }): string {
  return `sp-private-key ${region} ${keyId}`;
}
