import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccounts } from './accounts.ts';
import { openDatabase, type Database } from './database.ts';
import { seedIfEmpty } from './seed.ts';
import { createTeams, type Teams } from './teams.ts';

const NOW = new Date('2026-11-25T08:00:00Z');

describe('the seed', () => {
  let folder = '';
  let database: Database;
  let teams: Teams;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'acme-bots-seed-'));
    database = await openDatabase({ dataDir: folder, databaseUrl: null });
    teams = createTeams(database.db);
    // Two first starts at once.
    await Promise.all([seedIfEmpty(database.db, NOW), seedIfEmpty(database.db, NOW)]);
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ['acme', 'Enterprise', 'eu'],
    ['globex', 'Enterprise', 'us'],
    ['initech', 'Enterprise', 'asia'],
    ['hooli', 'Pro', 'eu'],
    ['umbrella', 'Ultimate', 'eu'],
  ])('has %s on %s in %s, with its domain', async (team, plan, region) => {
    expect(await teams.byId(team)).toMatchObject({ plan, region, domain: `${team}.example` });
    for (const role of ['owner', 'admin', 'member'])
      expect((await teams.memberByEmail(team, `${role}@${team}.example`))?.role).toBe(role);
  });

  it.each([
    ['guest@contractor.example', { acme: 'guest' }],
    ['multi@acme.example', { acme: 'member', globex: 'member' }],
    ['ci@acme.example', { acme: 'service' }],
  ])('has %s in its teams and no other', async (email, roles) => {
    const account = await createAccounts(database.db).withPassword(email, 'demo-password');
    expect(account).not.toBeNull();
    const found = await teams.of(account?.userId ?? '');
    expect(found.map(({ team }) => team)).toEqual(Object.keys(roles));
    for (const [team, role] of Object.entries(roles))
      expect((await teams.memberByEmail(team, email))?.role).toBe(role);
  });

  it('finds members by e-mail without regard to case, in the team that was asked for only', async () => {
    expect((await teams.memberByEmail('acme', 'MEMBER@Acme.Example'))?.userId).toBe('user-member-acme');
    expect(await teams.memberByEmail('globex', 'member@acme.example')).toBeNull();
  });

  it('salts every password by itself', async () => {
    const rows = await database.db.selectFrom('bots_users').select('password_hash').execute();
    expect(new Set(rows.map((row) => row.password_hash)).size).toBe(rows.length);
  });

  it('leaves a store alone that has teams', async () => {
    await database.db.deleteFrom('bots_bots').execute();
    await seedIfEmpty(database.db, NOW);
    expect(await database.db.selectFrom('bots_bots').selectAll().execute()).toEqual([]);
  });
});
