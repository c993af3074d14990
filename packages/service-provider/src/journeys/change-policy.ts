// `PUT /policy`: what "required" excepts. Emergency admins must be people who can use it, and the last way back in stays.

import {
  changePolicy,
  decidePolicy,
  hasRecoveryRoute,
  type Issue,
  type PolicyChange,
  type SettingsView,
  type Transition,
  type WriteGuard,
} from '@team-sso/core';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { roleIssues } from './role-issues.ts';
import { peopleWithAWayIn } from './ways-back-in.ts';
import { applyTransition, changeContextOf, mustBeCurrent, type SettingsWrite } from './write-settings.ts';

/**
 * @throws ProblemError with what refuses it; `validation_failed` names the person who cannot be an emergency admin,
 * `requirement_refused` says that a team which requires SSO would have no way back in.
 */
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
  const issues = [
    ...(
      await Promise.all(
        added.map((userId) => emergencyAdminIssues(service, team, policy.emergencyAdmins, userId)),
      )
    ).flat(),
    ...(await roleIssues(service, team, before, policy)),
  ];
  if (issues.length > 0) throw new ProblemError('validation_failed', { issues });
  const context = await changeContextOf(service, write.call);
  const transition = decidePolicy(stored, policy, context);
  const guard = await wayBackGuard(service, write.call, transition);
  return applyTransition(service, write, transition, context, guard);
}

/** Whoever lost the way back in to something else may still change the rest of the policy. */
async function wayBackGuard<Context>(
  service: Service<Context>,
  call: SettingsCall,
  transition: Transition,
): Promise<WriteGuard | undefined> {
  if (transition.kind !== 'changed' || transition.next.mode !== 'required') return undefined;
  const before = await peopleWithAWayIn(service, call);
  const after = await peopleWithAWayIn(service, {
    ...call,
    stored: { ...call.stored, settings: transition.next },
  });
  return {
    actorUserId: call.userId,
    connectionId: transition.next.live?.connectionId ?? null,
    check: ({ recovery: codes }) => {
      if (hasRecoveryRoute({ ...before, codes }) && !hasRecoveryRoute({ ...after, codes }))
        throw new ProblemError('requirement_refused', { refusals: ['no_recovery_route'] });
    },
  };
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
