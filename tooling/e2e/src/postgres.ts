// A throw-away PostgreSQL with fsync on, where the machine has one.

import { globSync } from 'node:fs';
import { findFreePort } from './free-port.ts';
import { runServiceScript } from './service-script.ts';

export interface Postgres {
  readonly url: string;
  stop(): Promise<void>;
}

export const postgresIsInstalled = globSync('/usr/lib/postgresql/*/bin/initdb').length > 0;

export async function startPostgres(): Promise<Postgres> {
  const port = String(await findFreePort());
  return {
    url: await runServiceScript('postgres/start.sh', port),
    stop: async () => void (await runServiceScript('postgres/stop.sh', port)),
  };
}
