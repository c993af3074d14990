// The seal of the audit log: an HMAC chain under keys that the database never sees.

import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { auditText, type AuditRecord, type AuditSeal } from '@team-sso/core';
import { secretKeyFingerprint } from './secrets.ts';

export interface AuditSealer {
  /** Seals with the first key. */
  readonly seal: AuditSeal;
  /** Whether a record carries the seal it should, under whichever key sealed it. */
  readonly isSealed: (previous: string | null, record: AuditRecord, seal: string) => boolean;
}

/** The key that seals the audit log under a secret key, and the name that its seals carry. */
export interface AuditKey {
  readonly id: string;
  readonly key: Buffer;
}

export function auditKeyOf(secretKey: Uint8Array): AuditKey {
  return {
    id: secretKeyFingerprint(secretKey).slice(0, 8),
    key: Buffer.from(hkdfSync('sha256', secretKey, '', 'team-sso audit log', 32)),
  };
}

/** `former`: keys of secret keys that have left the list; they seal nothing any more. */
export function createAuditSealer(
  secretKeys: readonly Uint8Array[],
  former: readonly AuditKey[] = [],
): AuditSealer {
  const keys = [...secretKeys.map(auditKeyOf), ...former];
  const sealWith = ({ id, key }: AuditKey, previous: string | null, record: AuditRecord): string =>
    `${id}.${createHmac('sha256', key).update(auditText(previous, record)).digest('hex')}`;
  return {
    seal: (previous, record) => sealWith(keys[0]!, previous, record),
    isSealed: (previous, record, seal) => {
      const used = keys.find(({ id }) => seal.startsWith(`${id}.`));
      return used !== undefined && sameText(sealWith(used, previous, record), seal);
    },
  };
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
