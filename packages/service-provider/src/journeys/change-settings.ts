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
  type WriteGuard,
} from '@team-sso/core';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { mustBeConfirmed } from './confirm-change.ts';
import { inspectConnection } from './inspect-connection.ts';
import { peopleWithAWayIn } from './ways-back-in.ts';
import { applyTransition, changeContextOf, mustBeCurrent, type SettingsWrite } from './write-settings.ts';

/** `PUT /settings`. @throws ProblemError with what refuses it. */
export async function saveSettings<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  body: SaveBody,
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const connection = body.connection && inspectConnection(service, body.connection);
  const context = await changeContextOf(service, write.call);
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
  return applyTransition(service, write, transition, context);
}

/** `PUT /settings/mode`. @throws ProblemError with what refuses it. */
export async function setMode<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  body: ModeBody,
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const { call } = write;
  const context = await changeContextOf(service, call);
  if (body.mode === 'required') {
    // A recovery session repairs: it turns the mode down, never up.
    if (call.viaRecovery) throw new ProblemError('forbidden', { reason: 'recovery' });
    const transition = decideRequire(call.stored, body, context);
    return applyTransition(
      service,
      write,
      transition,
      context,
      await requirementGuard(service, call, context),
    );
  }
  const transition = decideMode(call.stored, body.mode, context);
  await mustBeConfirmed(service, call, transition, body.confirm);
  return applyTransition(service, write, transition, context);
}

/** `DELETE /settings`. @throws ProblemError with what refuses it. */
export async function deleteSettings<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  confirm: readonly string[],
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const context = await changeContextOf(service, write.call);
  const transition = decideDelete(write.call.stored, context);
  await mustBeConfirmed(service, write.call, transition, confirm, ['delete_configuration']);
  return applyTransition(service, write, transition, context);
}

/**
 * Judged inside the transaction, so that no fact it rests on changes between the question and the write. What the host
 * says of its people is asked just before: it cannot be locked.
 */
async function requirementGuard<Context>(
  service: Service<Context>,
  call: SettingsCall,
  { entitled, now }: ChangeContext,
): Promise<WriteGuard> {
  const { settings } = call.stored;
  const circumstances = {
    ...(await peopleWithAWayIn(service, call)),
    entitled,
    signingCertificates: settings.live ? service.signingKeysOf(settings.live) : [],
  };
  return {
    actorUserId: call.userId,
    connectionId: settings.live?.connectionId ?? null,
    check: (facts) => {
      const refusals = requirementRefusals(settings, facts, circumstances, now);
      if (refusals.length > 0) throw new ProblemError('requirement_refused', { refusals });
    },
  };
}
