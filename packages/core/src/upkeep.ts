// What `maintain()` remembers of a team between its rounds: what its provider published, and which ends were announced.

import * as z from 'zod/mini';
import type { AuditOptions } from './activity.ts';
import type { AuditEvent } from './audit.ts';
import { METADATA_PROBLEMS, type MetadataProblem } from './metadata-problems.ts';
import type { PublishedMetadata } from './metadata-change.ts';
import { parseWith } from './parsed.ts';

/** What is known of a metadata URL. */
export interface MetadataState {
  /** What it was read for (the URL, the entity ID, the pinned keys): for another it says nothing. */
  readonly readFor: string;
  readonly checkedAt: Date;
  /** Refreshes that failed in a row. */
  readonly failures: number;
  readonly failingSince?: Date;
  readonly problem?: MetadataProblem;
  /** A status number or an error code; never a part of an answer. */
  readonly problemDetail?: string;
  readonly etag?: string;
  readonly published?: PublishedMetadata;
  /** The change that waits for a review, and since when. */
  readonly change?: { readonly id: string; readonly since: Date };
  /** The change that somebody decided to leave. */
  readonly ignoredChangeId?: string;
}

export interface UpkeepState {
  readonly metadata: MetadataState | null;
  /** Certificate fingerprint → the lowest rung of the ladder that was announced, in days. */
  readonly expiryNotices: Readonly<Record<string, number>>;
  /** The key pair of ours whose use was announced last. */
  readonly announcedSpKey?: string;
}

export const NO_UPKEEP: UpkeepState = { metadata: null, expiryNotices: {} };

/** A team's upkeep as a store returns it. */
export interface Upkeep {
  /** Counts the writes of `state`; 0: none yet. */
  readonly version: number;
  /** When the next round is due. */
  readonly dueAt: Date;
  readonly state: UpkeepState;
}

/** At most so many calls in so many seconds. */
export interface CallLimit {
  readonly calls: number;
  readonly seconds: number;
}

/** The part of the store that `maintain()` works from, and that counts calls. */
export interface UpkeepStore {
  /**
   * Takes teams whose round is due, longest overdue first, and puts their next one off until `until`: of concurrent callers
   * one gets each. A team is due from the first write of its settings, and again after every other.
   */
  claimUpkeep(now: Date, until: Date, limit: number): Promise<readonly string[]>;
  /** Sets the next round of a team that was claimed until `until`; nothing when it is due at another time by now. */
  finishUpkeep(team: string, until: Date, dueAt: Date): Promise<void>;
  /** Brings a round forward, for a team that has one; never puts it off. */
  expediteUpkeep(team: string, dueAt: Date): Promise<void>;
  /** Null when the team never had settings. */
  readUpkeep(team: string): Promise<Upkeep | null>;
  /** Writes the state and its audit events in one transaction, if `version` still holds. @returns whether it did. */
  writeUpkeep(
    team: string,
    version: number,
    state: UpkeepState,
    events: readonly AuditEvent[],
    options: AuditOptions & { readonly now: Date },
  ): Promise<boolean>;
  /** Makes teams due whose settings were written by a version that knew of no upkeep. @returns how many. */
  adoptUpkeep(now: Date): Promise<number>;
  /** Counts a call under a key: false, and uncounted, when the limit is reached; exact under concurrency. */
  countCall(key: string, limit: CallLimit, now: Date): Promise<boolean>;
}

const date = z.pipe(
  z.iso.datetime(),
  z.transform((text: string) => new Date(text)),
);
const addresses = z.object({ redirect: z.optional(z.string()), post: z.optional(z.string()) });
const certificate = z.object({
  fingerprint: z.string(),
  sha1Thumbprint: z.string(),
  subject: z.string(),
  notBefore: date,
  notAfter: date,
  keyType: z.enum(['RSA', 'EC']),
  keyBits: z.number(),
  pem: z.string(),
});
const published = z.object({
  idpEntityId: z.string(),
  signOn: addresses,
  logout: addresses,
  signingCertificates: z.array(certificate),
  validUntil: z.optional(date),
  signedBy: z.optional(z.string()),
});
const stateSchema = z.object({
  metadata: z.nullable(
    z.object({
      readFor: z.string(),
      checkedAt: date,
      failures: z.number(),
      failingSince: z.optional(date),
      problem: z.optional(z.enum(METADATA_PROBLEMS)),
      problemDetail: z.optional(z.string()),
      etag: z.optional(z.string()),
      published: z.optional(published),
      change: z.optional(z.object({ id: z.string(), since: date })),
      ignoredChangeId: z.optional(z.string()),
    }),
  ),
  expiryNotices: z.record(z.string(), z.number()),
  announcedSpKey: z.optional(z.string()),
});

/** The state as text; `parseUpkeepState` reads it back. */
export function serializeUpkeepState(state: UpkeepState): string {
  return JSON.stringify(state);
}

/** The state from a store's text. What another version wrote and this one cannot read is forgotten: it can be read anew. */
export function parseUpkeepState(text: string): UpkeepState {
  const parsed = parseWith(stateSchema, jsonOf(text));
  return parsed.ok ? (parsed.value as UpkeepState) : NO_UPKEEP;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
