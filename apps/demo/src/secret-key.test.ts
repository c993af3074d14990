import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore } from '@team-sso/storage/memory';
import { checkSecretKeys, loadSecretKeys } from './secret-key.ts';
import { StartError } from './start-error.ts';

const aKey = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(3);

describe('the secret key', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'acme-bots-key-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is made once in the data folder, for its owner only', async () => {
    const dataDir = join(folder, 'new/data');
    const [made] = await loadSecretKeys(null, dataDir, bytes);
    const [read] = await loadSecretKeys(null, dataDir, () => aKey(8));
    expect(made).toEqual(aKey(3));
    expect(read).toEqual(made);
    expect((await stat(join(dataDir, 'secret-key'))).mode & 0o777).toBe(0o600);
  });

  it('is one key for two first starts at once', async () => {
    const keys = await Promise.all([1, 2, 3].map((fill) => loadSecretKeys(null, folder, () => aKey(fill))));
    for (const key of keys) expect(key).toEqual(keys[0]);
  });

  it('comes from the environment when it is set there', async () => {
    expect(await loadSecretKeys([aKey(1), aKey(2)], folder, bytes)).toEqual([aKey(1), aKey(2)]);
    await expect(readFile(join(folder, 'secret-key'))).rejects.toThrow('ENOENT');
  });

  it('stops the start in one line when the data folder cannot be used', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(loadSecretKeys(null, join(folder, 'file', 'data'), bytes)).rejects.toThrow(
      /^DATA_DIR .+ cannot be used \(ENOTDIR\); set it to a folder to write to\.$/,
    );
  });

  it('stops the start when its file is damaged', async () => {
    await writeFile(join(folder, 'secret-key'), 'half a k');
    await expect(loadSecretKeys(null, folder, bytes)).rejects.toThrow(StartError);
  });

  it('must be the one the store was made with', async () => {
    const store = createMemoryStore();
    await checkSecretKeys([aKey(1)], store);
    await checkSecretKeys([aKey(1)], store);
    await expect(checkSecretKeys([aKey(2)], store)).rejects.toThrow(/^SECRET_KEY is not the key .+\.$/);
  });

  it('rotates by a list that still holds the old one', async () => {
    const store = createMemoryStore();
    await checkSecretKeys([aKey(1)], store);
    await expect(checkSecretKeys([aKey(2), aKey(1)], store)).resolves.toBeUndefined();
  });
});
