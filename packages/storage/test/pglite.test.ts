// The PostgreSQL queries against the contract, on PGlite: PostgreSQL in WebAssembly, with one connection.

import { PGlite } from '@electric-sql/pglite';
import { PGliteDialect } from 'kysely';
import { createSqlStore } from '../src/sql.ts';
import { describeStoreContract } from './store-contract.ts';

describeStoreContract('the SQL store on PGlite', async () => {
  const pglite = await PGlite.create();
  const store = await createSqlStore(new PGliteDialect({ pglite }));
  return {
    store,
    other: store,
    close: () => store.close(),
  };
});
