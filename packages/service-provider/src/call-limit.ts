// How often somebody may cause work elsewhere: counted by this process, bounded, forgotten after a minute.

export interface CallLimit {
  /** Counts a call; false: there were too many of this key within a minute, and it was not counted. */
  take(key: string, now: Date): boolean;
}

const WINDOW_MILLIS = 60_000;

/** At most `perMinute` calls of each key; `maxKeys` are remembered, the ones longest silent go first. */
export function createCallLimit(perMinute: number, maxKeys: number): CallLimit {
  const calls = new Map<string, readonly number[]>();
  return {
    take: (key, now) => {
      const time = now.getTime();
      const recent = (calls.get(key) ?? []).filter((at) => Math.abs(time - at) < WINDOW_MILLIS);
      if (recent.length >= perMinute) return false;
      calls.delete(key);
      calls.set(key, [...recent, time]);
      if (calls.size > maxKeys) calls.delete(calls.keys().next().value!);
      return true;
    },
  };
}
