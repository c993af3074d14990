// Interleaved rounds: every contender runs a short batch in each, so that what disturbs the machine disturbs all alike.

import { cpuMicroseconds, runBatch, type Contender } from './contender.ts';

/** How long is measured. */
export interface RoundsPlan {
  readonly rounds: number;
  /** CPU time of one contender's batch in one round; a slow contender runs at least once. */
  readonly batchMicroseconds: number;
  /** CPU time each contender gets before anything is counted. */
  readonly warmUpMicroseconds: number;
}

/** CPU microseconds per operation, by name: one figure for each round. */
export type Samples = ReadonlyMap<string, readonly number[]>;

/** Measures all contenders beside each other. */
export async function measureRounds(contenders: readonly Contender[], plan: RoundsPlan): Promise<Samples> {
  const batches = new Map<Contender, number>();
  for (const contender of contenders) batches.set(contender, await warmUp(contender, plan));
  const samples = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < plan.rounds; round++) {
    // The order turns, so that nobody always follows the same neighbour.
    for (let i = 0; i < contenders.length; i++) {
      const contender = contenders[(i + round) % contenders.length]!;
      // What the neighbour has left behind is not this contender's to clear away.
      globalThis.gc?.({ type: 'minor', execution: 'sync' });
      samples.get(contender.name)!.push(await cpuMicroseconds(contender, batches.get(contender)!));
    }
  }
  return samples;
}

/** The median cost of one operation. */
export function costOf(samples: Samples, name: string): number {
  return median(samples.get(name) ?? []);
}

/** How many times as much one costs as the other: the median over rounds, as both had the same conditions in each. */
export function ratioOf(samples: Samples, name: string, other: string): number {
  const others = samples.get(other) ?? [];
  return median((samples.get(name) ?? []).map((cost, round) => cost / (others[round] ?? Number.NaN)));
}

/** The middle value; of an even count, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** Runs until the compiler has had its time; returns how many operations fill a batch. */
async function warmUp(contender: Contender, plan: RoundsPlan): Promise<number> {
  let operations = 1;
  let spent = 0;
  let perOperation = 0;
  await runBatch(contender, 2);
  while (spent < plan.warmUpMicroseconds) {
    perOperation = await cpuMicroseconds(contender, operations);
    spent += perOperation * operations;
    operations = Math.max(1, Math.round(plan.batchMicroseconds / Math.max(perOperation, 1)));
  }
  return operations;
}
