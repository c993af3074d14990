// Journey (a): an admin saves. The core decides, the store writes settings and audit in one transaction.

import {
  decideDelete,
  decideMode,
  decideRequire,
  decideSave,
  requirementRefusals,
  type ChangeContext,
  type ModeBody,
  type SaveBody,
  type SettingsView,
  type StoredSettings,
  type Transition,
  type WriteGuard,
} from '@team-sso/core';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { mustBeConfirmed } from './confirm-change.ts';
import { inspectConnection } from './inspect-connection.ts';
import { entitlementOf, maySwitchOn, viewSettings } from './settings-view.ts';

/** A write under the revision its author saw. */
export interface SettingsWrite {
  readonly call: SettingsCall;
  readonly expectedRevision: number;
}

/** `PUT /settings`. @throws ProblemError with what refuses it. */
export async function saveSettings<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  body: SaveBody,
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const connection = body.connection && inspectConnection(service, body.connection);
  const context = await contextOf(service, write.call);
  const transition = decideSave(
    write.call.stored,
    {
      connectionId: service.newId(),
      ...(body.mode ? { mode: body.mode } : {}),
      ...(connection ? { connection } : {}),
    },
    context,
  );
  await mustBeConfirmed(service, write.call, transition, body.confirm);
  return apply(service, write, transition, context);
}

/** `PUT /settings/mode`. @throws ProblemError with what refuses it. */
export async function setMode<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  body: ModeBody,
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const { call } = write;
  const context = await contextOf(service, call);
  if (body.mode === 'required') {
    const transition = decideRequire(call.stored, body, context);
    return apply(service, write, transition, context, requirementGuard(call, context));
  }
  const transition = decideMode(call.stored, body.mode, context);
  await mustBeConfirmed(service, call, transition, body.confirm);
  return apply(service, write, transition, context);
}

/** `DELETE /settings`. @throws ProblemError with what refuses it. */
export async function deleteSettings<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  confirm: readonly string[],
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const context = await contextOf(service, write.call);
  const transition = decideDelete(write.call.stored, context);
  await mustBeConfirmed(service, write.call, transition, confirm, ['delete_configuration']);
  return apply(service, write, transition, context);
}

/** Judged inside the transaction, so that no fact it rests on changes between the question and the write. */
function requirementGuard({ stored, userId }: SettingsCall, { entitled, now }: ChangeContext): WriteGuard {
  return {
    actorUserId: userId,
    connectionId: stored.settings.live?.connectionId ?? null,
    check: (facts) => {
      const refusals = requirementRefusals(stored.settings, facts, entitled, now);
      if (refusals.length > 0) throw new ProblemError('requirement_refused', { refusals });
    },
  };
}

async function apply<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  transition: Transition,
  { now }: ChangeContext,
  guard?: WriteGuard,
): Promise<SettingsView> {
  const { call, expectedRevision } = write;
  const savedAs = transition.kind !== 'refused' && transition.savedAs ? { savedAs: transition.savedAs } : {};
  switch (transition.kind) {
    case 'refused':
      throw new ProblemError(transition.code, transition.refusals ? { refusals: transition.refusals } : {});
    case 'unchanged':
      return { ...(await viewSettings(service, call)), ...savedAs };
    case 'changed': {
      const { next, events, proofsValidFrom, confirmedAt } = transition;
      const result = await service.store.writeSettings(call.team, expectedRevision, next, events, {
        now,
        ...(proofsValidFrom ? { proofsValidFrom } : {}),
        ...(confirmedAt === undefined ? {} : { confirmedAt }),
        ...(guard ? { guard } : {}),
      });
      if (result.kind === 'stale') throw await stale(service, call);
      service.observe({
        name: 'team_sso.settings_changed',
        team: call.team,
        revision: result.revision,
        events: events.map(({ type }) => type),
      });
      return { ...(await viewSettings(service, await reread(service, call))), ...savedAs };
    }
  }
}

async function contextOf<Context>(service: Service<Context>, call: SettingsCall): Promise<ChangeContext> {
  const now = service.now();
  return {
    now,
    actor: { kind: 'user', userId: call.userId },
    entitled: maySwitchOn(await entitlementOf(service, call.team), now),
  };
}

async function mustBeCurrent<Context>(
  service: Service<Context>,
  { call, expectedRevision }: SettingsWrite,
): Promise<void> {
  if (call.stored.revision !== expectedRevision) throw await stale(service, call);
}

async function stale<Context>(service: Service<Context>, call: SettingsCall): Promise<ProblemError> {
  return new ProblemError('revision_stale', {
    current: await viewSettings(service, await reread(service, call)),
  });
}

async function reread<Context>(service: Service<Context>, call: SettingsCall): Promise<SettingsCall> {
  const stored: StoredSettings | null = await service.store.readSettings(call.team);
  return stored ? { ...call, stored } : call;
}
