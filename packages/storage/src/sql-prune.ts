// Deletes what has expired, in bounded batches.

import type { Kysely } from 'kysely';
import type { Tables } from './sql-schema.ts';
import { inTransaction } from './sql-transaction.ts';

export async function prune(db: Kysely<Tables>, now: Date, limit: number): Promise<number> {
  const expired = now.getTime();
  const requests = await inTransaction(db, (transaction) =>
    transaction
      .deleteFrom('team_sso_requests')
      .where('request_hash', 'in', (row) =>
        row
          .selectFrom('team_sso_requests')
          .select('request_hash')
          .where('expires_at', '<=', expired)
          .limit(limit),
      )
      .where('expires_at', '<=', expired)
      .executeTakeFirstOrThrow(),
  );
  const tickets = await inTransaction(db, (transaction) =>
    transaction
      .deleteFrom('team_sso_tickets')
      .where('ticket_hash', 'in', (row) =>
        row
          .selectFrom('team_sso_tickets')
          .select('ticket_hash')
          .where('expires_at', '<=', expired)
          .limit(limit),
      )
      .where('expires_at', '<=', expired)
      .executeTakeFirstOrThrow(),
  );
  const claims = await inTransaction(db, (transaction) =>
    transaction
      .deleteFrom('team_sso_claims')
      .where('assertion_key', 'in', (row) =>
        row
          .selectFrom('team_sso_claims')
          .select('assertion_key')
          .where('expires_at', '<=', expired)
          .limit(limit),
      )
      // Said again outside: a claim may have been taken over since the inner query read it.
      .where('expires_at', '<=', expired)
      .executeTakeFirstOrThrow(),
  );
  return Number(requests.numDeletedRows + tickets.numDeletedRows + claims.numDeletedRows);
}
