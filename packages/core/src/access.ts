// The one decision: may this subject reach this team now? Pure and total; the table in docs/access.md is made from it.

import { effectiveMode, type AccessPolicy } from './access-policy.ts';
import type { Membership, Proof, SsoProof } from './host.ts';
import type { AccessReason } from './reasons.ts';
import type { Mode } from './settings.ts';

/** Who asks, and with what. */
export type AccessSubject =
  | { readonly kind: 'anonymous' }
  | SessionSubject
  | {
      readonly kind: 'personal_token' | 'service_token';
      readonly userId: string;
      readonly membership: Membership | 'none';
      /** The owner's last sign-in through the live `idpEntityId`. */
      readonly lastSsoAt?: Date;
    };

export interface SessionSubject {
  readonly kind: 'session';
  readonly userId: string;
  readonly membership: Membership | 'none';
  /** What is asked for: a resource of the team, or its SSO settings (which a recovery proof opens). */
  readonly purpose: 'resource' | 'sso-settings';
  readonly proofs: readonly Proof[];
}

/**
 * `allow`: until `until`, then ask again (sockets, caches). `sign-in`: no usable session. `step-up`: the session is
 * good but this team needs its SSO. `deny`: nothing the person does in the browser helps.
 */
export type AccessDecision =
  | { readonly kind: 'allow'; readonly reason: AccessReason; readonly until?: Date }
  | { readonly kind: 'sign-in' | 'step-up' | 'deny'; readonly reason: AccessReason };

/** Hours an SSO proof stays good in `required` when the policy does not say. */
export const DEFAULT_REAUTHENTICATE_AFTER_HOURS = 24;
const HOUR_MILLIS = 3_600_000;

/** Decides access to one team. The first rule that fits wins; the order is the contract. */
export function decideAccess(policy: AccessPolicy, subject: AccessSubject, now: Date): AccessDecision {
  if (subject.kind === 'anonymous') return { kind: 'sign-in', reason: 'not_signed_in' };
  if (subject.membership === 'none') return { kind: 'deny', reason: 'not_a_member' };
  const mode = effectiveMode(policy, now);
  if (subject.membership === 'guest' && policy.guests === 'blocked')
    return { kind: 'deny', reason: 'guest_blocked' };
  return subject.kind === 'session'
    ? decideSession(policy, mode, subject, now)
    : decideToken(policy, mode, subject, now);
}

function decideSession(policy: AccessPolicy, mode: Mode, subject: SessionSubject, now: Date): AccessDecision {
  if (subject.purpose === 'sso-settings') {
    const until = recoveryEnd(subject.proofs, policy.team, now);
    if (until) return { kind: 'allow', reason: 'recovery', until };
  }
  const ssoProofs = subject.proofs.filter((proof) => proof.kind === 'sso');
  const ofThisTeam = ssoProofs.filter((proof) => proof.team === policy.team);
  if (mode !== 'off') {
    const until = latestEnd(
      ofThisTeam.filter((proof) => counts(proof, policy, mode, now)),
      policy,
      mode,
    );
    if (until) return { kind: 'allow', reason: 'sso', ...(until === 'open' ? {} : { until }) };
  }
  const passwords = subject.proofs.filter((proof) => proof.kind === 'password');
  if (passwords.length > 0) return decidePassword(policy, mode, subject, passwords, now);
  if (ofThisTeam.length > 0) return expiredSso(mode);
  return { kind: 'sign-in', reason: ssoProofs.length > 0 ? 'proof_of_other_team' : 'not_signed_in' };
}

/** When the last running recovery proof of this team ends. */
function recoveryEnd(proofs: readonly Proof[], team: string, now: Date): Date | undefined {
  return proofs
    .filter((proof) => proof.kind === 'recovery')
    .filter((proof) => proof.team === team && now < proof.endsAt)
    .map((proof) => proof.endsAt)
    .reduce<Date | undefined>((last, end) => (last && last > end ? last : end), undefined);
}

function decidePassword(
  policy: AccessPolicy,
  mode: Mode,
  subject: SessionSubject,
  passwords: readonly Extract<Proof, { kind: 'password' }>[],
  now: Date,
): AccessDecision {
  if (mode !== 'required') return { kind: 'allow', reason: 'password' };
  if (policy.emergencyAdmins.includes(subject.userId)) return { kind: 'allow', reason: 'emergency_admin' };
  if (subject.membership === 'guest' && policy.guests === 'exempt')
    return { kind: 'allow', reason: 'guest_exempt' };
  const { since, ownCredentialSessionsEndAt: graceEndsAt } = policy.requirement ?? {};
  if (since && graceEndsAt && now < graceEndsAt && passwords.some((proof) => proof.at < since))
    return { kind: 'allow', reason: 'grace', until: graceEndsAt };
  if (subject.membership === 'service') return { kind: 'deny', reason: 'service_account_needs_token' };
  return { kind: 'step-up', reason: 'sso_required' };
}

function expiredSso(mode: Mode): AccessDecision {
  switch (mode) {
    case 'off':
      return { kind: 'sign-in', reason: 'own_credentials_needed' };
    case 'optional':
      return { kind: 'sign-in', reason: 'sso_proof_expired' };
    case 'required':
      return { kind: 'step-up', reason: 'sso_proof_expired' };
  }
}

function decideToken(
  policy: AccessPolicy,
  mode: Mode,
  subject: Extract<AccessSubject, { kind: 'personal_token' | 'service_token' }>,
  now: Date,
): AccessDecision {
  if (mode !== 'required') return { kind: 'allow', reason: 'token' };
  if (subject.kind === 'service_token')
    return policy.serviceTokens === 'exempt'
      ? { kind: 'allow', reason: 'token' }
      : { kind: 'deny', reason: 'service_token_refused' };
  const { lastSsoAt } = subject;
  const until = lastSsoAt && new Date(lastSsoAt.getTime() + policy.personalTokenDays * 24 * HOUR_MILLIS);
  return until && now < until && isSinceValidFrom(lastSsoAt, policy)
    ? { kind: 'allow', reason: 'token', until }
    : { kind: 'deny', reason: 'personal_token_needs_sso' };
}

/** Asks for what must hold, so that an unreadable date counts for nothing. */
function isSinceValidFrom(at: Date, { proofsValidFrom }: AccessPolicy): boolean {
  return proofsValidFrom === undefined || at >= proofsValidFrom;
}

function counts(proof: SsoProof, policy: AccessPolicy, mode: Mode, now: Date): boolean {
  if (proof.idpEntityId !== policy.live?.idpEntityId) return false;
  if (!isSinceValidFrom(proof.at, policy)) return false;
  const end = proofEnd(proof, policy, mode);
  return end === null || now < end;
}

function proofEnd(proof: SsoProof, policy: AccessPolicy, mode: Mode): Date | null {
  const hours =
    policy.reauthenticateAfterHours ?? (mode === 'required' ? DEFAULT_REAUTHENTICATE_AFTER_HOURS : undefined);
  const byAge = hours === undefined ? Infinity : proof.at.getTime() + hours * HOUR_MILLIS;
  const end = Math.min(byAge, proof.endsAt?.getTime() ?? Infinity);
  return end === Infinity ? null : new Date(end);
}

/** When the last of the counting proofs ends: `open` if one never does, undefined if there is none. */
function latestEnd(proofs: readonly SsoProof[], policy: AccessPolicy, mode: Mode): Date | 'open' | undefined {
  const ends = proofs.map((proof) => proofEnd(proof, policy, mode)?.getTime() ?? Infinity);
  if (ends.length === 0) return undefined;
  const last = Math.max(...ends);
  return last === Infinity ? 'open' : new Date(last);
}
