// How long what happened is kept.

import { ATTEMPT_DAYS } from '@team-sso/core';

/** Attempts and test runs from this moment or before are over, and an attempt's short code is free again. */
export function retentionStart(now: Date): Date {
  return new Date(now.getTime() - ATTEMPT_DAYS * 24 * 3_600_000);
}

const CLAIM_MARGIN_MILLIS = 24 * 3_600_000;

/**
 * Claims that ended at this moment or before may go: a day after they are over. An instance whose clock is ahead would
 * otherwise delete what still keeps a response from being used twice on the others.
 */
export function claimsOver(now: Date): Date {
  return new Date(now.getTime() - CLAIM_MARGIN_MILLIS);
}
