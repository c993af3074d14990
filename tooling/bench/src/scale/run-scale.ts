// The command `scale`: a small and a large store beside each other, asked in turns; then the large one is pruned empty.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeMachine } from '../machine.ts';
import { openPostgres } from '../postgres.ts';
import { targetLines } from '../report.ts';
import type { Target } from '../targets.ts';
import { fillPostgres, fillSqlite, type FilledStore } from './filled-store.ts';
import { judgeScale, renderScale, type ScaleResult } from './scale-report.ts';
import { SMALL, type ScaleSizes } from './scale-sizes.ts';
import { pruneAll, runSteps, SCALE_STEPS, type ScaleStep } from './scale-steps.ts';

const ROUNDS = 400;
const WARM_UP_ROUNDS = 50;

export async function runScale(
  large: ScaleSizes,
  tell: (progress: string) => void,
): Promise<{ readonly text: string; readonly targets: readonly Target[] }> {
  const now = new Date();
  const results = [
    await scaleSqlite(large, now, ROUNDS, tell),
    await scalePostgres(large, now, ROUNDS, tell),
  ];
  const targets = results.flatMap(judgeScale);
  const text = [describeMachine(), renderScale(results), `## Targets\n\n${targetLines(targets)}`];
  return { text: text.join('\n\n'), targets };
}

export async function scaleSqlite(
  large: ScaleSizes,
  now: Date,
  rounds: number,
  tell: (progress: string) => void,
): Promise<ScaleResult> {
  const directory = mkdtempSync(join(tmpdir(), 'team-sso-bench-'));
  const open = (sizes: ScaleSizes, name: string) => fillSqlite(join(directory, name), sizes, now);
  try {
    return await scale({ database: 'SQLite', open, large, now, rounds, tell });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export async function scalePostgres(
  large: ScaleSizes,
  now: Date,
  rounds: number,
  tell: (progress: string) => void,
): Promise<ScaleResult> {
  const postgres = await openPostgres();
  const open = async (sizes: ScaleSizes) => fillPostgres(await postgres.createDatabase(), sizes, now);
  try {
    return await scale({ database: 'PostgreSQL', open, large, now, rounds, tell });
  } finally {
    await postgres.close();
  }
}

async function scale(plan: {
  readonly database: string;
  readonly open: (sizes: ScaleSizes, name: string) => Promise<FilledStore>;
  readonly large: ScaleSizes;
  readonly now: Date;
  readonly rounds: number;
  readonly tell: (progress: string) => void;
}): Promise<ScaleResult> {
  const { database, open, large, now, rounds, tell } = plan;
  tell(`${database}: filling …`);
  const small = await open(SMALL, 'small.sqlite');
  const filled = await open(large, 'large.sqlite');
  try {
    tell(`${database}: asking …`);
    const heapBefore = heapMegabytes();
    const milliseconds = await ask(small, filled, now, rounds);
    const heapGrowthMegabytes = heapMegabytes() - heapBefore;
    tell(`${database}: pruning …`);
    const pruneRates = await pruneAll(filled, now);
    return { database, large, milliseconds, heapGrowthMegabytes, pruneRates };
  } finally {
    await small.close();
    await filled.close();
  }
}

async function ask(
  small: FilledStore,
  large: FilledStore,
  now: Date,
  rounds: number,
): Promise<ScaleResult['milliseconds']> {
  const samples = {
    small: new Map<ScaleStep, number[]>(SCALE_STEPS.map((step) => [step, []])),
    large: new Map<ScaleStep, number[]>(SCALE_STEPS.map((step) => [step, []])),
  };
  for (let round = -Math.min(WARM_UP_ROUNDS, rounds); round < rounds; round++)
    for (const [size, filled] of [['small', small] as const, ['large', large] as const]) {
      const cost = await runSteps(filled, now);
      if (round >= 0) for (const step of SCALE_STEPS) samples[size].get(step)?.push(cost[step]);
    }
  return samples;
}

/** After a collection, where the process lets itself be asked for one. */
function heapMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
