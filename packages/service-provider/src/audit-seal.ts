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

export function createAuditSealer(secretKeys: readonly Uint8Array[]): AuditSealer {
  const keys = secretKeys.map((secretKey) => ({
    id: secretKeyFingerprint(secretKey).slice(0, 8),
    key: Buffer.from(hkdfSync('sha256', secretKey, '', 'team-sso audit log', 32)),
  }));
  const sealWith = (
    { id, key }: (typeof keys)[number],
    previous: string | null,
    record: AuditRecord,
  ): string => `${id}.${createHmac('sha256', key).update(auditText(previous, record)).digest('hex')}`;
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
