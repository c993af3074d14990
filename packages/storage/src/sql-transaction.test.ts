import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTransaction } from './sql-transaction.ts';
import type { Tables } from './sql-schema.ts';
import { createSqliteDialect } from './sqlite.ts';

let directory: string;
let db: Kysely<Tables>;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'team-sso-'));
  db = new Kysely<Tables>({ dialect: createSqliteDialect(join(directory, 'store.sqlite')) });
  await db.schema.createTable('team_sso_kept').addColumn('name', 'text').addColumn('value', 'text').execute();
});
afterEach(async () => {
  await db.destroy();
  await rm(directory, { recursive: true });
});

/** Writes a row, then fails as the database would, until `failures` are used up. */
async function failing(failures: number, code: string): Promise<number> {
  let attempts = 0;
  await inTransaction(db, async (transaction) => {
    attempts += 1;
    await transaction
      .insertInto('team_sso_kept')
      .values({ name: 'attempt', value: `${attempts}` })
      .execute();
    if (attempts <= failures) throw Object.assign(new Error('aborted'), { code });
  });
  return attempts;
}

async function valuesWritten(): Promise<readonly string[]> {
  return (await db.selectFrom('team_sso_kept').select('value').execute()).map(({ value }) => value);
}

test.each(['40001', '40P01'])('a transaction aborted with %s runs again as a whole', async (code) => {
  expect(await failing(2, code)).toBe(3);
  expect(await valuesWritten()).toEqual(['3']);
});

test('a transaction that is aborted again and again rejects in the end, with nothing written', async () => {
  await expect(failing(1000, '40001')).rejects.toThrow('aborted');
  expect(await valuesWritten()).toEqual([]);
});

test('any other failure rejects at once', async () => {
  await expect(failing(1, '23505')).rejects.toThrow('aborted');
  expect(await valuesWritten()).toEqual([]);
});
