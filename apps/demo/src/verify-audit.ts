// `pnpm --filter demo verify-audit [team …]`: is every team's audit log whole? Says so, and exits with 1 if one is not.

import { verifyAuditLog } from '@team-sso/service-provider';
import { hasDatabase, openDatabase } from './database.ts';
import type { Environment } from './environment.ts';
import { checkSecretKeys, findSecretKeys } from './secret-key.ts';
import { StartError } from './start-error.ts';

type Place = Pick<Environment, 'dataDir' | 'databaseUrl' | 'secretKeys'>;

/**
 * Reads the log of the teams given, or of all, beside a running demo or without one.
 * @returns whether all of it is whole. @throws StartError with the one line an operator needs.
 */
export async function verifyAudit(
  place: Place,
  teams: readonly string[],
  say: (line: string) => void,
): Promise<boolean> {
  if (!(await hasDatabase(place)))
    throw new StartError(`${place.dataDir} holds no database; set DATA_DIR or DATABASE_URL.`);
  const secretKeys = await findSecretKeys(place.secretKeys, place.dataDir);
  const database = await openDatabase(place);
  const { db, store } = database;
  try {
    await checkSecretKeys(secretKeys, store);
    const all = await db.selectFrom('bots_teams').select('team').orderBy('team').execute();
    const known = all.map(({ team }) => team);
    const unknown = teams.find((team) => !known.includes(team));
    if (unknown !== undefined) throw new StartError(`There is no team ${JSON.stringify(unknown)}.`);
    let isWhole = true;
    for (const team of teams.length > 0 ? teams : known) {
      const { records, break: found } = await verifyAuditLog({ store, secretKeys }, team);
      isWhole &&= found === null;
      say(found ? `${team}: BROKEN at record ${found.sequence} (${WHY[found.why]})` : whole(team, records));
    }
    return isWhole;
  } finally {
    await database.close();
  }
}

const WHY = {
  sequence: 'the records before it are not all there',
  seal: 'it, or the one before it, is not what was written',
} as const;

const whole = (team: string, records: number): string =>
  `${team}: ${records} ${records === 1 ? 'record' : 'records'}, whole`;
