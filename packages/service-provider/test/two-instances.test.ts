// Two instances over one SQLite file, asked at the same moment: one session, one promotion, one refresh.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@team-sso/core';
import { createSqliteStore } from '@team-sso/storage/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aConnection,
  begin,
  ourKey,
  respond,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';
import { startMetadataServer, type MetadataServer } from './metadata-server.ts';

const SETTINGS = '/sso/teams/acme/settings';
let directory: string;
let stores: readonly Store[];
let one: Deployment;
let two: Deployment;
let provider: MetadataServer;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'team-sso-'));
  const path = join(directory, 'store.sqlite');
  stores = [await createSqliteStore({ path }), await createSqliteStore({ path })];
  await stores[0]?.addFirstSpKey(await ourKey);
  provider = await startMetadataServer();
  const options = { unsafeAllowLoopbackProviders: true };
  one = await startDeployment({ store: (own) => stores[0] ?? own, options });
  const publicUrl = one.url;
  two = await startDeployment({ store: (own) => stores[1] ?? own, options: { ...options, publicUrl } });
  await switchOn(one, aConnection({ metadataUrl: provider.url }));
});
afterEach(async () => {
  await Promise.all([one.close(), two.close()]);
  await provider.close();
  for (const store of stores) await store.close();
  await rm(directory, { recursive: true });
});

/** The statuses, lowest first. */
function statusesOf(answers: readonly { readonly status: number }[]): readonly number[] {
  return answers.map(({ status }) => status).toSorted((a, b) => a - b);
}

describe('two instances', () => {
  it('that are sent one response at once make one session of it', async () => {
    const browser = one.browser();
    const fields = { SAMLResponse: respond(one, await begin(browser)) };
    const hops = await Promise.all(
      [browser, two.browser(), browser, two.browser()].map((sender) =>
        sender.postForm('/sso/acme/acs', fields),
      ),
    );
    expect(statusesOf(hops)).toEqual([303, 403, 403, 403]);
    const finish = hops.find(({ status }) => status === 303)?.location ?? '';
    const ends = await Promise.all([1, 2, 3].map(() => browser.visit(finish)));
    expect(ends.filter(({ status }) => status === 303).length).toBeGreaterThan(0);
    expect(one.host.signIns).toHaveLength(1);
    expect(two.host.signIns).toHaveLength(0);
  });

  it('that are asked to promote one draft at once promote it once, and say to one that it comes too late', async () => {
    const admins = [one.signedIn('admin'), two.signedIn('admin')];
    const connection = aConnection({ signOnUrl: 'https://idp.example/new' });
    const draft = await admins[0]?.api('PUT', `${SETTINGS}/draft`, { connection }, { 'If-Match': '"1"' });
    const revision = { 'If-Match': `"${draft?.body.revision}"` };
    const post = (path: string, confirm: readonly string[]) =>
      Promise.all(admins.map((admin) => admin.api('POST', `${SETTINGS}${path}`, { confirm }, revision)));
    expect(statusesOf(await post('/promote', ['promote_untested']))).toEqual([200, 412]);
    const log = (await stores[0]?.readAudit('acme', { limit: 20 })) ?? [];
    expect(log.filter(({ event }) => event.type === 'connection_promoted')).toHaveLength(1);
  });

  it('that maintain at once ask a provider for its metadata once', async () => {
    await one.sso.maintain();
    const before = provider.asked.total;
    for (const instance of [one, two]) instance.advance({ hours: 27 });
    await Promise.all([one, two, one, two].map(({ sso }) => sso.maintain()));
    expect(provider.asked.total - before).toBe(1);
  });
});
