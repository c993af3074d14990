// How long a spent recovery code is on lease to who spent it: as long as what it opens.

import { RECOVERY_PROOF_MINUTES } from '@team-sso/core';

const USE_MILLIS = RECOVERY_PROOF_MINUTES * 60_000;

export function endOfRecoveryUse(usedAt: Date): Date {
  return new Date(usedAt.getTime() + USE_MILLIS);
}

/** The other way round: a lease says until when, and so since when. */
export function startOfRecoveryUse(until: Date): Date {
  return new Date(until.getTime() - USE_MILLIS);
}
