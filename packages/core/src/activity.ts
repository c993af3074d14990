// Activity: sign-in attempts for thirty days, and an audit log whose records are chained and sent out as notices.

import type { AuditRecord } from './audit.ts';
import type { SignInReason } from './reasons.ts';

export const ATTEMPT_DAYS = 30;

/** One sign-in that answered a known request. Nothing of the message is kept but what a rule compared, masked. */
export interface Attempt {
  /** `SSO-7Q2F`: unique among a team's recent attempts; the member reads it out, the admin finds it. */
  readonly shortCode: string;
  readonly team: string;
  readonly at: Date;
  readonly outcome: 'signed_in' | 'refused';
  readonly connectionId: string;
  readonly userId?: string;
  readonly reason?: SignInReason;
  /** The rule that refused, for the checklist. */
  readonly rule?: string;
  readonly expected?: string;
  readonly received?: string;
  readonly certificateFingerprint?: string;
  readonly requestId?: string;
}

/**
 * Seals an audit record: an HMAC over the previous record's seal and this record, under a key the database never sees.
 * `previous` is null for a team's first record.
 */
export type AuditSeal = (previous: string | null, record: AuditRecord) => string;

export interface SealedAuditRecord extends AuditRecord {
  readonly seal: string;
}

/** The text that a seal covers: every field, in one order. */
export function auditText(previous: string | null, record: AuditRecord): string {
  return JSON.stringify([
    previous,
    record.team,
    record.sequence,
    record.at.toISOString(),
    canonical(record.event),
  ]);
}

/** Objects with their keys in order, so that a record reads the same after any store. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, canonical(member)]);
}

/** Where a chain of records breaks first; null when it is whole. Records must be all of a team's, oldest first. */
export function findAuditBreak(
  records: readonly SealedAuditRecord[],
  seal: AuditSeal,
): { readonly sequence: number; readonly why: 'sequence' | 'seal' } | null {
  let previous: SealedAuditRecord | null = null;
  for (const record of records) {
    if (record.sequence !== (previous?.sequence ?? 0) + 1)
      return { sequence: record.sequence, why: 'sequence' };
    if (record.seal !== seal(previous?.seal ?? null, record))
      return { sequence: record.sequence, why: 'seal' };
    previous = record;
  }
  return null;
}

/** The part of the store that keeps activity, recovery codes and what `maintain()` needs. */
export interface ActivityStore {
  /** Adds an attempt; on a short code taken by a younger attempt of the team it answers false and adds nothing. */
  addAttempt(attempt: Attempt): Promise<boolean>;
  /** Newest first. */
  readAttempts(
    team: string,
    page: { readonly before?: Date; readonly limit: number; readonly shortCode?: string },
  ): Promise<readonly Attempt[]>;
  /** For the health of a provider: outcomes and reasons since a moment, newest first, at most `limit`. */
  readSealedAudit(
    team: string,
    page: { readonly after: number; readonly limit: number },
  ): Promise<readonly SealedAuditRecord[]>;
  /** Audit records of any team that no notice was delivered for, oldest first. */
  readUnsentNotices(limit: number): Promise<readonly AuditRecord[]>;
  markNoticeSent(team: string, sequence: number): Promise<void>;
  /** Takes a lease: true for exactly one holder until `until`; its holder may renew it. */
  takeLease(name: string, holder: string, now: Date, until: Date): Promise<boolean>;
  /** Teams whose requirement waits for a confirmation that is overdue: for `maintain()`. */
  readOverdueRequirements(now: Date, limit: number): Promise<readonly string[]>;
}
