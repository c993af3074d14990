// PostgreSQL goes away in the middle of everything: 503 and when to ask again, nobody let in, and on without a restart.

import type { Store } from '@team-sso/core';
import { createPostgresStore } from '@team-sso/storage/postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestSchema, TEST_POSTGRES_URL, type TestSchema } from '../../storage/test/postgres-schema.ts';
import { startBreakableProxy, type BreakableProxy } from './breakable-proxy.ts';
import { begin, ourKey, respond, startDeployment, switchOn, type Deployment } from './deployment.ts';

/** The store gives up on an answer after this long, and on a dead connection a second later. */
const STATEMENT_TIMEOUT_MILLIS = 1000;

describe.skipIf(TEST_POSTGRES_URL === undefined)('a PostgreSQL that goes away', { timeout: 60_000 }, () => {
  let schema: TestSchema;
  let proxy: BreakableProxy;
  let store: Store;
  let deployment: Deployment;
  beforeEach(async () => {
    schema = await createTestSchema();
    const direct = new URL(schema.connectionString);
    proxy = await startBreakableProxy({ host: direct.hostname, port: Number(direct.port || 5432) });
    const throughProxy = new URL(schema.connectionString);
    throughProxy.hostname = '127.0.0.1';
    throughProxy.port = String(proxy.port);
    store = await createPostgresStore({
      connectionString: throughProxy.href,
      statementTimeoutMillis: STATEMENT_TIMEOUT_MILLIS,
    });
    await store.addFirstSpKey(await ourKey);
    deployment = await startDeployment({ store: () => store });
    await switchOn(deployment);
  });
  afterEach(async () => {
    proxy.restore();
    await deployment.close();
    await store.close();
    await proxy.close();
    await schema.drop();
  });

  const JSON_ONLY = { Accept: 'application/json' };
  const outage = (answer: { readonly status: number; readonly headers: Headers }) => [
    answer.status,
    answer.headers.get('Retry-After'),
  ];
  const UNAVAILABLE = [503, '5'];

  it.each(['cut', 'fallSilent'] as const)(
    '(%s) makes every request 503, lets nobody in, and all goes on when it is back',
    async (breaks) => {
      const browser = deployment.browser();
      const fields = { SAMLResponse: respond(deployment, await begin(browser)) };
      const member = deployment.signedIn('member');
      const admin = deployment.signedIn('admin');
      proxy[breaks]();
      const answers = await Promise.all([
        member.send('GET', '/bots/acme'),
        deployment.browser().visit('/sso/acme/login'),
        browser.postForm('/sso/acme/acs', fields, JSON_ONLY),
        admin.send('GET', '/sso/teams/acme/settings', { headers: JSON_ONLY }),
      ]);
      expect(answers.map(outage)).toEqual(answers.map(() => UNAVAILABLE));
      await expect(deployment.sso.ping()).rejects.toThrow(/./);
      expect(deployment.host.signIns).toEqual([]);
      proxy.restore();
      await deployment.sso.ping();
      const hop = await browser.postForm('/sso/acme/acs', fields);
      expect(hop.status).toBe(303);
      expect((await browser.visit(hop.location)).status).toBe(303);
      expect(deployment.host.signIns).toHaveLength(1);
      expect((await member.send('GET', '/bots/acme')).status).toBe(200);
    },
  );

  it('between response and finish signs nobody in twice: the ticket is there once it is back', async () => {
    const browser = deployment.browser();
    const fields = { SAMLResponse: respond(deployment, await begin(browser)) };
    const hop = await browser.postForm('/sso/acme/acs', fields);
    proxy.cut();
    expect(outage(await browser.visit(hop.location))).toEqual(UNAVAILABLE);
    proxy.restore();
    expect((await browser.visit(hop.location)).status).toBe(303);
    expect((await browser.postForm('/sso/acme/acs', fields)).status).toBe(403);
    expect(deployment.host.signIns).toHaveLength(1);
  });
});
