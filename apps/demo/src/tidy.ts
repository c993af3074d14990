// At the start and every minute: roll-backs become durable, waiting notices are handed out, what has expired is forgotten.
// Nobody's access depends on it.

import type { Product } from './product.ts';

const EVERY_MILLIS = 60_000;

/** @returns how to stop it; resolves when a round that was under way is over. */
export function startTidying({
  sso,
  sessions,
  log,
}: Pick<Product, 'sso' | 'sessions' | 'log'>): () => Promise<void> {
  const tidy = async () => {
    try {
      await sessions.prune();
      log.debug('tidied', { ...(await sso.maintain()) });
    } catch (error) {
      log.warn('tidying_failed', { error: error instanceof Error ? error.name : String(error) });
    }
  };
  let round = tidy();
  const timer = setInterval(() => {
    // One after the other: a slow round is not overtaken.
    round = round.then(tidy);
  }, EVERY_MILLIS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return round;
  };
}
