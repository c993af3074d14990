// What a team has for the day its provider fails, and whether that day is today: for the view of who may manage.

import {
  FAILING_WINDOW_MINUTES,
  hasRecoveryRoute,
  providerFailingSince,
  RECOVERY_CODE_COUNT,
  type EmergencyAdminView,
  type HostMember,
  type RecoveryRoutes,
  type RecoveryState,
  type RecoveryView,
  type SettingsView,
} from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { connectionHealth } from './connection-health.ts';

/** More attempts than this in ten minutes say the same as these. */
const MAX_COUNTED = 500;

/** Who of the team's people could get in without its provider, as the host says now. */
export interface PeopleWithAWayIn extends Omit<RecoveryRoutes, 'codes'> {
  readonly emergencyAdmins: readonly EmergencyAdminView[];
}

export interface WaysBackIn extends PeopleWithAWayIn {
  readonly codes: RecoveryState | null;
}

export async function waysBackIn<Context>(
  service: Service<Context>,
  call: SettingsCall,
): Promise<WaysBackIn> {
  const [codes, people] = await Promise.all([
    service.store.readRecoveryState(call.team),
    peopleWithAWayIn(service, call),
  ]);
  return { ...people, codes };
}

export async function peopleWithAWayIn<Context>(
  service: Service<Context>,
  call: SettingsCall,
): Promise<PeopleWithAWayIn> {
  const { team, stored } = call;
  const emergencyAdmins = await Promise.all(
    stored.settings.policy.emergencyAdmins.map(async (userId) => {
      const member = await service.host.member(team, userId);
      return { userId, counts: member !== null && canUseCodes(member) };
    }),
  );
  const someEmergencyAdminCounts = emergencyAdmins.some(({ counts }) => counts);
  return {
    emergencyAdmins,
    someEmergencyAdminCounts,
    someoneCanUseCodes:
      someEmergencyAdminCounts || canUseCodes(call.member) || (await someMemberCanUseCodes(service, team)),
  };
}

/** What makes an emergency admin count makes a recovery code usable: manage rights, and a way to sign in without SSO. */
function canUseCodes({ membership, manage, hasOwnCredentials }: HostMember): boolean {
  return membership === 'member' && manage && hasOwnCredentials;
}

export function recoveryView({ batch, unused, ...state }: RecoveryState): RecoveryView {
  return {
    total: RECOVERY_CODE_COUNT,
    unused,
    madeAt: batch.madeAt.toISOString(),
    madeBy: batch.madeBy,
    ...(state.acknowledgedAt ? { acknowledgedAt: state.acknowledgedAt.toISOString() } : {}),
    ...(state.lastUsedAt ? { lastUsedAt: state.lastUsedAt.toISOString() } : {}),
    ...(state.lastUsedBy === undefined ? {} : { lastUsedBy: state.lastUsedBy }),
  };
}

/** What is wrong with a team's SSO now. */
export async function healthOf<Context>(
  service: Service<Context>,
  call: SettingsCall,
  ways: WaysBackIn,
): Promise<SettingsView['health']> {
  const { mode } = call.stored.settings;
  const failingSince = mode === 'off' ? null : await failing(service, call.team);
  const lacksRoute = mode === 'required' && !hasRecoveryRoute(ways);
  return [
    ...(failingSince ? [{ code: 'idp_failing' as const, since: failingSince.toISOString() }] : []),
    ...(lacksRoute ? [{ code: 'no_recovery_route' as const }] : []),
    ...(await connectionHealth(service, call)),
  ];
}

async function failing<Context>(service: Service<Context>, team: string): Promise<Date | null> {
  const now = service.now();
  const since = new Date(now.getTime() - FAILING_WINDOW_MINUTES * 60_000);
  return providerFailingSince(await service.store.readAttempts(team, { since, limit: MAX_COUNTED }), now);
}

async function someMemberCanUseCodes<Context>({ host }: Service<Context>, team: string): Promise<boolean> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof host.members>> = await host.members(team, cursor);
    if (page.items.some(canUseCodes)) return true;
    cursor = page.next ?? null;
  } while (cursor !== null);
  return false;
}
