// Version 2 of the tables: tests, recovery, activity, seals and notices. It only adds, with defaults for version 1.

import type { AlterTableColumnAlteringBuilder, Kysely } from 'kysely';
import { createIndex, createTable } from './sql-create.ts';
import type { Tables } from './sql-schema.ts';

/** What a table holds is said in sql-schema.ts. */
export async function createSecondTables(db: Kysely<Tables>): Promise<void> {
  await extendLoginPath(db);
  await extendAudit(db);
  await extendTestRuns(db);
  await createRecovery(db);
  await createActivity(db);
  await createTable(db, 'team_sso_connections_seen', ['team', 'connection_id'], {
    team: 'text',
    connection_id: 'text',
    seen_at: 'bigint',
  });
  await createTable(db, 'team_sso_entitlements', ['team'], {
    team: 'text',
    entitlement: 'text',
    changed_at: 'bigint',
  });
  await createIndex(db, 'team_sso_settings', ['confirm_by']);
}

async function extendLoginPath(db: Kysely<Tables>): Promise<void> {
  await add(db, 'team_sso_requests', (table) => table.addColumn('test_run_id', 'text'));
  await add(db, 'team_sso_tickets', (table) =>
    table.addColumn('purpose', 'text', (column) => column.notNull().defaultTo('login')),
  );
  await add(db, 'team_sso_tickets', (table) => table.addColumn('test_run_id', 'text'));
}

async function extendAudit(db: Kysely<Tables>): Promise<void> {
  await add(db, 'team_sso_audit', (table) =>
    table.addColumn('seal', 'text', (column) => column.notNull().defaultTo('')),
  );
  await add(db, 'team_sso_audit', (table) =>
    table.addColumn('notice_pending', 'integer', (column) => column.notNull().defaultTo(1)),
  );
  // What happened before there were notices is not announced afterwards.
  await db.updateTable('team_sso_audit').set({ notice_pending: 0 }).execute();
  await createIndex(db, 'team_sso_audit', ['notice_pending', 'recorded_at']);
}

async function extendTestRuns(db: Kysely<Tables>): Promise<void> {
  await add(db, 'team_sso_test_runs', (table) =>
    table.addColumn('expires_at', 'bigint', (column) => column.notNull().defaultTo(0)),
  );
  await add(db, 'team_sso_test_runs', (table) =>
    table.addColumn('answers', 'text', (column) => column.notNull().defaultTo('[]')),
  );
  await add(db, 'team_sso_test_runs', (table) => table.addColumn('passed_at', 'bigint'));
  await createIndex(db, 'team_sso_test_runs', ['team', 'ran_at']);
  await createIndex(db, 'team_sso_test_runs', ['ran_at']);
}

async function createRecovery(db: Kysely<Tables>): Promise<void> {
  const nullable = {
    acknowledged_at: 'bigint',
    acknowledged_by: 'text',
    last_used_at: 'bigint',
    last_used_by: 'text',
  } as const;
  const batches = {
    team: 'text',
    batch_id: 'text',
    salt: 'text',
    made_at: 'bigint',
    made_by: 'text',
  } as const;
  const columns = { ...batches, ...nullable };
  await createTable(db, 'team_sso_recovery_batches', ['team'], columns, Object.keys(nullable));
  await createTable(db, 'team_sso_recovery_codes', ['team', 'batch_id', 'code_hash'], {
    team: 'text',
    batch_id: 'text',
    code_hash: 'text',
  });
  await createTable(db, 'team_sso_recovery_attempts', ['team', 'user_id'], {
    team: 'text',
    user_id: 'text',
    times: 'text',
    last_at: 'bigint',
  });
  await createIndex(db, 'team_sso_recovery_attempts', ['last_at']);
}

async function createActivity(db: Kysely<Tables>): Promise<void> {
  await createTable(db, 'team_sso_attempts', ['team', 'short_code'], {
    team: 'text',
    short_code: 'text',
    attempted_at: 'bigint',
    attempt: 'text',
  });
  await createIndex(db, 'team_sso_attempts', ['team', 'attempted_at']);
  await createIndex(db, 'team_sso_attempts', ['attempted_at']);
  await createTable(db, 'team_sso_leases', ['name'], { name: 'text', holder: 'text', held_until: 'bigint' });
}

/** One column per statement: SQLite takes no more. */
async function add(
  db: Kysely<Tables>,
  table: keyof Tables,
  column: (builder: ReturnType<Kysely<Tables>['schema']['alterTable']>) => AlterTableColumnAlteringBuilder,
): Promise<void> {
  await column(db.schema.alterTable(table)).execute();
}
