// What `GET /settings` shows: settings, our values, facts and what this person may do.

import {
  accessPolicyOf,
  certificateViews,
  domainView,
  effectiveMode,
  previousUntil,
  requirementRefusals,
  testOutcome,
  type CertificateFacts,
  type Entitlement,
  type EntitlementView,
  type LastTestView,
  type ServiceProviderValues,
  type SettingsView,
  type StoredSettings,
  type TestRun,
} from '@team-sso/core';
import { readCertificates } from '@team-sso/saml';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { entitlementOf, planContext } from './current-entitlement.ts';
import { moveView } from './provider-move.ts';
import { healthOf, recoveryView, waysBackIn } from './ways-back-in.ts';

/** The view for the person of this call. */
export async function viewSettings<Context>(
  service: Service<Context>,
  call: SettingsCall,
): Promise<SettingsView> {
  const { team, stored, userId, member } = call;
  const now = service.now();
  const { settings } = stored;
  const entitlement = await entitlementOf(service, team);
  const { live } = settings;
  const [signIns, lastSeen, lastTest, livePassedTest, ways, domains] = await Promise.all([
    service.store.readSignIns(team, [userId]),
    service.store.readCertificatesSeen(team),
    service.store.readLastTestRun(team),
    live ? service.store.readPassedTest(team, live.connectionId) : null,
    waysBackIn(service, call),
    service.store.readDomains(team),
  ]);
  const facts = { actorSignIn: signIns[0] ?? null, livePassedTest, recovery: ways.codes };
  const signingCertificates = factsOf(live?.signingCertificates ?? []);
  const { entitled } = planContext(entitlement, now);
  const until = previousUntil(settings, now);
  return {
    mode: settings.mode,
    effectiveMode: effectiveMode(accessPolicyOf(stored, entitlement, []), now),
    live,
    draft: settings.draft,
    ...(until ? { previousUntil: until.toISOString() } : {}),
    revision: stored.revision,
    ...(await moveView(service, call)),
    serviceProvider: await serviceProviderValues(service, call),
    entitlement: entitlementView(entitlement),
    permissions: { view: true, manage: member.manage },
    requirement: {
      refusals: requirementRefusals(settings, facts, { ...ways, entitled, signingCertificates }, now),
      ...requirementDates(stored),
    },
    health: member.manage ? await healthOf(service, call, ways) : [],
    lastTest: member.manage && lastTest ? lastTestView(lastTest, now) : null,
    certificates: certificateViews(signingCertificates, lastSeen, now),
    ...(settings.draft
      ? { draftCertificates: certificateViews(factsOf(settings.draft.signingCertificates), lastSeen, now) }
      : {}),
    policy: member.manage ? settings.policy : { ...settings.policy, emergencyAdmins: [] },
    ...(member.manage ? { emergencyAdmins: ways.emergencyAdmins } : {}),
    ...(member.manage && ways.codes ? { recovery: recoveryView(ways.codes) } : {}),
    domains: domains.map((domain) => domainView(domain, now, member.manage)),
    ...(member.manage ? await rolesView(service, team) : {}),
  };
}

async function serviceProviderValues<Context>(
  service: Service<Context>,
  { team, region }: SettingsCall,
): Promise<ServiceProviderValues> {
  const keys = await service.spKeys.forRegion(region.id);
  const certificates = keys.flatMap(({ role, fingerprint, certificatePem: pem, notAfter, usedFrom }) =>
    role === 'old'
      ? []
      : [{ role, fingerprint, pem, notAfter: notAfter.toISOString(), usedFrom: usedFrom.toISOString() }],
  );
  return { ...service.urls.valuesFor(team, region), certificates };
}

function lastTestView(run: TestRun, now: Date): LastTestView {
  const last = run.answers.at(-1);
  return {
    id: run.id,
    connectionId: run.connectionId,
    target: run.target,
    outcome: testOutcome(run, now),
    at: run.startedAt.toISOString(),
    by: run.by,
    ...(last?.reason ? { reason: last.reason } : {}),
    ...(last?.identity ? { attributes: last.identity.attributes } : {}),
  };
}

/** A host may say more of its roles than is meant for the API. */
async function rolesView<Context>(
  { host }: Service<Context>,
  team: string,
): Promise<Pick<SettingsView, 'roles'>> {
  const roles = (await host.roles?.(team)) ?? [];
  return roles.length === 0 ? {} : { roles: roles.map(({ id, name, owner }) => ({ id, name, owner })) };
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
