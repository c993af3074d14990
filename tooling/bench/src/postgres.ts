// A PostgreSQL for measurements: the one that TEST_POSTGRES_URL names, or one that is started for it.

import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';

const SCRIPTS = join(import.meta.dirname, '../../e2e/postgres');

export interface BenchPostgres {
  /** A database of its own, empty. */
  createDatabase(): Promise<string>;
  /** Drops the databases, and stops what was started. */
  close(): Promise<void>;
}

/** @throws when there is none and none can be started. */
export async function openPostgres(): Promise<BenchPostgres> {
  const given = process.env['TEST_POSTGRES_URL'];
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const url = given ?? execFileSync(join(SCRIPTS, 'start.sh'), [String(port)], { encoding: 'utf8' }).trim();
  const administer = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  const names: string[] = [];
  return {
    createDatabase: async () => {
      const name = `bench_${randomUUID().replaceAll('-', '')}`;
      await administer(`create database ${name}`);
      names.push(name);
      const ofDatabase = new URL(url);
      ofDatabase.pathname = `/${name}`;
      return ofDatabase.href;
    },
    close: async () => {
      if (given === undefined) return void execFileSync(join(SCRIPTS, 'stop.sh'), [String(port)]);
      for (const name of names) await administer(`drop database ${name} with (force)`);
    },
  };
}
