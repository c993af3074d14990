// A DNS for tests: TXT records by name, wildcards, and names that give no answer.

import type { ResolveTxt } from '../src/index.ts';

export interface FakeDns {
  readonly resolveTxt: ResolveTxt;
  /** Every name that was asked for, in order. */
  readonly asked: string[];
  /** Publishes a record; `*.zone` answers for every name below the zone that has none of its own. */
  publish(name: string, value: string | readonly string[]): void;
  remove(name: string): void;
  /** From now on the name gives no answer, or a late one: `SERVFAIL`, `ETIMEOUT`; `null` heals it. */
  fail(name: string, code: string | null): void;
}

export function createFakeDns(): FakeDns {
  const records = new Map<string, (readonly string[])[]>();
  const failing = new Map<string, string>();
  const asked: string[] = [];
  return {
    asked,
    publish: (name, value) => {
      records.set(name, [...(records.get(name) ?? []), typeof value === 'string' ? [value] : value]);
    },
    remove: (name) => records.delete(name),
    fail: (name, code) => {
      if (code === null) failing.delete(name);
      else failing.set(name, code);
    },
    resolveTxt: async (name) => {
      asked.push(name);
      const code = failing.get(name);
      const found = records.get(name) ?? records.get(`*.${name.slice(name.indexOf('.') + 1)}`);
      if (code !== undefined || !found)
        throw Object.assign(new Error('queryTxt'), { code: code ?? 'ENOTFOUND' });
      return found;
    },
  };
}
