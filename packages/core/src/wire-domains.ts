// What the API shows of e-mail domains, and the body that adds one.

import { readDomain } from './domain-names.ts';
import {
  domainRecordName,
  domainRecordValue,
  domainStateNow,
  isVerifiedNow,
  type DomainCheck,
  type StoredDomain,
} from './domains.ts';
import { parseWith, type Parsed } from './parsed.ts';
import { domainSchema } from './wire-schemas.ts';

/** One domain of a team. Members see its name and whether it is verified; the rest is for who may manage. */
export interface DomainView {
  /** Lower-case A-labels (`xn--…` for letters outside ASCII). */
  readonly domain: string;
  /** Whether it counts now: for discovery and for membership just in time. */
  readonly verified: boolean;
  readonly state?: 'pending' | 'verified' | 'lapsed';
  /** `host`: the product vouches for it, no record is needed. */
  readonly verifiedBy?: 'dns' | 'host';
  /** The TXT record to publish, and to leave there. */
  readonly record?: { readonly type: 'TXT'; readonly name: string; readonly value: string };
  readonly addedAt?: string;
  readonly verifiedAt?: string;
  readonly lastCheckedAt?: string;
  readonly lastCheck?: DomainCheck;
  /** Its record was not found lately: unless it is there again, the domain lapses then. Nobody loses membership. */
  readonly lapsesAt?: string;
}

/** `GET /domains`. */
export interface DomainsView {
  readonly domains: readonly DomainView[];
  /** How many a team may have. */
  readonly limit: number;
}

/** A stored domain as the API shows it. */
export function domainView(stored: StoredDomain, now: Date, manage: boolean): DomainView {
  const shown = { domain: stored.domain, verified: isVerifiedNow(stored, now) };
  if (!manage) return shown;
  const { token, lastCheck } = stored;
  const state = domainStateNow(stored, now);
  return {
    ...shown,
    state,
    verifiedBy: token === null ? 'host' : 'dns',
    ...(token === null
      ? {}
      : {
          record: {
            type: 'TXT',
            name: domainRecordName(stored.domain),
            value: domainRecordValue(token),
          },
        }),
    addedAt: stored.addedAt.toISOString(),
    ...(stored.verifiedAt ? { verifiedAt: stored.verifiedAt.toISOString() } : {}),
    ...(stored.lastCheckedAt ? { lastCheckedAt: stored.lastCheckedAt.toISOString() } : {}),
    ...(lastCheck ? { lastCheck } : {}),
    ...(stored.lapsesAt && state === 'verified' ? { lapsesAt: stored.lapsesAt.toISOString() } : {}),
  };
}

/** Reads the body of `POST /domains`; the domain comes in stored form. */
export function parseDomainBody(input: unknown): Parsed<{ readonly domain: string }> {
  const body = parseWith(domainSchema, input);
  if (!body.ok) return body;
  const domain = readDomain(body.value.domain);
  return domain.ok ? { ok: true, value: { domain: domain.value } } : domain;
}
