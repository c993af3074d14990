// A store with many teams and claims in it, filled past its port: by the database itself, in its own words.

import { NEVER_CONFIGURED, serializeSettings, type Store, type StoredConnection } from '@team-sso/core';
import { createPostgresStore } from '@team-sso/storage/postgres';
import { createSqliteStore, openSqliteFile } from '@team-sso/storage/sqlite';
import pg from 'pg';
import type { ScaleSizes } from './scale-sizes.ts';

export interface FilledStore {
  readonly store: Store;
  readonly sizes: ScaleSizes;
  close(): Promise<void>;
}

/** The connection of every team. */
export const CONNECTION_ID = 'bench';
/** About as long as a certificate of 2048 bits. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----\n${'MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUF'.repeat(27)}\n-----END CERTIFICATE-----\n`;
const ROWS_PER_STATEMENT = 100_000;
/** Claims have keys of 64 digits; these are spread evenly over all there can be. */
const SPREAD_DIGITS = 12;
const MINUTE = 60_000;

/** What the two databases say differently. */
interface Words {
  /** A table of one column `i`, from one number to another. */
  series(from: number, to: number): string;
  hexadecimal(expression: string, digits: number): string;
}

const POSTGRES_WORDS: Words = {
  series: (from, to) => `generate_series(${from}::bigint, ${to}::bigint) as series(i)`,
  hexadecimal: (expression, digits) => `lpad(to_hex((${expression})::bigint), ${digits}, '0')`,
};
const SQLITE_WORDS: Words = {
  series: (from, to) =>
    `(with recursive series(i) as (select ${from} union all select i + 1 from series where i < ${to}) select i from series)`,
  hexadecimal: (expression, digits) => `printf('%0${digits}x', ${expression})`,
};

export async function fillPostgres(
  connectionString: string,
  sizes: ScaleSizes,
  now: Date,
): Promise<FilledStore> {
  const store = await createPostgresStore({ connectionString });
  const client = new pg.Client({ connectionString });
  await client.connect();
  await fill(async (sql) => void (await client.query(sql)), POSTGRES_WORDS, sizes, now);
  // As autovacuum would have done in the meantime.
  await client.query('vacuum analyze');
  await client.end();
  return { store, sizes, close: () => store.close() };
}

export async function fillSqlite(path: string, sizes: ScaleSizes, now: Date): Promise<FilledStore> {
  const file = await openSqliteFile(path);
  const store = await createSqliteStore({ file });
  await fill(async (sql) => void (await file.execute(sql, [])), SQLITE_WORDS, sizes, now);
  return {
    store,
    sizes,
    close: async () => {
      await store.close();
      file.close();
    },
  };
}

async function fill(
  run: (sql: string) => Promise<void>,
  words: Words,
  { teams, claims }: ScaleSizes,
  now: Date,
): Promise<void> {
  for (const [from, to] of chunks(teams)) {
    await run(settingsRows(words, from, to, now));
    await run(`insert into team_sso_upkeep (team, due_at, version, state)
      select ${teamName('i')}, ${now.getTime() + 60 * MINUTE} + i, 0, '{}' from ${words.series(from, to)}`);
  }
  // An index is made faster afterwards than row by row.
  await run('drop index team_sso_claims_by_expires_at');
  const step = Math.floor(16 ** SPREAD_DIGITS / (claims + 1));
  for (const [from, to] of chunks(claims))
    await run(`insert into team_sso_claims (assertion_key, expires_at)
      select ${words.hexadecimal(`i * ${step}`, SPREAD_DIGITS)} || '${'0'.repeat(64 - SPREAD_DIGITS)}',
        ${now.getTime() + 60 * MINUTE} + (i * 7919) % ${claims} from ${words.series(from, to)}`);
  await run('create index team_sso_claims_by_expires_at on team_sso_claims (expires_at)');
}

/** Every other team requires SSO, confirmed a while ago. */
function settingsRows(words: Words, from: number, to: number, now: Date): string {
  const earlier = now.getTime() - 60 * MINUTE;
  const required = (value: string) => `case when i % 2 = 0 then ${value} end`;
  return `insert into team_sso_settings
    (team, revision, settings, live_connection_id, required_since, confirm_by, confirmed_at)
    select ${teamName('i')}, 1, '${settingsText()}', '${CONNECTION_ID}', ${required(`${earlier}`)},
      ${required(`${earlier} + i % ${30 * MINUTE}`)}, ${required(`${earlier} + i % ${MINUTE}`)}
    from ${words.series(from, to)}`;
}

function settingsText(): string {
  const live: StoredConnection = {
    connectionId: CONNECTION_ID,
    idpEntityId: 'https://idp.example/metadata',
    signOnUrl: 'https://idp.example/sso',
    signingCertificates: [CERTIFICATE],
    signOnBinding: 'redirect',
    metadataPolicy: 'notify',
    signRequests: false,
    forceAuthn: false,
    allowUnsolicited: false,
    allowCbcEncryption: false,
    spEntityIdScope: 'region',
  };
  return serializeSettings({ ...NEVER_CONFIGURED, mode: 'optional', live });
}

/** The name of a team, in SQL or not. */
function teamName(number: string): string {
  return `'team-' || ${number}`;
}

function* chunks(rows: number): Generator<readonly [number, number]> {
  for (let from = 1; from <= rows; from += ROWS_PER_STATEMENT)
    yield [from, Math.min(rows, from + ROWS_PER_STATEMENT - 1)];
}
