// Two demo servers on one PostgreSQL behave as one service: what one acknowledged the other knows, and nothing is taken twice.

import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../src/browser.ts';
import { startDemo } from '../src/demo.ts';
import type { Demo } from '../src/demo.ts';
import { pickPerson, readMockIdpValues } from '../src/demo-pages.ts';
import { resumeSession, signInByPassword } from '../src/demo-session.ts';
import type { DemoSession } from '../src/demo-session.ts';
import { postgresIsInstalled, startPostgres } from '../src/postgres.ts';
import type { Postgres } from '../src/postgres.ts';
import { catchAcsPost, postAgain } from '../src/saml-sign-in.ts';

describe.skipIf(!postgresIsInstalled)('two servers on one database', () => {
  let postgres: Postgres;
  let first: Demo;
  let second: Demo;
  let browser: Browser;
  let adminAtFirst: DemoSession;
  let adminAtSecond: DemoSession;

  beforeAll(async () => {
    [postgres, browser] = await Promise.all([startPostgres(), openBrowser()]);
    const shared = { DATABASE_URL: postgres.url, SECRET_KEY: randomBytes(32).toString('base64url') };
    first = await startDemo(shared);
    // As behind a balancer: both answer for the same public address, and for the provider of the first.
    second = await startDemo({ ...shared, PUBLIC_URL: first.url, MOCK_IDP_PORT: 'off' });
    adminAtFirst = await signInByPassword(first, 'admin@acme.example');
    adminAtSecond = resumeSession(second, adminAtFirst);
  });

  afterAll(async () => {
    await browser.close();
    await Promise.all([first.stop(), second.stop()]);
    await postgres.stop();
  });

  it('know each other’s sessions', async () => {
    expect(await adminAtSecond.get('/api/session')).toMatchObject({
      status: 200,
      body: { user: { email: 'admin@acme.example' } },
    });
  });

  it('let one of two admins save at the same moment', async () => {
    const page = await browser.newPage();
    const values = await readMockIdpValues(page, first);
    await page.close();
    const body = {
      mode: 'optional',
      connection: {
        idpEntityId: values.idpEntityId,
        signOnUrl: values.signOnUrl,
        signingCertificates: [values.certificate],
      },
    };
    const answers = await Promise.all(
      [adminAtFirst, adminAtSecond].map((admin) => admin.send('PUT', '/sso/teams/acme/settings', body, 0)),
    );
    expect(answers.map(({ status }) => status).sort(ascending)).toEqual([200, 412]);
    expect(await adminAtFirst.readSettings('acme')).toEqual(await adminAtSecond.readSettings('acme'));
  });

  it('take a response once, however often it comes at the same moment', async () => {
    const page = await browser.newPage();
    const post = await catchAcsPost(page, `${first.url}/sso/acme/acs`, async () => {
      await page.goto(`${first.url}/sso/acme/login`);
      await pickPerson(page, 'member@acme.example');
    });
    await page.close();
    const atSecond = { ...post, url: `${second.url}/sso/acme/acs` };
    const answers = await Promise.all([post, atSecond, post, atSecond].map((each) => postAgain(each)));
    expect(answers.map(({ status }) => status).sort(ascending)).toEqual([303, 403, 403, 403]);
    expect(new Set(answers.map(({ reason }) => reason))).toEqual(new Set(['', 'replayed']));
  });

  it('keep what one of them acknowledged just before it was killed', async () => {
    const saved = await adminAtFirst.writeSettings('PUT', 'acme', '/settings', { mode: 'off' });
    await first.killAndRestart();
    expect(await adminAtSecond.readSettings('acme')).toMatchObject({ mode: 'off', revision: saved.revision });
    expect(await adminAtFirst.readSettings('acme')).toMatchObject({ mode: 'off', revision: saved.revision });
  });
});

function ascending(a: number, b: number): number {
  return a - b;
}
