// The end of a certificate: announced rung by rung, shown in the view, judged by the host's policy, never a surprise.

import type { AuditEvent, SettingsView } from '@team-sso/core';
import { createSigningIdentity } from '@team-sso/mock-idp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServiceProvider } from '../src/index.ts';
import { SETTINGS, write } from './api-calls.ts';
import type { Browser } from './browser.ts';
import {
  aConnection,
  begin,
  REGIONS,
  respond,
  SECRET_KEY,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';
import { createFakeHost } from './fake-host.ts';

const DAY_HOURS = 24;
let deployment: Deployment;
let admin: Browser;
/** Ends in 65 days. */
let ending: ReturnType<typeof createSigningIdentity>;
beforeEach(async () => {
  deployment = await startDeployment();
  admin = deployment.signedIn('admin');
  ending = createSigningIdentity({
    notBefore: new Date(deployment.now().getTime() - 3_600_000),
    notAfter: new Date(deployment.now().getTime() + 65 * DAY_HOURS * 3_600_000),
  });
});
afterEach(() => deployment.close());

const connect = (...certificates: readonly string[]) =>
  switchOn(deployment, aConnection({ signingCertificates: [ending.certificatePem, ...certificates] }));
const settings = async () => {
  admin = deployment.signedIn('admin');
  return (await admin.api<SettingsView>('GET', SETTINGS)).body;
};
type Expiring = Extract<AuditEvent, { type: 'certificate_expiring' }>;
const announced = async (): Promise<readonly Expiring[]> =>
  (await deployment.store.readAudit('acme', { limit: 100 }))
    .map(({ event }) => event)
    .filter((event): event is Expiring => event.type === 'certificate_expiring')
    .toReversed();
/** Every day, at the hour when the round is due at the latest. */
const pass = async (days: number) => {
  for (let day = 0; day < days; day += 1) {
    deployment.advance({ hours: DAY_HOURS });
    await deployment.sso.maintain();
  }
};

describe('the ladder', () => {
  it('is announced once per rung, in the audit log, to the host and to who watches', async () => {
    await connect();
    await pass(70);
    expect((await announced()).map(({ daysLeft }) => daysLeft)).toEqual([60, 30, 14, 7, 1, 0]);
    expect((await announced())[0]).toMatchObject({
      actor: { kind: 'system' },
      fingerprint: ending.fingerprint,
      notAfter: (await settings()).certificates[0]?.notAfter,
      hasSuccessor: false,
    });
    const watched = deployment.events.filter(({ name }) => name === 'team_sso.certificate_expiring');
    expect(watched).toHaveLength(6);
    await expect
      .poll(
        () =>
          deployment.host.notices.filter(({ record }) => record.event.type === 'certificate_expiring').length,
      )
      .toBe(6);
  });

  it('is announced by one of however many instances', async () => {
    await connect();
    deployment.advance({ hours: 36 * DAY_HOURS });
    const another = () =>
      createServiceProvider({
        host: createFakeHost(deployment.host),
        store: deployment.store,
        publicUrl: deployment.url,
        regions: REGIONS,
        secretKeys: [SECRET_KEY],
        now: () => deployment.now(),
      });
    const ran = await Promise.all([another(), another(), deployment.sso].map((sso) => sso.maintain()));
    expect(ran.reduce((sum, { expiriesAnnounced }) => sum + expiriesAnnounced, 0)).toBe(1);
    expect(await announced()).toMatchObject([{ daysLeft: 30 }]);
  });

  it('begins where the certificate stands when it is set up, and again with another certificate', async () => {
    deployment.advance({ hours: 60 * DAY_HOURS });
    admin = deployment.signedIn('admin');
    await connect();
    await deployment.sso.maintain();
    expect(await announced()).toMatchObject([{ daysLeft: 7 }]);
    const next = createSigningIdentity({
      notBefore: deployment.now(),
      notAfter: new Date(deployment.now().getTime() + 10 * DAY_HOURS * 3_600_000),
    });
    await write(admin, 'PUT', SETTINGS, {
      connection: aConnection({ signingCertificates: [next.certificatePem] }),
    });
    await write(admin, 'POST', `${SETTINGS}/promote`, {
      confirm: ['promote_untested', 'certificate_in_use'],
    });
    await deployment.sso.maintain();
    expect(await announced()).toMatchObject([
      { daysLeft: 7 },
      { daysLeft: 14, fingerprint: next.fingerprint },
    ]);
  });

  it('says that a successor is there, and health then says nothing', async () => {
    const successor = createSigningIdentity();
    await connect(successor.certificatePem);
    await signInBySso(deployment, deployment.browser(), { identity: ending });
    await pass(10);
    expect(await announced()).toMatchObject([{ daysLeft: 60, hasSuccessor: true }]);
    const { certificates, health } = await settings();
    expect(certificates.map(({ role, expiryStage }) => [role, expiryStage])).toEqual([
      ['in_use', 60],
      ['next', undefined],
    ]);
    expect(health).toEqual([]);
  });

  it('concerns nobody any more once the successor has signed', async () => {
    const successor = createSigningIdentity();
    await connect(successor.certificatePem);
    await signInBySso(deployment, deployment.browser(), { identity: ending });
    deployment.advance({ seconds: 1 });
    await signInBySso(deployment, deployment.browser(), { identity: successor });
    await pass(70);
    expect(await announced()).toEqual([]);
    expect((await settings()).health).toEqual([]);
  });
});

describe('the view', () => {
  it('shows how near the end is, and since when', async () => {
    await connect();
    expect((await settings()).health).toEqual([]);
    deployment.advance({ hours: 20 * DAY_HOURS });
    const since = new Date(deployment.now().getTime() - 15 * DAY_HOURS * 3_600_000).toISOString();
    expect(await settings()).toMatchObject({
      health: [{ code: 'certificate_expiring', since }],
      certificates: [{ expiryStage: 60 }],
    });
    deployment.advance({ hours: 46 * DAY_HOURS });
    expect(await settings()).toMatchObject({
      health: [{ code: 'certificate_expired' }],
      certificates: [{ expiryStage: 0 }],
    });
  });

  it('shows members no health', async () => {
    await connect();
    deployment.advance({ hours: 50 * DAY_HOURS });
    const { body } = await deployment.signedIn('member').api<SettingsView>('GET', SETTINGS);
    expect(body.health).toEqual([]);
  });
});

describe('a certificate that has expired', () => {
  const expiredIn = async (options: Parameters<typeof startDeployment>[0]) => {
    const own = await startDeployment(options);
    await switchOn(own, aConnection({ signingCertificates: [ending.certificatePem] }));
    own.advance({ hours: 66 * DAY_HOURS });
    const browser = own.browser();
    const answer = await browser.postForm('/sso/acme/acs', {
      SAMLResponse: respond(own, await begin(browser), { identity: ending }),
    });
    await own.close();
    return { answer, events: own.events };
  };

  it('still signs people in by default, and whoever watches hears of every one', async () => {
    const { answer, events } = await expiredIn({});
    expect(answer.status).toBe(303);
    expect(events).toContainEqual({
      name: 'team_sso.expired_certificate_accepted',
      team: 'acme',
      connectionId: expect.any(String),
      certificateFingerprint: ending.fingerprint,
    });
  });

  it('signs nobody in where the host says so', async () => {
    const { answer, events } = await expiredIn({ options: { expiredCertificates: 'refuse' } });
    expect(answer.status).toBe(403);
    expect(events.map(({ name }) => name)).not.toContain('team_sso.expired_certificate_accepted');
  });

  it('is not mentioned while it is valid', async () => {
    await connect();
    await signInBySso(deployment, deployment.browser(), { identity: ending });
    expect(deployment.events.map(({ name }) => name)).not.toContain('team_sso.expired_certificate_accepted');
  });
});
