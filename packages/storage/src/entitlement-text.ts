// A host's answer about the plan as text: equal answers have equal text.

import type { Entitlement } from '@team-sso/core';

export function entitlementText(entitlement: Entitlement): string {
  const { entitled, requiredPlan, upgradeUrl, graceUntil } = entitlement;
  return JSON.stringify({ entitled, requiredPlan, upgradeUrl, graceUntil });
}

/** Only `entitlementText` makes this text. */
export function parseEntitlement(text: string): Entitlement {
  const { graceUntil, ...rest } = JSON.parse(text) as Omit<Entitlement, 'graceUntil'> & {
    readonly graceUntil?: string | null;
  };
  // An invalid date is null as JSON. No known lapse then, as before it was stored: a team must not weaken by it.
  return { ...rest, ...(typeof graceUntil === 'string' && { graceUntil: new Date(graceUntil) }) };
}
