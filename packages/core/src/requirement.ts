// Why "required" may not be switched on: typed refusals, judged inside the write that would switch it on.

import { recoveryRouteRefusals, type RecoveryRoutes } from './health.ts';
import type { RequirementRefusal } from './reasons.ts';
import type { TeamSettings } from './settings.ts';
import type { SettingsFacts } from './stores.ts';

/** How long a real sign-in counts as the proof that the live connection works for this admin. */
const SIGN_IN_COUNTS_MILLIS = 24 * 3_600_000;

/** What a database cannot say: the plan, what the host says of its people, and what the pinned certificates are. */
export interface RequirementCircumstances extends Omit<RecoveryRoutes, 'codes'> {
  readonly entitled: boolean;
  /** Those of the live connection. */
  readonly signingCertificates: readonly { readonly notAfter: Date }[];
}

/**
 * Every reason why this admin cannot switch "required" on now; empty when it may be. A real SSO sign-in by this admin
 * through the live connection within 24 hours is both a test and the admin's own proof; a passed test is only a test.
 */
export function requirementRefusals(
  settings: Pick<TeamSettings, 'mode' | 'live'>,
  facts: Pick<SettingsFacts, 'actorSignIn' | 'livePassedTest' | 'recovery'>,
  circumstances: RequirementCircumstances,
  now: Date,
): RequirementRefusal[] {
  const { entitled, signingCertificates, ...routes } = circumstances;
  return [
    ...(settings.mode === 'off' ? (['sso_is_off'] as const) : []),
    ...(entitled ? [] : (['not_entitled'] as const)),
    ...connectionRefusals(settings.live?.connectionId ?? null, facts, now),
    ...recoveryRouteRefusals(
      { ...routes, codes: facts.recovery },
      settings.live ? signingCertificates : null,
      now,
    ),
  ];
}

function connectionRefusals(
  connectionId: string | null,
  { actorSignIn, livePassedTest }: Pick<SettingsFacts, 'actorSignIn' | 'livePassedTest'>,
  now: Date,
): RequirementRefusal[] {
  if (connectionId === null) return ['no_live_connection'];
  const signedIn =
    actorSignIn?.connectionId === connectionId &&
    now.getTime() - actorSignIn.at.getTime() < SIGN_IN_COUNTS_MILLIS;
  const tested = livePassedTest?.connectionId === connectionId && livePassedTest.outcome === 'passed';
  return [
    ...(signedIn || tested ? [] : (['live_connection_not_tested'] as const)),
    ...(signedIn ? [] : (['admin_not_signed_in_by_sso'] as const)),
  ];
}
