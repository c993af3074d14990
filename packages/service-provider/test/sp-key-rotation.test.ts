// Our own key pairs over the years: published ahead, used on time, kept for what is late, made once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVerify, X509Certificate } from 'node:crypto';
import type { Store } from '@team-sso/core';
import { createSqliteStore } from '@team-sso/storage/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServiceProvider } from '../src/index.ts';
import {
  aConnection,
  begin,
  REGIONS,
  respond,
  SECRET_KEY,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';
import { createFakeHost } from './fake-host.ts';

/** Making key pairs takes its time on a busy machine. */
const SLOW = { timeout: 30_000 };

let folder: string;
let stores: readonly [Store, Store];
let deployment: Deployment;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'team-sso-'));
  const path = join(folder, 'store.sqlite');
  stores = [await createSqliteStore({ path }), await createSqliteStore({ path })];
  deployment = await startDeployment({ store: () => stores[0] });
  await switchOn(deployment, aConnection({ signRequests: true }));
});
afterEach(async () => {
  await deployment.close();
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

const days = (count: number) => deployment.advance({ hours: 24 * count });
/** A second process on the same store. */
const anotherInstance = () =>
  createServiceProvider({
    host: createFakeHost(deployment.host),
    store: stores[1],
    publicUrl: deployment.url,
    regions: REGIONS,
    secretKeys: [SECRET_KEY],
    now: () => deployment.now(),
  });

interface Published {
  readonly signing: readonly X509Certificate[];
  readonly encryption: readonly X509Certificate[];
}

async function published(): Promise<Published> {
  const { text } = await deployment.browser().visit('/sso/acme/metadata');
  const of = (use: string) =>
    [...text.matchAll(new RegExp(`use="${use}".*?<ds:X509Certificate>([^<]+)<`, 'gs'))].map(
      ([, base64 = '']) => new X509Certificate(Buffer.from(base64, 'base64')),
    );
  return { signing: of('signing'), encryption: of('encryption') };
}

/** Which of these certificates verifies a request that is sent now. */
async function signer(certificates: readonly X509Certificate[]): Promise<number> {
  const { location } = await deployment.browser().visit('/sso/acme/login');
  const [, signed = '', signature = ''] = /(SAMLRequest=.*)&Signature=([^&]*)/.exec(location) ?? [];
  const value = Buffer.from(decodeURIComponent(signature), 'base64');
  return certificates.findIndex(({ publicKey }) =>
    createVerify('RSA-SHA256').update(signed).verify(publicKey, value),
  );
}

/** Whether a response encrypted for this certificate signs in. */
async function opens({ publicKey }: X509Certificate): Promise<boolean> {
  const browser = deployment.browser();
  const SAMLResponse = respond(deployment, await begin(browser), {
    encryption: { recipientKey: publicKey },
    sign: 'response',
  });
  return (await browser.postForm('/sso/acme/acs', { SAMLResponse })).status === 303;
}

describe('a rotation on demand', SLOW, () => {
  it('publishes the next key pair for both uses and goes on signing with the present one', async () => {
    const [before] = (await published()).signing;
    const facts = await deployment.sso.rotateSpKeys('eu');
    const after = await published();
    expect(facts.map(({ role }) => role)).toEqual(['current', 'next']);
    expect(
      after.signing.map(({ fingerprint256 }) => fingerprint256.toLowerCase().replaceAll(':', '')),
    ).toEqual(facts.map(({ fingerprint }) => fingerprint));
    expect(after.encryption.map(({ raw }) => raw)).toEqual(after.signing.map(({ raw }) => raw));
    expect(after.signing[0]?.raw).toEqual(before?.raw);
    expect(await signer(after.signing)).toBe(0);
  });

  it('decrypts with both at once, from the first moment', async () => {
    await deployment.sso.rotateSpKeys('eu');
    const { encryption } = await published();
    for (const certificate of encryption) expect(await opens(certificate)).toBe(true);
  });

  it('takes over after thirty days, and the one before is published no more and decrypts on', async () => {
    await deployment.sso.rotateSpKeys('eu');
    const { signing } = await published();
    days(29);
    expect(await signer(signing)).toBe(0);
    days(1);
    expect(await signer(signing)).toBe(1);
    expect((await published()).signing.map(({ raw }) => raw)).toEqual([signing[1]?.raw]);
    expect(await opens(signing[0]!)).toBe(true);
  });

  it('forgets the one before ninety days after that', async () => {
    await deployment.sso.rotateSpKeys('eu');
    const { signing } = await published();
    days(119);
    await deployment.sso.maintain();
    expect(await opens(signing[0]!)).toBe(true);
    days(1);
    await deployment.sso.maintain();
    expect(await opens(signing[0]!)).toBe(false);
    expect(await opens(signing[1]!)).toBe(true);
    expect(await deployment.sso.readSpKeys('eu')).toHaveLength(1);
    expect(deployment.events).toContainEqual(expect.objectContaining({ name: 'team_sso.sp_key_removed' }));
  });

  it('makes one key pair, however often and on however many instances it is asked for', async () => {
    const other = anotherInstance();
    await Promise.all([deployment.sso, other, deployment.sso, other].map((sso) => sso.rotateSpKeys('eu')));
    expect(await stores[0].readSpKeys('eu')).toHaveLength(2);
    await other.rotateSpKeys('eu');
    expect(await stores[0].readSpKeys('eu')).toHaveLength(2);
  });

  it('is seen by another instance within a minute', async () => {
    const other = anotherInstance();
    await other.readSpKeys('eu');
    await deployment.sso.rotateSpKeys('eu', { immediately: true });
    deployment.advance({ seconds: 60 });
    const metadata = await other.describe('acme', 'region');
    const [current] = await deployment.sso.readSpKeys('eu');
    const base64 = new X509Certificate(current?.certificatePem ?? '').raw.toString('base64');
    expect(metadata).toContain(base64);
    expect(metadata.match(/use="signing"/g)).toHaveLength(1);
  });

  it('signs with the new key pair from now on when its private key got out', async () => {
    const { signing: before } = await published();
    const facts = await deployment.sso.rotateSpKeys('eu', { immediately: true });
    expect(facts.map(({ role }) => role)).toEqual(['current', 'old']);
    const { signing } = await published();
    expect(signing).toHaveLength(1);
    expect(await signer([before[0]!, signing[0]!])).toBe(1);
    expect(await opens(before[0]!)).toBe(true);
  });

  it('brings the one that waits forward when that cannot wait any more', async () => {
    const [, next] = await deployment.sso.rotateSpKeys('eu');
    const [current, old] = await deployment.sso.rotateSpKeys('eu', { immediately: true });
    expect(current?.keyId).toBe(next?.keyId);
    expect(old?.role).toBe('old');
    expect(await stores[1].readSpKeys('eu')).toHaveLength(2);
  });

  it('shows no private key, and refuses a region of another deployment', async () => {
    const facts = await deployment.sso.rotateSpKeys('eu');
    expect(JSON.stringify(facts)).not.toMatch(/PRIVATE|v1\./);
    await expect(deployment.sso.rotateSpKeys('asia')).rejects.toThrow(TypeError);
  });
});

describe('maintain()', SLOW, () => {
  const toTheEnd = (of: Date, before: number) =>
    deployment.advance({
      seconds: Math.floor((of.getTime() - deployment.now().getTime()) / 1000) - before * 24 * 3600,
    });

  it('makes the next key pair sixty days before the end, once on two instances, used thirty days later', async () => {
    const [key] = await deployment.sso.readSpKeys('eu');
    toTheEnd(key!.notAfter, 61);
    expect(await deployment.sso.maintain()).toMatchObject({ spKeysMade: 0 });
    days(1);
    const made = await Promise.all([deployment.sso.maintain(), anotherInstance().maintain()]);
    expect(made.reduce((sum, { spKeysMade }) => sum + spKeysMade, 0)).toBe(1);
    const keys = await stores[0].readSpKeys('eu');
    expect(keys).toHaveLength(2);
    expect(keys[1]!.usedFrom.getTime() - deployment.now().getTime()).toBe(30 * 24 * 3_600_000);
    expect(await deployment.sso.maintain()).toMatchObject({ spKeysMade: 0 });
  });

  it('makes none for a region that has none yet', async () => {
    await deployment.sso.maintain();
    expect(await stores[0].readSpKeys('us')).toEqual([]);
  });
});

describe('a team whose provider must know our certificate', SLOW, () => {
  const told = () => deployment.host.notices.filter(({ record }) => record.event.type === 'sp_key_changing');

  it('sees in its settings which certificates are published, and health while the next one waits', async () => {
    const admin = deployment.signedIn('admin');
    const read = async () => (await admin.api('GET', '/sso/teams/acme/settings')).body;
    const before = await read();
    expect(before.serviceProvider.certificates).toMatchObject([{ role: 'current' }]);
    expect(before.health.map(({ code }) => code)).not.toContain('sp_key_changing');
    await deployment.sso.rotateSpKeys('eu');
    const { serviceProvider, health } = await read();
    expect(serviceProvider.certificates?.map(({ role }) => role)).toEqual(['current', 'next']);
    expect(JSON.stringify(serviceProvider)).not.toContain('PRIVATE');
    expect(health).toContainEqual({ code: 'sp_key_changing', since: deployment.now().toISOString() });
    days(30);
    const after = await deployment.signedIn('admin').api('GET', '/sso/teams/acme/settings');
    expect(after.body.serviceProvider.certificates).toMatchObject([{ role: 'current' }]);
    expect(after.body.health.map(({ code }) => code)).not.toContain('sp_key_changing');
  });

  it('is told once of each next key pair, whichever instance tidies up', async () => {
    await deployment.sso.maintain();
    expect(told()).toEqual([]);
    const [, next] = await deployment.sso.rotateSpKeys('eu');
    days(2);
    await Promise.all([deployment.sso.maintain(), anotherInstance().maintain()]);
    days(2);
    await deployment.sso.maintain();
    await expect.poll(() => told().length).toBe(1);
    expect(told()[0]?.record.event).toEqual({
      type: 'sp_key_changing',
      actor: { kind: 'system' },
      fingerprint: next?.fingerprint,
      usedFrom: next?.usedFrom.toISOString(),
    });
  });

  it('is told of one that came into use at once too', async () => {
    const [current] = await deployment.sso.rotateSpKeys('eu', { immediately: true });
    days(2);
    await deployment.sso.maintain();
    await expect.poll(() => told().length).toBe(1);
    expect(told()[0]?.record.event).toMatchObject({ fingerprint: current?.fingerprint });
    days(40);
    await deployment.sso.maintain();
    expect(told()).toHaveLength(1);
  });
});
