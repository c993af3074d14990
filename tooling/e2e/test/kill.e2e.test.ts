// The server killed (SIGKILL) right after each step that it acknowledged, on SQLite and on PostgreSQL: after the restart
// everybody is where they were, and what was taken once is not taken twice.

import { randomBytes } from 'node:crypto';
import type { SettingsView } from '@team-sso/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someOtherCertificate } from '../src/break.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';
import { readMockCertificates } from '../src/mock-idp.ts';
import { postgresIsInstalled, startPostgres } from '../src/postgres.ts';
import type { Postgres } from '../src/postgres.ts';
import { goThroughMockIdp, signInBySsoOf } from '../src/sso-client.ts';

const SETTINGS = '/sso/teams/acme/settings';
const BOTS = '/api/teams/acme/bots';
const ADMIN = 'admin@acme.example';
const OWNER = 'owner@acme.example';

describe.each([
  ['SQLite', true],
  ['PostgreSQL', postgresIsInstalled],
])('a server on %s that is killed', (database, isThere) => {
  describe.skipIf(!isThere)('right after', () => {
    let postgres: Postgres | null = null;
    let demo: Demo;
    let admin: DemoSession;
    let connection: Record<string, unknown>;
    let codes: readonly string[];
    let testId: string;

    beforeAll(async () => {
      if (database === 'PostgreSQL') postgres = await startPostgres();
      demo = await startDemo(
        postgres ? { DATABASE_URL: postgres.url, SECRET_KEY: randomBytes(32).toString('base64url') } : {},
      );
      admin = await signInByPassword(demo, ADMIN);
      connection = {
        idpEntityId: `${demo.mockIdpUrl}/metadata`,
        signOnUrl: `${demo.mockIdpUrl}/sso`,
        signingCertificates: await readMockCertificates(demo),
      };
    });

    afterAll(async () => {
      await demo.stop();
      await postgres?.stop();
    });

    it('a save has it in use', async () => {
      const saved = await write('PUT', '/settings', { mode: 'optional', connection });
      expect(await afterKill()).toEqual(viewOf(saved));
      expect(saved).toMatchObject({ mode: 'optional', live: { idpEntityId: connection['idpEntityId'] } });
    });

    it('a draft has it beside what is in use', async () => {
      const certificates = [...(await readMockCertificates(demo)), await someOtherCertificate()];
      const draft = { ...connection, signingCertificates: certificates };
      const saved = await write('PUT', '/settings/draft', { connection: draft });
      expect(await afterKill()).toEqual(viewOf(saved));
      expect(saved.draft?.signingCertificates).toHaveLength(2);
      expect(saved.live?.signingCertificates).toHaveLength(1);
    });

    it('the start of a test goes on with it', async () => {
      const started = await admin.send('POST', '/sso/teams/acme/tests', { target: 'draft' });
      testId = String(started.body['id']);
      await demo.killAndRestart();
      expect((await admin.get(`/sso/teams/acme/tests/${testId}`)).body).toMatchObject({ outcome: 'running' });
      const arrival = await goThroughMockIdp(demo, String(started.body['startUrl']), {
        email: ADMIN,
        session: admin,
      });
      expect(arrival.url).toContain(`/test/${testId}/result`);
    });

    it('a passed test knows that it passed', async () => {
      await demo.killAndRestart();
      const { body } = await admin.get(`/sso/teams/acme/tests/${testId}`);
      expect(body).toMatchObject({ outcome: 'passed', target: 'draft' });
      expect((await admin.readSettings('acme')).lastTest).toMatchObject({ id: testId, outcome: 'passed' });
    });

    it('the draft was put into use has it in use, and the earlier settings kept', async () => {
      const promoted = await write('POST', '/settings/promote', {});
      expect(await afterKill()).toEqual(viewOf(promoted));
      expect(promoted).toMatchObject({ draft: null, previousUntil: expect.any(String) as unknown });
      expect(promoted.live?.signingCertificates).toHaveLength(2);
    });

    it('going back has gone back', async () => {
      const undone = await write('POST', '/settings/undo', { confirm: ['promote_untested'] });
      expect(await afterKill()).toEqual(viewOf(undone));
      expect(undone.live?.signingCertificates).toHaveLength(1);
    });

    it('a save was sent has all of it or nothing', async () => {
      const before = await admin.readSettings('acme');
      const draft = { ...connection, signOnUrl: `${demo.mockIdpUrl}/sso?later` };
      const sent = admin
        .send('PUT', '/sso/teams/acme/settings/draft', { connection: draft }, before.revision)
        .catch(() => null);
      const [after] = await Promise.all([afterKill(), sent]);
      const whole = { draft, live: before.live, revision: before.revision + 1 };
      expect(after).toMatchObject(after.draft ? whole : viewOf(before));
      if (after.draft) await write('DELETE', '/settings/draft', undefined);
    });

    it('making codes has them, not yet acknowledged', async () => {
      const { body } = await admin.send('POST', '/sso/teams/acme/recovery-codes', {});
      codes = body['codes'] as readonly string[];
      const view = await afterKill();
      expect(view.recovery).toMatchObject({ unused: 10, total: 10 });
      expect(view.recovery?.acknowledgedAt).toBeUndefined();
      expect(view.requirement.refusals).toContain('no_recovery_route');
    });

    it('acknowledging them counts them as kept', async () => {
      const path = '/sso/teams/acme/recovery-codes/acknowledge';
      expect((await admin.send('POST', path, { code: codes[0] })).status).toBe(204);
      const view = await afterKill();
      expect(view.recovery).toMatchObject({ unused: 10, acknowledgedAt: expect.any(String) as unknown });
      expect(view.requirement.refusals).not.toContain('no_recovery_route');
    });

    it('requiring SSO requires it, and still waits for a sign-in', async () => {
      admin = (await signInBySsoOf(demo, 'acme', { email: ADMIN, session: admin })).session;
      const required = await write('PUT', '/settings/mode', { mode: 'required', sessions: 'now' });
      const view = await afterKill();
      expect(view).toEqual(viewOf(required));
      expect(view).toMatchObject({ mode: 'required', effectiveMode: 'required' });
      expect(view.requirement.confirmedAt).toBeUndefined();
      expect((await (await signInByPassword(demo, OWNER)).get(BOTS)).status).toBe(403);
    });

    it('the sign-in that confirms it, stays required when the window is over', async () => {
      const { session } = await signInBySsoOf(demo, 'acme', { email: 'member@acme.example' });
      await demo.killAndRestart({ clockAheadMinutes: 20 });
      expect((await session.get(BOTS)).status).toBe(200);
      expect((await (await signInByPassword(demo, OWNER)).get(BOTS)).status).toBe(403);
      await demo.killAndRestart();
      const view = await admin.readSettings('acme');
      expect(view.effectiveMode).toBe('required');
      expect(view.requirement.confirmedAt).toBeDefined();
    });

    it('a code was used lets its user in, and takes it from nobody else', async () => {
      const owner = await signInByPassword(demo, OWNER);
      const used = await owner.send('POST', '/sso/teams/acme/recovery', { code: codes[1] });
      expect(used.status).toBe(204);
      const recovering = owner.resume(used.headers);
      await demo.killAndRestart();
      expect((await recovering.get(SETTINGS)).body).toMatchObject({ recovery: { unused: 9 } });
      expect((await recovering.get(BOTS)).status).toBe(403);
      const again = await signInByPassword(demo, ADMIN);
      expect(await again.send('POST', '/sso/teams/acme/recovery', { code: codes[1] })).toMatchObject({
        body: { code: 'recovery_code_wrong' },
      });
      expect((await again.get(SETTINGS)).status).toBe(403);
    });

    const write = (method: 'PUT' | 'POST' | 'DELETE', path: string, body: unknown): Promise<SettingsView> =>
      admin.writeSettings(method, 'acme', path, body);

    async function afterKill(): Promise<SettingsView> {
      await demo.killAndRestart();
      return admin.readSettings('acme');
    }
  });
});

/** What a write answered, as a later reading says it. */
function viewOf({ savedAs: _savedAs, ...view }: SettingsView): SettingsView {
  return view;
}
