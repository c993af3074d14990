// A run over several threads.

import { Worker } from 'node:worker_threads';
import type { FuzzOptions } from './fuzz.ts';
import { addTally, emptyTally, type Tally } from './tally.ts';
import type { WorkerTask } from './worker.ts';

export interface RunOptions {
  readonly options: Omit<FuzzOptions, 'engine'>;
  readonly count: number;
  readonly workers: number;
  /** Called with the counts so far, now and then. */
  readonly onProgress?: (tally: Tally) => void;
}

/** Judges the first `count` mutants of a seed and returns the counts. A thread that fails, fails the run. */
export async function runWorkers({ count, onProgress, options, workers }: RunOptions): Promise<Tally> {
  const total = emptyTally();
  const tasks = Array.from({ length: workers }, (_, first): WorkerTask => ({
    options,
    first,
    count,
    stride: workers,
  }));
  await Promise.all(
    tasks.map((task) =>
      runWorker(task, (tally) => {
        addTally(total, tally);
        onProgress?.(total);
      }),
    ),
  );
  total.violations.sort((a, b) => a.index - b.index);
  return total;
}

function runWorker(task: WorkerTask, onTally: (tally: Tally) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: task });
    worker.on('message', onTally);
    worker.on('error', reject);
    worker.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`A thread ended with code ${code}.`)),
    );
  });
}
