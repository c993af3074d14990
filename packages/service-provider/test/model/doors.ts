// Who gets through the doors of the model: access to a team, and the gate before every change of its settings.

import { effectiveMode, entrance, isRecentProof } from './rules.ts';
import type { Person, TeamModel } from './team-model.ts';

/** Goes through a door. Emergency access leaves one record for each session. */
export function enter(team: TeamModel, person: Person, purpose: 'resource' | 'sso-settings'): string {
  const answer = entrance(team, person, purpose);
  if (answer === 'allow emergency_admin') recordEmergency(team, person);
  return answer;
}

function recordEmergency(team: TeamModel, person: Person): void {
  const passwords = team.people[person].session?.filter(({ kind }) => kind === 'password') ?? [];
  const began = Math.min(...passwords.map(({ at }) => at));
  const session = `${person} since ${began}`;
  if (team.emergencySessions.has(session)) return;
  team.emergencySessions.add(session);
  team.audit.push('emergency_access_used');
}

/** The gate of the settings: the code it refuses with, or whether only a recovery code opened it. */
export function authorize(
  team: TeamModel,
  person: Person,
  needs: { readonly recentProof: boolean; readonly refuseRecovery?: boolean },
): { readonly refused: string } | { readonly viaRecovery: boolean } {
  const [kind, reason] = enter(team, person, 'sso-settings').split(' ');
  if (kind === 'sign-in') return { refused: 'sign_in' };
  if (kind === 'step-up') return { refused: 'sso_required' };
  if (kind === 'deny') return { refused: reason === 'not_a_member' ? 'not_found' : 'forbidden' };
  const { membership, manage, session } = team.people[person];
  if (membership !== 'member' || !manage) return { refused: 'forbidden' };
  const viaRecovery = reason === 'recovery';
  if (viaRecovery && needs.refuseRecovery) return { refused: 'forbidden' };
  const recent = session?.some((proof) => isRecentProof(team, proof, !needs.refuseRecovery));
  return needs.recentProof && !recent ? { refused: 'reauthentication_needed' } : { viaRecovery };
}

export const isRequired = (team: TeamModel): boolean => effectiveMode(team) === 'required';
