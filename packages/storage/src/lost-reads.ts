// Reads over a connection that turned out to be lost are asked again; nothing that writes ever is.

import type { Store } from '@team-sso/core';

const ATTEMPTS = 3;
const FURTHER_READS: ReadonlySet<string> = new Set(['countSignIns', 'ping']);
/** PostgreSQL: the connection_exception class, admin_shutdown, crash_shutdown; then what a socket says. */
const LOST = /^(?:08...|57P01|57P02|ECONNRESET|EPIPE)$/;

/**
 * A database that restarted or failed over leaves dead connections behind. Whether a write got through one of them nobody
 * knows, so its call rejects; a read is repeated. A database that is slow or away is not asked more often than before.
 */
export function repeatLostReads(store: Store): Store {
  const methods = Object.entries(store).map(([name, method]) => [
    name,
    isRead(name) ? repeated(method as Read) : method,
  ]);
  return Object.fromEntries(methods) as Store;
}

type Read = (...asked: unknown[]) => Promise<unknown>;

/** The port names what only reads `read…`. */
function isRead(name: string): boolean {
  return name.startsWith('read') || FURTHER_READS.has(name);
}

function repeated(read: Read): Read {
  return async (...asked) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await read(...asked);
      } catch (error) {
        if (attempt === ATTEMPTS || !isLost(error)) throw error;
      }
    }
  };
}

/** pg has no code for a connection that just ended. */
function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') return LOST.test(error.code);
  return error.message.startsWith('Connection terminated');
}
