// `pnpm --filter demo keys`: which keys there are, and what may leave SECRET_KEY. `keys rotate eu [--immediately]` makes the
// next key pair of a region.

import { createKeyOperations, readSecretKeyUse, type SpKeyFacts } from '@team-sso/service-provider';
import { hasDatabase, openDatabase } from './database.ts';
import type { Environment } from './environment.ts';
import { REGIONS } from './plans.ts';
import { checkSecretKeys, findSecretKeys } from './secret-key.ts';
import { StartError } from './start-error.ts';

type Place = Pick<Environment, 'dataDir' | 'databaseUrl' | 'secretKeys'>;

/** Runs beside a demo or without one. @throws StartError with the one line an operator needs. */
export async function keys(
  place: Place,
  words: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const rotation = rotationOf(words);
  if (!(await hasDatabase(place)))
    throw new StartError(`${place.dataDir} holds no database; set DATA_DIR or DATABASE_URL.`);
  const secretKeys = await findSecretKeys(place.secretKeys, place.dataDir);
  const database = await openDatabase(place);
  const { store } = database;
  try {
    await checkSecretKeys(secretKeys, store);
    const regions = REGIONS.map(({ id }) => id);
    const operations = createKeyOperations({ store, secretKeys, regions });
    if (rotation) await operations.rotateSpKeys(rotation.region, rotation);
    for (const { fingerprint, needed } of await readSecretKeyUse({ store, secretKeys }))
      say(`SECRET_KEY ${fingerprint}: ${needed ? 'needed' : 'may leave the list'}`);
    for (const region of rotation ? [rotation.region] : regions)
      for (const key of await operations.readSpKeys(region)) say(`${region}: ${described(key)}`);
  } finally {
    await database.close();
  }
}

function rotationOf(
  words: readonly string[],
): { readonly region: string; readonly immediately: boolean } | null {
  const [verb, region = '', option, ...more] = words;
  if (verb === undefined) return null;
  const isKnown = REGIONS.some(({ id }) => id === region);
  if (verb !== 'rotate' || !isKnown || !['--immediately', undefined].includes(option) || more.length > 0)
    throw new StartError(
      `Say nothing to list keys, or: rotate ${REGIONS.map(({ id }) => id).join('|')} [--immediately]`,
    );
  return { region, immediately: option !== undefined };
}

const ROLES = { current: 'in use since', next: 'in use from', old: 'decrypts, was in use from' } as const;

const described = ({ role, usedFrom, notAfter, fingerprint }: SpKeyFacts): string =>
  `${ROLES[role]} ${dayOf(usedFrom)}, ends ${dayOf(notAfter)}, ${fingerprint}`;

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
