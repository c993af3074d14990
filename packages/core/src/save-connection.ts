// Where a saved connection goes: live when nothing in use would change, else into the draft beside it.

import type { AuditEvent } from './audit.ts';
import {
  changedFields,
  CONNECTION_FIELDS,
  sameConnection,
  type Connection,
  type StoredConnection,
} from './connection.ts';
import type { ChangeContext, Working } from './transition.ts';

/** Saves a connection; `connectionId` names it if its content is new. */
export function saveConnection(
  working: Working,
  connection: Connection,
  connectionId: string,
  context: ChangeContext,
): { readonly working: Working; readonly savedAs: 'live' | 'draft' } {
  const { live, mode } = working.settings;
  const liveInUse = live !== null && mode !== 'off';
  if (liveInUse && sameConnection(live, connection)) return { working, savedAs: 'live' };
  return liveInUse || !context.entitled
    ? { working: saveDraft(working, connection, connectionId, context), savedAs: 'draft' }
    : { working: saveLive(working, connection, connectionId, context), savedAs: 'live' };
}

/** Keeps a connection as the draft, based on what is live now. */
export function saveDraft(
  working: Working,
  connection: Connection,
  connectionId: string,
  context: ChangeContext,
): Working {
  const { live, draft } = working.settings;
  const basedOn = live?.connectionId ?? null;
  const stored = keepId(connection, draft, connectionId);
  if (draft && stored.connectionId === draft.connectionId && draft.basedOn === basedOn) return working;
  return {
    ...working,
    settings: { ...working.settings, draft: { ...stored, basedOn } },
    events: [...working.events, connectionSaved(stored, 'draft', draft ?? live, context)],
  };
}

function saveLive(
  working: Working,
  connection: Connection,
  connectionId: string,
  context: ChangeContext,
): Working {
  const { live, draft } = working.settings;
  const replaced = live && !sameConnection(live, connection) ? live : null;
  if (live && !replaced && !draft) return working;
  const stored = live && !replaced ? live : keepId(connection, draft, connectionId);
  return {
    ...working,
    settings: {
      ...working.settings,
      live: stored,
      draft: null,
      previous: replaced ? { connection: replaced, replacedAt: context.now } : working.settings.previous,
    },
    events: [...working.events, connectionSaved(stored, 'live', live, context)],
    ...(replaced && replaced.idpEntityId !== stored.idpEntityId ? { proofsValidFrom: context.now } : {}),
  };
}

/** An id is new at each change of content only: what was tested as a draft stays tested when it goes live unchanged. */
function keepId(
  connection: Connection,
  draft: StoredConnection | null,
  connectionId: string,
): StoredConnection {
  const kept = draft && sameConnection(draft, connection) ? draft.connectionId : connectionId;
  return { ...connection, connectionId: kept };
}

function connectionSaved(
  stored: StoredConnection,
  savedAs: 'live' | 'draft',
  before: Connection | null,
  { actor }: ChangeContext,
): AuditEvent {
  const changed = before
    ? changedFields(before, stored)
    : CONNECTION_FIELDS.filter((field) => stored[field] !== undefined);
  return { type: 'connection_saved', actor, connectionId: stored.connectionId, savedAs, changed };
}
