// What a team's admins should hear about their SSO now: computed from facts, never stored.

import type { Attempt } from './activity.ts';
import { sideOf } from './diagnosis.ts';
import { areRecoveryCodesUsable, type RecoveryState } from './recovery.ts';
import type { RequirementRefusal } from './reasons.ts';

export const FAILING_WINDOW_MINUTES = 10;
const FAILING_SHARE = 0.8;
const FAILING_PEOPLE = 5;

/**
 * Since when a provider has been failing: at least four of five sign-ins of the last ten minutes were refused, to at least
 * five people; null: it is not. Refusals that are the person's own doing are no sign of it. Nobody can tell who a refused
 * response was for, so each attempt without a user counts as one person.
 */
export function providerFailingSince(attempts: readonly Attempt[], now: Date): Date | null {
  const start = now.getTime() - FAILING_WINDOW_MINUTES * 60_000;
  const counted = attempts.filter(
    ({ at, reason }) => at.getTime() > start && (reason === undefined || sideOf(reason) !== 'person'),
  );
  const refused = counted.filter(({ outcome }) => outcome === 'refused');
  const people = new Set(refused.map(({ userId, shortCode }) => userId ?? shortCode));
  if (people.size < FAILING_PEOPLE || refused.length < FAILING_SHARE * counted.length) return null;
  return refused.reduce((first, { at }) => (at < first ? at : first), refused[0]!.at);
}

/** What a team has for the day its provider fails. */
export interface RecoveryRoutes {
  readonly codes: RecoveryState | null;
  /** Whether somebody could use a code: a manager with own credentials. */
  readonly someoneCanUseCodes: boolean;
  /** Whether at least one emergency admin still counts. */
  readonly someEmergencyAdminCounts: boolean;
}

/** Whether a team has a way back in besides its provider: an emergency admin, or codes that are kept and usable. */
export function hasRecoveryRoute(routes: RecoveryRoutes): boolean {
  return (
    routes.someEmergencyAdminCounts || (routes.someoneCanUseCodes && areRecoveryCodesUsable(routes.codes))
  );
}

const DAY_MILLIS = 24 * 3_600_000;
/** A pinned certificate that ends so soon would take a team that requires SSO with it. */
const EXPIRES_SOON_DAYS = 7;

/**
 * The two refusals of "required" that look at the bad day: no way back in, and a certificate about to end. Certificates
 * that cannot be read last no longer than any; `null`: there is no connection that could have some.
 */
export function recoveryRouteRefusals(
  routes: RecoveryRoutes,
  signingCertificates: readonly { readonly notAfter: Date }[] | null,
  now: Date,
): RequirementRefusal[] {
  const soon = now.getTime() + EXPIRES_SOON_DAYS * DAY_MILLIS;
  const lastsLonger = signingCertificates?.some(({ notAfter }) => notAfter.getTime() > soon) ?? true;
  return [
    ...(hasRecoveryRoute(routes) ? [] : (['no_recovery_route'] as const)),
    ...(lastsLonger ? [] : (['certificate_expires_soon'] as const)),
  ];
}
