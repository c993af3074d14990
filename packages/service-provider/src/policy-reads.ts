// Settings for the decision about access: from the store each time, or, where the host accepts it, as they were a moment ago.

import type { Store, StoredSettings } from '@team-sso/core';

/** A team's settings as decisions about access see them. */
export type ReadPolicy = (team: string) => Promise<StoredSettings | null>;

interface Kept {
  readonly at: number;
  readonly stored: StoredSettings | null;
}

/** Keeps the settings of at most `maxTeams` for `seconds`, the ones read longest ago go first; 0 seconds: of nobody. */
export function createPolicyReads(
  store: Pick<Store, 'readSettings'>,
  {
    seconds,
    maxTeams,
    now,
  }: { readonly seconds: number; readonly maxTeams: number; readonly now: () => Date },
): ReadPolicy {
  if (seconds === 0) return (team) => store.readSettings(team);
  const kept = new Map<string, Kept>();
  return async (team) => {
    // The time before the read: what is written while it runs is not hidden any longer for that.
    const at = now().getTime();
    const known = kept.get(team);
    // A clock that was set back makes nothing younger than it is.
    if (known && Math.abs(at - known.at) < seconds * 1000) return known.stored;
    const stored = await store.readSettings(team);
    kept.delete(team);
    kept.set(team, { at, stored });
    if (kept.size > maxTeams) kept.delete(kept.keys().next().value!);
    return stored;
  };
}
