// The write at the end of every change of settings: under the revision its author saw, events in the same transaction.

import type { ChangeContext, SettingsView, StoredSettings, Transition, WriteGuard } from '@team-sso/core';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import { actorOf } from './actor.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { entitlementOf, planContext } from './current-entitlement.ts';
import { lastSave } from './last-save.ts';
import { viewSettings } from './settings-view.ts';

/** A write under the revision its author saw. */
export interface SettingsWrite {
  readonly call: SettingsCall;
  readonly expectedRevision: number;
}

/** Writes what a transition decided; answers with the view after it. @throws ProblemError with what refuses it. */
export async function applyTransition<Context>(
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
        seal: service.auditSealer.seal,
        ...(proofsValidFrom ? { proofsValidFrom } : {}),
        ...(confirmedAt === undefined ? {} : { confirmedAt }),
        ...(guard ? { guard } : {}),
      });
      if (result.kind === 'stale') throw await staleSettings(service, call);
      service.observe({
        name: 'team_sso.settings_changed',
        team: call.team,
        revision: result.revision,
        events: events.map(({ type }) => type),
      });
      service.noticesWaiting();
      return { ...(await viewSettings(service, await rereadSettings(service, call))), ...savedAs };
    }
  }
}

/** Who changes what when, and whether the plan allows switching on. */
export async function changeContextOf<Context>(
  service: Service<Context>,
  call: SettingsCall,
): Promise<ChangeContext> {
  const now = service.now();
  return {
    now,
    actor: actorOf(call),
    ...planContext(await entitlementOf(service, call.team), now),
  };
}

/** @throws ProblemError `revision_stale` with the current view. */
export async function mustBeCurrent<Context>(
  service: Service<Context>,
  { call, expectedRevision }: SettingsWrite,
): Promise<void> {
  if (call.stored.revision !== expectedRevision) throw await staleSettings(service, call);
}

/** The refusal of a write that came too late: what is saved now, and by whom. */
export async function staleSettings<Context>(
  service: Service<Context>,
  call: SettingsCall,
): Promise<ProblemError> {
  return new ProblemError('revision_stale', {
    current: await viewSettings(service, await rereadSettings(service, call)),
    ...(await lastSave(service, call)),
  });
}

/** The call with the settings as they are now. */
export async function rereadSettings<Context>(
  service: Service<Context>,
  call: SettingsCall,
): Promise<SettingsCall> {
  const stored: StoredSettings | null = await service.store.readSettings(call.team);
  return stored ? { ...call, stored } : call;
}
