// Small things kept for good, where the first writer wins: key pairs of a region, named values.

import type { StoredSpKey } from '@team-sso/core';
import type { Kysely, Selectable } from 'kysely';
import { dateOf, type SpKeysTable, type Tables } from './sql-schema.ts';

export async function readSpKeys(db: Kysely<Tables>, region: string): Promise<readonly StoredSpKey[]> {
  const rows = await db
    .selectFrom('team_sso_sp_keys')
    .selectAll()
    .where('region', '=', region)
    .orderBy('position')
    .execute();
  return rows.map(spKeyOf);
}

export async function addFirstSpKey(db: Kysely<Tables>, key: StoredSpKey): Promise<StoredSpKey> {
  await db
    .insertInto('team_sso_sp_keys')
    .values({
      region: key.region,
      position: 0,
      key_id: key.keyId,
      certificate_pem: key.certificatePem,
      encrypted_private_key: key.encryptedPrivateKey,
      not_before: key.notBefore.getTime(),
      not_after: key.notAfter.getTime(),
    })
    .onConflict((conflict) => conflict.columns(['region', 'position']).doNothing())
    .execute();
  const first = await db
    .selectFrom('team_sso_sp_keys')
    .selectAll()
    .where('region', '=', key.region)
    .where('position', '=', 0)
    .executeTakeFirstOrThrow();
  return spKeyOf(first);
}

export async function keepFirst(db: Kysely<Tables>, name: string, value: string): Promise<string> {
  await db
    .insertInto('team_sso_kept')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const kept = await db
    .selectFrom('team_sso_kept')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return kept.value;
}

function spKeyOf(row: Selectable<SpKeysTable>): StoredSpKey {
  return {
    keyId: row.key_id,
    region: row.region,
    certificatePem: row.certificate_pem,
    encryptedPrivateKey: row.encrypted_private_key,
    notBefore: dateOf(row.not_before),
    notAfter: dateOf(row.not_after),
  };
}
