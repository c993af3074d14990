// What `pnpm bench scale` tells: medians at both sizes, the rate of pruning, and each promise with its figure.

import { median } from '../rounds.ts';
import { table, wholeNumber } from '../table.ts';
import type { Target } from '../targets.ts';
import { SMALL, type ScaleSizes } from './scale-sizes.ts';
import { SCALE_STEPS, type ScaleStep } from './scale-steps.ts';

export interface ScaleResult {
  readonly database: string;
  readonly large: ScaleSizes;
  /** Every sample of a step, at both sizes. */
  readonly milliseconds: Readonly<Record<'small' | 'large', ReadonlyMap<ScaleStep, readonly number[]>>>;
  /** What asking left in the process. */
  readonly heapGrowthMegabytes: number;
  /** Claims per second, for each tenth of those that were pruned. */
  readonly pruneRates: readonly number[];
}

/** Deeper trees and colder caches, and no more than that. */
const TIMES_SMALL = 2;
const TIMES_FIRST_TENTH = 2;
const CLAIMS_PER_DAY = 10_000_000;
const TIMES_DAILY_CLAIMS = 10;
const HEAP_MEGABYTES = 16;
const SECONDS_PER_DAY = 86_400;

export function judgeScale(result: ScaleResult): readonly Target[] {
  const { database, pruneRates, heapGrowthMegabytes } = result;
  const slowest = Math.min(...pruneRates);
  const needed = (CLAIMS_PER_DAY / SECONDS_PER_DAY) * TIMES_DAILY_CLAIMS;
  const slowdown = (pruneRates[0] ?? 0) / (pruneRates.at(-1) ?? 0);
  return [
    ...SCALE_STEPS.map((step) => {
      const times = figure(result, 'large', step) / figure(result, 'small', step);
      return {
        promise: `${database}, ${step}: at most ${TIMES_SMALL} times as long as with few teams (p50)`,
        figure: times.toFixed(2),
        isMet: times <= TIMES_SMALL,
      };
    }),
    {
      promise: `${database}: pruned at least ${TIMES_DAILY_CLAIMS} times as fast as ten million a day come in`,
      figure: `${wholeNumber(slowest)} claims/s`,
      isMet: slowest >= needed,
    },
    {
      promise: `${database}: the last tenth pruned at most ${TIMES_FIRST_TENTH} times as slowly as the first`,
      figure: slowdown.toFixed(2),
      isMet: slowdown <= TIMES_FIRST_TENTH,
    },
    {
      promise: `${database}: asking leaves at most ${HEAP_MEGABYTES} MB in the process`,
      figure: `${heapGrowthMegabytes.toFixed(1)} MB`,
      isMet: heapGrowthMegabytes <= HEAP_MEGABYTES,
    },
  ];
}

export function renderScale(results: readonly ScaleResult[]): string {
  const large = results[0]?.large ?? SMALL;
  const rows = results.flatMap((result) =>
    SCALE_STEPS.map((step) => [
      `${result.database}, ${step}`,
      figure(result, 'small', step).toFixed(3),
      figure(result, 'large', step).toFixed(3),
      (figure(result, 'large', step) / figure(result, 'small', step)).toFixed(2),
    ]),
  );
  const head = ['', sizeText(SMALL), sizeText(large), 'times'];
  const pruning = results.map(
    ({ database, pruneRates }) =>
      `${database}: ${pruneRates.map((rate) => wholeNumber(rate)).join(', ')} claims a second, tenth by tenth.`,
  );
  return [
    '## The store, p50 in milliseconds',
    table([head, ...rows]),
    'One caller, both sizes in turns. A step is all that the store is asked in it; "upkeep lists" are the four lists over all teams that `maintain()` works from.',
    `## Pruning claims, 400,000 at most, in batches of 1,000\n\n${pruning.join('\n')}`,
  ].join('\n\n');
}

function figure({ milliseconds }: ScaleResult, size: 'small' | 'large', step: ScaleStep): number {
  return median(milliseconds[size].get(step) ?? []);
}

function sizeText({ teams, claims }: ScaleSizes): string {
  return `${wholeNumber(teams)} teams, ${wholeNumber(claims)} claims`;
}
