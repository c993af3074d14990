// Every few minutes: what has expired is forgotten. Nothing depends on it but the size of the store.

import type { Product } from './product.ts';

const EVERY_MILLIS = 5 * 60_000;

/** @returns how to stop it. */
export function startTidying({ sso, sessions, log }: Pick<Product, 'sso' | 'sessions' | 'log'>): () => void {
  const tidy = async () => {
    try {
      await sessions.prune();
      const { pruned } = await sso.maintain();
      log.debug('tidied', { pruned });
    } catch (error) {
      log.warn('tidying_failed', { error: error instanceof Error ? error.name : String(error) });
    }
  };
  const timer = setInterval(() => void tidy(), EVERY_MILLIS);
  timer.unref();
  return () => clearInterval(timer);
}
