// Version 1 of the tables. Plain SQL types only: text, integer, bigint.

import type { Kysely } from 'kysely';
import { createIndex, createTable } from './sql-create.ts';
import type { Tables } from './sql-schema.ts';

/** What a table holds is said in sql-schema.ts. */
export async function createFirstTables(db: Kysely<Tables>): Promise<void> {
  await createSettings(db);
  await createLoginPath(db);
  await createFacts(db);
  await createAudit(db);
  await createKept(db);
}

async function createSettings(db: Kysely<Tables>): Promise<void> {
  const nullable = {
    live_connection_id: 'text',
    required_since: 'bigint',
    confirm_by: 'bigint',
    confirmed_at: 'bigint',
    proofs_valid_from: 'bigint',
  } as const;
  const columns = { team: 'text', revision: 'bigint', settings: 'text', ...nullable } as const;
  await createTable(db, 'team_sso_settings', ['team'], columns, Object.keys(nullable));
}

async function createLoginPath(db: Kysely<Tables>): Promise<void> {
  await createTable(db, 'team_sso_requests', ['request_hash'], {
    request_hash: 'text',
    team: 'text',
    purpose: 'text',
    connection_id: 'text',
    idp_entity_id: 'text',
    return_to: 'text',
    browser_hash: 'text',
    expires_at: 'bigint',
  });
  await createTable(db, 'team_sso_claims', ['assertion_key'], {
    assertion_key: 'text',
    expires_at: 'bigint',
  });
  const tickets = {
    ticket_hash: 'text',
    team: 'text',
    browser_hash: 'text',
    return_to: 'text',
    connection_id: 'text',
    idp_entity_id: 'text',
    name_id: 'text',
    identity_hash: 'text',
    payload: 'text',
    expires_at: 'bigint',
  } as const;
  await createTable(db, 'team_sso_tickets', ['ticket_hash'], tickets, ['browser_hash']);
  await createIndex(db, 'team_sso_requests', ['expires_at']);
  await createIndex(db, 'team_sso_claims', ['expires_at']);
  await createIndex(db, 'team_sso_tickets', ['expires_at']);
}

async function createFacts(db: Kysely<Tables>): Promise<void> {
  await createTable(db, 'team_sso_links', ['team', 'identity_hash'], {
    team: 'text',
    identity_hash: 'text',
    idp_entity_id: 'text',
    name_id: 'text',
    user_id: 'text',
    linked_at: 'bigint',
  });
  await createTable(db, 'team_sso_sign_ins', ['team', 'user_id'], {
    team: 'text',
    user_id: 'text',
    connection_id: 'text',
    idp_entity_id: 'text',
    signed_in_at: 'bigint',
  });
  await createTable(db, 'team_sso_certificates_seen', ['team', 'fingerprint'], {
    team: 'text',
    fingerprint: 'text',
    seen_at: 'bigint',
  });
  await createTable(db, 'team_sso_test_runs', ['team', 'id'], {
    team: 'text',
    id: 'text',
    connection_id: 'text',
    target: 'text',
    outcome: 'text',
    ran_at: 'bigint',
    ran_by: 'text',
  });
  await createIndex(db, 'team_sso_test_runs', ['team', 'connection_id', 'ran_at']);
}

async function createAudit(db: Kysely<Tables>): Promise<void> {
  await createTable(db, 'team_sso_audit_heads', ['team'], { team: 'text', sequence: 'bigint' });
  await createTable(db, 'team_sso_audit', ['team', 'sequence'], {
    team: 'text',
    sequence: 'bigint',
    recorded_at: 'bigint',
    event: 'text',
  });
}

async function createKept(db: Kysely<Tables>): Promise<void> {
  await createTable(db, 'team_sso_sp_keys', ['region', 'position'], {
    region: 'text',
    position: 'integer',
    key_id: 'text',
    certificate_pem: 'text',
    encrypted_private_key: 'text',
    not_before: 'bigint',
    not_after: 'bigint',
  });
  await createTable(db, 'team_sso_kept', ['name'], { name: 'text', value: 'text' });
}
