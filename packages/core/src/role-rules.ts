// Which role a person gets from what their provider says of them: rules tried in order, the first that fits decides.

import type { Identity } from './host.ts';

export const MAX_ROLE_RULES = 50;

/** Gives a role to whoever has a value among their groups, or in an attribute. */
export interface RoleRule {
  /** The attribute's `Name`, as received. Absent: the groups, as the connection's mapping reads them. */
  readonly attribute?: string;
  /** Compared exactly, but for white space around it. */
  readonly value: string;
  /** A role of the host. */
  readonly role: string;
}

/**
 * What the rules say. `none`: no rule fits, the default role is meant. `unknown`: the provider left the groups out
 * (Entra above 150), so a rule that looks at them cannot be judged, and neither can what comes after it.
 */
export type RoleVerdict =
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** Judges the rules for one person. */
export function judgeRoles(
  rules: readonly RoleRule[],
  { identity, groupsOmitted }: { readonly identity: Identity; readonly groupsOmitted: boolean },
): RoleVerdict {
  for (const { attribute, value, role } of rules) {
    if (attribute === undefined && groupsOmitted) return { kind: 'unknown' };
    if (valuesOf(identity, attribute).some((held) => held.trim() === value)) return { kind: 'role', role };
  }
  return { kind: 'none' };
}

/** Names come from admins and from providers: neither may reach what every object inherits. */
function valuesOf({ groups, attributes }: Identity, attribute: string | undefined): readonly string[] {
  if (attribute === undefined) return groups;
  return Object.hasOwn(attributes, attribute) ? (attributes[attribute] ?? []) : [];
}
