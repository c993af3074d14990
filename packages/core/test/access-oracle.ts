// The access rules a second time, read from the text of the policy rather than from the code: one row per clause, in
// order. The exhaustive test holds `decideAccess` against it.

import type { AccessDecision, AccessPolicy, AccessSubject, Mode, Proof } from '../src/index.ts';

interface Case {
  readonly policy: AccessPolicy;
  readonly subject: AccessSubject;
  readonly now: Date;
}
type Outcome = readonly [AccessDecision['kind'], AccessDecision['reason']];
interface Rule {
  readonly when: (one: Case) => boolean;
  readonly outcome: Outcome | ((one: Case) => Outcome);
}

const HOUR = 3_600_000;
const proofs = ({ subject }: Case): readonly Proof[] => (subject.kind === 'session' ? subject.proofs : []);
const membership = ({ subject }: Case) => (subject.kind === 'anonymous' ? undefined : subject.membership);
const isToken = ({ subject }: Case) => subject.kind === 'personal_token' || subject.kind === 'service_token';
const hasPassword = (one: Case) => proofs(one).some(({ kind }) => kind === 'password');
const hasSso = (one: Case, ofThisTeam: boolean) =>
  proofs(one).some((proof) => proof.kind === 'sso' && (proof.team === one.policy.team) === ofThisTeam);

/** "past `confirmBy` without `confirmedAt` it is `optional`"; "past `graceUntil`: `required` then acts as `optional`". */
export function modeNow({ policy: { mode, requirement, entitlement }, now }: Case): Mode {
  if (mode !== 'required') return mode;
  const pastConfirmBy =
    requirement?.confirmBy !== undefined && now.getTime() > requirement.confirmBy.getTime();
  const rolledBack = pastConfirmBy && requirement.confirmedAt === undefined;
  const lapsed =
    !entitlement.entitled &&
    entitlement.graceUntil !== undefined &&
    now.getTime() > entitlement.graceUntil.getTime();
  return rolledBack || lapsed ? 'optional' : 'required';
}

/** "its team is this one, its idpEntityId is the live one's, at ≥ proofsValidFrom, before endsAt and younger than …" */
function ssoProofCounts(proof: Proof, one: Case): boolean {
  const { policy, now } = one;
  if (proof.kind !== 'sso' || proof.team !== policy.team) return false;
  if (policy.live === undefined || proof.idpEntityId !== policy.live.idpEntityId) return false;
  const hours = policy.reauthenticateAfterHours ?? (modeNow(one) === 'required' ? 24 : Infinity);
  return (
    proof.at.getTime() >= (policy.proofsValidFrom?.getTime() ?? -Infinity) &&
    now.getTime() < (proof.endsAt?.getTime() ?? Infinity) &&
    now.getTime() - proof.at.getTime() < hours * HOUR
  );
}

/** "proof older than `since`, before `ownCredentialSessionsEndAt`" */
const inGrace = (one: Case) => {
  const { requirement } = one.policy;
  if (!requirement || one.now.getTime() >= requirement.ownCredentialSessionsEndAt.getTime()) return false;
  return proofs(one).some(
    (proof) => proof.kind === 'password' && proof.at.getTime() < requirement.since.getTime(),
  );
};

/** "while `lastSsoAt` is younger than `personalTokenDays` and ≥ `proofsValidFrom`" */
const tokenIsFresh = ({ policy, subject, now }: Case) => {
  if (subject.kind !== 'personal_token' || subject.lastSsoAt === undefined) return false;
  const age = now.getTime() - subject.lastSsoAt.getTime();
  return (
    age < policy.personalTokenDays * 24 * HOUR &&
    subject.lastSsoAt.getTime() >= (policy.proofsValidFrom?.getTime() ?? -Infinity)
  );
};

const required = (one: Case) => modeNow(one) === 'required';
const userId = ({ subject }: Case) => (subject.kind === 'anonymous' ? '' : subject.userId);

const RULES: readonly Rule[] = [
  { when: ({ subject }) => subject.kind === 'anonymous', outcome: ['sign-in', 'not_signed_in'] },
  { when: (one) => membership(one) === 'none', outcome: ['deny', 'not_a_member'] },
  {
    when: (one) => membership(one) === 'guest' && one.policy.guests === 'blocked',
    outcome: ['deny', 'guest_blocked'],
  },
  { when: (one) => isToken(one) && !required(one), outcome: ['allow', 'token'] },
  {
    when: ({ subject }) => subject.kind === 'service_token',
    outcome: ({ policy }) =>
      policy.serviceTokens === 'exempt' ? ['allow', 'token'] : ['deny', 'service_token_refused'],
  },
  {
    when: ({ subject }) => subject.kind === 'personal_token',
    outcome: (one) => (tokenIsFresh(one) ? ['allow', 'token'] : ['deny', 'personal_token_needs_sso']),
  },
  {
    when: ({ policy, subject, now }) =>
      subject.kind === 'session' &&
      subject.purpose === 'sso-settings' &&
      subject.proofs.some(
        (proof) => proof.kind === 'recovery' && proof.team === policy.team && proof.endsAt > now,
      ),
    outcome: ['allow', 'recovery'],
  },
  {
    when: (one) => modeNow(one) !== 'off' && proofs(one).some((proof) => ssoProofCounts(proof, one)),
    outcome: ['allow', 'sso'],
  },
  { when: (one) => hasPassword(one) && !required(one), outcome: ['allow', 'password'] },
  {
    when: (one) => hasPassword(one) && one.policy.emergencyAdmins.includes(userId(one)),
    outcome: ['allow', 'emergency_admin'],
  },
  {
    when: (one) => hasPassword(one) && membership(one) === 'guest' && one.policy.guests === 'exempt',
    outcome: ['allow', 'guest_exempt'],
  },
  { when: inGrace, outcome: ['allow', 'grace'] },
  {
    when: (one) => hasPassword(one) && membership(one) === 'service',
    outcome: ['deny', 'service_account_needs_token'],
  },
  { when: hasPassword, outcome: ['step-up', 'sso_required'] },
  {
    when: (one) => hasSso(one, true) && modeNow(one) === 'off',
    outcome: ['sign-in', 'own_credentials_needed'],
  },
  {
    when: (one) => hasSso(one, true) && modeNow(one) === 'optional',
    outcome: ['sign-in', 'sso_proof_expired'],
  },
  { when: (one) => hasSso(one, true), outcome: ['step-up', 'sso_proof_expired'] },
  { when: (one) => hasSso(one, false), outcome: ['sign-in', 'proof_of_other_team'] },
  { when: () => true, outcome: ['sign-in', 'not_signed_in'] },
];

/** What the text of the policy says about a case. */
export function outcomeByTheText(policy: AccessPolicy, subject: AccessSubject, now: Date): Outcome {
  const one = { policy, subject, now };
  const rule = RULES.find(({ when }) => when(one));
  if (!rule) throw new Error('the last rule fits everything');
  return typeof rule.outcome === 'function' ? rule.outcome(one) : rule.outcome;
}
