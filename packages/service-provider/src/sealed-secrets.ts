// All that lies in the store under a secret key: private keys of key pairs, and what verifies audit records of former keys.

import { randomBytes } from 'node:crypto';
import type { Store, StoredSpKey } from '@team-sso/core';
import { auditKeyOf, type AuditKey } from './audit-seal.ts';
import { createSecretBox, type SecretBox } from './secrets.ts';

/** One secret as it lies in the store. */
export interface SealedSecret {
  /** What it is, for one line of a message. */
  readonly name: string;
  readonly sealed: string;
  /** What the seal is bound to. */
  readonly purpose: string;
  /** Stores it sealed anew, if nobody else did. @returns whether it did. */
  readonly replace: (sealed: string) => Promise<boolean>;
}

export type SecretStore = Pick<Store, 'readSpKeys' | 'resealSpKey' | 'readKept' | 'replaceKept'>;

const AUDIT_KEY = 'audit_key.';

export function spKeyPurpose({ region, keyId }: Pick<StoredSpKey, 'region' | 'keyId'>): string {
  return `sp-private-key ${region} ${keyId}`;
}

/** Everything there is, of every region. A kind of secret that is not read here would not survive a rotation. */
export async function readSealedSecrets(store: SecretStore): Promise<readonly SealedSecret[]> {
  const [spKeys, auditKeys] = await Promise.all([store.readSpKeys(), store.readKept(AUDIT_KEY)]);
  return [
    ...spKeys.map((key) => ({
      name: `the private key ${key.keyId} of the region ${key.region}`,
      sealed: key.encryptedPrivateKey,
      purpose: spKeyPurpose(key),
      replace: (sealed: string) => store.resealSpKey(key.region, key.keyId, key.encryptedPrivateKey, sealed),
    })),
    ...auditKeys.map(({ name, value }) => ({
      name: `the former audit key ${name.slice(AUDIT_KEY.length)}`,
      sealed: value,
      purpose: name,
      replace: (sealed: string) => store.replaceKept(name, value, sealed),
    })),
  ];
}

/** Keeps what verifies the audit records that the later keys of the list have sealed: one day they leave it. */
export async function keepFormerAuditKeys(
  store: Pick<Store, 'keepFirst'>,
  secretKeys: readonly Uint8Array[],
  secrets: SecretBox,
): Promise<void> {
  for (const { id, key } of secretKeys.slice(1).map(auditKeyOf)) {
    const name = `${AUDIT_KEY}${id}`;
    await store.keepFirst(name, secrets.seal(key.toString('base64url'), name));
  }
}

/** The kept audit keys that one of these secret keys opens. */
export async function readFormerAuditKeys(
  store: Pick<Store, 'readKept'>,
  secretKeys: readonly Uint8Array[],
): Promise<readonly AuditKey[]> {
  const secrets = createSecretBox(secretKeys, randomBytes);
  return (await store.readKept(AUDIT_KEY)).flatMap(({ name, value }) =>
    secrets.keyOf(value, name) === null
      ? []
      : [
          {
            id: name.slice(AUDIT_KEY.length),
            key: Buffer.from(secrets.open(value, name), 'base64url'),
          },
        ],
  );
}
