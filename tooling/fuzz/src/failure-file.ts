// A broken law on disk: the message that breaks it, as small as it gets, and how to make it again.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';
import type { Violation } from './tally.ts';

export interface Failure {
  readonly seed: number;
  readonly violation: Violation;
  readonly mutant: Mutant;
  readonly smallest: Mutant;
}

/** Writes the message as XML and everything about it as JSON; returns the name of the JSON file. */
export function writeFailure(folder: string, { mutant, seed, smallest, violation }: Failure): string {
  mkdirSync(folder, { recursive: true });
  const name = join(folder, `seed-${seed}-mutant-${violation.index}`);
  writeFileSync(`${name}.xml`, smallest.octets);
  const facts = {
    again: `pnpm fuzz --seed ${seed} --only ${violation.index}`,
    ...violation,
    original: mutant.original.name,
    mutations: namesOf(mutant),
    smallest: { mutations: namesOf(smallest), samlResponse: smallest.samlResponse },
    circumstances: mutant.original.circumstances,
    identity: mutant.original.identity,
  };
  writeFileSync(`${name}.json`, `${JSON.stringify(facts, null, 2)}\n`);
  return `${name}.json`;
}

function namesOf({ steps }: Mutant): readonly string[] {
  return steps.map(({ mutation }) => mutation.name);
}
