// A host's answer about the plan as text: equal answers have equal text.

import type { Entitlement } from '@team-sso/core';

export function entitlementText(entitlement: Entitlement): string {
  const { entitled, requiredPlan, upgradeUrl, graceUntil } = entitlement;
  return JSON.stringify({ entitled, requiredPlan, upgradeUrl, graceUntil });
}

/** Only `entitlementText` makes this text. */
export function parseEntitlement(text: string): Entitlement {
  const { graceUntil, ...rest } = JSON.parse(text) as Omit<Entitlement, 'graceUntil'> & {
    readonly graceUntil?: string;
  };
  return { ...rest, ...(graceUntil !== undefined && { graceUntil: new Date(graceUntil) }) };
}
