// The body of `PUT /policy`: what "required" excepts and how long things stay good.

import * as z from 'zod/mini';
import { parseWith, type Parsed } from './parsed.ts';
import type { TeamPolicy } from './settings.ts';

export const MAX_EMERGENCY_ADMINS = 5;

const whole = (minimum: number, maximum: number) =>
  z
    .number()
    .check(z.int('value_invalid'), z.minimum(minimum, 'value_invalid'), z.maximum(maximum, 'value_invalid'));
const userId = z.string().check(z.minLength(1, 'required'), z.maxLength(256, 'too_long'));

const policySchema = z.strictObject({
  emergencyAdmins: z.optional(z.array(userId).check(z.maxLength(MAX_EMERGENCY_ADMINS, 'too_many'))),
  guests: z.optional(z.enum(['exempt', 'required', 'blocked'])),
  personalTokenDays: z.optional(whole(0, 365)),
  serviceTokens: z.optional(z.enum(['exempt', 'refused'])),
  /** null: the default. */
  reauthenticateAfterHours: z.optional(z.nullable(whole(1, 8760))),
  justInTime: z.optional(z.enum(['off', 'invite-only', 'on'])),
  defaultRole: z.optional(z.string().check(z.minLength(1, 'required'), z.maxLength(64, 'too_long'))),
});

/** The changes of a policy; a field that is left out stays as it is. `reauthenticateAfterHours: null` is the default. */
export type PolicyChange = Partial<Omit<TeamPolicy, 'reauthenticateAfterHours'>> & {
  readonly reauthenticateAfterHours?: number | null;
};

/** Reads the body of `PUT /policy`. */
export function parsePolicyBody(input: unknown): Parsed<PolicyChange> {
  return parseWith(policySchema, input) as Parsed<PolicyChange>;
}

/** A policy with its changes applied; emergency admins each once. */
export function changePolicy(policy: TeamPolicy, change: PolicyChange): TeamPolicy {
  const { reauthenticateAfterHours, emergencyAdmins, ...rest } = change;
  const { reauthenticateAfterHours: before, ...kept } = policy;
  const hours = reauthenticateAfterHours === undefined ? before : (reauthenticateAfterHours ?? undefined);
  return {
    ...kept,
    ...rest,
    ...(emergencyAdmins ? { emergencyAdmins: [...new Set(emergencyAdmins)] } : {}),
    ...(hours === undefined ? {} : { reauthenticateAfterHours: hours }),
  };
}
