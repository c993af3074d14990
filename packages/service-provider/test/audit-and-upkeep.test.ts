// The audit log: sealed, verified, exported, told. And what `maintain()` makes durable, on any number of instances.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AuditPage, AuditView, Store } from '@team-sso/core';
import { createSqliteStore } from '@team-sso/storage/sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createServiceProvider } from '../src/index.ts';
import { auditTypes, saveDraft, SETTINGS, write } from './api-calls.ts';
import type { Browser } from './browser.ts';
import {
  REGIONS,
  requireSso,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';
import { createFakeHost } from './fake-host.ts';

const SECRET_KEY = new Uint8Array(32).fill(7);
let folder: string;
let path: string;
let store: Store;
let deployment: Deployment;
let admin: Browser;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'team-sso-'));
  path = join(folder, 'store.sqlite');
  store = await createSqliteStore({ path });
  deployment = await startDeployment({ store: () => store });
  admin = deployment.signedIn('admin');
  await switchOn(deployment);
});
afterEach(async () => {
  await deployment.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Another instance of the service on the same store, as a second process or a restart would make. */
const anotherInstance = (on: Store = store, secretKeys: readonly Uint8Array[] = [SECRET_KEY]) =>
  createServiceProvider({
    host: createFakeHost(deployment.host),
    store: on,
    publicUrl: deployment.url,
    regions: REGIONS,
    secretKeys,
    now: () => deployment.now(),
  });
function tamper(sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}
const told = (type: string) => deployment.host.notices.filter(({ record }) => record.event.type === type);

describe('the audit log', () => {
  beforeEach(async () => {
    await saveDraft(admin, { idpEntityId: 'urn:other' });
    await signInBySso(deployment, deployment.browser());
  });

  it('is whole, whoever wrote it: settings, sign-ins, every kind of change', async () => {
    const { records, break: found } = await deployment.sso.verifyAuditLog('acme');
    expect(found).toBeNull();
    expect(records).toBe((await auditTypes(deployment)).length);
    expect(records).toBeGreaterThanOrEqual(4);
  });

  it.each([
    [
      'a changed record',
      `UPDATE team_sso_audit SET event = replace(event, 'admin', 'owner') WHERE sequence = 2`,
      2,
      'seal',
    ],
    ['a record that is gone', 'DELETE FROM team_sso_audit WHERE sequence = 2', 3, 'sequence'],
    ['a seal that is gone', `UPDATE team_sso_audit SET seal = '' WHERE sequence = 1`, 1, 'seal'],
  ])('shows %s', async (_what, sql, sequence, why) => {
    tamper(sql);
    expect((await deployment.sso.verifyAuditLog('acme')).break).toEqual({ sequence, why });
  });

  it('is verified under an older key too, and by no other', async () => {
    const fresh = new Uint8Array(32).fill(9);
    expect((await anotherInstance(store, [fresh, SECRET_KEY]).verifyAuditLog('acme')).break).toBeNull();
    expect((await anotherInstance(store, [fresh]).verifyAuditLog('acme')).break?.why).toBe('seal');
  });

  it('is exported as JSON lines, all of it, and paged for the panel', async () => {
    const answer = await admin.send('GET', '/sso/teams/acme/audit', {
      headers: { Accept: 'application/jsonl' },
    });
    expect(answer.headers.get('Content-Type')).toContain('application/jsonl');
    const lines = answer.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditView);
    expect(lines.map(({ event }) => event.type)).toEqual(await auditTypes(deployment));
    const { body } = await admin.api<{ items: AuditView[] }>('GET', '/sso/teams/acme/audit');
    expect(body.items).toEqual(lines);
    const rest = await admin.api<{ items: AuditView[] }>('GET', '/sso/teams/acme/audit?cursor=2');
    expect(rest.body.items).toEqual(lines.slice(2));
    const newest = await admin.api<{ items: AuditView[] }>('GET', '/sso/teams/acme/audit?order=newest');
    expect(newest.body.items).toEqual(lines.toReversed());
    const older = await admin.api<{ items: AuditView[] }>(
      'GET',
      '/sso/teams/acme/audit?order=newest&cursor=3',
    );
    expect(older.body.items).toEqual(lines.slice(0, 2).toReversed());
  });

  it('is paged newest first with a cursor that leads on, down to the first record', async () => {
    const events = Array.from({ length: 120 }, () => ({
      type: 'sessions_ended' as const,
      actor: { kind: 'system' as const },
    }));
    await store.endProofs('acme', deployment.now(), events);
    const sequences: number[] = [];
    let cursor = '';
    do {
      const path = `/sso/teams/acme/audit?order=newest${cursor}`;
      const { body } = await admin.api<AuditPage>('GET', path);
      sequences.push(...body.items.map(({ sequence }) => sequence));
      cursor = body.next === undefined ? '' : `&cursor=${body.next}`;
    } while (cursor !== '');
    expect(sequences[0]).toBeGreaterThan(120);
    expect(sequences).toEqual(Array.from({ length: sequences[0] ?? 0 }, (_, index) => sequences[0]! - index));
  });

  it('is for managers, and never of another team', async () => {
    expect((await deployment.signedIn('member').api('GET', '/sso/teams/acme/audit')).status).toBe(403);
    expect((await deployment.signedIn('globex-admin').api('GET', '/sso/teams/acme/audit')).status).toBe(404);
  });

  it('holds ids, no e-mail addresses', async () => {
    expect(JSON.stringify(await store.readAudit('acme', { limit: 100 }))).not.toContain('@');
  });
});

describe('notices', () => {
  it('reach the host right after a change, each once', async () => {
    await expect.poll(() => told('mode_changed').length).toBe(1);
    await Promise.all([deployment.sso.maintain(), anotherInstance().maintain()]);
    const ids = deployment.host.notices.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength((await auditTypes(deployment)).length);
  });

  it('that fail are tried again, in order, and hold no change up', async () => {
    await deployment.sso.maintain();
    deployment.host.failing.add('notify');
    expect((await saveDraft(admin, { idpEntityId: 'urn:other' })).status).toBe(200);
    await write(admin, 'DELETE', `${SETTINGS}/draft`);
    await deployment.sso.maintain();
    expect(told('draft_discarded')).toEqual([]);
    expect(deployment.events.map(({ name }) => name)).toContain('team_sso.notice_failed');
    deployment.host.failing.delete('notify');
    deployment.advance({ minutes: 2 });
    await deployment.sso.maintain();
    const sequences = deployment.host.notices.map(({ record }) => record.sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(told('draft_discarded')).toHaveLength(1);
  });
});

it('a notice that fails once holds back the later ones of its team, so that their order stays', async () => {
  await deployment.sso.maintain();
  deployment.host.failing.add('notify');
  await saveDraft(admin, { idpEntityId: 'urn:other' });
  await write(admin, 'DELETE', `${SETTINGS}/draft`);
  deployment.host.failing.delete('notify');
  deployment.advance({ minutes: 2 });
  let failures = 0;
  vi.spyOn(deployment.host.failing, 'has').mockImplementation(
    (name) => name === 'notify' && failures++ === 0,
  );
  await deployment.sso.maintain();
  expect(told('draft_discarded')).toEqual([]);
  await deployment.sso.maintain();
  const sequences = deployment.host.notices.map(({ record }) => record.sequence);
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
  expect(told('draft_discarded')).toHaveLength(1);
});

describe('a requirement that nobody confirmed', () => {
  beforeEach(async () => {
    await requireSso(deployment, { sessions: 'now', rollbackMinutes: 15 }, admin);
  });

  it('is optional after its time on every instance, and after a restart, without anybody doing anything', async () => {
    deployment.advance({ minutes: 15, seconds: 1 });
    const reopened = await createSqliteStore({ path });
    const subject = {
      kind: 'session',
      userId: 'member',
      membership: 'member',
      purpose: 'resource',
      proofs: [{ kind: 'password', at: deployment.now() }],
    } as const;
    for (const sso of [deployment.sso, anotherInstance(reopened)])
      expect(await sso.checkAccess('acme', subject)).toMatchObject({
        effectiveMode: 'optional',
        decision: { kind: 'allow', reason: 'password' },
      });
    await reopened.close();
  });

  it('is made durable once, audited once and told once by two instances at the same moment', async () => {
    deployment.advance({ minutes: 16 });
    const both = await Promise.all([deployment.sso.maintain(), anotherInstance().maintain()]);
    expect(both.reduce((sum, { rolledBack }) => sum + rolledBack, 0)).toBe(1);
    await deployment.sso.maintain();
    expect((await store.readSettings('acme'))?.settings).toMatchObject({
      mode: 'optional',
      requirement: null,
    });
    expect((await auditTypes(deployment)).filter((type) => type === 'requirement_rolled_back')).toHaveLength(
      1,
    );
    expect(told('requirement_rolled_back')).toHaveLength(1);
    expect((await deployment.sso.verifyAuditLog('acme')).break).toBeNull();
  });

  it('is left alone before its time, and once somebody signed in', async () => {
    expect((await deployment.sso.maintain()).rolledBack).toBe(0);
    await signInBySso(deployment, deployment.browser());
    deployment.advance({ minutes: 16 });
    expect((await deployment.sso.maintain()).rolledBack).toBe(0);
    expect((await store.readSettings('acme'))?.settings.mode).toBe('required');
  });
});

it('a restart between any two steps loses nothing: codes, test, draft, promotion', async () => {
  const codes = (await admin.api<{ codes: string[] }>('POST', '/sso/teams/acme/recovery-codes')).body.codes;
  await saveDraft(admin, { idpEntityId: 'urn:other' });
  const reopened = await createSqliteStore({ path });
  const sso = anotherInstance(reopened);
  const stored = await reopened.readSettings('acme');
  expect(stored?.settings.draft?.idpEntityId).toBe('urn:other');
  expect(await reopened.readRecoveryState('acme')).toMatchObject({ unused: codes.length });
  expect((await sso.verifyAuditLog('acme')).break).toBeNull();
  await reopened.close();
});
