// One thread of a run: judges every so-many-th mutant and reports its counts now and then.

import { parentPort, workerData } from 'node:worker_threads';
import { Fuzzer, type FuzzOptions } from './fuzz.ts';

/** What a worker is started with. */
export interface WorkerTask {
  readonly options: Omit<FuzzOptions, 'engine'>;
  readonly first: number;
  readonly count: number;
  readonly stride: number;
}

const REPORT_EVERY = 500;

function* indicesOf({ count, first, stride }: WorkerTask): Generator<number> {
  for (let index = first; index < count; index += stride) yield index;
}

async function work(task: WorkerTask): Promise<void> {
  const fuzzer = new Fuzzer(task.options);
  try {
    let judged = 0;
    for (const index of indicesOf(task)) {
      await fuzzer.run([index]);
      if (++judged % REPORT_EVERY === 0) parentPort?.postMessage(fuzzer.takeTally());
    }
    fuzzer.flush();
    parentPort?.postMessage(fuzzer.takeTally());
  } finally {
    fuzzer.close();
  }
}

// workerData is typed any; only workers.ts starts this file.
if (parentPort !== null) await work(workerData as WorkerTask);
