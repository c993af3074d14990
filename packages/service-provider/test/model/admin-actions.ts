// What an admin may do to the settings: for each action, when it must be refused, what it becomes, and the real call.

import { parseConnection, type Connection, type SettingsView } from '@team-sso/core';
import type { SettingsWrite } from '../../src/index.ts';
import * as changes from './changes.ts';
import {
  hasWayBackIn,
  isManagerWithOwnCredentials,
  maySwitchOn,
  requirementRefusals,
  storedMode,
} from './rules.ts';
import {
  DAY,
  type Content,
  type ModelConnection,
  type ModelPolicy,
  type Person,
  type TeamModel,
} from './team-model.ts';
import { IDENTITIES, type World } from './world.ts';

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
const yes = (confirmed: boolean): readonly string[] => (confirmed ? EVERYTHING : []);

export function save(
  mode: 'off' | 'optional' | undefined,
  content: Content,
  confirmed: boolean,
): AdminAction {
  return {
    name: `save ${mode ?? ''} ${textOf(content)}${confirmed ? ', sure' : ''}`,
    needs: { recentProof: true },
    refusals: (team) => [
      ...(mode && storedMode(team) === 'required' ? ['required_is_on'] : []),
      ...(mode === 'optional' && !maySwitchOn(team) ? ['not_entitled'] : []),
      ...certificateIssues(team, content),
      ...(mode === 'off' ? confirmationNeeded(leavesSomebodyOutside(team), confirmed) : []),
    ],
    change: (team, shown) => changes.save(team, mode, content, shown),
    call: (world, write) =>
      world.sso().saveSettings(write, {
        connection: connectionOf(content),
        confirm: yes(confirmed),
        ...(mode ? { mode } : {}),
      }),
  };
}

export function saveDraft(content: Content): AdminAction {
  return {
    name: `save draft ${textOf(content)}`,
    needs: { recentProof: false },
    refusals: (team) => certificateIssues(team, content),
    change: (team, shown) => changes.saveDraft(team, content, shown),
    call: (world, write) => world.sso().saveDraft(write, connectionOf(content)),
  };
}

export const discardDraft: AdminAction = {
  name: 'discard the draft',
  needs: { recentProof: false },
  refusals: () => [],
  change: changes.discardDraft,
  call: (world, write) => world.sso().discardDraft(write),
};

export function promote(confirmed: boolean): AdminAction {
  return {
    name: `promote${confirmed ? ', sure' : ''}`,
    needs: { recentProof: true },
    refusals: (team) => {
      const { draft, live } = team;
      if (!draft) return ['no_draft'];
      return [
        ...(draft.basedOn === (live?.id ?? null) ? [] : ['draft_outdated']),
        ...(changes.refusesForLapse(team, draft) ? ['not_entitled'] : []),
        ...replacementRefusals(team, draft, team.tested.has(draft.id), confirmed),
      ];
    },
    change: changes.promote,
    call: (world, write) => world.sso().promoteDraft(write, yes(confirmed)),
  };
}

export function undo(confirmed: boolean): AdminAction {
  return {
    name: `undo${confirmed ? ', sure' : ''}`,
    needs: { recentProof: true },
    refusals: (team) => {
      const { previous, now } = team;
      if (!previous || now >= previous.replacedAt + 30 * DAY) return ['no_previous'];
      const { connection, replacedAt } = previous;
      const proved =
        team.tested.has(connection.id) || (team.verified.has(connection.id) && now - replacedAt < DAY);
      return [
        ...(changes.refusesForLapse(team, connection) ? ['not_entitled'] : []),
        ...replacementRefusals(team, connection, proved, confirmed),
      ];
    },
    change: changes.undo,
    call: (world, write) => world.sso().undoPromotion(write, yes(confirmed)),
  };
}

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
    change: (team) => changes.require_(team, sessions === 'now' ? 0 : sessions, rollbackMinutes),
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

/** Promotion and undo: `required` asks for a proof, `optional` for a plain yes; so does a certificate in use. */
function replacementRefusals(
  team: TeamModel,
  next: ModelConnection,
  proved: boolean,
  confirmed: boolean,
): readonly string[] {
  const mode = storedMode(team);
  const usedLately = (team.live?.certificates ?? []).some(
    (name) =>
      !next.certificates.includes(name) &&
      team.now - (team.certificatesSeen.get(name) ?? -Infinity) < 7 * DAY,
  );
  const needed = [
    ...(mode === 'optional' && !proved ? ['promote_untested'] : []),
    ...(mode !== 'off' && usedLately ? ['certificate_in_use'] : []),
  ];
  return [
    ...(mode === 'required' && !proved ? ['requirement_refused draft_not_tested'] : []),
    ...confirmationNeeded(needed, confirmed),
  ];
}

const confirmationNeeded = (needed: readonly string[], confirmed: boolean): readonly string[] =>
  confirmed || needed.length === 0 ? [] : [`confirmation_needed ${needed.toSorted().join()}`];

/** Somebody who has no way to sign in but SSO; service accounts have tokens. */
const leavesSomebodyOutside = (team: TeamModel): readonly string[] =>
  team.mode !== 'off' &&
  Object.values(team.people).some(
    ({ membership, ownCredentials }) =>
      (membership === 'member' || membership === 'guest') && !ownCredentials,
  )
    ? ['members_without_password']
    : [];

const certificateIssues = (team: TeamModel, { certificates }: Content): readonly string[] =>
  team.refusesExpired && certificates.some((name) => team.now > team.certificateEnds[name])
    ? ['validation_failed']
    : [];

/** As the route reads it: defaults filled in. */
function connectionOf({ idp, certificates, forceAuthn }: Content): Connection {
  const parsed = parseConnection({
    idpEntityId: idp,
    signOnUrl: 'https://idp.example/sso',
    signingCertificates: certificates.map((name) => IDENTITIES[name].certificatePem),
    forceAuthn,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.value;
}

const textOf = ({ idp, certificates, forceAuthn }: Content): string =>
  `${idp} [${certificates.join()}]${forceAuthn ? ' fresh' : ''}`;
