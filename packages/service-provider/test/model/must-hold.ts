// What must hold after every command, asked through public calls: the view, every door, the audit log.

import type { AuditEvent, SettingsView } from '@team-sso/core';
import type { SettingsCall } from '../../src/index.ts';
import { REGIONS } from '../deployment.ts';
import { enter, isRequired } from './doors.ts';
import { effectiveMode, hasWayBackIn, requirementRefusals } from './rules.ts';
import { DAY, PEOPLE, type ModelConnection, type TeamModel } from './team-model.ts';
import type { World } from './world.ts';

export async function mustHold(team: TeamModel, world: World): Promise<void> {
  viewMustFit(team, await view(world));
  // Nobody but the host, the last code and codes that nobody typed back yet takes a required team's way back in.
  if (team.mode === 'required' && !hasWayBackIn(team) && team.loss === null)
    throw new Error('a required team lost its last way back in');
  await doorsMustFit(team, world);
  await auditMustFit(team, world);
}

/** What a manager would see, also while none gets in. */
async function view(world: World): Promise<SettingsView> {
  const stored = await world.stored();
  const observer: SettingsCall = {
    team: 'acme',
    region: REGIONS[0],
    userId: 'admin',
    member: { membership: 'member', manage: true, hasOwnCredentials: false },
    stored,
    viaRecovery: false,
  };
  return world.sso().viewSettings(observer);
}

function viewMustFit(team: TeamModel, seen: SettingsView): void {
  const { previous, requirement, now } = team;
  const undoUntil = previous && now < previous.replacedAt + 30 * DAY ? previous.replacedAt + 30 * DAY : null;
  mustEqual('revision', seen.revision, team.revision);
  mustEqual('mode', seen.mode, team.mode);
  mustEqual('effective mode', seen.effectiveMode, effectiveMode(team));
  mustEqual('live', textOfSeen(seen.live), textOfModel(team.live));
  mustEqual('draft', textOfSeen(seen.draft), textOfModel(team.draft));
  mustEqual('base of the draft', seen.draft?.basedOn, team.draft?.basedOn);
  mustEqual('undo until', seen.previousUntil, undoUntil === null ? undefined : textOfTime(undoUntil));
  mustEqual('confirm by', seen.requirement.confirmBy, textOfTime(requirement?.confirmBy));
  mustEqual('confirmed', seen.requirement.confirmedAt !== undefined, requirement?.confirmed ?? false);
  mustEqual('emergency admins', seen.policy.emergencyAdmins.join(), team.policy.emergencyAdmins.join());
  mustEqual('codes left', seen.recovery?.unused, team.codes?.left.length);
  mustEqual('codes kept', seen.recovery?.acknowledgedAt !== undefined, team.codes?.acknowledged ?? false);
  mustEqual(
    'what stands against required',
    sorted(seen.requirement.refusals),
    sorted(requirementRefusals(team, 'admin')),
  );
  const isWarned = seen.health.some(({ code }) => code === 'no_recovery_route');
  // A lapsed plan's team that would be required again is warned as well.
  mustEqual('warning', isWarned, team.mode === 'required' && !hasWayBackIn(team));
}

async function doorsMustFit(team: TeamModel, world: World): Promise<void> {
  for (const person of PEOPLE)
    for (const purpose of ['resource', 'sso-settings'] as const) {
      const { decision } = await world.sso().checkSession(world.context(person), 'acme', purpose);
      const expected = enter(team, person, purpose);
      mustEqual(`${purpose} for ${person}`, `${decision.kind} ${decision.reason}`, expected);
      if (purpose === 'resource' && isRequired(team) && decision.kind === 'allow')
        mustEqual('what opens a required team', OPENS_REQUIRED.includes(decision.reason), true);
    }
}

const OPENS_REQUIRED: readonly string[] = ['sso', 'emergency_admin', 'guest_exempt', 'grace'];

/** Every accepted change is written down, in its order. Notices about certificates come between. */
async function auditMustFit(team: TeamModel, world: World): Promise<void> {
  const newest = await world.store().readAudit('acme', { limit: 25 });
  const types = newest.map(({ event }) => event.type).filter((type) => !NOTICES.has(type));
  mustEqual('audit log', types.join(' '), team.audit.toReversed().slice(0, types.length).join(' '));
  const length = newest[0]?.sequence ?? 0;
  if (length === team.auditVerified) return;
  const verdict = await world.sso().verifyAuditLog('acme');
  mustEqual('audit chain', JSON.stringify(verdict), JSON.stringify({ records: length, break: null }));
  team.auditVerified = length;
}

const NOTICES: ReadonlySet<AuditEvent['type']> = new Set(['certificate_expiring']);

export function mustEqual(what: string, seen: unknown, expected: unknown): void {
  if (seen !== expected) throw new Error(`${what}: is ${String(seen)}, the model says ${String(expected)}`);
}

const sorted = (codes: readonly string[]): string => codes.toSorted().join();

const textOfTime = (at: number | null | undefined): string | undefined =>
  at === null || at === undefined ? undefined : new Date(at).toISOString();

const textOfModel = (connection: ModelConnection | null): string =>
  connection === null
    ? 'none'
    : `${connection.id} ${connection.idp} ${connection.certificates.length} ${connection.forceAuthn}`;

const textOfSeen = (connection: SettingsView['live']): string =>
  connection === null
    ? 'none'
    : `${connection.connectionId} ${connection.idpEntityId} ${connection.signingCertificates.length} ${connection.forceAuthn}`;
