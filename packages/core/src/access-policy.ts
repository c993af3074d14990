// What access to a team depends on: the policy inside its settings, and the mode that counts now.

import { hasLapsed, type Entitlement } from './entitlement.ts';
import type { Mode, Requirement, StoredSettings, TeamPolicy } from './settings.ts';

/** Everything about a team that access depends on. */
export interface AccessPolicy {
  readonly team: string;
  readonly mode: Mode;
  readonly entitlement: Pick<Entitlement, 'entitled' | 'graceUntil'>;
  readonly live?: { readonly connectionId: string; readonly idpEntityId: string };
  readonly proofsValidFrom?: Date;
  readonly requirement?: Requirement & { readonly confirmedAt?: Date };
  /** Only those who still count: current members with manage rights and own credentials. */
  readonly emergencyAdmins: readonly string[];
  readonly guests: TeamPolicy['guests'];
  readonly personalTokenDays: number;
  readonly serviceTokens: TeamPolicy['serviceTokens'];
  readonly reauthenticateAfterHours?: number;
}

/** The policy inside stored settings. `emergencyAdmins` are those of the policy who still count. */
export function accessPolicyOf(
  stored: StoredSettings,
  entitlement: Pick<Entitlement, 'entitled' | 'graceUntil'>,
  emergencyAdmins: readonly string[],
): AccessPolicy {
  const { mode, live, policy, requirement } = stored.settings;
  return {
    team: stored.team,
    mode,
    entitlement,
    emergencyAdmins,
    guests: policy.guests,
    personalTokenDays: policy.personalTokenDays,
    serviceTokens: policy.serviceTokens,
    ...(policy.reauthenticateAfterHours === undefined
      ? {}
      : { reauthenticateAfterHours: policy.reauthenticateAfterHours }),
    ...(live ? { live: { connectionId: live.connectionId, idpEntityId: live.idpEntityId } } : {}),
    ...(stored.proofsValidFrom ? { proofsValidFrom: stored.proofsValidFrom } : {}),
    ...(requirement
      ? {
          requirement: { ...requirement, ...(stored.confirmedAt ? { confirmedAt: stored.confirmedAt } : {}) },
        }
      : {}),
  };
}

/**
 * The mode that counts now. A requirement that nobody confirmed in time, and one whose plan lapsed past its grace, acts
 * as `optional`: computed on every instance alike, without a timer.
 */
export function effectiveMode(
  policy: Pick<AccessPolicy, 'mode' | 'entitlement' | 'requirement'>,
  now: Date,
): Mode {
  if (policy.mode !== 'required') return policy.mode;
  const { confirmBy, confirmedAt } = policy.requirement ?? {};
  if (confirmBy && !confirmedAt && now > confirmBy) return 'optional';
  return hasLapsed(policy.entitlement, now) ? 'optional' : 'required';
}
