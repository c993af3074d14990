// Rotation of the secret key, step by step as it is documented: listed after, listed first, sealed anew, taken out.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import type { Store } from '@team-sso/core';
import { createMemoryStore } from '@team-sso/storage/memory';
import { createPostgresStore, openPostgresPool } from '@team-sso/storage/postgres';
import { createSqliteStore } from '@team-sso/storage/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  checkSecretKeys,
  createServiceProvider,
  readSecretKeyUse,
  SecretKeyError,
  secretKeyFingerprint,
  verifyAuditLog,
  type ObservedEvent,
} from '../src/index.ts';
import { REGIONS, SECRET_KEY, startDeployment, switchOn, type Deployment } from './deployment.ts';
import { createFakeHost } from './fake-host.ts';

const OLD = SECRET_KEY;
const NEW = new Uint8Array(32).fill(8);
const NEWER = new Uint8Array(32).fill(9);
const UNKNOWN = new Uint8Array(32).fill(1);

interface Opened {
  readonly one: Store;
  readonly two: Store;
  close(): Promise<void>;
}

const TEST_POSTGRES_URL = env['TEST_POSTGRES_URL'];

/** Two pools on a schema of its own, dropped afterwards. */
async function openPostgres(): Promise<Opened> {
  const schema = `team_sso_${randomUUID().replaceAll('-', '')}`;
  const administer = async (sql: string) => {
    const pool = await openPostgresPool({ connectionString: TEST_POSTGRES_URL ?? '' });
    const client = await pool.connect();
    await client.query(sql, []);
    client.release();
    await pool.end();
  };
  await administer(`create schema ${schema}`);
  const url = new URL(TEST_POSTGRES_URL ?? '');
  url.searchParams.set('options', `-c search_path=${schema}`);
  const options = { connectionString: url.href };
  const [one, two] = [await createPostgresStore(options), await createPostgresStore(options)];
  return {
    one,
    two,
    close: async () => {
      await one.close();
      await two.close();
      await administer(`drop schema ${schema} cascade`);
    },
  };
}

const STORES: readonly (readonly [string, () => Promise<Opened>])[] = [
  ['in PostgreSQL', openPostgres],
  [
    'in memory',
    async () => {
      const store = createMemoryStore();
      return { one: store, two: store, close: () => store.close() };
    },
  ],
  [
    'in SQLite',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'team-sso-'));
      const path = join(folder, 'store.sqlite');
      const [one, two] = [await createSqliteStore({ path }), await createSqliteStore({ path })];
      return {
        one,
        two,
        close: async () => {
          await one.close();
          await two.close();
          rmSync(folder, { recursive: true });
        },
      };
    },
  ],
];

describe.each(STORES)('rotation of the secret key %s', (where, open) => {
  describe.skipIf(where === 'in PostgreSQL' && TEST_POSTGRES_URL === undefined)(
    'step by step',
    { timeout: 30_000 },
    () => {
      let stores: Opened;
      let deployment: Deployment;
      let events: ObservedEvent[];
      beforeEach(async () => {
        stores = await open();
        events = [];
        deployment = await startDeployment({ store: () => stores.one });
        await checkSecretKeys({ store: stores.one, secretKeys: [OLD] });
        await deployment.sso.readSpKeys('eu');
        await deployment.sso.rotateSpKeys('eu');
        await switchOn(deployment);
      });
      afterEach(async () => {
        await deployment.close();
        await stores.close();
      });

      /** A process with this list. */
      const instance = (secretKeys: readonly Uint8Array[], store: Store = stores.one) =>
        createServiceProvider({
          host: createFakeHost(deployment.host),
          store,
          publicUrl: deployment.url,
          regions: REGIONS,
          secretKeys,
          now: () => deployment.now(),
          observe: (event) => events.push(event),
        });
      const check = (secretKeys: readonly Uint8Array[]) => checkSecretKeys({ store: stores.two, secretKeys });
      const sealedTexts = async () =>
        (await stores.one.readSpKeys()).map(({ encryptedPrivateKey }) => encryptedPrivateKey);
      const use = async (secretKeys: readonly Uint8Array[]) =>
        (await readSecretKeyUse({ store: stores.two, secretKeys })).map(({ needed }) => needed);

      it('seals nothing anew while the new key is only listed', async () => {
        const before = await sealedTexts();
        expect(await instance([OLD, NEW]).maintain()).toMatchObject({ secretsResealed: 0 });
        expect(await sealedTexts()).toEqual(before);
        expect(await use([OLD, NEW])).toEqual([true, false]);
        await expect(check([OLD])).resolves.toBeUndefined();
      });

      it('seals everything anew once the new key is first, and then the old one may go', async () => {
        expect(await use([NEW, OLD])).toEqual([true, true]);
        expect(await instance([NEW, OLD]).maintain()).toMatchObject({ secretsResealed: 2 });
        expect(await instance([NEW, OLD]).maintain()).toMatchObject({ secretsResealed: 0 });
        expect(await use([NEW, OLD])).toEqual([true, false]);
        expect(events).toContainEqual({
          name: 'team_sso.secret_key_rotated',
          fingerprint: secretKeyFingerprint(NEW),
          replaced: secretKeyFingerprint(OLD),
        });
        await expect(check([NEW])).resolves.toBeUndefined();
        const alone = instance([NEW], stores.two);
        expect(await alone.readSpKeys('eu')).toHaveLength(2);
        expect(await alone.describe('acme', 'region')).toContain('use="signing"');
      });

      it('is done once by two instances at the same moment', async () => {
        const done = await Promise.all(
          [stores.one, stores.two, stores.one, stores.two].map((store) =>
            instance([NEW, OLD], store).maintain(),
          ),
        );
        expect(done.reduce((sum, { secretsResealed }) => sum + secretsResealed, 0)).toBe(2);
        expect(events.filter(({ name }) => name === 'team_sso.secret_key_rotated')).toHaveLength(1);
        await expect(check([NEW])).resolves.toBeUndefined();
      });

      it('ends well although instances with either order tidy up during the deployment', async () => {
        for (let round = 0; round < 3; round += 1)
          await Promise.all([
            instance([OLD, NEW], stores.one).maintain(),
            instance([NEW, OLD], stores.two).maintain(),
          ]);
        await expect(check([NEW, OLD])).resolves.toBeUndefined();
        await instance([NEW, OLD]).maintain();
        await expect(check([NEW])).resolves.toBeUndefined();
      });

      it('stops a process that has only the old key afterwards, with one line', async () => {
        await instance([NEW, OLD]).maintain();
        const refused = check([OLD]);
        await expect(refused).rejects.toThrow(SecretKeyError);
        await expect(refused).rejects.toThrow(
          `its fingerprint is ${secretKeyFingerprint(NEW)}, this one's is ${secretKeyFingerprint(OLD)}`,
        );
        await expect(refused).rejects.not.toThrow(/\n/);
      });

      it.each([
        ['an unknown key', [UNKNOWN]],
        ['the new key before it was ever listed with the old one', [NEW]],
      ])('stops a process with %s', async (_what, secretKeys) => {
        await expect(check(secretKeys)).rejects.toThrow(SecretKeyError);
      });

      it('stops a process whose key is the right one when something lies under one that is missing', async () => {
        await instance([NEW, OLD]).maintain();
        // A process that was not restarted makes a key pair of another region, under the old key.
        await instance([OLD]).readSpKeys('us');
        await expect(check([NEW])).rejects.toThrow(/the private key [0-9a-f]+ of the region us/);
        expect(await use([NEW, OLD])).toEqual([true, true]);
        expect(await instance([NEW, OLD]).maintain()).toMatchObject({ secretsResealed: 1 });
        await expect(check([NEW])).resolves.toBeUndefined();
      });

      it('changes nothing from a process with an unknown key that nobody stopped', async () => {
        const before = await sealedTexts();
        expect(await instance([UNKNOWN]).maintain()).toMatchObject({ secretsResealed: 0 });
        expect(await sealedTexts()).toEqual(before);
        expect(events).toContainEqual({
          name: 'team_sso.secret_key_unknown',
          expected: secretKeyFingerprint(OLD),
          received: secretKeyFingerprint(UNKNOWN),
        });
        await expect(check([OLD])).resolves.toBeUndefined();
      });

      it('keeps the audit log whole for who has only the new key, and over a second rotation', async () => {
        const verify = (secretKeys: readonly Uint8Array[]) =>
          verifyAuditLog({ store: stores.two, secretKeys }, 'acme');
        const { records: underOld } = await verify([OLD]);
        await instance([NEW, OLD]).maintain();
        const { records: before } = await verify([NEW]);
        await instance([NEW]).adoptDomain('acme', 'acme-robots.example');
        const { records } = await verify([NEW]);
        expect(records).toBe(before + 1);
        await instance([NEWER, NEW]).maintain();
        expect(await verify([NEWER])).toEqual({ records, break: null });
        await expect(check([NEWER])).resolves.toBeUndefined();
        expect(await verify([UNKNOWN])).toEqual({ records: 0, break: { sequence: 1, why: 'seal' } });
        expect((await verify([OLD])).break).toEqual({ sequence: underOld + 1, why: 'seal' });
      });
    },
  );
});
