// The ordered table of everything that is checked, for result pages and for the test that every row has an attack.

import { ASSERTION_RULES } from './assertion-rules.ts';
import { STAGE_RULES, type VerificationRule } from './stage-rules.ts';

/** All rules in the order they are applied. A refusal at one means those before it held and those after it were not reached. */
export const VERIFICATION_RULES: readonly VerificationRule[] = [
  ...STAGE_RULES,
  ...ASSERTION_RULES.map(({ id, reason, clause }) => ({ id, reason, clause })),
];
