// A backup of a running service and its restore, on SQLite and on PostgreSQL: what is lost, and that nothing is taken twice.

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { resumeSession, signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';
import { readMockCertificates } from '../src/mock-idp.ts';
import { postgresIsInstalled, startPostgres } from '../src/postgres.ts';
import { catchResponse, signInBySsoOf } from '../src/sso-client.ts';

const run = promisify(execFile);
const COMMAND = join(import.meta.dirname, '../../../apps/demo/src/after-restore-main.ts');
const DATABASE_FILE = 'acme-bots.sqlite';
const SETTINGS = '/sso/teams/acme/settings';
const BOTS = '/api/teams/acme/bots';
const MEMBER = 'member@acme.example';

/** A database that can be backed up while it serves, and restored elsewhere. */
interface Place {
  /** Environment of the service on it. */
  readonly environment: Readonly<Record<string, string>>;
  backUp(dataFolder: string): Promise<void>;
  /** Restores into `dataFolder` or a new database; gives the environment of a service on that. */
  restore(dataFolder: string): Promise<Readonly<Record<string, string>>>;
  stop(): Promise<void>;
}

async function onSqlite(): Promise<Place> {
  const kept = await mkdtemp(join(tmpdir(), 'team-sso-backup-'));
  const SECRET_KEY = randomBytes(32).toString('base64url');
  return {
    environment: { SECRET_KEY },
    async backUp(dataFolder) {
      const running = new DatabaseSync(join(dataFolder, DATABASE_FILE), { readOnly: true });
      await backup(running, join(kept, DATABASE_FILE));
      running.close();
    },
    async restore(dataFolder) {
      await copyFile(join(kept, DATABASE_FILE), join(dataFolder, DATABASE_FILE));
      return { SECRET_KEY };
    },
    stop: () => rm(kept, { recursive: true, force: true }),
  };
}

async function onPostgres(): Promise<Place> {
  const kept = await mkdtemp(join(tmpdir(), 'team-sso-backup-'));
  const dump = join(kept, 'dump.sql');
  const postgres = await startPostgres();
  const SECRET_KEY = randomBytes(32).toString('base64url');
  return {
    environment: { SECRET_KEY, DATABASE_URL: postgres.url },
    backUp: async () =>
      void (await run('pg_dump', ['--no-owner', '--format=plain', `--file=${dump}`, postgres.url])),
    async restore() {
      const url = new URL(postgres.url);
      url.pathname = '/restored';
      await run('psql', ['--quiet', '--command=create database restored', postgres.url]);
      const quiet = ['--quiet', '--no-psqlrc', '--set=ON_ERROR_STOP=1', '--output=/dev/null'];
      await run('psql', [...quiet, `--file=${dump}`, url.href]);
      return { SECRET_KEY, DATABASE_URL: url.href };
    },
    async stop() {
      await postgres.stop();
      await rm(kept, { recursive: true, force: true });
    },
  };
}

describe.each([
  ['SQLite', true, onSqlite],
  ['PostgreSQL', postgresIsInstalled, onPostgres],
])('a service on %s', (_database, isThere, open) => {
  describe.skipIf(!isThere)('that was restored from a backup', () => {
    let place: Place;
    let demo: Demo;
    let old: { readonly admin: DemoSession; readonly member: DemoSession };
    let before: Caught;
    let waiting: Caught;
    let said: string;
    let removeData: () => Promise<void>;

    beforeAll(async () => {
      place = await open();
      const first = await startDemo(place.environment);
      const admin = await signInByPassword(first, 'admin@acme.example');
      await admin.writeSettings('PUT', 'acme', '/settings', {
        mode: 'optional',
        connection: {
          idpEntityId: `${first.mockIdpUrl}/metadata`,
          signOnUrl: `${first.mockIdpUrl}/sso`,
          signingCertificates: await readMockCertificates(first),
        },
      });
      const { session: member } = await signInBySsoOf(first, 'acme', { email: MEMBER });
      before = await catchResponse(first, `${first.url}/sso/acme/login`, MEMBER);
      waiting = await catchResponse(first, `${first.url}/sso/acme/login`, MEMBER);
      await postOnce(before);
      await place.backUp(first.dataFolder);
      // What happens from here on is not in the backup.
      await postOnce(waiting);
      await admin.writeSettings('PUT', 'acme', '/policy', { personalTokenDays: 7 });
      old = { admin, member };
      const { port } = new URL(first.url);
      const mockIdpPort = new URL(first.mockIdpUrl).port;
      await first.stop();
      const dataFolder = await mkdtemp(join(tmpdir(), 'team-sso-restored-'));
      const environment = { ...(await place.restore(dataFolder)), DATA_DIR: dataFolder };
      said = await settle(environment);
      const restored = await startDemo({ ...environment, PORT: port, MOCK_IDP_PORT: mockIdpPort });
      removeData = () => rm(dataFolder, { recursive: true, force: true });
      demo = { ...restored, url: first.url, publicUrl: first.url, mockIdpUrl: first.mockIdpUrl };
    });

    afterAll(async () => {
      await demo.stop();
      await removeData();
      await place.stop();
    });

    it('has said what was given up', () => {
      expect(said).toMatch(
        /^Given up: [1-9]\d* sign-ins and logouts on their way, and the SSO sessions of 1 teams\.\n/,
      );
    });

    it('takes no response twice, neither one from before the backup nor one from after it', async () => {
      expect(await post(before)).toMatchObject({ status: 403 });
      expect(await post(waiting)).toMatchObject({ status: 403, reason: 'in_response_to_unknown' });
    });

    it('lets nobody in by a session from before', async () => {
      for (const session of [old.admin, old.member])
        expect((await resumeSession(demo, session).get(BOTS)).status).toBe(401);
    });

    it('has lost what came after the backup, and nothing else', async () => {
      const admin = await signInByPassword(demo, 'admin@acme.example');
      const { body } = await admin.get<{ readonly policy: unknown }>(SETTINGS);
      expect(body).toMatchObject({ mode: 'optional', revision: 1, policy: { personalTokenDays: 30 } });
    });

    it('lets people sign in again', async () => {
      const admin = await signInByPassword(demo, 'admin@acme.example');
      // A restarted mock provider has keys of its own.
      await admin.writeSettings('PUT', 'acme', '/settings', { mode: 'off' });
      await admin.writeSettings('PUT', 'acme', '/settings', {
        connection: {
          idpEntityId: `${demo.mockIdpUrl}/metadata`,
          signOnUrl: `${demo.mockIdpUrl}/sso`,
          signingCertificates: await readMockCertificates(demo),
        },
      });
      await admin.writeSettings('PUT', 'acme', '/settings', { mode: 'optional' });
      const { session } = await signInBySsoOf(demo, 'acme', { email: MEMBER });
      expect((await session.get(BOTS)).status).toBe(200);
    });
  });
});

async function settle(environment: Readonly<Record<string, string>>): Promise<string> {
  const { stdout } = await run(process.execPath, [COMMAND], { env: { ...process.env, ...environment } });
  return stdout;
}

type Caught = Awaited<ReturnType<typeof catchResponse>>;

async function post({ acsUrl, samlResponse }: Caught): Promise<{ status: number; reason?: string }> {
  const response = await fetch(acsUrl, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ SAMLResponse: samlResponse }),
  });
  const { reason } = response.status === 303 ? {} : ((await response.json()) as { reason?: string });
  return { status: response.status, ...(reason === undefined ? {} : { reason }) };
}

async function postOnce(caught: Caught): Promise<void> {
  const { status, reason } = await post(caught);
  if (status !== 303) throw new Error(`the response was refused: ${status} ${reason}`);
}
