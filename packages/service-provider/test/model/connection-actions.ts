// What an admin may do, second part: connections saved, drafted, promoted, brought back.

import { parseConnection, type Connection } from '@team-sso/core';
import { confirmationNeeded, leavesSomebodyOutside, yes, type AdminAction } from './admin-actions.ts';
import * as changes from './changes.ts';
import { maySwitchOn, storedMode } from './rules.ts';
import { DAY, type Content, type ModelConnection, type TeamModel } from './team-model.ts';
import { IDENTITIES } from './world.ts';

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
