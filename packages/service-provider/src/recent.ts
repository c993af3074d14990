// What this process did a moment ago, so that it need not do it again: bounded, forgetful, never a source of truth.

export interface Recent {
  /** Whether `value` was the last one added under this key, a moment ago. */
  has(key: string, now: Date, value?: string): boolean;
  add(key: string, now: Date, value?: string): void;
  forget(key: string): void;
}

/** Remembers at most `size` keys, each for `seconds`; the oldest goes first. */
export function createRecent(size: number, seconds: number): Recent {
  const entries = new Map<string, { readonly at: number; readonly value: string }>();
  return {
    has: (key, now, value = '') => {
      const entry = entries.get(key);
      return entry?.value === value && Math.abs(now.getTime() - entry.at) < seconds * 1000;
    },
    add: (key, now, value = '') => {
      entries.delete(key);
      entries.set(key, { at: now.getTime(), value });
      if (entries.size > size) entries.delete(entries.keys().next().value!);
    },
    forget: (key) => void entries.delete(key),
  };
}
