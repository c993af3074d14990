// Two servers with one PostgreSQL behave as one service. Runs where TEST_POSTGRES_URL names a database.

import { randomUUID } from 'node:crypto';
import { env } from 'node:process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretKeyText } from '../src/secret-key-text.ts';
import { StartError } from '../src/start-error.ts';
import { runDemo, type DemoUnderTest } from './running-demo.ts';
import { Visitor } from './visitor.ts';

const TEST_POSTGRES_URL = env['TEST_POSTGRES_URL'];
const aKey = (fill: number): string => secretKeyText(new Uint8Array(32).fill(fill));

describe.skipIf(TEST_POSTGRES_URL === undefined)('two processes with one DATABASE_URL', () => {
  const schema = `acme_bots_${randomUUID().replaceAll('-', '')}`;
  const shared = { SECRET_KEY: aKey(4), PUBLIC_URL: 'http://localhost:4999', DATABASE_URL: '' };
  let [one, other]: DemoUnderTest[] = [];

  beforeAll(async () => {
    await administer(`create schema ${schema}`);
    const url = new URL(TEST_POSTGRES_URL ?? '');
    url.searchParams.set('options', `-c search_path=${schema}`);
    shared.DATABASE_URL = url.href;
    // Both first starts at once: tables and seed are made once.
    [one, other] = await Promise.all([runDemo(shared), runDemo(shared)]);
  });
  afterAll(async () => {
    await Promise.all([one?.stop(), other?.stop()]);
    await administer(`drop schema ${schema} cascade`);
  });

  const both = (): [DemoUnderTest, DemoUnderTest] => {
    if (!one || !other) throw new Error('not started');
    return [one, other];
  };

  it('share sessions, and what one signs out is signed out at the other', async () => {
    const [here, there] = both().map((demo) => new Visitor(demo));
    await here?.signIn('member@acme.example');
    const cookie = [...(here?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
    const atOther = () => fetch(`${both()[1].ownUrl}/api/teams/acme/bots`, { headers: { cookie } });
    expect((await atOther()).status).toBe(200);
    await here?.send('/api/session', { method: 'DELETE' });
    expect((await atOther()).status).toBe(401);
    expect((await there?.signIn('member@acme.example'))?.status).toBe(204);
  });

  it('share settings', async () => {
    const [here, there] = both().map((demo) => new Visitor(demo));
    for (const visitor of [here, there]) await visitor?.signIn('admin@acme.example');
    await here?.mustSetUpSso('acme', both()[0].mockIdp);
    expect(await there?.settings('acme')).toMatchObject({ mode: 'optional', revision: 1 });
  });

  it('refuse a third with another key', async () => {
    await expect(runDemo({ ...shared, SECRET_KEY: aKey(6) })).rejects.toThrow(StartError);
  });
});

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: TEST_POSTGRES_URL });
  await client.connect();
  await client.query(sql);
  await client.end();
}
