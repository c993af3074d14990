// rate-limiter-flexible over our store port: counted exactly across instances, and by this process while the store is down.

import type { Store } from '@team-sso/core';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { FailureLimit } from './limits.ts';

/** The one thing asked of a limiter, in the shape all limiters of rate-limiter-flexible have. */
export interface PointsLimiter {
  /** Rejects with a `RateLimiterRes` when the key has no points left. */
  consume(key: string): Promise<RateLimiterRes>;
}

/** Counts in the store. A limit reached rejects as the library's own limiters do; so does a store that fails, with its error. */
export function createStoreLimiter(
  store: Pick<Store, 'countCall'>,
  { failures, seconds, waitSeconds }: FailureLimit,
  now: () => Date,
): PointsLimiter {
  return {
    consume: async (key) => {
      const isWithinLimit = await store.countCall(key, { calls: failures, seconds }, now());
      const result = new RateLimiterRes(isWithinLimit ? 1 : 0, isWithinLimit ? 0 : waitSeconds * 1000);
      if (!isWithinLimit) throw result;
      return result;
    },
  };
}

/** Whether a key had a point left; takes it. Never rejects: this process counts alone while the store cannot. */
export function createInsuredLimiter(
  store: Pick<Store, 'countCall'>,
  limit: FailureLimit,
  now: () => Date,
): { take(key: string): Promise<boolean> } {
  const counted = createStoreLimiter(store, limit, now);
  const alone = new RateLimiterMemory({ points: limit.failures, duration: limit.seconds });
  return {
    take: (key) => takes(counted, key).catch(() => takes(alone, key)),
  };
}

async function takes(limiter: PointsLimiter, key: string): Promise<boolean> {
  try {
    await limiter.consume(key);
    return true;
  } catch (error) {
    if (error instanceof RateLimiterRes) return false;
    throw error;
  }
}
