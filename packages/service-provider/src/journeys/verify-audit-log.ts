// Is a team's audit log whole? Every record in its place, sealed under a key the database never saw.

import { findAuditBreak, type SealedAuditRecord } from '@team-sso/core';
import type { Service } from '../service.ts';

const PAGE_SIZE = 500;

/** The first break of the chain, or null and how many records are whole. A log cut off at its end shows only in its length. */
export interface AuditVerdict {
  readonly records: number;
  readonly break: { readonly sequence: number; readonly why: 'sequence' | 'seal' } | null;
}

export async function verifyAuditLog<Context>(
  service: Service<Context>,
  team: string,
): Promise<AuditVerdict> {
  let records = 0;
  let previous: SealedAuditRecord | null = null;
  for (;;) {
    const page: readonly SealedAuditRecord[] = await service.store.readSealedAudit(team, {
      after: previous?.sequence ?? 0,
      limit: PAGE_SIZE,
    });
    const found = findAuditBreak(page, service.auditSealer.isSealed, previous);
    if (found) return { records, break: found };
    records += page.length;
    previous = page.at(-1) ?? previous;
    if (page.length < PAGE_SIZE) return { records, break: null };
  }
}
