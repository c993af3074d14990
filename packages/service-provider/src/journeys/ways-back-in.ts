// What a team has for the day its provider fails, and whether that day is today: for the view of who may manage.

import {
  FAILING_WINDOW_MINUTES,
  hasRecoveryRoute,
  providerFailingSince,
  RECOVERY_CODE_COUNT,
  type EmergencyAdminView,
  type RecoveryState,
  type RecoveryView,
  type SettingsView,
} from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';

/** More attempts than this in ten minutes say the same as these. */
const MAX_COUNTED = 500;

export interface WaysBackIn {
  readonly codes: RecoveryState | null;
  readonly emergencyAdmins: readonly EmergencyAdminView[];
}

export async function waysBackIn<Context>(
  service: Service<Context>,
  { team, stored }: SettingsCall,
): Promise<WaysBackIn> {
  const [codes, emergencyAdmins] = await Promise.all([
    service.store.readRecoveryState(team),
    Promise.all(
      stored.settings.policy.emergencyAdmins.map(async (userId) => {
        const member = await service.host.member(team, userId);
        return {
          userId,
          counts: member?.membership === 'member' && member.manage && member.hasOwnCredentials,
        };
      }),
    ),
  ]);
  return { codes, emergencyAdmins };
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
  const lacksRoute = mode === 'required' && !(await hasWayBackIn(service, call, ways));
  return [
    ...(failingSince ? [{ code: 'idp_failing' as const, since: failingSince.toISOString() }] : []),
    ...(lacksRoute ? [{ code: 'no_recovery_route' as const }] : []),
  ];
}

async function failing<Context>(service: Service<Context>, team: string): Promise<Date | null> {
  const now = service.now();
  const since = new Date(now.getTime() - FAILING_WINDOW_MINUTES * 60_000);
  return providerFailingSince(await service.store.readAttempts(team, { since, limit: MAX_COUNTED }), now);
}

async function hasWayBackIn<Context>(
  service: Service<Context>,
  call: SettingsCall,
  { codes, emergencyAdmins }: WaysBackIn,
): Promise<boolean> {
  const routes = { codes, someEmergencyAdminCounts: emergencyAdmins.some(({ counts }) => counts) };
  if (hasRecoveryRoute({ ...routes, someoneCanUseCodes: false })) return true;
  // Only when the codes would do is it worth asking who could type one in.
  if (!hasRecoveryRoute({ ...routes, someoneCanUseCodes: true })) return false;
  return someManagerHasOwnCredentials(service, call);
}

async function someManagerHasOwnCredentials<Context>(
  { host }: Service<Context>,
  { team, member }: SettingsCall,
): Promise<boolean> {
  if (member.manage && member.hasOwnCredentials) return true;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof host.members>> = await host.members(team, cursor);
    const found = page.items.some(
      ({ membership, manage, hasOwnCredentials }) => membership === 'member' && manage && hasOwnCredentials,
    );
    if (found) return true;
    cursor = page.next ?? null;
  } while (cursor !== null);
  return false;
}
