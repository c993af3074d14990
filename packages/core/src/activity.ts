// Activity: sign-in attempts for thirty days, and an audit log whose records are chained and sent out as notices.

import type { AuditEvent, AuditRecord } from './audit.ts';
import type { ShownCertificate } from './diagnosis.ts';
import type { SignInReason } from './reasons.ts';

export const ATTEMPT_DAYS = 30;

/** One sign-in that answered a known request. Nothing of the message is kept but what a rule compared, masked. */
export interface Attempt {
  /** `SSO-7Q2F`: unique among a team's attempts of `ATTEMPT_DAYS`; the member reads it out, the admin finds it. */
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
  /** The certificate that the message shows, when its key was not a pinned one. */
  readonly shownCertificate?: ShownCertificate;
  readonly requestId?: string;
}

/**
 * Seals an audit record: an HMAC over the previous record's seal and this record, under a key the database never sees.
 * `previous` is null for a team's first record. Pure: a database may run the transaction again, and the seal with it.
 */
export type AuditSeal = (previous: string | null, record: AuditRecord) => string;

export interface SealedAuditRecord extends AuditRecord {
  /** Empty when it was written without a seal: the chain breaks there, visibly. */
  readonly seal: string;
}

/** Goes with every write that appends audit events. */
export interface AuditOptions {
  /** Chains the events to the team's last record inside the transaction. Absent: their seals are empty. */
  readonly seal?: AuditSeal;
}

/** What has happened since then makes an event superfluous; pure, for the same reason as a seal. */
export interface AuditUnless {
  readonly since: Date;
  readonly matches: (event: AuditEvent) => boolean;
}

/** Events of a write whose outcome is known only inside its transaction; pure, for the same reason as a seal. */
export type AuditEventsFor<Outcome> = (outcome: Outcome) => readonly AuditEvent[];

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

/** Where a chain of records breaks first; null when it is whole. Oldest first; `before` is the record they follow on. */
export function findAuditBreak(
  records: readonly SealedAuditRecord[],
  isSealed: (previous: string | null, record: AuditRecord, seal: string) => boolean,
  before: SealedAuditRecord | null = null,
): { readonly sequence: number; readonly why: 'sequence' | 'seal' } | null {
  let previous = before;
  for (const record of records) {
    if (record.sequence !== (previous?.sequence ?? 0) + 1)
      return { sequence: record.sequence, why: 'sequence' };
    if (!isSealed(previous?.seal ?? null, record, record.seal))
      return { sequence: record.sequence, why: 'seal' };
    previous = record;
  }
  return null;
}

/** The part of the store that keeps activity, and what `maintain()` works from. */
export interface ActivityStore {
  /**
   * Adds an attempt. A short code that another attempt of the team took in the `ATTEMPT_DAYS` before is refused: false,
   * and nothing is added; of an older attempt it is taken over.
   */
  addAttempt(attempt: Attempt): Promise<boolean>;
  /**
   * Newest first. `before` is the last attempt of the page before (two of one moment are told apart by their code),
   * `since` the oldest moment that counts, for the health of a provider.
   */
  readAttempts(
    team: string,
    page: {
      readonly before?: Pick<Attempt, 'at' | 'shortCode'>;
      readonly since?: Date;
      readonly limit: number;
      readonly shortCode?: string;
    },
  ): Promise<readonly Attempt[]>;
  /**
   * Appends events that come with no change of settings; no revision knows of it. `unless`: nothing is appended when a
   * record since then matches, of concurrent callers too. @returns whether they were appended.
   */
  appendAudit(
    team: string,
    events: readonly AuditEvent[],
    options: AuditOptions & { readonly now: Date; readonly unless?: AuditUnless },
  ): Promise<boolean>;
  /** `after`: oldest first, as `findAuditBreak` wants them, 0 for the beginning. `before`: newest first, null for the end. */
  readSealedAudit(
    team: string,
    page: ({ readonly after: number } | { readonly before: number | null }) & { readonly limit: number },
  ): Promise<readonly SealedAuditRecord[]>;
  /** Audit records of any team that no notice was delivered for, oldest first. */
  readUnsentNotices(limit: number): Promise<readonly AuditRecord[]>;
  markNoticeSent(team: string, sequence: number): Promise<void>;
  /**
   * Takes a lease: true for exactly one holder until `until`; its holder may renew it, or give it back with `until` =
   * `now`. The clocks of all holders count, so leave a margin.
   */
  takeLease(name: string, holder: string, now: Date, until: Date): Promise<boolean>;
  /** Teams whose requirement was not confirmed in time, longest overdue first: for `maintain()`. */
  readOverdueRequirements(now: Date, limit: number): Promise<readonly string[]>;
}
