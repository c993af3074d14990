// Calls from both instances at once.

import type { Store } from '@team-sso/core';
import type { Subject } from '../store-contract.ts';

export const CALLERS = 12;

/** Gives each caller its number; callers take the two instances in turns. */
export function raceOn(subject: Subject) {
  return <Answer>(call: (store: Store, caller: number) => Promise<Answer>): Promise<Answer[]> => {
    const { store, other } = subject();
    const callers = Array.from({ length: CALLERS }, (_, caller) =>
      call(caller % 2 === 0 ? store : other, caller),
    );
    return Promise.all(callers);
  };
}

export function countOf(answers: readonly unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[String(answer)] = (counts[String(answer)] ?? 0) + 1;
  return counts;
}
