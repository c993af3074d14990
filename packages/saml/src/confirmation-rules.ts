// The rules that one bearer SubjectConfirmation must satisfy all by itself (saml-profiles-2.0-os §4.1.4.2, §4.1.4.3).

import type { AssertionFacts, AssertionRule } from './assertion-rules.ts';
import { refusesNotBefore, refusesNotOnOrAfter } from './assertion-times.ts';
import { BEARER, type Confirmation } from './subject.ts';

const PROFILE = 'saml-profiles-2.0-os §4.1.4';

export const CONFIRMATION_RULES: readonly AssertionRule[] = [
  {
    id: 'confirmation-bearer',
    reason: 'subject_confirmation_invalid',
    clause: `${PROFILE}.2`,
    check: (_, confirmation) =>
      confirmation?.method === BEARER ? null : { expected: BEARER, received: confirmation?.method ?? '' },
  },
  {
    id: 'confirmation-data',
    reason: 'subject_confirmation_invalid',
    clause: `${PROFILE}.2: a bearer confirmation has data`,
    check: (_, confirmation) => (confirmation?.hasData === true ? null : {}),
  },
  {
    id: 'confirmation-recipient',
    reason: 'recipient_mismatch',
    clause: `${PROFILE}.2, ${PROFILE}.3`,
    check: ({ acsUrl }, confirmation) =>
      confirmation?.recipient === acsUrl
        ? null
        : { expected: acsUrl, received: confirmation?.recipient ?? '' },
  },
  {
    id: 'confirmation-not-on-or-after-present',
    reason: 'subject_confirmation_invalid',
    clause: `${PROFILE}.2: NotOnOrAfter limits the window`,
    check: (_, confirmation) => (confirmation === null || confirmation.notOnOrAfter === null ? {} : null),
  },
  {
    id: 'confirmation-not-on-or-after',
    reason: 'assertion_expired',
    clause: `${PROFILE}.3`,
    check: (facts, confirmation) => refusesNotOnOrAfter(facts, confirmation?.notOnOrAfter ?? ''),
  },
  {
    id: 'confirmation-not-before',
    reason: 'assertion_too_early',
    clause: 'saml-core-2.0-os §2.4.1.2',
    check: (facts, confirmation) => refusesNotBefore(facts, confirmation?.notBefore ?? null),
  },
  {
    id: 'confirmation-in-response-to-present',
    reason: 'in_response_to_missing',
    clause: `${PROFILE}.2`,
    check: ({ expectedInResponseTo }, confirmation) =>
      expectedInResponseTo === null || (confirmation?.inResponseTo ?? null) !== null
        ? null
        : { expected: expectedInResponseTo },
  },
  {
    id: 'confirmation-in-response-to',
    reason: 'in_response_to_unknown',
    clause: `${PROFILE}.3; ${PROFILE}.5: none in an unsolicited response`,
    check: ({ expectedInResponseTo }, confirmation) => {
      const inResponseTo = confirmation?.inResponseTo ?? null;
      return inResponseTo === expectedInResponseTo
        ? null
        : { expected: expectedInResponseTo ?? '', received: inResponseTo ?? '' };
    },
  },
];

/** The first confirmation that satisfies all of them, else the one that satisfies most in a row: its refusal explains best. */
export function chooseConfirmation(
  facts: AssertionFacts,
  confirmations: readonly Confirmation[],
): Confirmation | null {
  let best: Confirmation | null = null;
  let bestReach = -1;
  for (const confirmation of confirmations) {
    const reach = CONFIRMATION_RULES.findIndex((rule) => rule.check(facts, confirmation) !== null);
    if (reach < 0) return confirmation;
    if (reach > bestReach) {
      best = confirmation;
      bestReach = reach;
    }
  }
  return best;
}
