// The measurement of size at its smallest: filled, asked, pruned; nobody looks at the time.

import { describe, expect, it } from 'vitest';
import { scalePostgres, scaleSqlite } from '../src/scale/run-scale.ts';
import { judgeScale, renderScale, type ScaleResult } from '../src/scale/scale-report.ts';
import { parseScaleSizes } from '../src/scale/scale-sizes.ts';
import { SCALE_STEPS, type ScaleStep } from '../src/scale/scale-steps.ts';

const hasPostgres = process.env['TEST_POSTGRES_URL'] !== undefined;
const SIZES = { teams: 50, claims: 300 };
const quiet = (): void => undefined;

/** What every run must have found, for comparing. */
const WHOLE = {
  samples: SCALE_STEPS.flatMap(() => [2, 2]),
  tenths: 10,
  isEveryTenthPruned: true,
  isShown: true,
};

function outline(result: ScaleResult): typeof WHOLE {
  const { small, large } = result.milliseconds;
  return {
    samples: SCALE_STEPS.flatMap((step) => [small.get(step)?.length ?? 0, large.get(step)?.length ?? 0]),
    tenths: result.pruneRates.length,
    isEveryTenthPruned: Math.min(...result.pruneRates) > 0,
    isShown: renderScale([result]).includes(`| ${result.database}, finish `),
  };
}

describe('a store with many teams is measured', () => {
  it('over SQLite', { timeout: 120_000 }, async () => {
    expect(outline(await scaleSqlite(SIZES, new Date(), 2, quiet))).toEqual(WHOLE);
  });

  it.skipIf(!hasPostgres)('over PostgreSQL', { timeout: 120_000 }, async () => {
    expect(outline(await scalePostgres(SIZES, new Date(), 2, quiet))).toEqual(WHOLE);
  });
});

describe('the figures of size', () => {
  const samples = (milliseconds: number) =>
    new Map<ScaleStep, number[]>(SCALE_STEPS.map((step) => [step, [milliseconds]]));
  const result = (fields: Partial<ScaleResult>): ScaleResult => ({
    database: 'SQLite',
    large: SIZES,
    milliseconds: { small: samples(1), large: samples(1.5) },
    heapGrowthMegabytes: 1,
    pruneRates: [9000, 8000],
    ...fields,
  });

  it('that grow with the number of teams, or with what was pruned, miss their targets', () => {
    expect(judgeScale(result({})).filter(({ isMet }) => !isMet)).toEqual([]);
    const missed = (fields: Partial<ScaleResult>) =>
      judgeScale(result(fields)).filter(({ isMet }) => !isMet).length;
    expect(missed({ milliseconds: { small: samples(1), large: samples(2.1) } })).toBe(SCALE_STEPS.length);
    expect(missed({ pruneRates: [9000, 4000] })).toBe(1);
    expect(missed({ pruneRates: [1200, 1000] })).toBe(1);
    expect(missed({ heapGrowthMegabytes: 17 })).toBe(1);
  });

  it('are of the sizes asked for', () => {
    expect(parseScaleSizes(['--teams', '7', '--claims', '9'])).toEqual({ teams: 7, claims: 9 });
    expect(parseScaleSizes(['--teams'])).toBeNull();
    expect(parseScaleSizes(['--people', '7'])).toBeNull();
    expect(parseScaleSizes(['--claims', '0'])).toBeNull();
  });
});
