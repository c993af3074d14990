// Is a team's audit log whole? Every record in its place, sealed under a key the database never saw.

import { findAuditBreak, type SealedAuditRecord, type Store } from '@team-sso/core';
import { createAuditSealer } from '../audit-seal.ts';
import { readFormerAuditKeys } from '../sealed-secrets.ts';

const PAGE_SIZE = 500;

/** The first break of the chain, or null and how many records are whole. A log cut off at its end shows only in its length. */
export interface AuditVerdict {
  readonly records: number;
  readonly break: { readonly sequence: number; readonly why: 'sequence' | 'seal' } | null;
}

/**
 * Where the records are, and the secret keys. A key that left the list by the documented rotation has left what verifies
 * its records in the store, sealed under the others.
 */
export interface AuditLog {
  readonly store: Pick<Store, 'readSealedAudit' | 'readKept'>;
  readonly secretKeys: readonly Uint8Array[];
}

/**
 * Reads all of a team's audit log and holds every record against the one before it. It needs neither a host nor a running
 * service: an auditor with a copy of the database and the keys gets the same answer.
 */
export async function verifyAuditLog({ store, secretKeys }: AuditLog, team: string): Promise<AuditVerdict> {
  const { isSealed } = createAuditSealer(secretKeys, await readFormerAuditKeys(store, secretKeys));
  let records = 0;
  let previous: SealedAuditRecord | null = null;
  for (;;) {
    const page: readonly SealedAuditRecord[] = await store.readSealedAudit(team, {
      after: previous?.sequence ?? 0,
      limit: PAGE_SIZE,
    });
    const found = findAuditBreak(page, isSealed, previous);
    if (found) return { records, break: found };
    records += page.length;
    previous = page.at(-1) ?? previous;
    if (page.length < PAGE_SIZE) return { records, break: null };
  }
}
