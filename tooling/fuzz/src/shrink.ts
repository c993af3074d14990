// The fewest mutations with which a mutant still breaks the law in the same way.

import type { FuzzOptions } from './fuzz.ts';
import { Fuzzer } from './fuzz.ts';
import type { Mutant } from './mutant.ts';
import type { Breach } from './tally.ts';

/** Leaves out one mutation after the other for as long as the breach stays. */
export async function shrink(options: FuzzOptions, mutant: Mutant, breach: Breach): Promise<Mutant> {
  const fuzzer = new Fuzzer(options);
  const breaks = async (candidate: Mutant): Promise<boolean> => {
    await fuzzer.judge(candidate);
    fuzzer.flush();
    return fuzzer.takeTally().violations.some((violation) => violation.breach === breach);
  };
  try {
    let smallest = mutant;
    for (let at = 0; at < smallest.steps.length;) {
      const steps = smallest.steps.toSpliced(at, 1);
      const candidate = fuzzer.mutator.remake(mutant.index, mutant.original, steps);
      if (await breaks(candidate)) smallest = candidate;
      else at++;
    }
    return smallest;
  } finally {
    fuzzer.close();
  }
}
