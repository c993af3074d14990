// `pnpm --filter demo after-restore`: run once on a database that was restored from a backup, before the demo is started.

import { createPostgresDialect, settleAfterRestore } from '@team-sso/storage/postgres';
import { createSqliteDialect } from '@team-sso/storage/sqlite';
import { databaseFile, hasDatabase, openDatabase } from './database.ts';
import type { Environment } from './environment.ts';
import { StartError } from './start-error.ts';

/** @throws StartError with the one line an operator needs. */
export async function afterRestore(
  place: Pick<Environment, 'dataDir' | 'databaseUrl'>,
  say: (line: string) => void,
  now: Date,
): Promise<void> {
  if (!(await hasDatabase(place)))
    throw new StartError(`${place.dataDir} holds no database; set DATA_DIR or DATABASE_URL.`);
  const { databaseUrl, dataDir } = place;
  const { givenUp, teams, unsolicited } = await settleAfterRestore(
    databaseUrl === null
      ? createSqliteDialect(databaseFile(dataDir))
      : createPostgresDialect({ connectionString: databaseUrl }),
    now,
  );
  say(`Given up: ${givenUp} sign-ins and logouts on their way, and the SSO sessions of ${teams} teams.`);
  for (const team of unsolicited)
    say(`${team} takes sign-ins that start at the provider: switch that off until a day after the backup.`);
  const database = await openDatabase(place);
  // The product's own: sessions that were ended since the backup would be back.
  const ended = await database.db.deleteFrom('bots_sessions').executeTakeFirstOrThrow();
  await database.close();
  say(`Ended: ${ended.numDeletedRows} sessions of the product. Everybody signs in again.`);
}
