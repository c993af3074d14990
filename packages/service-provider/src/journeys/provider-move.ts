// Moving to another provider: a draft that names another one, and after its promotion who has signed in there.

import { previousUntil, type LastMove, type ProviderMove, type TeamSettings } from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';

/** A draft with another entity ID is a move; null: it is none. */
export function draftMoveOf({ live, draft }: TeamSettings): ProviderMove | null {
  return live && draft ? moveBetween(live, draft) : null;
}

/** The move that `undo` would take back; null: it would lead to the same provider, or nowhere. */
export function lastMoveOf(settings: TeamSettings, now: Date): (ProviderMove & { readonly at: Date }) | null {
  const { live, previous } = settings;
  const move =
    live && previous && previousUntil(settings, now) ? moveBetween(previous.connection, live) : null;
  return move && previous ? { ...move, at: previous.replacedAt } : null;
}

/** The part of the view about moves. Links at the provider before stay as they are: nothing here counts as lost. */
export async function moveView<Context>(
  service: Service<Context>,
  { team, stored, member }: Pick<SettingsCall, 'team' | 'stored' | 'member'>,
): Promise<{ readonly draftMove?: ProviderMove; readonly lastMove?: LastMove }> {
  const draftMove = draftMoveOf(stored.settings);
  const last = lastMoveOf(stored.settings, service.now());
  if (!last) return draftMove ? { draftMove } : {};
  const { from, to, at } = last;
  const counts = member.manage ? await service.store.countSignIns(team) : null;
  const signedInAt = (idpEntityId: string) =>
    counts?.find((count) => count.idpEntityId === idpEntityId)?.people ?? 0;
  return {
    ...(draftMove ? { draftMove } : {}),
    lastMove: {
      from,
      to,
      at: at.toISOString(),
      ...(counts ? { people: { moved: signedInAt(to), notYet: signedInAt(from) } } : {}),
    },
  };
}

function moveBetween(
  { idpEntityId: from }: { readonly idpEntityId: string },
  { idpEntityId: to }: { readonly idpEntityId: string },
): ProviderMove | null {
  return from === to ? null : { from, to };
}
