// `PUT /policy`: what "required" excepts. Emergency admins must be people who can use it.

import { changePolicy, decidePolicy, type Issue, type PolicyChange, type SettingsView } from '@team-sso/core';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import { applyTransition, changeContextOf, mustBeCurrent, type SettingsWrite } from './write-settings.ts';

/** @throws ProblemError with what refuses it; `validation_failed` names the person who cannot be an emergency admin. */
export async function setPolicy<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  change: PolicyChange,
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const { team, stored } = write.call;
  const before = stored.settings.policy;
  const policy = changePolicy(before, change);
  const added = policy.emergencyAdmins.filter((userId) => !before.emergencyAdmins.includes(userId));
  const issues = (
    await Promise.all(
      added.map((userId) => emergencyAdminIssues(service, team, policy.emergencyAdmins, userId)),
    )
  ).flat();
  if (issues.length > 0) throw new ProblemError('validation_failed', { issues });
  const context = await changeContextOf(service, write.call);
  return applyTransition(service, write, decidePolicy(stored, policy, context), context);
}

async function emergencyAdminIssues<Context>(
  service: Service<Context>,
  team: string,
  all: readonly string[],
  userId: string,
): Promise<Issue[]> {
  const member = await service.host.member(team, userId);
  const path = `emergencyAdmins.${all.indexOf(userId)}`;
  if (member?.membership !== 'member') return [{ path, code: 'not_a_member' }];
  if (!member.manage) return [{ path, code: 'not_a_manager' }];
  return member.hasOwnCredentials ? [] : [{ path, code: 'no_own_credentials' }];
}
