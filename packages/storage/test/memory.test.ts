// The memory store against the contract.

import { expect, test } from 'vitest';
import { memoryStoreOver } from '../src/memory-store.ts';
import { createMemoryTables } from '../src/memory-tables.ts';
import { createMemoryStore } from '../src/memory.ts';
import { describeStoreContract } from './store-contract.ts';

describeStoreContract('the memory store', async () => {
  const tables = createMemoryTables();
  const store = memoryStoreOver(tables);
  return {
    store,
    other: memoryStoreOver(tables),
    close: () => store.close(),
  };
});

test('two memory stores know nothing of each other', async () => {
  const store = createMemoryStore();
  await store.keepFirst('name', 'one');
  expect(await createMemoryStore().keepFirst('name', 'two')).toBe('two');
});

test('a closed memory store rejects', async () => {
  const store = createMemoryStore();
  await store.close();
  await expect(store.ping()).rejects.toThrow('closed');
});
