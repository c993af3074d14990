// The store in memory, for tests and trials: same rules as the databases, and everything is lost with the process.

import type { Store } from '@team-sso/core';
import { memoryStoreOver } from './memory-store.ts';
import { createMemoryTables } from './memory-tables.ts';

/**
 * A store that forgets everything with its process. Never for production: a second process would not see its claims.
 * What goes in and what comes out is copied, so nothing is changed behind its back.
 */
export function createMemoryStore(): Store {
  return memoryStoreOver(createMemoryTables());
}
