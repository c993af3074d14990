// How long what happened is kept.

import { ATTEMPT_DAYS } from '@team-sso/core';

/** Attempts and test runs from this moment or before are over, and an attempt's short code is free again. */
export function retentionStart(now: Date): Date {
  return new Date(now.getTime() - ATTEMPT_DAYS * 24 * 3_600_000);
}
