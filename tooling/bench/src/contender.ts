// What takes part in a measurement, and what one batch of it costs.

/** One operation under a name. */
export type Contender =
  | { readonly name: string; readonly isAsync: false; readonly run: () => void }
  | { readonly name: string; readonly isAsync: true; readonly run: () => Promise<unknown> };

/** CPU time of all threads of the process, garbage collection included, in microseconds per operation. */
export async function cpuMicroseconds(contender: Contender, operations: number): Promise<number> {
  const before = process.cpuUsage();
  await runBatch(contender, operations);
  const { system, user } = process.cpuUsage(before);
  return (system + user) / operations;
}

/** Runs an operation several times, one after another. */
export async function runBatch(contender: Contender, operations: number): Promise<void> {
  if (contender.isAsync) for (let i = 0; i < operations; i++) await contender.run();
  else for (let i = 0; i < operations; i++) contender.run();
}
