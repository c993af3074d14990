// The demo product's own tables, beside those of Team SSO. Times are ISO text: it sorts, and both databases keep it.

import type { Kysely, SchemaModule } from 'kysely';

export interface Tables {
  readonly bots_teams: TeamRow;
  readonly bots_users: UserRow;
  readonly bots_memberships: MembershipRow;
  readonly bots_sessions: SessionRow;
  readonly bots_session_proofs: SessionProofRow;
  readonly bots_bots: BotRow;
  readonly bots_dns_records: DnsRecordRow;
  readonly bots_invitations: InvitationRow;
}

export interface TeamRow {
  readonly team: string;
  readonly name: string;
  readonly plan: string;
  readonly region: string;
  /** The e-mail domain the team came with, lower case: Team SSO adopts it when the store is seeded. */
  readonly domain: string;
}

export interface UserRow {
  readonly user_id: string;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly password_hash: string;
}

export interface MembershipRow {
  readonly team: string;
  readonly user_id: string;
  readonly role: string;
}

export interface SessionRow {
  /** SHA-256 of the cookie's value: the value itself is never stored. */
  readonly session_hash: string;
  readonly user_id: string;
  readonly expires_at: string;
}

export interface SessionProofRow {
  readonly session_hash: string;
  readonly kind: string;
  /** Empty for a password: it belongs to no team. */
  readonly team: string;
  readonly at: string;
  readonly ends_at: string | null;
  readonly connection_id: string | null;
  readonly idp_entity_id: string | null;
  readonly session_index: string | null;
  /** JSON: who the provider said this is. */
  readonly identity: string | null;
}

export interface BotRow {
  readonly bot_id: string;
  readonly team: string;
  readonly name: string;
  readonly does: string;
  /** Seconds between two runs. */
  readonly every_seconds: number;
  readonly made_at: string;
}

/** Somebody who may become a member. */
export interface InvitationRow {
  readonly team: string;
  /** Lower case. */
  readonly email: string;
}

/** A TXT record of the pretend DNS. */
export interface DnsRecordRow {
  readonly name: string;
  readonly value: string;
}

const OPEN_ATTEMPTS = 5;

/** Makes the tables that are missing. Several processes may do so at once. */
export async function createTables(db: Kysely<Tables>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.transaction().execute(async (transaction) => {
        await createProductTables(transaction.schema);
        await createSessionTables(transaction.schema);
      });
      return await addSessionIndex(db);
    } catch (error) {
      // Two first starts may both find no table; PostgreSQL then fails the second CREATE with a unique violation.
      if (attempt === OPEN_ATTEMPTS || !isLostRace(error)) throw error;
    }
  }
}

async function createProductTables(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('bots_teams')
    .ifNotExists()
    .addColumn('team', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('plan', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('domain', 'text', (column) => column.notNull().unique())
    .execute();
  await schema
    .createTable('bots_users')
    .ifNotExists()
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('bots_memberships')
    .ifNotExists()
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('bots_memberships_key', ['team', 'user_id'])
    .execute();
  await schema
    .createTable('bots_bots')
    .ifNotExists()
    .addColumn('bot_id', 'text', (column) => column.primaryKey())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('does', 'text', (column) => column.notNull())
    .addColumn('every_seconds', 'integer', (column) => column.notNull())
    .addColumn('made_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('bots_dns_records')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('bots_dns_records_key', ['name', 'value'])
    .execute();
  await schema
    .createTable('bots_invitations')
    .ifNotExists()
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('bots_invitations_key', ['team', 'email'])
    .execute();
  await index(schema, 'bots_memberships', 'user_id');
  await index(schema, 'bots_bots', 'team');
}

async function createSessionTables(schema: SchemaModule): Promise<void> {
  await schema
    .createTable('bots_sessions')
    .ifNotExists()
    .addColumn('session_hash', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('bots_session_proofs')
    .ifNotExists()
    .addColumn('session_hash', 'text', (column) =>
      column.notNull().references('bots_sessions.session_hash').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('team', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('ends_at', 'text')
    .addColumn('connection_id', 'text')
    .addColumn('idp_entity_id', 'text')
    .addColumn('session_index', 'text')
    .addColumn('identity', 'text')
    .addPrimaryKeyConstraint('bots_session_proofs_key', ['session_hash', 'kind', 'team'])
    .execute();
  await index(schema, 'bots_sessions', 'user_id');
  await index(schema, 'bots_sessions', 'expires_at');
}

/** Sessions of a version without single logout have no such column. Asking for it is the same in both databases. */
async function addSessionIndex(db: Kysely<Tables>): Promise<void> {
  const ask = () => db.selectFrom('bots_session_proofs').select('session_index').limit(1).execute();
  try {
    await ask();
  } catch {
    // Another process may add it at the same moment: what counts is that it is there.
    await db.schema.alterTable('bots_session_proofs').addColumn('session_index', 'text').execute().catch(ask);
  }
}

async function index(schema: SchemaModule, table: string, column: string): Promise<void> {
  await schema.createIndex(`${table}_by_${column}`).ifNotExists().on(table).column(column).execute();
}

/** PostgreSQL: unique_violation, duplicate_table, duplicate_object. */
function isLostRace(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['23505', '42P07', '42710'].includes(String(error.code))
  );
}
