// How settings change: pure functions from settings, facts and a command to the next settings or a typed refusal.

import type { AuditEvent, Actor } from './audit.ts';
import {
  changedFields,
  CONNECTION_FIELDS,
  sameConnection,
  type Connection,
  type StoredConnection,
} from './connection.ts';
import type { ProblemCode, RequirementRefusal } from './reasons.ts';
import { NEVER_CONFIGURED, type Mode, type StoredSettings, type TeamSettings } from './settings.ts';

/** What a transition decided. `events` are written in the same transaction as `next`. */
export type Transition =
  | {
      readonly kind: 'changed';
      readonly next: TeamSettings;
      readonly events: readonly AuditEvent[];
      readonly savedAs?: 'live' | 'draft';
      /** Set when earlier SSO proofs stop counting with this change. */
      readonly proofsValidFrom?: Date;
      /** null clears what the requirement's last round had confirmed. */
      readonly confirmedAt?: Date | null;
    }
  | { readonly kind: 'unchanged'; readonly savedAs?: 'live' | 'draft' }
  | {
      readonly kind: 'refused';
      readonly code: ProblemCode;
      readonly refusals?: readonly RequirementRefusal[];
    };

/** Who changes settings, when, and whether the plan allows switching on. */
export interface ChangeContext {
  readonly actor: Actor;
  readonly now: Date;
  readonly entitled: boolean;
}

interface Working {
  readonly settings: TeamSettings;
  readonly events: readonly AuditEvent[];
  readonly proofsValidFrom?: Date;
  readonly confirmedAt?: Date | null;
}

const DAY_MILLIS = 24 * 3_600_000;
/** How long `undo` is possible after a connection was replaced. */
export const UNDO_DAYS = 30;

/** Until when the previous connection may come back; undefined when there is none or its time is over. */
export function previousUntil(settings: TeamSettings, now: Date): Date | undefined {
  if (!settings.previous) return undefined;
  const until = new Date(settings.previous.replacedAt.getTime() + UNDO_DAYS * DAY_MILLIS);
  return now < until ? until : undefined;
}

/** `PUT /settings`: the mode first, then the connection. `connectionId` names the connection if a new one is stored. */
export function decideSave(
  stored: StoredSettings | null,
  command: {
    readonly mode?: 'off' | 'optional';
    readonly connection?: Connection;
    readonly connectionId: string;
  },
  context: ChangeContext,
): Transition {
  const start = settle(stored, context);
  if (command.mode && start.settings.mode === 'required') return { kind: 'refused', code: 'required_is_on' };
  if (command.mode && command.mode !== 'off' && !context.entitled)
    return { kind: 'refused', code: 'not_entitled' };
  if (command.mode === 'optional' && !start.settings.live && !command.connection)
    return { kind: 'refused', code: 'no_live_connection' };
  const withMode = command.mode ? switchMode(start, command.mode, context) : start;
  if (!command.connection) return finish(withMode, start);
  const saved = saveConnection(withMode, command.connection, command.connectionId, context);
  return finish(saved.working, start, saved.savedAs);
}

/** `PUT /settings/mode`, except for `required`: one step at a time. */
export function decideMode(
  stored: StoredSettings | null,
  mode: 'off' | 'optional',
  context: ChangeContext,
): Transition {
  const start = settle(stored, context);
  if (mode === start.settings.mode) return finish(start, start);
  if (mode === 'off' && start.settings.mode === 'required')
    return { kind: 'refused', code: 'required_is_on' };
  if (mode === 'optional' && start.settings.mode === 'off') {
    if (!context.entitled) return { kind: 'refused', code: 'not_entitled' };
    if (!start.settings.live) return { kind: 'refused', code: 'no_live_connection' };
  }
  return finish(switchMode(start, mode, context), start);
}

/** `PUT /settings/mode` with `required`. `refusals` are judged by the write's guard: facts may change until then. */
export function decideRequire(
  stored: StoredSettings | null,
  command: { readonly sessions: 'now' | { readonly graceHours: number }; readonly rollbackMinutes: number },
  context: ChangeContext,
): Transition {
  const start = settle(stored, context);
  if (start.settings.mode === 'required') return finish(start, start);
  const { now } = context;
  const graceMillis = command.sessions === 'now' ? 0 : command.sessions.graceHours * 3_600_000;
  const rollback = command.rollbackMinutes > 0;
  const next: TeamSettings = {
    ...start.settings,
    mode: 'required',
    requirement: {
      since: now,
      ownCredentialSessionsEndAt: new Date(now.getTime() + graceMillis),
      ...(rollback ? { confirmBy: new Date(now.getTime() + command.rollbackMinutes * 60_000) } : {}),
    },
  };
  return finish(
    {
      ...start,
      settings: next,
      events: [...start.events, modeChanged(start.settings.mode, 'required', context)],
      confirmedAt: rollback ? null : now,
    },
    start,
  );
}

/** `DELETE /settings`: back to never configured; refused while required. */
export function decideDelete(stored: StoredSettings | null, context: ChangeContext): Transition {
  const start = settle(stored, context);
  if (start.settings.mode === 'required') return { kind: 'refused', code: 'required_is_on' };
  const { live, draft, previous, mode } = start.settings;
  if (!live && !draft && !previous && mode === 'off') return finish(start, start);
  return {
    kind: 'changed',
    next: NEVER_CONFIGURED,
    events: [...start.events, { type: 'configuration_deleted', actor: context.actor }],
    proofsValidFrom: context.now,
    confirmedAt: null,
  };
}

/** Makes an unconfirmed requirement's roll-back durable before anything else is judged. */
function settle(stored: StoredSettings | null, { now }: ChangeContext): Working {
  const settings = stored?.settings ?? NEVER_CONFIGURED;
  const confirmBy = settings.requirement?.confirmBy;
  if (settings.mode !== 'required' || !confirmBy || stored?.confirmedAt || now <= confirmBy)
    return { settings, events: [] };
  return {
    settings: { ...settings, mode: 'optional', requirement: null },
    events: [{ type: 'requirement_rolled_back', actor: { kind: 'system' } }],
    confirmedAt: null,
  };
}

function switchMode(working: Working, mode: 'off' | 'optional', context: ChangeContext): Working {
  const from = working.settings.mode;
  if (from === mode) return working;
  return {
    ...working,
    settings: { ...working.settings, mode, requirement: null },
    events: [...working.events, modeChanged(from, mode, context)],
    confirmedAt: null,
    // Proofs from before a pause never come back to life when SSO is switched on again.
    ...(mode === 'off' ? { proofsValidFrom: context.now } : {}),
  };
}

function saveConnection(
  working: Working,
  connection: Connection,
  connectionId: string,
  context: ChangeContext,
): { readonly working: Working; readonly savedAs: 'live' | 'draft' } {
  const { live, draft, mode } = working.settings;
  const liveInUse = live !== null && mode !== 'off';
  if (liveInUse && sameConnection(live, connection)) return { working, savedAs: 'live' };
  const savedAs = liveInUse || !context.entitled ? 'draft' : 'live';
  const before = savedAs === 'draft' ? (draft ?? live) : live;
  if (before && sameConnection(before, connection) && (savedAs === 'live' || draft))
    return { working, savedAs };
  const stored: StoredConnection = { ...connection, connectionId };
  const event: AuditEvent = {
    type: 'connection_saved',
    actor: context.actor,
    connectionId,
    savedAs,
    changed: before
      ? changedFields(before, connection)
      : CONNECTION_FIELDS.filter((field) => field in connection),
  };
  const settings: TeamSettings =
    savedAs === 'draft'
      ? { ...working.settings, draft: { ...stored, basedOn: live?.connectionId ?? null } }
      : {
          ...working.settings,
          live: stored,
          draft: null,
          previous: live ? { connection: live, replacedAt: context.now } : working.settings.previous,
        };
  const otherProvider = savedAs === 'live' && live !== null && live.idpEntityId !== connection.idpEntityId;
  return {
    savedAs,
    working: {
      ...working,
      settings,
      events: [...working.events, event],
      ...(otherProvider ? { proofsValidFrom: context.now } : {}),
    },
  };
}

function modeChanged(from: Mode, to: Mode, { actor }: ChangeContext): AuditEvent {
  return { type: 'mode_changed', actor, from, to };
}

function finish(working: Working, start: Working, savedAs?: 'live' | 'draft'): Transition {
  const saved = savedAs ? { savedAs } : {};
  if (working.events.length === 0 && working.settings === start.settings)
    return { kind: 'unchanged', ...saved };
  return {
    kind: 'changed',
    next: working.settings,
    events: working.events,
    ...saved,
    ...(working.proofsValidFrom ? { proofsValidFrom: working.proofsValidFrom } : {}),
    ...(working.confirmedAt === undefined ? {} : { confirmedAt: working.confirmedAt }),
  };
}
