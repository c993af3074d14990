// The rules of the model, from the text: which mode counts, who gets in, what the ways back in are.

import {
  DAY,
  HOUR,
  type Content,
  type ModelProof,
  type Person,
  type Plan,
  type TeamModel,
} from './team-model.ts';

/** "past confirmBy without confirmedAt it is optional" */
export function isOverdue({ mode, requirement, now }: TeamModel): boolean {
  return (
    mode === 'required' &&
    requirement !== null &&
    requirement.confirmBy !== null &&
    !requirement.confirmed &&
    now > requirement.confirmBy
  );
}

/** The mode that a write finds: an overdue roll-back comes first. */
export const storedMode = (team: TeamModel): TeamModel['mode'] => (isOverdue(team) ? 'optional' : team.mode);

export const isLapsed = (plan: Plan | null, now: number): boolean =>
  plan !== null && !plan.entitled && plan.graceUntil !== undefined && now > plan.graceUntil;

/** "Unknown or not entitled blocks switching on"; in a lapse's grace everything goes on. */
export function maySwitchOn({ planHeard, now }: TeamModel): boolean {
  if (planHeard === null) return false;
  return planHeard.entitled || (planHeard.graceUntil !== undefined && now < planHeard.graceUntil);
}

/** "required then acts as optional (computed …; back by itself on renewal)" */
export function effectiveMode(team: TeamModel): TeamModel['mode'] {
  const mode = storedMode(team);
  return mode === 'required' && isLapsed(team.planHeard, team.now) ? 'optional' : mode;
}

/** A current member with manage rights and own credentials: an emergency admin counts, a code can be typed in. */
export function isManagerWithOwnCredentials({ people }: TeamModel, person: Person): boolean {
  const { membership, manage, ownCredentials } = people[person];
  return membership === 'member' && manage && ownCredentials;
}

export const someoneCouldTypeACode = (team: TeamModel): boolean =>
  Object.keys(team.people).some((person) => isManagerWithOwnCredentials(team, person as Person));

/** "acknowledged unused recovery codes held by a team with …, or a valid emergency admin" */
export function hasWayBackIn(
  team: TeamModel,
  { emergencyAdmins }: { readonly emergencyAdmins: readonly Person[] } = team.policy,
): boolean {
  const codes = team.codes?.acknowledged === true && team.codes.left.length > 0;
  return (
    (codes && someoneCouldTypeACode(team)) ||
    emergencyAdmins.some((person) => isManagerWithOwnCredentials(team, person))
  );
}

/** Whether the provider, as it is now, would sign somebody in through this connection. */
export function providerWorks(
  { provider, refusesExpired, certificateEnds, now }: TeamModel,
  connection: Content,
): boolean {
  return (
    provider.idp === connection.idp &&
    connection.certificates.includes(provider.key) &&
    provider.clockOff === 0 &&
    !(refusesExpired && now > certificateEnds[provider.key])
  );
}

/** Who is let in where, as `kind reason`. One rule after the other; the first that fits. */
export function entrance(team: TeamModel, person: Person, purpose: 'resource' | 'sso-settings'): string {
  const { membership, session } = team.people[person];
  if (session === null) return 'sign-in not_signed_in';
  if (membership === 'none') return 'deny not_a_member';
  if (membership === 'guest' && team.policy.guests === 'blocked') return 'deny guest_blocked';
  const answer = entranceOf(team, person, session);
  const recovers = session.some((proof) => proof.kind === 'recovery' && team.now < proof.endsAt);
  return purpose === 'sso-settings' && recovers && !answer.startsWith('allow') ? 'allow recovery' : answer;
}

function entranceOf(team: TeamModel, person: Person, session: readonly ModelProof[]): string {
  const mode = effectiveMode(team);
  if (mode !== 'off' && session.some((proof) => ssoCounts(team, proof))) return 'allow sso';
  const passwords = session.filter(({ kind }) => kind === 'password');
  if (passwords.length > 0)
    return mode === 'required' ? passwordInRequired(team, person, passwords) : 'allow password';
  if (session.some(({ kind }) => kind === 'sso'))
    return {
      off: 'sign-in own_credentials_needed',
      optional: 'sign-in sso_proof_expired',
      required: 'step-up sso_proof_expired',
    }[mode];
  return 'sign-in not_signed_in';
}

/** The only rules by which a password opens a team that requires SSO. */
function passwordInRequired(team: TeamModel, person: Person, passwords: readonly ModelProof[]): string {
  const { policy, requirement, now } = team;
  if (policy.emergencyAdmins.includes(person) && isManagerWithOwnCredentials(team, person))
    return 'allow emergency_admin';
  const { membership } = team.people[person];
  if (membership === 'guest' && policy.guests === 'exempt') return 'allow guest_exempt';
  if (requirement && now < requirement.graceEndsAt && passwords.some(({ at }) => at < requirement.since))
    return 'allow grace';
  return membership === 'service' ? 'deny service_account_needs_token' : 'step-up sso_required';
}

function ssoCounts(team: TeamModel, proof: ModelProof): boolean {
  if (proof.kind !== 'sso' || proof.idp !== team.live?.idp || proof.at < team.proofsValidFrom) return false;
  const hours = team.policy.reauthenticateAfterHours ?? (effectiveMode(team) === 'required' ? 24 : Infinity);
  return team.now - proof.at < hours * HOUR;
}

/** "at ≤ 15 min ago": what a dangerous change asks of the session. */
export function isRecentProof(team: TeamModel, proof: ModelProof, recoveryCounts: boolean): boolean {
  if (team.now - proof.at > 15 * 60_000) return false;
  switch (proof.kind) {
    case 'password':
      return true;
    case 'recovery':
      return recoveryCounts && team.now < proof.endsAt;
    case 'sso':
      return proof.idp === team.live?.idp && proof.at >= team.proofsValidFrom;
  }
}

/** Every reason why this person cannot require SSO now. */
export function requirementRefusals(team: TeamModel, by: Person): string[] {
  const { live, now } = team;
  const signIn = team.signIns.get(by);
  const signedIn = live !== null && signIn?.connectionId === live.id && now - signIn.at < DAY;
  const reasons: Record<string, boolean> = {
    sso_is_off: storedMode(team) === 'off',
    not_entitled: !maySwitchOn(team),
    no_live_connection: live === null,
    live_connection_not_tested: live !== null && !signedIn && !team.tested.has(live.id),
    admin_not_signed_in_by_sso: live !== null && !signedIn,
    no_recovery_route: !hasWayBackIn(team),
    certificate_expires_soon:
      live !== null && live.certificates.every((name) => team.certificateEnds[name] <= now + 7 * DAY),
  };
  return Object.keys(reasons).filter((reason) => reasons[reason]);
}
