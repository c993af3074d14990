// Metadata that is read again: on one instance, told as a change to review, accepted, left, or added by policy. Sign-in never suffers.

import type { MetadataReviewView, SettingsView } from '@team-sso/core';
import { buildProviderMetadata, createSigningIdentity } from '@team-sso/mock-idp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createServiceProvider } from '../src/index.ts';
import { auditTypes, runTest, saveDraft, SETTINGS, write } from './api-calls.ts';
import type { Browser } from './browser.ts';
import {
  aConnection,
  begin,
  IDP_ENTITY_ID,
  idpIdentity,
  otherIdentity,
  REGIONS,
  requireSso,
  respond,
  SECRET_KEY,
  SIGN_ON_URL,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';
import { createFakeHost } from './fake-host.ts';
import { metadataOf, startMetadataServer, validUntil, type MetadataServer } from './metadata-server.ts';

const REVIEW = '/sso/teams/acme/metadata-review';
const BOTH = [idpIdentity.certificatePem, otherIdentity.certificatePem];
let deployment: Deployment;
let admin: Browser;
let provider: MetadataServer;
/** Somebody else, who writes settings just before us; a store that fails for one team. */
let interfering: { writesFirst: boolean; failsFor: string | null };
beforeEach(async () => {
  provider = await startMetadataServer();
  interfering = { writesFirst: false, failsFor: null };
  deployment = await startDeployment({
    options: { unsafeAllowLoopbackProviders: true },
    store: (kept) => ({
      ...kept,
      readSettings: async (team) => {
        if (team === interfering.failsFor) throw new Error('down');
        return kept.readSettings(team);
      },
      writeSettings: async (...write) => {
        if (!interfering.writesFirst) return kept.writeSettings(...write);
        interfering.writesFirst = false;
        return { kind: 'stale' };
      },
    }),
  });
  admin = deployment.signedIn('admin');
});
afterEach(async () => {
  await deployment.close();
  await provider.close();
});

const connect = (changes: Readonly<Record<string, unknown>> = {}) =>
  switchOn(deployment, aConnection({ metadataUrl: provider.url, ...changes }));
const maintain = () => deployment.sso.maintain();
const tomorrow = async () => {
  deployment.advance({ hours: 27 });
  admin = deployment.signedIn('admin');
  return maintain();
};
const review = async (by: Browser = admin) => (await by.api<MetadataReviewView>('GET', REVIEW)).body;
const settings = async () => (await admin.api<SettingsView>('GET', SETTINGS)).body;
const health = async () => (await settings()).health.map(({ code }) => code);
const decide = (body: Readonly<Record<string, unknown>>, by: Browser = admin) =>
  write(by, 'POST', REVIEW, body);
const eventsOf = (name: string) => deployment.events.filter((event) => event.name === name);

describe('the daily round', () => {
  it('reads the metadata soon after it was named, then once a day, and not again when nothing is new', async () => {
    await connect();
    expect(await maintain()).toMatchObject({ metadataRead: 1 });
    expect(await maintain()).toMatchObject({ metadataRead: 0 });
    deployment.advance({ hours: 20 });
    expect(await maintain()).toMatchObject({ metadataRead: 0 });
    deployment.advance({ hours: 7 });
    expect(await maintain()).toMatchObject({ metadataRead: 1 });
    expect(provider.asked).toEqual({ total: 2, unchanged: 1 });
    expect(await review()).toMatchObject({
      change: null,
      isSigned: false,
      checkedAt: deployment.now().toISOString(),
    });
    expect(await auditTypes(deployment)).not.toContain('metadata_changed');
  });

  it('runs once, on however many instances', async () => {
    await connect();
    const another = () =>
      createServiceProvider({
        host: createFakeHost(deployment.host),
        store: deployment.store,
        publicUrl: deployment.url,
        regions: REGIONS,
        secretKeys: [SECRET_KEY],
        unsafeAllowLoopbackProviders: true,
        now: () => deployment.now(),
      });
    await Promise.all([another(), another(), deployment.sso].map((sso) => sso.maintain()));
    expect(provider.asked.total).toBe(1);
  });

  it('asks nobody under the policy `manual`, and nobody without a URL', async () => {
    await connect({ metadataPolicy: 'manual' });
    expect(await maintain()).toMatchObject({ metadataRead: 0 });
    await write(admin, 'DELETE', `${SETTINGS}?confirm=delete_configuration`);
    await switchOn(deployment);
    expect(await maintain()).toMatchObject({ metadataRead: 0 });
    expect(provider.asked.total).toBe(0);
    expect(await review()).toMatchObject({ change: null, isSigned: false });
    expect(await review()).not.toHaveProperty('metadataUrl');
  });
});

describe('a change', () => {
  it('waits for a review, is announced once, and touches nothing', async () => {
    const before = await connect();
    provider.publish(metadataOf({ signOnUrl: 'https://idp.example/new', certificates: BOTH }));
    await maintain();
    await tomorrow();
    const { live, revision } = await settings();
    expect([live, revision]).toEqual([before.live, before.revision]);
    expect(await health()).toEqual(['metadata_changed']);
    const { change } = await review();
    expect(change).toMatchObject({
      isIgnored: false,
      savedAs: 'draft',
      fields: [{ field: 'signOnUrl', current: SIGN_ON_URL, published: 'https://idp.example/new' }],
      added: [{ fingerprint: otherIdentity.fingerprint }],
      removed: [],
    });
    expect((await auditTypes(deployment)).filter((type) => type === 'metadata_changed')).toHaveLength(1);
    await expect
      .poll(() => deployment.host.notices.map(({ record }) => record.event.type))
      .toContain('metadata_changed');
  });

  it('is over when the provider takes it back', async () => {
    await connect();
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    provider.publish(metadataOf());
    await tomorrow();
    expect(await health()).toEqual([]);
    expect((await review()).change).toBeNull();
  });

  it('is over when an admin makes it by hand', async () => {
    await connect();
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    await saveDraft(admin, { metadataUrl: provider.url, signingCertificates: BOTH });
    expect(await review()).toMatchObject({ isPrepared: true });
    expect(await health()).toEqual([]);
    await write(admin, 'POST', `${SETTINGS}/promote`, { confirm: ['promote_untested'] });
    expect(await review()).toMatchObject({ change: null, isPrepared: false });
  });

  it('says nothing of another URL, and neither does its ETag', async () => {
    await connect();
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    const second = await startMetadataServer(metadataOf({ certificates: BOTH }));
    await saveDraft(admin, { metadataUrl: second.url });
    await write(admin, 'POST', `${SETTINGS}/promote`, { confirm: ['promote_untested'] });
    const before = await review();
    expect(before).toMatchObject({ metadataUrl: second.url, change: null });
    expect(before).not.toHaveProperty('checkedAt');
    await maintain();
    await second.close();
    expect(second.asked).toEqual({ total: 1, unchanged: 0 });
    expect((await review()).change).toMatchObject({ added: [{ fingerprint: otherIdentity.fingerprint }] });
  });

  it('of the entity ID becomes a draft at most, under every policy', async () => {
    const before = await connect({ metadataPolicy: 'add-certificates' });
    provider.publish(metadataOf({ idpEntityId: 'urn:moved', certificates: [otherIdentity.certificatePem] }));
    await maintain();
    const { live } = await settings();
    expect(live).toEqual(before.live);
    const { change } = await review();
    expect(change).toMatchObject({
      savedAs: 'draft',
      fields: [{ field: 'idpEntityId', published: 'urn:moved' }],
    });
    const saved = await decide({ action: 'accept', change: change?.id });
    expect(saved.body).toMatchObject({
      savedAs: 'draft',
      live: before.live,
      draft: { idpEntityId: 'urn:moved' },
    });
  });

  it('that leaves no provider of ours is a failure, and no change', async () => {
    await connect();
    const others = ['urn:one', 'urn:two'].map((idpEntityId) =>
      metadataOf({ idpEntityId }).replace(/^<\?xml.*\n/, ''),
    );
    provider.publish(
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${others.join('')}</md:EntitiesDescriptor>`,
    );
    await maintain();
    expect(await review()).toMatchObject({
      change: null,
      failing: { code: 'metadata_several_providers', times: 1 },
    });
  });
});

describe('a decision', () => {
  it('to accept certificates alone takes effect at once: as next, without a draft, and both are good', async () => {
    await connect();
    const member = deployment.browser();
    await signInBySso(deployment, member);
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    const { change } = await review();
    expect(change?.savedAs).toBe('live');
    const accepted = await decide({ action: 'accept', change: change?.id });
    expect(accepted.body).toMatchObject({ savedAs: 'live', draft: null, health: [] });
    expect(accepted.body.certificates.map(({ role }) => role)).toEqual(['in_use', 'next']);
    expect(accepted.headers.get('ETag')).toBe(`"${accepted.body.revision}"`);
    expect((await auditTypes(deployment)).slice(-2)).toEqual([
      'certificates_added',
      'metadata_change_accepted',
    ]);
    expect((await signInBySso(deployment, deployment.browser())).status).toBe(303);
    deployment.advance({ seconds: 1 });
    expect((await signInBySso(deployment, deployment.browser(), { identity: otherIdentity })).status).toBe(
      303,
    );
    expect((await settings()).certificates.map(({ role }) => role)).toEqual(['old', 'in_use']);
  });

  it('to accept more is a draft beside what works, tested and promoted like any other', async () => {
    const before = await connect();
    await signInBySso(deployment, deployment.browser());
    provider.publish(
      metadataOf({ signOnUrl: 'https://idp.example/new', certificates: [otherIdentity.certificatePem] }),
    );
    await maintain();
    const { change } = await review();
    expect(change?.removed).toMatchObject([{ fingerprint: idpIdentity.fingerprint, role: 'in_use' }]);
    const accepted = await decide({ action: 'accept', change: change?.id });
    expect(accepted.body).toMatchObject({
      savedAs: 'draft',
      live: before.live,
      draft: { signOnUrl: 'https://idp.example/new', basedOn: before.live?.connectionId },
      health: [],
    });
    expect((await runTest(deployment, admin, 'draft', { identity: otherIdentity })).outcome).toBe('passed');
    const promoted = await write(admin, 'POST', `${SETTINGS}/promote`);
    // The certificate that members sign in by goes with it: that needs a yes of its own.
    expect(promoted.body).toMatchObject({
      code: 'confirmation_needed',
      confirmations: ['certificate_in_use'],
    });
    const confirmed = await write(admin, 'POST', `${SETTINGS}/promote`, { confirm: ['certificate_in_use'] });
    expect(confirmed.status).toBe(200);
    expect((await review()).change).toBeNull();
  });

  it('may take single certificates out of a larger change', async () => {
    await connect();
    provider.publish(metadataOf({ signOnUrl: 'https://idp.example/new', certificates: BOTH }));
    await maintain();
    const { change } = await review();
    const certificates = [otherIdentity.fingerprint];
    const accepted = await decide({ action: 'accept', change: change?.id, certificates });
    expect(accepted.body).toMatchObject({
      savedAs: 'live',
      draft: null,
      health: [{ code: 'metadata_changed' }],
    });
    expect((await review()).change).toMatchObject({ added: [], fields: [{ field: 'signOnUrl' }] });
  });

  it('to ignore it is remembered for exactly this change', async () => {
    await connect();
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    const { change } = await review();
    expect((await decide({ action: 'ignore', change: change?.id })).body).toMatchObject({ health: [] });
    await tomorrow();
    expect((await review()).change).toMatchObject({ id: change?.id, isIgnored: true });
    expect(await health()).toEqual([]);
    provider.publish(metadataOf({ signOnUrl: 'https://idp.example/new', certificates: BOTH }));
    await tomorrow();
    expect(await health()).toEqual(['metadata_changed']);
    expect((await auditTypes(deployment)).filter((type) => type.startsWith('metadata_'))).toEqual([
      'metadata_changed',
      'metadata_change_ignored',
      'metadata_changed',
    ]);
  });

  it('is about what was seen: another change, none, or another certificate is refused', async () => {
    await connect();
    expect((await decide({ action: 'ignore', change: 'none' })).body.code).toBe('metadata_review_outdated');
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    const { change } = await review();
    const third = createSigningIdentity();
    const unpublished = { action: 'accept', change: change?.id, certificates: [third.fingerprint] };
    expect((await decide(unpublished)).body.code).toBe('metadata_review_outdated');
    provider.publish(metadataOf({ certificates: [...BOTH, third.certificatePem] }));
    expect((await decide({ action: 'check' })).body.health).toMatchObject([{ code: 'metadata_changed' }]);
    const outdated = await decide({ action: 'accept', change: change?.id });
    expect([outdated.status, outdated.body.code]).toEqual([409, 'metadata_review_outdated']);
    expect((await settings()).certificates).toHaveLength(1);
  });

  it('to look now is counted with what else a person has fetched', async () => {
    await connect();
    for (let count = 0; count < 10; count += 1) expect((await decide({ action: 'check' })).status).toBe(200);
    expect((await decide({ action: 'check' })).status).toBe(429);
    expect(provider.asked.total).toBe(10);
  });

  it('finds room for five certificates and no more', async () => {
    const pinned = Array.from({ length: 4 }, () => createSigningIdentity().certificatePem);
    await connect({ signingCertificates: [idpIdentity.certificatePem, ...pinned] });
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    const { change } = await review();
    const certificates = [otherIdentity.fingerprint];
    const refused = await decide({ action: 'accept', change: change?.id, certificates });
    expect(refused.body).toMatchObject({ status: 422, issues: [{ code: 'too_many' }] });
    // All of the change makes room: what is published no more goes.
    const accepted = await decide({ action: 'accept', change: change?.id });
    expect(accepted.body.draft?.signingCertificates).toHaveLength(2);
  });

  it('needs the revision, a recent proof and the right to manage', async () => {
    await connect();
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    const { change, revision } = await review();
    const body = { action: 'accept', change: change?.id };
    expect((await admin.api('POST', REVIEW, body)).status).toBe(428);
    expect((await admin.api('POST', REVIEW, body, { 'If-Match': '"99"' })).status).toBe(412);
    const member = deployment.signedIn('member');
    expect((await member.api('GET', REVIEW)).status).toBe(403);
    expect((await member.api('POST', REVIEW, body, { 'If-Match': `"${revision}"` })).status).toBe(403);
    expect(
      (await admin.api('POST', REVIEW, { action: 'replace' }, { 'If-Match': `"${revision}"` })).status,
    ).toBe(422);
    deployment.advance({ minutes: 16 });
    const late = await admin.api('POST', REVIEW, body, { 'If-Match': `"${revision}"` });
    expect(late.body.code).toBe('reauthentication_needed');
    expect((await settings()).certificates).toHaveLength(1);
  });
});

describe('the policy `add-certificates`', () => {
  const policy = { metadataPolicy: 'add-certificates' };

  it('adds a new certificate as next, audited and told, and a roll costs no sign-in', async () => {
    await connect(policy);
    await signInBySso(deployment, deployment.browser());
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    const { certificates, revision, live, draft } = await settings();
    expect(certificates.map(({ role }) => role)).toEqual(['in_use', 'next']);
    expect(draft).toBeNull();
    expect(await auditTypes(deployment)).toContain('certificates_added');
    expect(await auditTypes(deployment)).not.toContain('metadata_changed');
    await expect
      .poll(() => deployment.host.notices.map(({ record }) => record.event.type))
      .toContain('certificates_added');
    for (const identity of [idpIdentity, otherIdentity])
      expect((await signInBySso(deployment, deployment.browser(), { identity })).status).toBe(303);
    await tomorrow();
    expect(await settings()).toMatchObject({ revision, live: { connectionId: live?.connectionId } });
  });

  it('adds it for a team that requires SSO, without a test, and leaves the requirement on', async () => {
    await connect(policy);
    await requireSso(deployment, { rollbackMinutes: 0 }, admin);
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    expect(await settings()).toMatchObject({ mode: 'required', effectiveMode: 'required' });
    expect((await settings()).certificates).toHaveLength(2);
  });

  it('leaves everything else to a review', async () => {
    const before = await connect(policy);
    provider.publish(
      metadataOf({ signOnUrl: 'https://idp.example/new', certificates: [otherIdentity.certificatePem] }),
    );
    await maintain();
    const { live } = await settings();
    expect(live).toMatchObject({ signOnUrl: SIGN_ON_URL });
    expect(live?.signingCertificates).toHaveLength(2);
    expect(live?.connectionId).not.toBe(before.live?.connectionId);
    const { change } = await review();
    expect(change).toMatchObject({
      fields: [{ field: 'signOnUrl' }],
      added: [],
      removed: [{ fingerprint: idpIdentity.fingerprint }],
    });
  });

  it('keeps a draft that somebody is preparing, and undo', async () => {
    await connect(policy);
    await saveDraft(admin, { metadataUrl: provider.url, ...policy, forceAuthn: true });
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    const { draft, live } = await settings();
    expect(draft).toMatchObject({ forceAuthn: true, basedOn: live?.connectionId });
  });

  it('gives way to an admin who writes at the same moment', async () => {
    await connect(policy);
    provider.publish(metadataOf({ certificates: BOTH }));
    interfering.writesFirst = true;
    await maintain();
    expect((await settings()).certificates).toHaveLength(1);
    await tomorrow();
    expect((await settings()).certificates).toHaveLength(2);
  });
});

describe('a failure', () => {
  it('breaks no sign-in, is told to admins from the third in a row on, and is forgotten after a good reading', async () => {
    await connect();
    await maintain();
    provider.publish(503);
    await tomorrow();
    expect(await review()).toMatchObject({
      failing: { code: 'http_status', detail: '503', times: 1 },
      change: null,
    });
    expect(await health()).toEqual([]);
    for (const hours of [2, 3]) {
      deployment.advance({ hours });
      admin = deployment.signedIn('admin');
      expect(await health()).toEqual([]);
      expect(await maintain()).toMatchObject({ metadataRead: 1 });
    }
    expect(await health()).toEqual(['idp_unreachable']);
    expect((await signInBySso(deployment, deployment.browser())).status).toBe(303);
    expect(eventsOf('team_sso.metadata_refresh_failed')).toHaveLength(3);
    provider.publish(metadataOf());
    await tomorrow();
    expect(await health()).toEqual([]);
    expect(await review()).not.toHaveProperty('failing');
  });

  it('is tried again sooner than tomorrow, and more slowly each time', async () => {
    provider.publish(500);
    await connect();
    const reads: number[] = [];
    for (let hour = 0; hour < 40; hour += 1) {
      if ((await maintain()).metadataRead > 0) reads.push(hour);
      deployment.advance({ hours: 1 });
    }
    expect(reads.length).toBeGreaterThan(3);
    expect(reads.length).toBeLessThan(8);
    const pauses = reads.slice(1).map((hour, index) => hour - (reads[index] ?? 0));
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  });

  it('keeps what was published for a review, until its own word on how long it holds', async () => {
    await connect();
    const until = new Date(deployment.now().getTime() + 48 * 3_600_000);
    provider.publish(validUntil(metadataOf({ certificates: BOTH }), until));
    await maintain();
    provider.publish(503);
    await tomorrow();
    const { change } = await review();
    expect(change).not.toBeNull();
    deployment.advance({ hours: 48 });
    admin = deployment.signedIn('admin');
    expect(await review()).toMatchObject({ change: null, validUntil: until.toISOString() });
    expect((await decide({ action: 'accept', change: change?.id })).body.code).toBe(
      'metadata_review_outdated',
    );
  });

  it('is metadata that has expired, also when the server says that nothing is new', async () => {
    await connect();
    const until = new Date(deployment.now().getTime() + 3_600_000);
    provider.publish(validUntil(metadataOf(), until));
    await maintain();
    await tomorrow();
    expect(provider.asked.unchanged).toBe(1);
    expect(await review()).toMatchObject({ failing: { code: 'metadata_expired' } });
  });

  it('is metadata without the signature that is pinned: nothing of it is believed', async () => {
    const signer = createSigningIdentity();
    await connect({
      metadataPolicy: 'add-certificates',
      metadataSigningCertificates: [signer.certificatePem],
    });
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    expect(await review()).toMatchObject({ failing: { code: 'metadata_signature_missing' }, change: null });
    expect((await settings()).certificates).toHaveLength(1);
    provider.publish(
      buildProviderMetadata({
        shape: 'adfs',
        idpEntityId: IDP_ENTITY_ID,
        signOnUrl: SIGN_ON_URL,
        signingCertificates: BOTH,
        signWith: signer,
      }),
    );
    await tomorrow();
    expect(await review()).toMatchObject({ isSigned: true });
    expect((await settings()).certificates).toHaveLength(2);
  });

  it('of one team holds up no other', async () => {
    await connect();
    const { settings: copied } = (await deployment.store.readSettings('acme'))!;
    interfering.failsFor = 'acme';
    await deployment.store.writeSettings('globex', 0, copied, [], {
      now: deployment.now(),
    });
    expect(await maintain()).toMatchObject({ metadataRead: 1 });
    interfering.failsFor = null;
    expect(eventsOf('team_sso.upkeep_failed')).toMatchObject([{ team: 'acme', error: 'Error' }]);
    deployment.advance({ minutes: 10 });
    expect(await maintain()).toMatchObject({ metadataRead: 1 });
  });
});

describe('an answer that was signed by an unknown key', () => {
  const refuse = async () => {
    const browser = deployment.browser();
    const samlResponse = respond(deployment, await begin(browser), { identity: otherIdentity });
    await browser.postForm('/sso/acme/acs', { SAMLResponse: samlResponse });
  };
  const repairsOf = async () => {
    const { body } = await admin.api<{ items: { diagnosis: { repairs: unknown[] } }[] }>(
      'GET',
      '/sso/teams/acme/attempts',
    );
    return body.items[0]?.diagnosis.repairs ?? [];
  };

  it('is refused, and its key offered as the next one only once the provider publishes it', async () => {
    await connect();
    await maintain();
    await refuse();
    expect(await repairsOf()).toEqual([{ kind: 'test_again' }]);
    provider.publish(metadataOf({ certificates: BOTH }));
    // It may have been the roll that everybody waits for: the metadata is read again before tomorrow.
    deployment.advance({ hours: 1 });
    await refuse();
    expect(await maintain()).toMatchObject({ metadataRead: 1 });
    admin = deployment.signedIn('admin');
    expect(await repairsOf()).toMatchObject([
      { kind: 'add_certificate_as_next', fingerprint: otherIdentity.fingerprint, confirmedBy: 'metadata' },
      { kind: 'test_again' },
    ]);
    const { change } = await review();
    expect(change?.added).toMatchObject([
      { fingerprint: otherIdentity.fingerprint, refusedSignIn: { at: deployment.now().toISOString() } },
    ]);
    const certificates = [otherIdentity.fingerprint];
    expect((await decide({ action: 'accept', change: change?.id, certificates })).status).toBe(200);
    expect((await signInBySso(deployment, deployment.browser(), { identity: otherIdentity })).status).toBe(
      303,
    );
  });

  it('in a test is compared with what the provider publishes', async () => {
    await connect();
    provider.publish(metadataOf({ certificates: BOTH }));
    await maintain();
    const run = await runTest(deployment, admin, 'live', { identity: otherIdentity });
    expect(run.diagnosis?.repairs[0]).toMatchObject({
      kind: 'add_certificate_as_next',
      fingerprint: otherIdentity.fingerprint,
      confirmedBy: 'metadata',
      certificate: otherIdentity.certificatePem,
    });
  });

  it('has the metadata read again at most once an hour, and never under `manual`', async () => {
    await connect();
    await maintain();
    await refuse();
    expect(await maintain()).toMatchObject({ metadataRead: 0 });
    await write(admin, 'PUT', SETTINGS, {
      connection: aConnection({ metadataUrl: provider.url, metadataPolicy: 'manual' }),
    });
    await write(admin, 'POST', `${SETTINGS}/promote`, { confirm: ['promote_untested'] });
    await maintain();
    deployment.advance({ hours: 2 });
    await refuse();
    expect(await maintain()).toMatchObject({ metadataRead: 0 });
    expect(provider.asked.total).toBe(1);
  });

  it('offers nothing that another provider at the same URL publishes', async () => {
    await connect();
    provider.publish(metadataOf({ idpEntityId: 'urn:other', certificates: [otherIdentity.certificatePem] }));
    await maintain();
    await refuse();
    expect(await repairsOf()).toEqual([{ kind: 'test_again' }]);
  });
});
