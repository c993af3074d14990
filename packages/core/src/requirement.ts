// Why "required" may not be switched on: typed refusals, judged inside the write that would switch it on.

import type { RequirementRefusal } from './reasons.ts';
import type { TeamSettings } from './settings.ts';
import type { SettingsFacts } from './stores.ts';

/** How long a real sign-in counts as the proof that the live connection works for this admin. */
const SIGN_IN_COUNTS_MILLIS = 24 * 3_600_000;

/**
 * Every reason why this admin cannot switch "required" on now; empty when it may be. A real SSO sign-in by this admin
 * through the live connection within 24 hours is both a test and the admin's own proof; a passed test is only a test.
 */
export function requirementRefusals(
  settings: Pick<TeamSettings, 'mode' | 'live'>,
  facts: Pick<SettingsFacts, 'actorSignIn' | 'livePassedTest'>,
  entitled: boolean,
  now: Date,
): RequirementRefusal[] {
  const refusals: RequirementRefusal[] = [];
  if (settings.mode === 'off') refusals.push('sso_is_off');
  if (!entitled) refusals.push('not_entitled');
  if (!settings.live) return [...refusals, 'no_live_connection'];
  const { connectionId } = settings.live;
  const { actorSignIn, livePassedTest } = facts;
  const signedIn =
    actorSignIn?.connectionId === connectionId &&
    now.getTime() - actorSignIn.at.getTime() < SIGN_IN_COUNTS_MILLIS;
  const tested = livePassedTest?.connectionId === connectionId && livePassedTest.outcome === 'passed';
  if (!signedIn && !tested) refusals.push('live_connection_not_tested');
  if (!signedIn) refusals.push('admin_not_signed_in_by_sso');
  return refusals;
}
