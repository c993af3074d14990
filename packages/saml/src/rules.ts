// The ordered table of everything that is checked, for result pages and for the test that every row has an attack.

import type { SignInReason } from '@team-sso/core/reasons';

/** One row: what is checked, the reason it refuses with, the clause that demands it. */
export interface VerificationRule {
  readonly id: string;
  readonly reason: SignInReason;
  readonly clause: string;
}

/** All rules in the order they are applied. A refusal at one means those before it held and those after it were not reached. */
export const VERIFICATION_RULES: readonly VerificationRule[] = [];
