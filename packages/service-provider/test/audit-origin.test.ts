// The audit log says from where each thing was done, as far as the host says where a request came from.

import type crypto from 'node:crypto';
import type { AuditEvent } from '@team-sso/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runTest, saveDraft, SETTINGS, write } from './api-calls.ts';
import { requireSso, signInBySso, startDeployment, switchOn, type Deployment } from './deployment.ts';

/** What recovery codes cost is no matter here. */
vi.mock('node:crypto', async (load) => {
  const real = await load<typeof crypto>();
  const scrypt = (
    text: string,
    salt: Buffer,
    length: number,
    options: object,
    done: (error: Error | null, hash: Buffer) => void,
  ) => real.scrypt(text, salt, length, { ...options, N: 2 }, done);
  return { ...real, scrypt };
});

let deployment: Deployment;
afterEach(() => deployment.close());

/** Everything that people do, each in some way; gives what was written down of them. */
async function live(clientAddress?: () => string | undefined): Promise<readonly AuditEvent[]> {
  deployment = await startDeployment(clientAddress ? { options: { clientAddress } } : {});
  await switchOn(deployment);
  const admin = deployment.signedIn('admin');
  await write(admin, 'PUT', '/sso/teams/acme/policy', { emergencyAdmins: ['owner'] });
  const { body } = await admin.api<{ codes: string[] }>('POST', '/sso/teams/acme/recovery-codes');
  await admin.api('POST', '/sso/teams/acme/recovery-codes/acknowledge', { code: body.codes[0] });
  await requireSso(deployment, { sessions: 'now' }, admin);
  deployment.advance({ seconds: 1 });
  await deployment.signedIn('owner').send('GET', '/bots/acme');
  await deployment.signedIn('owner').api('POST', '/sso/teams/acme/recovery', { code: body.codes[1] });
  await saveDraft(admin, { signOnUrl: 'https://other.example/sso' });
  await runTest(deployment, admin, 'draft');
  await write(admin, 'POST', `${SETTINGS}/promote`);
  await signInBySso(deployment, deployment.browser());
  await admin.api('POST', '/sso/teams/acme/end-sessions');
  const records = await deployment.store.readAudit('acme', { limit: 100 });
  return records.map(({ event }) => event).filter(({ actor }) => actor.kind === 'user');
}

describe('what people did', () => {
  it('names where they came from, whatever they did', async () => {
    const events = await live(() => '203.0.113.7');
    const kinds = new Set(events.map(({ type }) => type));
    for (const type of [
      'connection_saved',
      'mode_changed',
      'policy_changed',
      'recovery_codes_made',
      'recovery_codes_acknowledged',
      'recovery_code_used',
      'emergency_access_used',
      'test_passed',
      'connection_promoted',
      'identity_linked',
      'sessions_ended',
    ] as const)
      expect(kinds).toContain(type);
    for (const { actor } of events) expect(actor).toMatchObject({ from: '203.0.113.7' });
    expect((await deployment.sso.verifyAuditLog('acme')).break).toBeNull();
  });

  it('names no place when the host says none', async () => {
    for (const { actor } of await live()) expect(actor).not.toHaveProperty('from');
  });
});
