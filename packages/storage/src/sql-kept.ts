// Small values kept for good under a name, where the first writer wins and a change says what it replaces.

import { sql, type Kysely } from 'kysely';
import type { Tables } from './sql-schema.ts';

export async function keepFirst(db: Kysely<Tables>, name: string, value: string): Promise<string> {
  await db
    .insertInto('team_sso_kept')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const kept = await db
    .selectFrom('team_sso_kept')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return kept.value;
}

export function readKept(
  db: Kysely<Tables>,
  prefix: string,
): Promise<readonly { readonly name: string; readonly value: string }[]> {
  // Not `like`: a name may hold its wild cards.
  const begins = sql<boolean>`substr(name, 1, ${sql.lit(prefix.length)}) = ${prefix}`;
  return db.selectFrom('team_sso_kept').selectAll().where(begins).orderBy('name').execute();
}

export async function replaceKept(
  db: Kysely<Tables>,
  name: string,
  from: string,
  to: string,
): Promise<boolean> {
  const replaced = await db
    .updateTable('team_sso_kept')
    .set({ value: to })
    .where('name', '=', name)
    .where('value', '=', from)
    .returning('name')
    .executeTakeFirst();
  return replaced !== undefined;
}
