// How a migration creates a table or an index. Released migrations use it: it never changes what they create.

import type { CreateTableBuilder, Kysely } from 'kysely';
import type { Tables } from './sql-schema.ts';

export type Columns = Readonly<Record<string, 'text' | 'integer' | 'bigint'>>;

/** All columns are `not null` but the ones named nullable. */
export async function createTable(
  db: Kysely<Tables>,
  table: keyof Tables,
  primaryKey: readonly string[],
  columns: Columns,
  nullable: readonly string[] = [],
): Promise<void> {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(table);
  for (const [name, dataType] of Object.entries(columns)) {
    builder = builder.addColumn(name, dataType, (column) =>
      nullable.includes(name) ? column : column.notNull(),
    );
  }
  await builder.addPrimaryKeyConstraint(`${table}_key`, [...primaryKey]).execute();
}

export async function createIndex(
  db: Kysely<Tables>,
  table: keyof Tables,
  columns: readonly string[],
): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns([...columns])
    .execute();
}
