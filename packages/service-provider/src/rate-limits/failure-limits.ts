// Counts what fails, for each door, client and team. What succeeds is never counted and costs no round trip to the store.

import type { Store } from '@team-sso/core';
import type { Observe } from '../observe.ts';
import { createRecent } from '../recent.ts';
import { clientOf, createClientKeys } from './client-key.ts';
import { DEFAULT_RATE_LIMITS, type FailureLimit, type LimitedDoor } from './limits.ts';
import { createInsuredLimiter } from './store-limiter.ts';

/** What a request tries: through which door, and for which team (`''` where there is none). */
export interface Attempt {
  readonly door: LimitedDoor;
  readonly team: string;
}

export interface FailureLimits<Context> {
  /** How many seconds this client has to wait here, at most; 0: it may try. */
  waitSeconds(ctx: Context, attempt: Attempt): number;
  /** Counts a failure. Never rejects: the answer to a failure is a refusal already. */
  countFailure(ctx: Context, attempt: Attempt): Promise<void>;
}

interface Parts<Context> {
  readonly store: Pick<Store, 'countCall'>;
  readonly secretKeys: readonly Uint8Array[];
  readonly rateLimits: Readonly<Record<LimitedDoor, FailureLimit | 'off'>>;
  readonly clientAddress: (ctx: Context) => string | undefined;
  readonly observe: Observe;
  readonly now: () => Date;
}

/** Clients that wait, remembered by this process; the one that has waited longest is let go first. */
const MAX_WAITING = 10_000;

/**
 * Makes the limits. The count is in the store, exact across instances; that a client waits is known to the process that
 * counted it, and another one learns it at the client's next failure there.
 */
export function createFailureLimits<Context>(parts: Parts<Context>): FailureLimits<Context> {
  const keyOf = createClientKeys(parts.secretKeys[0]!);
  const doors = new Map(
    (Object.keys(DEFAULT_RATE_LIMITS) as LimitedDoor[]).flatMap((door) => {
      const limit = parts.rateLimits[door];
      return limit === 'off' ? [] : [[door, openDoor(parts, limit)] as const];
    }),
  );
  const clientKey = (ctx: Context, { door, team }: Attempt): string | null => {
    const client = clientOf(parts.clientAddress(ctx) ?? '');
    return client === null ? null : keyOf(door, client, team);
  };
  return {
    waitSeconds: (ctx, attempt) => {
      const door = doors.get(attempt.door);
      const key = door ? clientKey(ctx, attempt) : null;
      return door && key !== null && door.waiting.has(key, parts.now()) ? door.limit.waitSeconds : 0;
    },
    countFailure: async (ctx, attempt) => {
      const door = doors.get(attempt.door);
      const key = door ? clientKey(ctx, attempt) : null;
      if (!door || key === null || (await door.limiter.take(`failures:${key}`))) return;
      door.waiting.add(key, parts.now());
      parts.observe({ name: 'team_sso.client_held_back', ...attempt });
    },
  };
}

function openDoor<Context>({ store, now }: Parts<Context>, limit: FailureLimit) {
  return {
    limit,
    limiter: createInsuredLimiter(store, limit, now),
    waiting: createRecent(MAX_WAITING, limit.waitSeconds),
  };
}
