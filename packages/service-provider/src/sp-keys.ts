// The service provider's key pairs of a region: made at first use, self-signed, private keys encrypted at rest.

import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { spKeyRoles, type SpKeyRole, type Store, type StoredSpKey } from '@team-sso/core';
import { createSelfSignedCertificate } from '@team-sso/saml';
import { spKeyPurpose } from './sealed-secrets.ts';
import type { SecretBox } from './secrets.ts';

export interface SpKey {
  readonly keyId: string;
  readonly role: SpKeyRole;
  readonly publishedAt: Date;
  readonly usedFrom: Date;
  readonly notAfter: Date;
  readonly certificatePem: string;
  /** SHA-256 of the certificate, lower-case hex. */
  readonly fingerprint: string;
  readonly privateKey: KeyObject;
}

export interface SpKeys {
  /** The key pairs of a region: the one that signs first, then what is published ahead, then what only decrypts. */
  forRegion(region: string): Promise<readonly SpKey[]>;
  /** Adds a key pair after the newest, whose id is `after`. @returns false when another instance was first. */
  addNext(region: string, after: string, usedFrom: Date): Promise<boolean>;
  /** Looks at the store anew the next time. */
  forget(region: string): void;
}

const VALIDITY_YEARS = 10;
/** How soon an instance sees what another did to the key pairs. */
const FRESH_MILLIS = 60_000;
const ORDER: readonly SpKeyRole[] = ['current', 'next', 'old'];

type OpenKey = Omit<SpKey, 'role'>;

interface Deps {
  readonly store: Store;
  readonly secrets: SecretBox;
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
}

export function createSpKeys(deps: Deps): SpKeys {
  const known = new Map<string, { readonly at: number; readonly keys: Promise<readonly OpenKey[]> }>();
  const load = (region: string): Promise<readonly OpenKey[]> => {
    const at = deps.now().getTime();
    const kept = known.get(region);
    if (kept && Math.abs(at - kept.at) < FRESH_MILLIS) return kept.keys;
    const loading = { at, keys: openKeys(region, deps) };
    known.set(region, loading);
    // A failure is not a key: the next request tries again.
    loading.keys.catch(() => {
      if (known.get(region) === loading) known.delete(region);
    });
    return loading.keys;
  };
  return {
    forRegion: async (region) => {
      const keys = await load(region);
      // Roles are a matter of the moment: a key pair takes over on time on every instance.
      const roles = spKeyRoles(keys, deps.now());
      return keys
        .map((key, index) => ({ ...key, role: roles[index] ?? 'old' }))
        .toSorted((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role));
    },
    addNext: async (region, after, usedFrom) => {
      const key = { ...(await makeKey(region, deps)), usedFrom };
      const isAdded = await deps.store.addNextSpKey(key, after);
      known.delete(region);
      return isAdded;
    },
    forget: (region) => void known.delete(region),
  };
}

async function openKeys(region: string, deps: Deps): Promise<readonly OpenKey[]> {
  const stored = await deps.store.readSpKeys(region);
  const keys = stored.length > 0 ? stored : [await deps.store.addFirstSpKey(await makeKey(region, deps))];
  return keys.map((key) => ({
    keyId: key.keyId,
    publishedAt: key.notBefore,
    usedFrom: key.usedFrom,
    notAfter: key.notAfter,
    certificatePem: key.certificatePem,
    fingerprint: fingerprintOf(key.certificatePem),
    privateKey: createPrivateKey(deps.secrets.open(key.encryptedPrivateKey, spKeyPurpose(key))),
  }));
}

async function makeKey(region: string, { secrets, now, randomBytes }: Deps): Promise<StoredSpKey> {
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
    encryptedPrivateKey: secrets.seal(privateKeyPem, spKeyPurpose({ region, keyId })),
  };
}

function fingerprintOf(certificatePem: string): string {
  return createHash('sha256').update(new X509Certificate(certificatePem).raw).digest('hex');
}
