import { expect, test } from 'vitest';
import { guardPool, type PostgresPoolShape } from './postgres-pool.ts';

/** A pool with one client, whose queries fail with the given error. Tells how the client was released. */
function failingPool(error: Error): {
  readonly pool: PostgresPoolShape;
  readonly destroyed: (boolean | undefined)[];
} {
  const destroyed: (boolean | undefined)[] = [];
  const client = {
    query: () => Promise.reject(error),
    release: (destroy?: boolean) => void destroyed.push(destroy),
    on: () => undefined,
    off: () => undefined,
  };
  const pool = {
    connect: async () => client,
    end: async () => undefined,
    on: () => undefined,
    off: () => undefined,
  };
  return { pool, destroyed };
}

test.each([
  ['is kept after an error the server reported', { severity: 'ERROR', code: '23505' }, false],
  ['is destroyed when the server ended it', { severity: 'FATAL', code: '57P01' }, true],
  ['is destroyed when no answer came in time', {}, true],
])('a connection %s', async (_, fields, isDestroyed) => {
  const { pool, destroyed } = failingPool(Object.assign(new Error('failed'), fields));
  const client = await guardPool(pool, false).connect();
  await expect(client.query('select 1', [])).rejects.toThrow('failed');
  client.release();
  expect(destroyed).toEqual([isDestroyed]);
});

test.each([
  ['that it ended goes on being heard', true, 1],
  ['that stays its owner’s is not heard any more', false, 0],
])('a pool %s', async (_, endsPool, listeners) => {
  const heard = new Set<(error: Error) => void>();
  const pool: PostgresPoolShape = {
    connect: () => Promise.reject(new Error('nobody connects')),
    end: async () => undefined,
    on: (_event, listener) => heard.add(listener),
    off: (_event, listener) => heard.delete(listener),
  };
  const guarded = guardPool(pool, endsPool);
  expect(heard.size).toBe(1);
  await guarded.end();
  expect(heard.size).toBe(listeners);
});

test('connections as old as one that was lost are opened anew', async () => {
  const destroyed: string[] = [];
  let made = 0;
  const makeClient = () => {
    const name = `connection ${(made += 1)}`;
    return {
      name,
      query: () => Promise.reject(new Error('no answer came in time')),
      release: (destroy?: boolean) => {
        if (destroy === true) destroyed.push(name);
        else idle.push(client);
      },
      on: () => undefined,
      off: () => undefined,
    };
  };
  const idle: ReturnType<typeof makeClient>[] = [];
  let client: ReturnType<typeof makeClient>;
  const pool: PostgresPoolShape = {
    connect: async () => {
      client = idle.shift() ?? makeClient();
      return client;
    },
    end: async () => undefined,
    on: () => undefined,
    off: () => undefined,
  };
  const guarded = guardPool(pool, true);
  const [lost, old] = [await guarded.connect(), await guarded.connect()];
  old.release();
  await expect(lost.query('select 1', [])).rejects.toThrow('no answer');
  lost.release();
  (await guarded.connect()).release();
  (await guarded.connect()).release();
  expect([destroyed.toSorted((a, b) => a.localeCompare(b)), made]).toEqual([
    ['connection 1', 'connection 2'],
    3,
  ]);
});
