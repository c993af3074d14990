// How settings change: pure functions from settings, facts and a command to the next settings or a typed refusal.

import type { AuditEvent } from './audit.ts';
import type { Connection } from './connection.ts';
import { saveConnection } from './save-connection.ts';
import { serializeSettings } from './settings-json.ts';
import {
  NEVER_CONFIGURED,
  type Mode,
  type StoredSettings,
  type TeamPolicy,
  type TeamSettings,
} from './settings.ts';
import { finish, settle, type ChangeContext, type Transition, type Working } from './transition.ts';

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

/** `PUT /policy`. */
export function decidePolicy(
  stored: StoredSettings | null,
  policy: TeamPolicy,
  context: ChangeContext,
): Transition {
  const start = settle(stored, context);
  const before = start.settings.policy;
  const fields = Object.keys({ ...before, ...policy }) as (keyof TeamPolicy)[];
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(policy[field]));
  if (changed.length === 0) return finish(start, start);
  const event: AuditEvent = { type: 'policy_changed', actor: context.actor, changed };
  return finish(
    { ...start, settings: { ...start.settings, policy }, events: [...start.events, event] },
    start,
  );
}

/** The durable form of a requirement's computed roll-back; null when there is none to make. For `maintain()`. */
export function settleOverdue(
  stored: StoredSettings,
  now: Date,
): { readonly next: TeamSettings; readonly events: readonly AuditEvent[] } | null {
  const { settings, events } = settle(stored, { now });
  return settings === stored.settings ? null : { next: settings, events };
}

/** `DELETE /settings`: back to never configured; refused while required. */
export function decideDelete(stored: StoredSettings | null, context: ChangeContext): Transition {
  const start = settle(stored, context);
  if (start.settings.mode === 'required') return { kind: 'refused', code: 'required_is_on' };
  if (serializeSettings(start.settings) === serializeSettings(NEVER_CONFIGURED)) return finish(start, start);
  return {
    kind: 'changed',
    next: NEVER_CONFIGURED,
    events: [...start.events, { type: 'configuration_deleted', actor: context.actor }],
    proofsValidFrom: context.now,
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

function modeChanged(from: Mode, to: Mode, { actor }: ChangeContext): AuditEvent {
  return { type: 'mode_changed', actor, from, to };
}
