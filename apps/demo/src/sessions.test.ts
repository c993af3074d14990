import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Identity, SsoProof } from '@team-sso/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database.ts';
import { createSessions, SESSION_LIFETIME_HOURS, type Sessions } from './sessions.ts';

const START = new Date('2026-11-25T08:00:00Z');
const IDENTITY: Identity = {
  nameId: 'ana@acme.example',
  groups: ['staff'],
  attributes: { mail: ['ana@acme.example'], __proto__: ['x'] },
};

describe('sessions', () => {
  let folder = '';
  let database: Database;
  let sessions: Sessions;
  const clock = { now: START };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'acme-bots-sessions-'));
    database = await openDatabase({ dataDir: folder, databaseUrl: null });
    sessions = createSessions(database.db, { now: () => clock.now, randomBytes });
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const password = (at = START) => ({ userId: 'ana', proof: { kind: 'password', at } as const });
  const sso = (team: string, at = START): { userId: string; proof: SsoProof; identity: Identity } => ({
    userId: 'ana',
    proof: { kind: 'sso', team, connectionId: 'c1', idpEntityId: 'https://idp.example', at },
    identity: IDENTITY,
  });

  it('keeps the id hashed', async () => {
    const id = await sessions.signIn(undefined, password());
    const rows = await database.db.selectFrom('bots_sessions').selectAll().execute();
    expect(Buffer.from(id, 'base64url')).toHaveLength(32);
    expect(JSON.stringify(rows)).not.toContain(id);
  });

  it('moves to a new id with every sign-in, and the old one ends', async () => {
    const first = await sessions.signIn(undefined, password());
    const second = await sessions.signIn(first, sso('acme'));
    expect(second).not.toBe(first);
    expect(await sessions.read(first)).toBeNull();
  });

  it('keeps the other proofs of the same person, the newest first', async () => {
    const first = await sessions.signIn(undefined, password());
    const second = await sessions.signIn(first, sso('acme', new Date(START.getTime() + 1000)));
    const third = await sessions.signIn(second, sso('globex', new Date(START.getTime() + 2000)));
    const session = await sessions.read(third);
    expect(session?.proofs.map(({ proof }) => (proof.kind === 'sso' ? proof.team : proof.kind))).toEqual([
      'globex',
      'acme',
      'password',
    ]);
  });

  it('replaces a proof of the same kind and team', async () => {
    const first = await sessions.signIn(undefined, password());
    const later = new Date(START.getTime() + 60_000);
    const session = await sessions.read(await sessions.signIn(first, password(later)));
    expect(session?.proofs).toEqual([{ proof: { kind: 'password', at: later } }]);
  });

  it('is replaced as a whole when another person signs in', async () => {
    const first = await sessions.signIn(undefined, password());
    const second = await sessions.signIn(first, { ...sso('acme'), userId: 'ben' });
    expect(await sessions.read(second)).toMatchObject({
      userId: 'ben',
      proofs: [{ proof: { kind: 'sso' } }],
    });
    expect(await sessions.read(first)).toBeNull();
  });

  it('brings proofs and identities back as they were', async () => {
    const endsAt = new Date(START.getTime() + 5000);
    const signIn = { ...sso('acme'), proof: { ...sso('acme').proof, endsAt } };
    const session = await sessions.read(await sessions.signIn(undefined, signIn));
    expect(session?.proofs[0]?.proof).toEqual(signIn.proof);
    expect(session?.proofs[0]?.identity).toMatchObject({ nameId: IDENTITY.nameId, groups: IDENTITY.groups });
    expect(session?.proofs[0]?.identity?.attributes['mail']).toEqual(['ana@acme.example']);
  });

  it('ends a week after its last sign-in', async () => {
    const id = await sessions.signIn(undefined, password());
    clock.now = new Date(START.getTime() + SESSION_LIFETIME_HOURS * 3_600_000 - 1);
    expect(await sessions.read(id)).not.toBeNull();
    clock.now = new Date(clock.now.getTime() + 1);
    expect(await sessions.read(id)).toBeNull();
    await sessions.prune();
    clock.now = START;
    expect(await sessions.read(id)).toBeNull();
  });

  it('loses one team’s SSO proofs when they are ended, and itself when nothing is left', async () => {
    const both = await sessions.signIn(await sessions.signIn(undefined, password()), sso('acme'));
    const only = await sessions.signIn(undefined, sso('acme'));
    const other = await sessions.signIn(undefined, sso('globex'));
    await sessions.endSso('acme', 'ana');
    expect((await sessions.read(both))?.proofs.map(({ proof }) => proof.kind)).toEqual(['password']);
    expect(await sessions.read(only)).toBeNull();
    expect(await sessions.read(other)).not.toBeNull();
  });
});
