// What this process did a moment ago, so that it need not do it again: bounded, forgetful, never a source of truth.

export interface Recent {
  has(key: string, now: Date): boolean;
  add(key: string, now: Date): void;
}

/** Remembers at most `size` keys, each for `seconds`; the oldest goes first. */
export function createRecent(size: number, seconds: number): Recent {
  const times = new Map<string, number>();
  return {
    has: (key, now) => {
      const at = times.get(key);
      return at !== undefined && Math.abs(now.getTime() - at) < seconds * 1000;
    },
    add: (key, now) => {
      times.delete(key);
      times.set(key, now.getTime());
      if (times.size > size) times.delete(times.keys().next().value!);
    },
  };
}
