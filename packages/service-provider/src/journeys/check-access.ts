// Journey (c): a team resource is asked for. Host facts and settings in, the core's decision out.

import {
  accessPolicyOf,
  decideAccess,
  effectiveMode,
  NEVER_CONFIGURED,
  type AccessDecision,
  type AccessPolicy,
  type AccessSubject,
  type HostMember,
  type HostSession,
  type Mode,
  type Region,
  type StoredSettings,
} from '@team-sso/core';
import type { Service } from '../service.ts';
import { originOf, type Caller } from './actor.ts';
import { entitlementAsked } from './current-entitlement.ts';
import { recordEmergencyAccess } from './record-emergency-access.ts';

export interface AccessCheck {
  readonly decision: AccessDecision;
  readonly effectiveMode: Mode;
  /** Where SSO of this team begins; absent while the effective mode is `off`. */
  readonly loginUrl?: string;
}

/** A check that began at a session: what the host said about it comes along. */
export interface SessionAccessCheck extends AccessCheck {
  readonly session: HostSession | null;
  readonly member: HostMember | null;
  readonly stored: StoredSettings | null;
  /** Null: no such team, or one of another deployment. */
  readonly region: Region | null;
}

/** Decides for any subject: sessions, API tokens, sockets. The host has answered for `subject.membership`. */
export async function checkAccess<Context>(
  service: Service<Context>,
  team: string,
  subject: AccessSubject,
): Promise<AccessCheck> {
  const stored = await service.readPolicy(team);
  const userId = subject.kind === 'anonymous' ? null : subject.userId;
  const isEmergencyAdmin =
    userId !== null && stored?.settings.policy.emergencyAdmins.includes(userId) === true;
  const member = isEmergencyAdmin ? await service.host.member(team, userId) : null;
  return decide(service, team, { stored, subject, member });
}

/** Decides for the browser session of a request. */
export async function checkSession<Context>(
  service: Service<Context>,
  ctx: Context,
  team: string,
  purpose: 'resource' | 'sso-settings',
): Promise<SessionAccessCheck> {
  const session = await service.host.session(ctx);
  const region = await service.findRegion(team);
  const member = session && region ? await service.host.member(team, session.userId) : null;
  // Whoever changes settings must see them as they are.
  const read = () => (purpose === 'resource' ? service.readPolicy(team) : service.store.readSettings(team));
  const stored = region ? await read() : null;
  const subject: AccessSubject = session
    ? {
        kind: 'session',
        purpose,
        userId: session.userId,
        proofs: session.proofs,
        membership: member?.membership ?? 'none',
      }
    : { kind: 'anonymous' };
  const asked = { stored, subject, member, origin: originOf(service, ctx) };
  return { ...(await decide(service, team, asked)), session, member, stored, region };
}

/** Who asks, with what the host and the store say of them. */
interface Asked {
  readonly stored: StoredSettings | null;
  readonly subject: AccessSubject;
  readonly member: HostMember | null;
  readonly origin?: Pick<Caller, 'from'>;
}

async function decide<Context>(
  service: Service<Context>,
  team: string,
  { stored, subject, member, origin = {} }: Asked,
): Promise<AccessCheck> {
  const now = service.now();
  const settings = stored ?? { team, revision: 0, settings: NEVER_CONFIGURED };
  const policy = accessPolicyOf(
    settings,
    await entitlementForAccess(service, team, settings),
    validEmergencyAdmins(settings, subject, member),
  );
  const mode = effectiveMode(policy, now);
  const decision = decideBest(policy, subject, now);
  if (decision.reason === 'emergency_admin' && subject.kind === 'session')
    await recordEmergencyAccess(service, team, subject, origin);
  return {
    decision,
    effectiveMode: mode,
    ...(mode === 'off' ? {} : { loginUrl: service.urls.login(team) }),
  };
}

/** A recovery proof limits what may be done, so it opens the door only when nothing else does. */
function decideBest(policy: AccessPolicy, subject: AccessSubject, now: Date): AccessDecision {
  const decision = decideAccess(policy, subject, now);
  if (decision.reason !== 'recovery' || subject.kind !== 'session') return decision;
  const without = { ...subject, proofs: subject.proofs.filter(({ kind }) => kind !== 'recovery') };
  const better = decideAccess(policy, without, now);
  return better.kind === 'allow' ? better : decision;
}

/** Only "required" depends on the plan. No answer ever weakens nothing. */
async function entitlementForAccess<Context>(
  service: Service<Context>,
  team: string,
  stored: StoredSettings,
): Promise<AccessPolicy['entitlement']> {
  if (stored.settings.mode !== 'required') return { entitled: true };
  return (await entitlementAsked(service, team)) ?? { entitled: true };
}

/** An emergency admin counts while a member with manage rights and own credentials. */
function validEmergencyAdmins(
  stored: StoredSettings,
  subject: AccessSubject,
  member: HostMember | null,
): readonly string[] {
  if (subject.kind === 'anonymous' || !member) return [];
  const valid = member.membership === 'member' && member.manage && member.hasOwnCredentials;
  return valid && stored.settings.policy.emergencyAdmins.includes(subject.userId) ? [subject.userId] : [];
}
