// E-mail domains of a team: claimed by a DNS record, re-checked, one owner each. They sit beside the settings, under their revision.

import type { AuditOptions } from './activity.ts';
import type { Actor, AuditEvent } from './audit.ts';

export const MAX_DOMAINS = 50;
/** A verified domain is looked up again this often, and more often while its record is not found. */
export const DOMAIN_CHECK_HOURS = 24;
const FAILING_CHECK_HOURS = 6;
/** How long a verified domain outlives its record: time to put it back. */
export const DOMAIN_GRACE_DAYS = 7;
/** How long it outlives a DNS that does not answer: that is rarely the team's doing, but a check that is never made has failed. */
export const DOMAIN_UNREACHABLE_GRACE_DAYS = 30;
const HOUR_MILLIS = 3_600_000;

/**
 * What a look-up found. `different`: records, but not this team's. `wildcard`: the record answers for any name, which
 * whoever the names point to could arrange. `unreachable`: DNS gave no answer, which says nothing.
 */
export type DomainCheck = 'found' | 'missing' | 'different' | 'wildcard' | 'unreachable';

export interface StoredDomain {
  readonly team: string;
  /** Lower-case A-labels without a trailing dot. */
  readonly domain: string;
  /** As stored: a lapse that is due counts before it is stored, see `domainStateNow`. */
  readonly state: 'pending' | 'verified' | 'lapsed';
  /** What the DNS record holds for this team and no other. Null: the host vouches for the domain, DNS is not asked. */
  readonly token: string | null;
  readonly addedAt: Date;
  readonly verifiedAt?: Date;
  readonly lastCheckedAt?: Date;
  readonly lastCheck?: DomainCheck;
  /** Set while checks of a verified domain fail: from then on it does not count. */
  readonly lapsesAt?: Date;
  /** When `maintain()` looks again. Only verified domains are looked up unasked. */
  readonly checkDueAt?: Date;
  /** Grows with every write of this row: who writes says which one was read. */
  readonly version: number;
}

/** The name of the TXT record that verifies a domain. */
export function domainRecordName(domain: string): string {
  return `_team-sso.${domain}`;
}

/** The value of the TXT record that verifies a domain. */
export function domainRecordValue(token: string): string {
  return `team-sso-verification=${token}`;
}

/** The state that counts now, on every instance alike. */
export function domainStateNow({ state, lapsesAt }: StoredDomain, now: Date): StoredDomain['state'] {
  return state === 'verified' && lapsesAt !== undefined && now >= lapsesAt ? 'lapsed' : state;
}

export function isVerifiedNow(domain: StoredDomain, now: Date): boolean {
  return domainStateNow(domain, now) === 'verified';
}

/** When a domain that was found is looked up again. */
export function nextCheckOf(at: Date): Date {
  return new Date(at.getTime() + DOMAIN_CHECK_HOURS * HOUR_MILLIS);
}

/** A domain after a look-up, and what is to be told of it. A look-up alone never verifies. */
export function afterCheck(
  before: StoredDomain,
  check: DomainCheck,
  at: Date,
): { readonly after: StoredDomain; readonly events: readonly AuditEvent[] } {
  const looked = { ...before, lastCheckedAt: at, lastCheck: check };
  const { domain } = before;
  if (before.state !== 'verified') return { after: looked, events: [] };
  const { lapsesAt, ...clear } = looked;
  if (check === 'found')
    return {
      after: { ...clear, checkDueAt: nextCheckOf(at) },
      events: lapsesAt ? [{ type: 'domain_check_recovered', actor: SYSTEM, domain }] : [],
    };
  if (lapsesAt && at >= lapsesAt) return lapsed(looked);
  const graceDays = check === 'unreachable' ? DOMAIN_UNREACHABLE_GRACE_DAYS : DOMAIN_GRACE_DAYS;
  const end = new Date(
    Math.min(lapsesAt?.getTime() ?? Infinity, at.getTime() + graceDays * 24 * HOUR_MILLIS),
  );
  const due = Math.min(end.getTime(), at.getTime() + FAILING_CHECK_HOURS * HOUR_MILLIS);
  return {
    after: { ...looked, lapsesAt: end, checkDueAt: new Date(due) },
    events: lapsesAt
      ? []
      : [{ type: 'domain_check_failed', actor: SYSTEM, domain, lapsesAt: end.toISOString() }],
  };
}

/** The durable form of a lapse that counts already; null when there is none. */
export function afterLapse(
  before: StoredDomain,
  now: Date,
): { readonly after: StoredDomain; readonly events: readonly AuditEvent[] } | null {
  return before.state === 'verified' && domainStateNow(before, now) === 'lapsed' ? lapsed(before) : null;
}

const SYSTEM: Actor = { kind: 'system' };

function lapsed({ checkDueAt: _due, lapsesAt: _end, ...rest }: StoredDomain): {
  readonly after: StoredDomain;
  readonly events: readonly AuditEvent[];
} {
  return {
    after: { ...rest, state: 'lapsed' },
    events: [{ type: 'domain_lapsed', actor: SYSTEM, domain: rest.domain }],
  };
}

/** A change that an admin makes, under the revision of the settings. */
export type DomainChange =
  | { readonly kind: 'add'; readonly domain: string; readonly token: string; readonly max: number }
  /** DNS holds the record with this token. */
  | { readonly kind: 'verify'; readonly domain: string; readonly token: string; readonly checkDueAt: Date }
  | { readonly kind: 'remove'; readonly domain: string };

export type DomainWritten =
  | { readonly kind: 'written'; readonly revision: number }
  /** `taken`: another team has verified it. `unknown`: the team has no such domain, or another token by now. */
  | { readonly kind: 'stale' | 'taken' | 'unknown' | 'exists' | 'too_many' };

/** The part of the store that keeps domains. A domain is verified for one team at most, whoever asks at once. */
export interface DomainStore {
  /** By name. */
  readDomains(team: string): Promise<readonly StoredDomain[]>;
  /** The row of the team that has verified the domain, whether a lapse is due or not; a primary-key read. */
  readOwnedDomain(domain: string): Promise<StoredDomain | null>;
  /** Verified domains whose `checkDueAt` has come, longest overdue first. */
  readDueDomains(now: Date, limit: number): Promise<readonly StoredDomain[]>;
  /**
   * Writes a change, the next revision of the team's settings and the audit events in one transaction, or nothing. A team
   * that was never configured gets a row of settings by it. `add` of a domain that others own is the caller's to refuse.
   */
  writeDomain(
    team: string,
    expectedRevision: number,
    change: DomainChange,
    events: readonly AuditEvent[],
    options: AuditOptions & { readonly now: Date },
  ): Promise<DomainWritten>;
  /**
   * Writes what a look-up or a lapse made of a domain, if it is still as it was read; frees it for others when it is
   * verified no more. It never verifies. Leaves the revision alone. @returns false when somebody else wrote first.
   */
  settleDomain(
    before: StoredDomain,
    after: StoredDomain,
    events: readonly AuditEvent[],
    options: AuditOptions & { readonly now: Date },
  ): Promise<boolean>;
  /**
   * Takes over a domain that the host has verified by means of its own: it is never looked up. Leaves the revision alone.
   * @returns false when another team has it; true, and nothing is written, when this team has verified it already.
   */
  adoptDomain(
    team: string,
    domain: string,
    events: readonly AuditEvent[],
    options: AuditOptions & { readonly now: Date },
  ): Promise<boolean>;
}
