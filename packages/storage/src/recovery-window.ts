// The limit on attempts to enter a recovery code, over the times of a user's last attempts.

import { RECOVERY_ATTEMPT_WINDOW_MINUTES, RECOVERY_ATTEMPTS } from '@team-sso/core';

/** Attempts at or before this moment count no more. */
export function recoveryWindowStart(now: Date): number {
  return now.getTime() - RECOVERY_ATTEMPT_WINDOW_MINUTES * 60_000;
}

/** Adds an attempt to the times kept, oldest first; only as many are kept as the limit needs. */
export function addRecoveryAttempt(
  earlier: readonly number[],
  now: Date,
): { readonly isWithinLimit: boolean; readonly times: readonly number[] } {
  const counted = earlier.filter((at) => at > recoveryWindowStart(now));
  return {
    isWithinLimit: counted.length < RECOVERY_ATTEMPTS,
    times: [...counted, now.getTime()].slice(-RECOVERY_ATTEMPTS),
  };
}
