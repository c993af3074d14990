// The tables of e-mail domains as Kysely sees them.

import type { DomainCheck } from '@team-sso/core';
import type { BigInteger, OptionalBigInteger } from './sql-schema.ts';

/** A team's domains, verified or not. */
export interface DomainsTable {
  readonly team: string;
  readonly domain: string;
  readonly state: 'pending' | 'verified' | 'lapsed';
  /** Null: the host vouches for it. */
  readonly token: string | null;
  readonly added_at: BigInteger;
  readonly verified_at: OptionalBigInteger;
  readonly last_checked_at: OptionalBigInteger;
  readonly last_check: DomainCheck | null;
  readonly lapses_at: OptionalBigInteger;
  readonly check_due_at: OptionalBigInteger;
  readonly version: number;
}

/** One row per verified domain: its primary key is what makes a domain one team's. */
export interface DomainOwnersTable {
  readonly domain: string;
  readonly team: string;
}
