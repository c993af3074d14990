// Draft beside live: saved, discarded, promoted, undone. Nothing that works is touched until the replacement has proved itself.

import {
  changedFields,
  decideDiscardDraft,
  decidePromote,
  decideSaveDraft,
  decideUndo,
  promotionProblem,
  type Connection,
  type Issue,
  type SettingsView,
  type StoredConnection,
  type WriteGuard,
} from '@team-sso/core';
import { ProblemError } from '../problem-error.ts';
import type { Service } from '../service.ts';
import { inspectConnection } from './inspect-connection.ts';
import { applyTransition, changeContextOf, mustBeCurrent, type SettingsWrite } from './write-settings.ts';

/** `PUT /settings/draft`. @throws ProblemError with what refuses it. */
export async function saveDraftSettings<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  connection: Connection,
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const context = await changeContextOf(service, write.call);
  const inspected = inspectConnection(service, connection);
  const command = { connection: inspected, connectionId: service.newId() };
  return applyTransition(service, write, decideSaveDraft(write.call.stored, command, context), context);
}

/** `DELETE /settings/draft`. @throws ProblemError with what refuses it. */
export async function discardDraft<Context>(
  service: Service<Context>,
  write: SettingsWrite,
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const context = await changeContextOf(service, write.call);
  return applyTransition(service, write, decideDiscardDraft(write.call.stored, context), context);
}

/** `POST /settings/promote`. @throws ProblemError with what refuses it. */
export async function promoteDraft<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  confirm: readonly string[],
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const { stored } = write.call;
  const context = await changeContextOf(service, write.call);
  const transition = decidePromote(stored, context);
  const { draft, live } = stored.settings;
  if (transition.kind === 'refused' && transition.code === 'draft_outdated' && draft && live)
    throw new ProblemError('draft_outdated', {
      issues: changedFields(live, draft).map((field) => difference(field, live[field], draft[field])),
    });
  const guard = promotionGuard(service, write, 'promote', draft, confirm);
  return applyTransition(service, write, transition, context, guard);
}

/** `POST /settings/undo`. @throws ProblemError with what refuses it. */
export async function undoPromotion<Context>(
  service: Service<Context>,
  write: SettingsWrite,
  confirm: readonly string[],
): Promise<SettingsView> {
  await mustBeCurrent(service, write);
  const { stored } = write.call;
  const context = await changeContextOf(service, write.call);
  const guard = promotionGuard(service, write, 'undo', stored.settings.previous?.connection ?? null, confirm);
  return applyTransition(service, write, decideUndo(stored, context), context, guard);
}

/** Judged inside the transaction: whether it was tested and which certificate is in use may change until then. */
function promotionGuard<Context>(
  service: Service<Context>,
  { call }: SettingsWrite,
  kind: 'promote' | 'undo',
  next: StoredConnection | null,
  confirm: readonly string[],
): WriteGuard {
  const now = service.now();
  const { live } = call.stored.settings;
  const kept = new Set(next ? fingerprintsOf(service, next) : []);
  const removed = live ? fingerprintsOf(service, live).filter((fingerprint) => !kept.has(fingerprint)) : [];
  return {
    actorUserId: call.userId,
    connectionId: next?.connectionId ?? null,
    check: (facts) => {
      const { refusals, confirmations } = promotionProblem(call.stored, kind, facts, { removed }, now);
      if (refusals.length > 0) throw new ProblemError('requirement_refused', { refusals });
      const missing = confirmations.filter((code) => !confirm.includes(code));
      if (missing.length > 0) throw new ProblemError('confirmation_needed', { confirmations: missing });
    },
  };
}

function fingerprintsOf<Context>(service: Service<Context>, connection: StoredConnection): string[] {
  return service.signingKeysOf(connection).map(({ fingerprint }) => fingerprint);
}

/** `expected` is what is live now, `received` what the draft says, where a line of text says it. */
function difference(field: string, live: unknown, draft: unknown): Issue {
  const textOf = (value: unknown) =>
    typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
  const [expected, received] = [textOf(live), textOf(draft)];
  return {
    path: `connection.${field}`,
    code: 'differs',
    ...(expected === undefined ? {} : { expected }),
    ...(received === undefined ? {} : { received }),
  };
}
