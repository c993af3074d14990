// The tables as Kysely sees them. Times are epoch milliseconds in a bigint column, the same in every database.

import type { ColumnType } from 'kysely';
import type { DomainOwnersTable, DomainsTable } from './sql-domain-tables.ts';

/** PostgreSQL's driver reads a bigint as text, SQLite's as a number: what is read goes through `numberOf` or `dateOf`. */
export type BigInteger = ColumnType<number | string, number, number>;
export type OptionalBigInteger = ColumnType<number | string | null, number | null, number | null>;

export interface SettingsTable {
  readonly team: string;
  readonly revision: BigInteger;
  /** The aggregate as JSON; the columns below it repeat or add what conditional writes need. */
  readonly settings: string;
  readonly live_connection_id: string | null;
  readonly required_since: OptionalBigInteger;
  readonly confirm_by: OptionalBigInteger;
  readonly confirmed_at: OptionalBigInteger;
  readonly proofs_valid_from: OptionalBigInteger;
}

export interface RequestsTable {
  readonly request_hash: string;
  readonly team: string;
  readonly purpose: 'login' | 'test';
  readonly test_run_id: string | null;
  readonly connection_id: string;
  readonly idp_entity_id: string;
  readonly return_to: string;
  readonly browser_hash: string;
  /** Who was signed in at the host when it began. */
  readonly started_by: string | null;
  readonly expires_at: BigInteger;
}

/** Logout requests of ours that wait for an answer. */
export interface LogoutsTable {
  readonly request_hash: string;
  readonly team: string;
  readonly connection_id: string;
  readonly idp_entity_id: string;
  readonly return_to: string;
  readonly expires_at: BigInteger;
}

/** Assertions and logout requests that were acted on. */
export interface ClaimsTable {
  readonly assertion_key: string;
  readonly expires_at: BigInteger;
}

export interface TicketsTable {
  readonly ticket_hash: string;
  readonly team: string;
  readonly browser_hash: string | null;
  readonly return_to: string;
  readonly connection_id: string;
  readonly idp_entity_id: string;
  readonly name_id: string;
  readonly identity_hash: string;
  readonly payload: string;
  /** Version 1 writes tickets of logins only, and leaves it to the default. */
  readonly purpose: 'login' | 'test' | 'confirm';
  readonly test_run_id: string | null;
  readonly expires_at: BigInteger;
}

export interface LinksTable {
  readonly team: string;
  readonly identity_hash: string;
  readonly idp_entity_id: string;
  readonly name_id: string;
  readonly user_id: string;
  readonly linked_at: BigInteger;
}

export interface SignInsTable {
  readonly team: string;
  readonly user_id: string;
  readonly connection_id: string;
  readonly idp_entity_id: string;
  readonly signed_in_at: BigInteger;
  /**
   * `SignInSubject` and the time of its sign-in, as JSON. A version before 6 leaves it as it was: it counts only while
   * its time is that of the row.
   */
  readonly subject: string | null;
}

export interface CertificatesSeenTable {
  readonly team: string;
  readonly fingerprint: string;
  readonly seen_at: BigInteger;
}

/** Connections that verified a real sign-in, and when first. */
export interface ConnectionsSeenTable {
  readonly team: string;
  readonly connection_id: string;
  readonly seen_at: BigInteger;
}

export interface TestRunsTable {
  readonly team: string;
  readonly id: string;
  readonly connection_id: string;
  readonly target: 'draft' | 'live';
  readonly outcome: 'running' | 'passed';
  /** When it was started. */
  readonly ran_at: BigInteger;
  readonly ran_by: string;
  readonly expires_at: BigInteger;
  /** `TestAnswer[]` as JSON. */
  readonly answers: string;
  readonly passed_at: OptionalBigInteger;
}

/** A team's current batch. Its row lock puts in line whoever spends, replaces or judges the codes. */
export interface RecoveryBatchesTable {
  readonly team: string;
  readonly batch_id: string;
  readonly salt: string;
  readonly made_at: BigInteger;
  readonly made_by: string;
  readonly acknowledged_at: OptionalBigInteger;
  readonly acknowledged_by: string | null;
  readonly last_used_at: OptionalBigInteger;
  readonly last_used_by: string | null;
}

/** Codes that are not spent. */
export interface RecoveryCodesTable {
  readonly team: string;
  readonly batch_id: string;
  readonly code_hash: string;
}

export interface RecoveryAttemptsTable {
  readonly team: string;
  readonly user_id: string;
  /** Times of the last attempts as JSON, oldest first. */
  readonly times: string;
  readonly last_at: BigInteger;
}

export interface EntitlementsTable {
  readonly team: string;
  readonly entitlement: string;
  readonly changed_at: BigInteger;
}

export interface AttemptsTable {
  readonly team: string;
  readonly short_code: string;
  readonly attempted_at: BigInteger;
  /** The `Attempt` as JSON: what a provider sent may hold characters that a text column refuses. */
  readonly attempt: string;
}

export interface LeasesTable {
  readonly name: string;
  readonly holder: string;
  readonly held_until: BigInteger;
}

/** The last sequence number of a team: its row lock makes the numbers grow by one. */
export interface AuditHeadsTable {
  readonly team: string;
  readonly sequence: BigInteger;
}

export interface AuditTable {
  readonly team: string;
  readonly sequence: BigInteger;
  readonly recorded_at: BigInteger;
  readonly event: string;
  readonly seal: string;
  /** 1 until a notice was delivered, then 0. */
  readonly notice_pending: number;
}

/** One row per team that was ever configured. */
export interface UpkeepTable {
  readonly team: string;
  readonly due_at: BigInteger;
  /** Counts the writes of `state`. */
  readonly version: number;
  /** `UpkeepState` as JSON. */
  readonly state: string;
}

export interface CountedCallsTable {
  readonly call_key: string;
  /** Times of the last calls as JSON, oldest first. */
  readonly times: string;
  readonly expires_at: BigInteger;
}

export interface SpKeysTable {
  readonly region: string;
  /** 0 for a region's first key pair: the primary key lets one instance only add it. */
  readonly position: number;
  readonly key_id: string;
  readonly certificate_pem: string;
  readonly encrypted_private_key: string;
  readonly not_before: BigInteger;
  readonly not_after: BigInteger;
  /** Null: from its start, as a version without rotation wrote it. */
  readonly used_from: OptionalBigInteger;
}

export interface KeptTable {
  readonly name: string;
  readonly value: string;
}

export interface SchemaTable {
  readonly id: number;
  readonly version: number;
}

export interface Tables {
  readonly team_sso_schema: SchemaTable;
  readonly team_sso_settings: SettingsTable;
  readonly team_sso_requests: RequestsTable;
  readonly team_sso_logouts: LogoutsTable;
  readonly team_sso_claims: ClaimsTable;
  readonly team_sso_tickets: TicketsTable;
  readonly team_sso_links: LinksTable;
  readonly team_sso_sign_ins: SignInsTable;
  readonly team_sso_certificates_seen: CertificatesSeenTable;
  readonly team_sso_connections_seen: ConnectionsSeenTable;
  readonly team_sso_test_runs: TestRunsTable;
  readonly team_sso_recovery_batches: RecoveryBatchesTable;
  readonly team_sso_recovery_codes: RecoveryCodesTable;
  readonly team_sso_recovery_attempts: RecoveryAttemptsTable;
  readonly team_sso_entitlements: EntitlementsTable;
  readonly team_sso_attempts: AttemptsTable;
  readonly team_sso_leases: LeasesTable;
  readonly team_sso_audit_heads: AuditHeadsTable;
  readonly team_sso_audit: AuditTable;
  readonly team_sso_upkeep: UpkeepTable;
  readonly team_sso_counted_calls: CountedCallsTable;
  readonly team_sso_sp_keys: SpKeysTable;
  readonly team_sso_kept: KeptTable;
  readonly team_sso_domains: DomainsTable;
  readonly team_sso_domain_owners: DomainOwnersTable;
}

export function numberOf(value: number | string): number {
  return Number(value);
}

export function dateOf(value: number | string): Date {
  return new Date(Number(value));
}
