// The secret key: taken from the environment or made once in the data folder, and held against what the store knows.

import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  checkSecretKeys as checkKeysOfStore,
  SecretKeyError,
  type SecretKeysOfStore,
} from '@team-sso/service-provider';
import { parseSecretKeys, secretKeyText } from './secret-key-text.ts';
import { StartError } from './start-error.ts';

const FILE_NAME = 'secret-key';

/** The keys of the environment, else the one kept in `dataDir`, made at the first start with mode 0600. */
export async function loadSecretKeys(
  fromEnvironment: readonly Uint8Array[] | null,
  dataDir: string,
  randomBytes: (length: number) => Uint8Array,
): Promise<readonly Uint8Array[]> {
  if (fromEnvironment) return fromEnvironment;
  const path = join(dataDir, FILE_NAME);
  const text = await readOrMake(path, secretKeyText(randomBytes(32))).catch((error: unknown) => {
    throw new StartError(
      `DATA_DIR ${dataDir} cannot be used (${String(codeOf(error))}); set it to a folder to write to.`,
    );
  });
  const keys = parseSecretKeys(text.trim());
  if (!keys) throw new StartError(`${path} does not hold a secret key; restore it or set SECRET_KEY.`);
  return keys;
}

/** As `loadSecretKeys`, without making one: for who reads what another process wrote. */
export async function findSecretKeys(
  fromEnvironment: readonly Uint8Array[] | null,
  dataDir: string,
): Promise<readonly Uint8Array[]> {
  if (fromEnvironment) return fromEnvironment;
  const path = join(dataDir, FILE_NAME);
  const keys = parseSecretKeys(((await readIfThere(path)) ?? '').trim());
  if (!keys) throw new StartError(`${path} does not hold a secret key; set SECRET_KEY or DATA_DIR.`);
  return keys;
}

/** Holds the keys against the store: with others, what is encrypted there could not be read. @throws StartError */
export async function checkSecretKeys(
  secretKeys: readonly Uint8Array[],
  store: SecretKeysOfStore['store'],
): Promise<void> {
  try {
    await checkKeysOfStore({ store, secretKeys });
  } catch (error) {
    if (error instanceof SecretKeyError) throw new StartError(`SECRET_KEY ${error.message}`);
    throw error;
  }
}

async function readOrMake(path: string, newText: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return (await readIfThere(path)) ?? (await makeOnce(path, newText, randomUUID()));
}

/** Writes beside and links into place: of two first starts at once both read the same, whole key. */
async function makeOnce(path: string, text: string, draftName: string): Promise<string> {
  const draft = `${path}.${draftName}.new`;
  await writeFile(draft, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(path, 'utf8');
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
