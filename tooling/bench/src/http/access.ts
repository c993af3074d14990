// What the middleware before a team's resources costs, over each store: the time one request spends in it.

import { join } from 'node:path';
import { startChild } from './child.ts';
import type { ServerOptions } from './server.ts';

export interface AccessAnswer {
  readonly medianMicroseconds: number;
}

/** Asks for a resource `requests` times, one after another, in a process of its own. */
export async function measureAccess(options: ServerOptions, requests: number): Promise<number> {
  const child = await startChild<number, AccessAnswer>(join(import.meta.dirname, 'access-main.ts'), options);
  try {
    await child.ask(Math.ceil(requests / 4));
    return (await child.ask(requests)).medianMicroseconds;
  } finally {
    await child.stop();
  }
}
