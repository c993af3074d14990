import { expect, test } from 'vitest';
import type { Store } from '@team-sso/core';
import { aStep, NOW } from '../test/builders.ts';
import { repeatLostReads } from './lost-reads.ts';
import { createMemoryStore } from './memory.ts';

/** A store whose calls fail in this way until `failures` are used up, and how often it was called. */
function failing(failures: number, message: string, fields: { readonly code?: string } = {}) {
  const calls: string[] = [];
  const methods = Object.entries(createMemoryStore()).map(([name, method]) => [
    name,
    async (...asked: unknown[]) => {
      calls.push(name);
      if (calls.length <= failures) throw Object.assign(new Error(message), fields);
      return (method as (...given: unknown[]) => unknown)(...asked);
    },
  ]);
  return { store: repeatLostReads(Object.fromEntries(methods) as Store), calls };
}

test.each([
  ['that was ended', 'Connection terminated unexpectedly', {}],
  ['that a restart took', 'terminating connection', { code: '57P01' }],
  ['that was reset', 'read ECONNRESET', { code: 'ECONNRESET' }],
])('a read over a connection %s is asked again', async (_, message, fields) => {
  const { store, calls } = failing(2, message, fields);
  expect(await store.readSettings('team')).toBeNull();
  await store.ping();
  expect(calls).toEqual(['readSettings', 'readSettings', 'readSettings', 'ping']);
});

test('a read rejects when every connection is lost', async () => {
  const { store, calls } = failing(9, 'Connection terminated');
  await expect(store.readForResponse('team', null, NOW)).rejects.toThrow('terminated');
  expect(calls).toHaveLength(3);
});

test.each([
  ['is away', { code: 'ECONNREFUSED' }],
  ['takes too long', { code: '57014' }],
  ['says no', { code: '42P01' }],
])('a database that %s is asked once', async (_, fields) => {
  const { store, calls } = failing(1, 'failed', fields);
  await expect(store.readSettings('team')).rejects.toThrow('failed');
  expect(calls).toHaveLength(1);
});

test('a write over a lost connection rejects: it may have happened', async () => {
  const { store, calls } = failing(1, 'Connection terminated unexpectedly');
  await expect(store.completeSignIn(aStep())).rejects.toThrow('terminated');
  expect(calls).toEqual(['completeSignIn']);
});
