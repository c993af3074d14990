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
