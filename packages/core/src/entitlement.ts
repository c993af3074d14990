// The plan gate: who may switch SSO on, and when a lapsed plan begins to weaken it.

import type { AuditEventsFor, AuditOptions } from './activity.ts';

/** A host's answer to "may this team have SSO?". */
export interface Entitlement {
  readonly entitled: boolean;
  /** The plan to name in the upgrade panel. */
  readonly requiredPlan?: string;
  readonly upgradeUrl?: string;
  /** A known lapse: until then everything goes on, after it "required" acts as `optional`. */
  readonly graceUntil?: Date;
}

/**
 * Entitlement by rank: a team is entitled from `requiredPlan` upwards in `plansByRank` (lowest first).
 * An unknown plan of the team is not entitled. @throws TypeError when `requiredPlan` is not one of the plans.
 */
export function entitlementByPlan(
  plansByRank: readonly string[],
  requiredPlan: string,
  teamPlan: string,
  upgradeUrl?: string,
): Entitlement {
  const needed = plansByRank.indexOf(requiredPlan);
  if (needed < 0) throw new TypeError(`requiredPlan ${requiredPlan} is not one of the plans`);
  return {
    entitled: plansByRank.indexOf(teamPlan) >= needed,
    requiredPlan,
    ...(upgradeUrl === undefined ? {} : { upgradeUrl }),
  };
}

/** Whether a lapse has gone past its grace. Not entitled without `graceUntil` is no known lapse: nothing weakens. */
export function hasLapsed(entitlement: Entitlement, now: Date): boolean {
  return !entitlement.entitled && entitlement.graceUntil !== undefined && now > entitlement.graceUntil;
}

/** The part of the store that keeps what the host said last, for the times it cannot say. */
export interface EntitlementStore {
  /** The last answer that was kept; null: the host never answered for this team. */
  readEntitlement(team: string): Promise<Entitlement | null>;
  /**
   * Keeps an answer of the host, with the events of the change. An answer that says the same as the one before is one
   * read and no write; one from before the last change is dropped. @returns whether anything changed.
   */
  keepEntitlement(
    team: string,
    entitlement: Entitlement,
    at: Date,
    /** Given the answer before, null for a first one. Default: no events. */
    eventsFor?: AuditEventsFor<Entitlement | null>,
    options?: AuditOptions,
  ): Promise<boolean>;
}
