// The service provider's key pairs of a region, in the order in which they came.

import type { StoredSpKey } from '@team-sso/core';
import type { Insertable, Kysely, Selectable } from 'kysely';
import { dateOf, numberOf, type SpKeysTable, type Tables } from './sql-schema.ts';

export async function readSpKeys(db: Kysely<Tables>, region?: string): Promise<readonly StoredSpKey[]> {
  const rows = await db
    .selectFrom('team_sso_sp_keys')
    .selectAll()
    .$if(region !== undefined, (keys) => keys.where('region', '=', region!))
    .orderBy('region')
    .orderBy('position')
    .execute();
  return rows.map(spKeyOf);
}

export async function addFirstSpKey(db: Kysely<Tables>, key: StoredSpKey): Promise<StoredSpKey> {
  // The newest of a region is never deleted: a region that had a key pair has one, though not at position 0.
  const [before] = await readSpKeys(db, key.region);
  if (before) return before;
  await insertAt(db, key, 0);
  const [first] = await readSpKeys(db, key.region);
  if (!first) throw new Error('the key pair that was added is gone');
  return first;
}

export async function addNextSpKey(db: Kysely<Tables>, key: StoredSpKey, after: string): Promise<boolean> {
  const newest = await db
    .selectFrom('team_sso_sp_keys')
    .select(['key_id', 'position'])
    .where('region', '=', key.region)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest?.key_id === after && (await insertAt(db, key, newest.position + 1));
}

export async function useSpKey(
  db: Kysely<Tables>,
  region: string,
  keyId: string,
  usedFrom: Date,
): Promise<void> {
  await db
    .updateTable('team_sso_sp_keys')
    .set({ used_from: usedFrom.getTime() })
    .where('region', '=', region)
    .where('key_id', '=', keyId)
    .where('used_from', '>', usedFrom.getTime())
    .execute();
}

export async function resealSpKey(
  db: Kysely<Tables>,
  ...[region, keyId, from, to]: readonly [string, string, string, string]
): Promise<boolean> {
  const resealed = await db
    .updateTable('team_sso_sp_keys')
    .set({ encrypted_private_key: to })
    .where('region', '=', region)
    .where('key_id', '=', keyId)
    .where('encrypted_private_key', '=', from)
    .returning('key_id')
    .executeTakeFirst();
  return resealed !== undefined;
}

export async function removeSpKey(db: Kysely<Tables>, region: string, keyId: string): Promise<boolean> {
  const removed = await db
    .deleteFrom('team_sso_sp_keys')
    .where('region', '=', region)
    .where('key_id', '=', keyId)
    .where('position', '<', (newest) =>
      newest
        .selectFrom('team_sso_sp_keys as key')
        .select((row) => row.fn.max('key.position').as('position'))
        .where('key.region', '=', region),
    )
    .returning('key_id')
    .executeTakeFirst();
  return removed !== undefined;
}

/** The primary key lets one caller have a position. */
async function insertAt(db: Kysely<Tables>, key: StoredSpKey, position: number): Promise<boolean> {
  const inserted = await db
    .insertInto('team_sso_sp_keys')
    .values(rowOf(key, position))
    .onConflict((conflict) => conflict.columns(['region', 'position']).doNothing())
    .returning('key_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

function rowOf(key: StoredSpKey, position: number): Insertable<SpKeysTable> {
  return {
    region: key.region,
    position,
    key_id: key.keyId,
    certificate_pem: key.certificatePem,
    encrypted_private_key: key.encryptedPrivateKey,
    not_before: key.notBefore.getTime(),
    not_after: key.notAfter.getTime(),
    used_from: key.usedFrom.getTime(),
  };
}

function spKeyOf(row: Selectable<SpKeysTable>): StoredSpKey {
  return {
    keyId: row.key_id,
    region: row.region,
    certificatePem: row.certificate_pem,
    encryptedPrivateKey: row.encrypted_private_key,
    notBefore: dateOf(row.not_before),
    notAfter: dateOf(row.not_after),
    usedFrom: dateOf(numberOf(row.used_from ?? row.not_before)),
  };
}
