// A seal for tests: a hash where the product has an HMAC.

import { createHash } from 'node:crypto';
import { auditText, findAuditBreak, type AuditRecord, type Store } from '@team-sso/core';

export function seal(previous: string | null, record: AuditRecord): string {
  return createHash('sha256').update(auditText(previous, record)).digest('hex');
}

/** Where a team's chain breaks; null when it is whole. */
export async function findBreak(store: Store, team: string) {
  const records = await store.readSealedAudit(team, { after: 0, limit: 1000 });
  return findAuditBreak(records, (previous, record, sealed) => seal(previous, record) === sealed);
}
