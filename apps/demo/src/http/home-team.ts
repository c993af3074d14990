// The team a person lands in.

import type { Session } from '../sessions.ts';
import type { TeamRow } from '../tables.ts';

/** The one the newest proof opens, if it is for one team only; else the first. */
export function homeTeamOf({ proofs }: Session, teams: readonly TeamRow[]): TeamRow | null {
  const newest = proofs[0]?.proof;
  const proven = newest && newest.kind !== 'password' ? newest.team : null;
  return teams.find(({ team }) => team === proven) ?? teams[0] ?? null;
}
