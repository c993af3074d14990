// The PostgreSQL store against the contract: two instances with a pool each, opened at the same moment.

import { createPostgresStore, openPostgresPool } from '../src/postgres.ts';
import { createTestSchema, TEST_POSTGRES_URL } from './postgres-schema.ts';
import { describeStoreContract } from './store-contract.ts';

describeStoreContract(
  'the PostgreSQL store, opened twice',
  async () => {
    const { connectionString, drop } = await createTestSchema();
    const pool = await openPostgresPool({ connectionString });
    const [store, other] = await Promise.all([
      createPostgresStore({ connectionString }),
      createPostgresStore({ pool }),
    ]);
    return {
      store,
      other,
      close: async () => {
        await Promise.all([store.close(), other.close()]);
        await pool.end();
        await drop();
      },
    };
  },
  { skip: TEST_POSTGRES_URL === undefined },
);
