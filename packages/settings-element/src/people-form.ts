// The policy about people as it is typed: from the policy and back, and what is wrong with it. Pure.

import { MAX_ROLE_RULES, type PolicyChange, type RoleRule, type TeamPolicy } from '@team-sso/core';
import type { PeopleForm } from './upkeep-model.ts';

export function peopleFormOf(policy: TeamPolicy): PeopleForm {
  return {
    justInTime: policy.justInTime,
    defaultRole: policy.defaultRole,
    roleRules: policy.roleRules ?? [],
    guests: policy.guests,
    serviceTokens: policy.serviceTokens,
    personalTokenDays: `${policy.personalTokenDays}`,
    reauthenticateAfterHours: `${policy.reauthenticateAfterHours ?? ''}`,
  };
}

/** What differs from the policy; empty when nothing does. */
export function policyChange(form: PeopleForm, policy: TeamPolicy): PolicyChange {
  const hours = form.reauthenticateAfterHours.trim();
  const all: PolicyChange = {
    justInTime: form.justInTime,
    defaultRole: form.defaultRole,
    roleRules: form.roleRules.map(trimmed),
    guests: form.guests,
    serviceTokens: form.serviceTokens,
    personalTokenDays: Number(form.personalTokenDays),
    reauthenticateAfterHours: hours === '' ? null : Number(hours),
  };
  const before: PolicyChange = {
    ...policy,
    roleRules: policy.roleRules ?? [],
    reauthenticateAfterHours: policy.reauthenticateAfterHours ?? null,
  };
  const differing = (Object.keys(all) as (keyof PolicyChange)[]).filter(
    (field) => JSON.stringify(all[field]) !== JSON.stringify(before[field]),
  );
  return Object.fromEntries(differing.map((field) => [field, all[field]]));
}

const trimmed = ({ attribute, value, role }: RoleRule): RoleRule => ({
  ...(attribute === undefined ? {} : { attribute: attribute.trim() }),
  value: value.trim(),
  role,
});

/** Whether anything would be lost by folding it away. */
export function differsFromPolicy(form: PeopleForm, policy: TeamPolicy): boolean {
  return Object.keys(policyChange(form, policy)).length > 0;
}

export const TOKEN_DAYS = { from: 0, to: 365 } as const;
export const REAUTHENTICATE_HOURS = { from: 1, to: 8760 } as const;

/** Issues by the path of the field, as the server names them. */
export function peopleIssuesOf(form: PeopleForm): Readonly<Record<string, string>> {
  const isWhole = (text: string, { from, to }: { readonly from: number; readonly to: number }): boolean =>
    /^\d{1,5}$/.test(text.trim()) && Number(text) >= from && Number(text) <= to;
  const rules = form.roleRules.flatMap(({ attribute, value }, index) => [
    ...(value.trim() === '' ? [[`roleRules.${index}.value`, 'required']] : []),
    ...(attribute !== undefined && attribute.trim() === ''
      ? [[`roleRules.${index}.attribute`, 'required']]
      : []),
  ]);
  const hours = form.reauthenticateAfterHours.trim();
  return Object.fromEntries([
    ...rules,
    ...(form.roleRules.length > MAX_ROLE_RULES ? [['roleRules', 'too_many']] : []),
    ...(isWhole(form.personalTokenDays, TOKEN_DAYS) ? [] : [['personalTokenDays', 'value_invalid']]),
    ...(hours === '' || isWhole(hours, REAUTHENTICATE_HOURS)
      ? []
      : [['reauthenticateAfterHours', 'value_invalid']]),
  ]);
}
