// Refusals: one way to say which rule refused, why, and what was expected.

import { SsoError, type SignInReason } from '@team-sso/core/reasons';
import { STAGE_RULES, type StageRuleId, type VerificationRule } from './stage-rules.ts';

/** What a rule expected and what it was given; untrusted text. */
export interface Values {
  readonly expected?: string;
  readonly received?: string;
}

const STAGES: ReadonlyMap<string, VerificationRule> = new Map(STAGE_RULES.map((rule) => [rule.id, rule]));

/** Refuses by a rule of the first part of the table. */
export function refuse(id: StageRuleId, note?: string, values: Values = {}): never {
  refuseBy(STAGES.get(id)!, note, values);
}

/** Refuses by a rule: `evidence.detail` is its id, and a note after a colon when there is one. */
export function refuseBy(rule: VerificationRule, note: string | undefined, values: Values): never {
  throw new SsoError<SignInReason>(rule.reason, {
    ...(values.expected === undefined ? {} : { expected: values.expected }),
    ...(values.received === undefined ? {} : { received: values.received }),
    detail: note === undefined ? rule.id : `${rule.id}: ${note}`,
  });
}
