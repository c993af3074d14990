// Who has signed in at the provider that a team moved to, and who only at the one before.

import type { ImpactView, MemberFacts, MovedPeople, ProviderMove, SignInFact } from '@team-sso/core';

/** Counts members one by one; null without a move. Who never used SSO has nothing to move. */
export function countMoved(
  move: ProviderMove | null,
  maxNamed: number,
): {
  add(member: MemberFacts, last: SignInFact | undefined): void;
  view(): NonNullable<ImpactView['move']>;
} | null {
  if (!move) return null;
  const { from, to } = move;
  const groups = { moved: empty(), notYet: empty() };
  return {
    add: ({ userId, name, email }, last) => {
      const group =
        last?.idpEntityId === to ? groups.moved : last?.idpEntityId === from ? groups.notYet : null;
      if (!group) return;
      group.count += 1;
      if (group.people.length < maxNamed) group.people.push({ userId, name, email });
    },
    view: () => ({ from, to, ...groups }),
  };
}

function empty(): { count: number; readonly people: MovedPeople['people'][number][] } {
  return { count: 0, people: [] };
}
