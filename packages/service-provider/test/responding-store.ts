// A store whose answers a test may change or withhold.

import type { Store } from '@team-sso/core';

type Answers = {
  readonly [Name in keyof Store]?: (given: ReturnType<Store[Name]>) => ReturnType<Store[Name]>;
};

/** Wraps a store: what it answers goes through the function of that name. */
export function respondingStore(answers: Answers): (store: Store) => Store {
  return (store) =>
    new Proxy(store, {
      get(target, name: keyof Store) {
        const method = target[name].bind(target) as (...given: unknown[]) => unknown;
        const change = answers[name] as ((given: unknown) => unknown) | undefined;
        return change ? (...given: unknown[]) => change(method(...given)) : method;
      },
    });
}

/** A store that is down while the switch says so. */
export function failingStore(down: { names: ReadonlySet<keyof Store> }): (store: Store) => Store {
  return (store) =>
    new Proxy(store, {
      get(target, name: keyof Store) {
        if (!down.names.has(name)) return target[name].bind(target);
        return () => Promise.reject(new Error('connection to the database lost: user ana@acme.example'));
      },
    });
}

/** Writes down which methods are called, in order. */
export function countedStore(calls: string[]): (store: Store) => Store {
  return (store) =>
    new Proxy(store, {
      get(target, name: keyof Store) {
        const method = target[name].bind(target) as (...given: unknown[]) => unknown;
        return (...given: unknown[]) => {
          calls.push(name);
          return method(...given);
        };
      },
    });
}
