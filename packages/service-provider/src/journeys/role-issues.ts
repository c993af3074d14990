// Roles in a policy must be the host's. Only what is new is asked about: a role that went away must not block other changes.

import type { Issue, TeamPolicy } from '@team-sso/core';
import type { Service } from '../service.ts';

/** Issues: `roles_not_supported`, `role_unknown`; and `role_owns` for a default role that would make everybody an owner. */
export async function roleIssues<Context>(
  { host }: Service<Context>,
  team: string,
  before: TeamPolicy,
  after: TeamPolicy,
): Promise<Issue[]> {
  const known = new Set((before.roleRules ?? []).map(({ role }) => role));
  const rules = (after.roleRules ?? []).map(({ role }, index) => ({ path: `roleRules.${index}.role`, role }));
  const added = rules.filter(({ role }) => !known.has(role));
  const isNewDefault = after.defaultRole !== before.defaultRole;
  if (added.length === 0 && !isNewDefault) return [];
  const roles = (await host.roles?.(team)) ?? [];
  if (roles.length === 0) return added.length > 0 ? [{ path: 'roleRules', code: 'roles_not_supported' }] : [];
  const expected = roles.map(({ id }) => id).join(' | ');
  const find = (role: string) => roles.find(({ id }) => id === role);
  const unknown = added
    .filter(({ role }) => !find(role))
    .map(({ path, role }) => ({ path, code: 'role_unknown', expected, received: role }));
  if (!isNewDefault) return unknown;
  const role = find(after.defaultRole);
  if (!role)
    return [...unknown, { path: 'defaultRole', code: 'role_unknown', expected, received: after.defaultRole }];
  return role.owner ? [...unknown, { path: 'defaultRole', code: 'role_owns' }] : unknown;
}
