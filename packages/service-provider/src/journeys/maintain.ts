// Everything periodic: idempotent, safe on all instances at once, needed for tidiness, never for correctness.

import type { Service } from '../service.ts';

const PRUNE_BATCH = 1000;

/** Deletes what has expired. Call it every few minutes. @returns how many rows went. */
export async function maintain<Context>(service: Service<Context>): Promise<{ readonly pruned: number }> {
  let pruned = 0;
  for (;;) {
    const gone = await service.store.prune(service.now(), PRUNE_BATCH);
    pruned += gone;
    if (gone < PRUNE_BATCH) return { pruned };
  }
}
