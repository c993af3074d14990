// What `GET /settings` shows: settings, our values, facts and what this person may do.

import {
  accessPolicyOf,
  certificateViews,
  effectiveMode,
  previousUntil,
  requirementRefusals,
  type CertificateFacts,
  type Entitlement,
  type EntitlementView,
  type SettingsView,
  type StoredSettings,
} from '@team-sso/core';
import { readCertificates } from '@team-sso/saml';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';

/** The view for the person of this call. */
export async function viewSettings<Context>(
  service: Service<Context>,
  call: SettingsCall,
): Promise<SettingsView> {
  const { team, region, stored, userId, member } = call;
  const now = service.now();
  const { settings } = stored;
  const entitlement = await entitlementOf(service, team);
  const [signIns, lastSeen] = await Promise.all([
    service.store.readSignIns(team, [userId]),
    service.store.readCertificatesSeen(team),
  ]);
  const facts = { actorSignIn: signIns[0] ?? null, livePassedTest: null };
  const until = previousUntil(settings, now);
  return {
    mode: settings.mode,
    effectiveMode: effectiveMode(accessPolicyOf(stored, entitlement, []), now),
    live: settings.live,
    draft: settings.draft,
    ...(until ? { previousUntil: until.toISOString() } : {}),
    revision: stored.revision,
    serviceProvider: service.urls.valuesFor(team, region),
    entitlement: entitlementView(entitlement),
    permissions: { view: true, manage: member.manage },
    requirement: {
      refusals: requirementRefusals(settings, facts, maySwitchOn(entitlement, now), now),
      ...requirementDates(stored),
    },
    health: [],
    lastTest: null,
    certificates: certificateViews(settings.live ? factsOf(settings.live.signingCertificates) : [], lastSeen),
    policy: member.manage ? settings.policy : { ...settings.policy, emergencyAdmins: [] },
    domains: [],
  };
}

/** The plan's answer; none is no entitlement, which blocks switching on and nothing else. */
export async function entitlementOf<Context>(service: Service<Context>, team: string): Promise<Entitlement> {
  try {
    return await service.host.entitlement(team);
  } catch {
    return { entitled: false };
  }
}

/** Whether SSO may be switched on or replaced: entitled, or in the grace of a lapse. */
export function maySwitchOn(entitlement: Entitlement, now: Date): boolean {
  return entitlement.entitled || (entitlement.graceUntil !== undefined && now < entitlement.graceUntil);
}

function factsOf(certificates: readonly string[]): CertificateFacts[] {
  return certificates.flatMap((certificate) => readCertificates(certificate).certificates);
}

function entitlementView(entitlement: Entitlement): EntitlementView {
  const { graceUntil, ...rest } = entitlement;
  return { ...rest, ...(graceUntil ? { graceUntil: graceUntil.toISOString() } : {}) };
}

function requirementDates({ settings, confirmedAt }: StoredSettings) {
  const { since, confirmBy } = settings.requirement ?? {};
  return {
    ...(since ? { since: since.toISOString() } : {}),
    ...(confirmBy ? { confirmBy: confirmBy.toISOString() } : {}),
    ...(since && confirmedAt ? { confirmedAt: confirmedAt.toISOString() } : {}),
  };
}
