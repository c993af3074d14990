// A schema of its own in the PostgreSQL that TEST_POSTGRES_URL names, dropped afterwards.

import { randomUUID } from 'node:crypto';
import { env } from 'node:process';
import pg from 'pg';

/** Without it every test against a real PostgreSQL is skipped, and counted as skipped. */
export const TEST_POSTGRES_URL = env['TEST_POSTGRES_URL'];

export interface TestSchema {
  /** Connects with the schema as search path. */
  readonly connectionString: string;
  /** Name of the schema, and of every connection to it. */
  readonly name: string;
  /** Runs one statement over a connection of its own, as an operator would. */
  administer(sql: string): Promise<readonly Record<string, unknown>[]>;
  drop(): Promise<void>;
}

export async function createTestSchema(): Promise<TestSchema> {
  const url = new URL(TEST_POSTGRES_URL ?? '');
  const schema = `team_sso_${randomUUID().replaceAll('-', '')}`;
  const administer = async (sql: string) => {
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  await administer(`create schema ${schema}`);
  const inSchema = new URL(url);
  inSchema.searchParams.set('options', `-c search_path=${schema}`);
  inSchema.searchParams.set('application_name', schema);
  return {
    connectionString: inSchema.href,
    name: schema,
    administer,
    drop: async () => void (await administer(`drop schema ${schema} cascade`)),
  };
}
