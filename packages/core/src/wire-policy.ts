// The body of `PUT /policy`: what "required" excepts and how long things stay good.

import { parseWith, type Parsed } from './parsed.ts';
import type { TeamPolicy } from './settings.ts';
import { policySchema } from './wire-schemas.ts';

export { MAX_EMERGENCY_ADMINS } from './wire-schemas.ts';

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
