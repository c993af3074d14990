// The SQLite store against the contract, on one file with two connections, and on one shared connection.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteStore, openSqliteFile } from '../src/sqlite.ts';
import { describeStoreContract } from './store-contract.ts';

describeStoreContract('the SQLite store, opened twice', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'team-sso-'));
  const path = join(directory, 'store.sqlite');
  const [store, other] = await Promise.all([createSqliteStore({ path }), createSqliteStore({ path })]);
  return {
    store,
    other,
    close: async () => {
      await Promise.all([store.close(), other.close()]);
      await rm(directory, { recursive: true });
    },
  };
});

describeStoreContract('the SQLite store, two on one shared file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'team-sso-'));
  const file = await openSqliteFile(join(directory, 'store.sqlite'));
  const [store, other] = await Promise.all([createSqliteStore({ file }), createSqliteStore({ file })]);
  return {
    store,
    other,
    close: async () => {
      await Promise.all([store.close(), other.close()]);
      file.close();
      await rm(directory, { recursive: true });
    },
  };
});
