// What an admin may do, first part: mode, policy, delete. When it must be refused, what it becomes, and the real call.

import type { SettingsView } from '@team-sso/core';
import type { SettingsWrite } from '../../src/index.ts';
import * as changes from './changes.ts';
import {
  hasWayBackIn,
  isManagerWithOwnCredentials,
  maySwitchOn,
  requirementRefusals,
  storedMode,
} from './rules.ts';
import type { ModelPolicy, Person, TeamModel } from './team-model.ts';
import type { World } from './world.ts';

export interface AdminAction {
  readonly name: string;
  /** What the route asks besides the right to manage. */
  readonly needs: { readonly recentProof: boolean; readonly refuseRecovery?: boolean };
  /** The codes it may be refused with; none: it must be accepted. */
  readonly refusals: (team: TeamModel, by: Person, viaRecovery: boolean) => readonly string[];
  /** Applied inside `changes.write`. */
  readonly change: (team: TeamModel, shown: changes.ShownIds) => readonly string[];
  readonly call: (world: World, write: SettingsWrite) => Promise<SettingsView>;
}

const EVERYTHING = [
  'promote_untested',
  'certificate_in_use',
  'delete_configuration',
  'members_without_password',
];
export const yes = (confirmed: boolean): readonly string[] => (confirmed ? EVERYTHING : []);

export function setMode(mode: 'off' | 'optional', confirmed: boolean): AdminAction {
  return {
    name: `mode ${mode}${confirmed ? ', sure' : ''}`,
    needs: { recentProof: true },
    refusals: (team) => {
      const from = storedMode(team);
      if (mode === 'optional')
        return from !== 'off'
          ? []
          : [...(maySwitchOn(team) ? [] : ['not_entitled']), ...(team.live ? [] : ['no_live_connection'])];
      if (from === 'required') return ['required_is_on'];
      return confirmationNeeded(leavesSomebodyOutside(team), confirmed);
    },
    change: (team) => changes.switchMode(team, mode),
    call: (world, write) =>
      world.sso().setMode(write, { mode, sessions: 'now', rollbackMinutes: 0, confirm: yes(confirmed) }),
  };
}

export function requireSso(sessions: 'now' | number, rollbackMinutes: number): AdminAction {
  return {
    name: `require SSO, sessions ${sessions}, ${rollbackMinutes} minutes to confirm`,
    needs: { recentProof: true },
    refusals: (team, by, viaRecovery) => {
      if (viaRecovery) return ['forbidden'];
      const refusals = storedMode(team) === 'required' ? [] : requirementRefusals(team, by);
      return refusals.length > 0 ? [`requirement_refused ${refusals.toSorted().join()}`] : [];
    },
    change: (team) => changes.requireSso(team, sessions === 'now' ? 0 : sessions, rollbackMinutes),
    call: (world, write) =>
      world.sso().setMode(write, {
        mode: 'required',
        sessions: sessions === 'now' ? 'now' : { graceHours: sessions },
        rollbackMinutes,
        confirm: [],
      }),
  };
}

export function setPolicy(change: Partial<ModelPolicy>): AdminAction {
  return {
    name: `policy ${JSON.stringify(change)}`,
    needs: { recentProof: true, refuseRecovery: true },
    refusals: (team) => {
      const { emergencyAdmins = team.policy.emergencyAdmins } = change;
      const added = emergencyAdmins.filter((person) => !team.policy.emergencyAdmins.includes(person));
      const takesTheWayBack =
        storedMode(team) === 'required' && hasWayBackIn(team) && !hasWayBackIn(team, { emergencyAdmins });
      return [
        ...(added.every((person) => isManagerWithOwnCredentials(team, person)) ? [] : ['validation_failed']),
        ...(takesTheWayBack ? ['requirement_refused no_recovery_route'] : []),
      ];
    },
    change: (team) => changes.changePolicy(team, change),
    call: (world, write) => world.sso().setPolicy(write, change),
  };
}

export function deleteSettings(confirmed: boolean): AdminAction {
  return {
    name: `delete the settings${confirmed ? ', sure' : ''}`,
    needs: { recentProof: true },
    refusals: (team) => {
      if (storedMode(team) === 'required') return ['required_is_on'];
      if (changes.isNeverConfigured(team)) return [];
      return confirmationNeeded(['delete_configuration', ...leavesSomebodyOutside(team)], confirmed);
    },
    change: changes.deleteAll,
    call: (world, write) => world.sso().deleteSettings(write, yes(confirmed)),
  };
}

export const confirmationNeeded = (needed: readonly string[], confirmed: boolean): readonly string[] =>
  confirmed || needed.length === 0 ? [] : [`confirmation_needed ${needed.toSorted().join()}`];

/** Somebody who has no way to sign in but SSO; service accounts have tokens. */
export const leavesSomebodyOutside = (team: TeamModel): readonly string[] =>
  team.mode !== 'off' &&
  Object.values(team.people).some(
    ({ membership, ownCredentials }) =>
      (membership === 'member' || membership === 'guest') && !ownCredentials,
  )
    ? ['members_without_password']
    : [];
