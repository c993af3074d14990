// How much memory one operation asks for, whether it is collected soon or not.

import { GCProfiler, getHeapStatistics } from 'node:v8';
import { runBatch, type Contender } from './contender.ts';

/** Bytes per operation: objects on the heap, and buffers beside it. */
export interface Allocation {
  readonly heapBytes: number;
  readonly bufferBytes: number;
}

/** Sums what was allocated between the collections that happen meanwhile; none is hidden. */
export async function measureAllocation(contender: Contender, operations: number): Promise<Allocation> {
  await runBatch(contender, Math.min(operations, 20));
  globalThis.gc?.({ type: 'major', execution: 'sync' });
  const profiler = new GCProfiler();
  const start = getHeapStatistics();
  profiler.start();
  await runBatch(contender, operations);
  const end = getHeapStatistics();
  const collections = profiler.stop().statistics;
  let heap = end.used_heap_size - start.used_heap_size;
  let buffers = end.external_memory - start.external_memory;
  for (const { afterGC, beforeGC } of collections) {
    heap += beforeGC.heapStatistics.usedHeapSize - afterGC.heapStatistics.usedHeapSize;
    buffers += beforeGC.heapStatistics.externalMemory - afterGC.heapStatistics.externalMemory;
  }
  return { heapBytes: heap / operations, bufferBytes: buffers / operations };
}
