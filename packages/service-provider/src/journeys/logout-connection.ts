// Which provider a logout is with: the one that is live, or the one before it while that can be brought back.

import { previousUntil, type StoredConnection, type StoredSettings } from '@team-sso/core';

/**
 * People who signed in before a move still have sessions at the provider before. A connection to the same provider counts
 * as it is live now: a key that was taken out signs nothing any more. SSO that is off ends no sessions, so its mode is not asked.
 */
export function logoutConnection(
  stored: StoredSettings | null,
  idpEntityId: string | null,
  now: Date,
): StoredConnection | null {
  if (!stored) return null;
  const { live, previous } = stored.settings;
  if (live?.idpEntityId === idpEntityId) return live;
  const isKept = previousUntil(stored.settings, now) !== undefined;
  return isKept && previous?.connection.idpEntityId === idpEntityId ? previous.connection : null;
}

/** Whose pages may hold ours in a frame: providers end the sessions of many services in frames of one page. */
export function frameOrigins({
  logoutUrl,
  logoutResponseUrl,
  signOnUrl,
}: StoredConnection): readonly string[] {
  const origins = [logoutUrl, logoutResponseUrl, signOnUrl].flatMap(
    (url) => URL.parse(url ?? '')?.origin ?? [],
  );
  return [...new Set(origins)];
}
