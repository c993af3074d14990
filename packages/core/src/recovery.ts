// Recovery codes: ten of eighty bits, shown once, each good once, the way back in when the provider fails.

import type { AuditEventsFor, AuditOptions } from './activity.ts';
import type { AuditEvent } from './audit.ts';

export const RECOVERY_CODE_COUNT = 10;
/** How long a spent code opens the SSO settings. */
export const RECOVERY_PROOF_MINUTES = 60;
/** Attempts per user: so many in so many minutes. */
export const RECOVERY_ATTEMPTS = 5;
export const RECOVERY_ATTEMPT_WINDOW_MINUTES = 15;

/** Crockford's base 32: no I, L, O or U to misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 16;

/** Eighty bits as `XXXX-XXXX-XXXX-XXXX`. @throws TypeError unless given ten bytes. */
export function formatRecoveryCode(bytes: Uint8Array): string {
  if (bytes.length !== 10) throw new TypeError('a recovery code is made from 10 bytes');
  let held = 0;
  let bits = 0;
  let text = '';
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** A typed code in its one form: case, blanks and dashes do not matter, nor does O for 0 or I and L for 1. Null: no code. */
export function normalizeRecoveryCode(typed: string): string | null {
  const text = typed
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (text.length !== CODE_LENGTH || !/^[0-9A-HJKMNP-TV-Z]+$/.test(text)) return null;
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** One batch of codes; making new ones voids it. */
export interface RecoveryBatch {
  readonly batchId: string;
  /** Hex. One slow hash of the typed code under this salt is compared with every code of the batch. */
  readonly salt: string;
  readonly madeAt: Date;
  readonly madeBy: string;
}

/** What a team's codes amount to. */
export interface RecoveryState {
  readonly batch: RecoveryBatch;
  readonly unused: number;
  readonly acknowledgedAt?: Date;
  readonly acknowledgedBy?: string;
  readonly lastUsedAt?: Date;
  readonly lastUsedBy?: string;
}

/** Whether codes are a way back in: proved kept, and one is left. */
export function areRecoveryCodesUsable(state: RecoveryState | null): boolean {
  return state !== null && state.acknowledgedAt !== undefined && state.unused > 0;
}

/** A code that was spent just now, or before by the same user and not confirmed yet. */
export interface SpentRecoveryCode {
  readonly unused: number;
  /** When it was spent first: what it opens ends by this, however often it is said again. */
  readonly usedAt: Date;
}

/** The part of the store that keeps recovery codes: their hashes only, each deleted when it is spent. */
export interface RecoveryStore {
  readRecoveryState(team: string): Promise<RecoveryState | null>;
  /** Stores a new batch, not acknowledged yet; whatever codes the team had are void. Audited at `batch.madeAt`. */
  replaceRecoveryCodes(
    team: string,
    batch: RecoveryBatch,
    hashes: readonly string[],
    events: readonly AuditEvent[],
    options?: AuditOptions,
  ): Promise<void>;
  /**
   * Notes that somebody typed a code back; the code is not spent. Again is no harm: the first time stays, `events` are
   * logged once. @returns false unless `hash` is an unused code of the team's current batch.
   */
  acknowledgeRecoveryCode(
    team: string,
    batchId: string,
    hash: string,
    by: string,
    now: Date,
    events: readonly AuditEvent[],
    options?: AuditOptions,
  ): Promise<boolean>;
  /**
   * Spends a code: exactly one of concurrent users does. A settings write with a guard, a new batch and this one come
   * one after the other, so the guard judges what is true when it commits. Until `confirmRecoveryUse`, and for
   * `RECOVERY_PROOF_MINUTES` at most, whoever spent it may do so again and gets the same answer: nothing is counted,
   * logged or prolonged twice, and a code whose use came to nothing is not lost.
   * @returns what `eventsFor` is given too: how many codes are left; null unless `hash` is an unused code of the team's
   * current batch, or one that `by` spent and nobody confirmed.
   */
  spendRecoveryCode(
    team: string,
    batchId: string,
    hash: string,
    by: string,
    now: Date,
    eventsFor: AuditEventsFor<number>,
    options?: AuditOptions,
  ): Promise<SpentRecoveryCode | null>;
  /** The host has taken the proof: the code is spent for good. Again, or for a code nobody spent, is no harm. */
  confirmRecoveryUse(team: string, batchId: string, hash: string): Promise<void>;
  /**
   * Counts an attempt of a user to enter a code of a team, before it is looked at. @returns false when it is one more than
   * `RECOVERY_ATTEMPTS` within `RECOVERY_ATTEMPT_WINDOW_MINUTES`; that attempt counts too, so going on helps nobody.
   */
  countRecoveryAttempt(team: string, userId: string, now: Date): Promise<boolean>;
}
