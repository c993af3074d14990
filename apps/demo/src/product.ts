// Acme Bots without HTTP: what its routes work with.

import type { ServiceProvider } from '@team-sso/service-provider';
import type { Context } from 'koa';
import type { Kysely } from 'kysely';
import type { Accounts } from './accounts.ts';
import type { DemoDns } from './demo-dns.ts';
import type { Joining } from './joining.ts';
import type { Log } from './log.ts';
import type { PageAssets } from './pages/document.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';
import type { Tables } from './tables.ts';
import type { Teams } from './teams.ts';

export interface Product {
  readonly publicUrl: string;
  /** Null: switched off. */
  readonly mockIdpUrl: string | null;
  readonly assets: PageAssets;
  readonly db: Kysely<Tables>;
  readonly accounts: Accounts;
  readonly teams: Teams;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  readonly sso: ServiceProvider<Context>;
  readonly dns: DemoDns;
  readonly joining: Joining;
  readonly log: Log;
  readonly now: () => Date;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Rejects when the stores cannot serve. */
  readonly ping: () => Promise<void>;
}
