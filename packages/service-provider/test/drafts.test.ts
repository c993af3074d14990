// Draft beside live: prepared, promoted in one step, undone. What members use never breaks on the way.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditTypes, beginTest, runTest, saveDraft, SETTINGS, write } from './api-calls.ts';
import type { Browser } from './browser.ts';
import {
  aConnection,
  IDP_ENTITY_ID,
  idpIdentity,
  otherIdentity,
  requireSso,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';

let deployment: Deployment;
let admin: Browser;
beforeEach(async () => {
  deployment = await startDeployment();
  admin = deployment.signedIn('admin');
  await switchOn(deployment);
});
afterEach(() => deployment.close());

const OTHER_URL = { signOnUrl: 'https://other.example/sso' };
const promote = (body?: unknown, by: Browser = admin) => write(by, 'POST', `${SETTINGS}/promote`, body);
const undo = (body?: unknown) => write(admin, 'POST', `${SETTINGS}/undo`, body);
const UNTESTED = { confirm: ['promote_untested'] };
/** RA asks for a proof of the last 15 minutes. */
const later = (by: Parameters<Deployment['advance']>[0]) => {
  deployment.advance(by);
  admin = deployment.signedIn('admin');
};
const lapse = () => {
  const team = deployment.host.teams.get('acme');
  if (team) team.entitlement = { entitled: false, graceUntil: new Date(deployment.now().getTime() - 1) };
};

describe('a draft', () => {
  it('leaves live as it is, remembers what it is based on, and can be discarded', async () => {
    const { body } = await saveDraft(admin, OTHER_URL);
    expect(body).toMatchObject({ savedAs: 'draft', draft: OTHER_URL, mode: 'optional' });
    expect(body.draft?.basedOn).toBe(body.live?.connectionId);
    expect(body.draftCertificates?.map(({ fingerprint }) => fingerprint)).toEqual([idpIdentity.fingerprint]);
    await signInBySso(deployment, deployment.browser());
    const discarded = (await write(admin, 'DELETE', `${SETTINGS}/draft`)).body;
    expect([discarded.draft, discarded.draftCertificates]).toEqual([null, undefined]);
    expect(await auditTypes(deployment)).toContain('draft_discarded');
  });

  it('a stale save is told who saved before it and when, whatever happened since', async () => {
    const { revision } = (await admin.api('GET', SETTINGS)).body;
    const owner = deployment.signedIn('owner');
    await saveDraft(owner, { signOnUrl: 'https://other.example/sso' });
    const savedAt = deployment.now().toISOString();
    deployment.advance({ minutes: 3 });
    await signInBySso(deployment, deployment.browser());
    await runTest(deployment, admin, 'live', { email: 'admin@acme.example' });
    const mine = { connection: aConnection({ signOnUrl: 'https://mine.example/sso' }) };
    const stale = await admin.api('PUT', `${SETTINGS}/draft`, mine, { 'If-Match': `"${revision}"` });
    expect(stale.body).toMatchObject({ status: 412, savedBy: { userId: 'owner', name: 'owner' }, savedAt });
    deployment.host.teams.get('acme')?.members.delete('owner');
    const again = await admin.api('PUT', `${SETTINGS}/draft`, mine, { 'If-Match': `"${revision}"` });
    expect(again.body.savedBy).toEqual({ userId: 'owner' });
  });

  it('a save that a roll-back came before is told when, and nobody', async () => {
    await requireSso(deployment, { rollbackMinutes: 1 }, admin);
    const { revision } = (await admin.api('GET', SETTINGS)).body;
    deployment.advance({ minutes: 2 });
    await deployment.sso.maintain();
    const stale = await admin.api('DELETE', `${SETTINGS}/draft`, undefined, { 'If-Match': `"${revision}"` });
    expect(stale.body).toMatchObject({ status: 412, savedAt: deployment.now().toISOString() });
    expect(stale.body.savedBy).toBeUndefined();
  });

  it('needs If-Match; a stale one is 412 with what is saved now', async () => {
    const body = { connection: aConnection(OTHER_URL) };
    expect((await admin.api('PUT', `${SETTINGS}/draft`, body)).status).toBe(428);
    const stale = await admin.api('PUT', `${SETTINGS}/draft`, body, { 'If-Match': '"0"' });
    expect(stale).toMatchObject({ status: 412, body: { current: { mode: 'optional' } } });
  });

  it('is prepared and made live without the plan while nothing is on', async () => {
    const hooli = deployment.signedIn('hooli-admin');
    const path = '/sso/teams/hooli/settings';
    await write(hooli, 'PUT', `${path}/draft`, { connection: aConnection() });
    const { body } = await write(hooli, 'POST', `${path}/promote`);
    expect(body).toMatchObject({ mode: 'off', draft: null, live: { idpEntityId: IDP_ENTITY_ID } });
  });

  it('is for managers only', async () => {
    for (const [method, path] of [
      ['PUT', 'draft'],
      ['DELETE', 'draft'],
      ['POST', 'promote'],
      ['POST', 'undo'],
    ] as const)
      expect((await write(deployment.signedIn('member'), method, `${SETTINGS}/${path}`)).status).toBe(403);
  });
});

describe('a promotion', () => {
  it('of nothing is 409 no_draft', async () => {
    expect((await promote()).body).toMatchObject({ status: 409, code: 'no_draft' });
  });

  it('needs a proof of the last 15 minutes', async () => {
    await saveDraft(admin, OTHER_URL);
    deployment.advance({ minutes: 16 });
    expect((await promote(UNTESTED)).body.code).toBe('reauthentication_needed');
  });

  it('in optional asks for a plain yes when the draft was not tested', async () => {
    const { body: draft } = await saveDraft(admin, OTHER_URL);
    const asked = await promote();
    expect(asked.body).toMatchObject({ status: 409, code: 'confirmation_needed' });
    expect(asked.body.confirmations).toEqual(['promote_untested']);
    const done = await promote(UNTESTED);
    expect(done.body).toMatchObject({ draft: null, savedAs: 'live', live: OTHER_URL });
    expect(done.body.live?.connectionId).toBe(draft.draft?.connectionId);
    expect(done.body.previousUntil).toBeDefined();
    expect(await auditTypes(deployment)).toContain('connection_promoted');
  });

  it('of a tested draft asks for nothing', async () => {
    await saveDraft(admin, OTHER_URL);
    expect((await runTest(deployment, admin, 'draft')).outcome).toBe('passed');
    expect((await promote()).status).toBe(200);
  });

  it('of a draft that was tested and changed since asks again: a test is of one content', async () => {
    await saveDraft(admin, OTHER_URL);
    await runTest(deployment, admin, 'draft');
    await saveDraft(admin, { signOnUrl: 'https://third.example/sso' });
    expect((await promote()).body.confirmations).toEqual(['promote_untested']);
  });

  it('in required needs a passed test, and no yes helps', async () => {
    await requireSso(deployment, {}, admin);
    await saveDraft(admin, OTHER_URL);
    const refused = await promote(UNTESTED);
    expect(refused.body).toMatchObject({ status: 409, code: 'requirement_refused' });
    expect(refused.body.refusals).toEqual(['draft_not_tested']);
    await runTest(deployment, admin, 'draft');
    expect((await promote()).body).toMatchObject({ mode: 'required', live: OTHER_URL });
  });

  it('after a roll-back that is due is judged as optional, and makes the roll-back durable', async () => {
    await requireSso(deployment, { rollbackMinutes: 1 }, admin);
    await saveDraft(admin, OTHER_URL);
    later({ minutes: 2 });
    expect((await promote()).body.confirmations).toEqual(['promote_untested']);
    expect((await promote(UNTESTED)).body).toMatchObject({ mode: 'optional', live: OTHER_URL });
    expect(await auditTypes(deployment)).toContain('requirement_rolled_back');
  });

  it('of a draft whose base is no longer live is 409 draft_outdated with the difference', async () => {
    const first = await saveDraft(admin, OTHER_URL);
    await promote(UNTESTED);
    const before = await deployment.store.readSettings('acme');
    if (!before || !first.body.draft) throw new Error('no draft');
    const draft = { ...first.body.draft, idpEntityId: 'urn:third', connectionId: 'third' };
    await deployment.store.writeSettings('acme', before.revision, { ...before.settings, draft }, [], {
      now: deployment.now(),
    });
    const outdated = await promote(UNTESTED);
    expect(outdated.body).toMatchObject({ status: 409, code: 'draft_outdated' });
    expect(outdated.body.issues).toEqual([
      {
        path: 'connection.idpEntityId',
        code: 'differs',
        expected: IDP_ENTITY_ID,
        received: 'urn:third',
      },
    ]);
  });

  it('that removes a certificate which verified this week asks for a yes; one from long ago does not', async () => {
    await signInBySso(deployment, deployment.browser());
    await saveDraft(admin, { signingCertificates: [otherIdentity.certificatePem] });
    await runTest(deployment, admin, 'draft', { identity: otherIdentity });
    expect((await promote()).body.confirmations).toEqual(['certificate_in_use']);
    later({ hours: 7 * 24 + 1 });
    expect((await promote()).status).toBe(200);
  });

  it('that keeps the certificate in use beside a new one asks for nothing more', async () => {
    await signInBySso(deployment, deployment.browser());
    await saveDraft(admin, {
      signingCertificates: [idpIdentity.certificatePem, otherIdentity.certificatePem],
    });
    await runTest(deployment, admin, 'draft');
    expect((await promote()).status).toBe(200);
  });

  it('keeps SSO proofs while the provider is the same, and ends them when it is another', async () => {
    const member = deployment.browser();
    await signInBySso(deployment, member);
    await saveDraft(admin, OTHER_URL);
    await promote(UNTESTED);
    expect((await member.send('GET', '/bots/acme')).status).toBe(200);
    await saveDraft(admin, { idpEntityId: 'urn:other' });
    deployment.advance({ seconds: 1 });
    await promote(UNTESTED);
    expect((await member.send('GET', '/bots/acme')).status).toBe(401);
  });

  it('after a known lapse renews certificates and nothing else', async () => {
    await saveDraft(admin, OTHER_URL);
    lapse();
    expect((await promote(UNTESTED)).body).toMatchObject({ status: 403, code: 'not_entitled' });
    await saveDraft(admin, {
      signingCertificates: [idpIdentity.certificatePem, otherIdentity.certificatePem],
    });
    expect((await promote(UNTESTED)).body.live?.signingCertificates).toHaveLength(2);
  });

  it('of a live team is not stopped by a plan that is not known to have lapsed', async () => {
    await saveDraft(admin, OTHER_URL);
    const team = deployment.host.teams.get('acme');
    if (team) team.entitlement = { entitled: false };
    expect((await promote(UNTESTED)).status).toBe(200);
  });

  it('by two admins at once happens once: the other gets 412', async () => {
    await saveDraft(admin, OTHER_URL);
    const { body: view } = await admin.api('GET', SETTINGS);
    const owner = deployment.signedIn('owner');
    const both = await Promise.all(
      [admin, owner].map((by) =>
        by.api('POST', `${SETTINGS}/promote`, UNTESTED, { 'If-Match': `"${view.revision}"` }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  });
});

describe('undo', () => {
  beforeEach(async () => {
    await saveDraft(admin, OTHER_URL);
  });

  it('of nothing is 409 no_previous', async () => {
    expect((await undo()).body).toMatchObject({ status: 409, code: 'no_previous' });
  });

  it('swaps live and the one before it, and back again, for 30 days', async () => {
    await promote(UNTESTED);
    const undone = await undo(UNTESTED);
    expect(undone.body.live?.signOnUrl).toBe('https://idp.example/sso?idpid=C01');
    expect((await undo(UNTESTED)).body.live).toMatchObject(OTHER_URL);
    expect(await auditTypes(deployment)).toContain('promotion_undone');
    later({ hours: 30 * 24 });
    expect((await undo(UNTESTED)).body.code).toBe('no_previous');
  });

  it('in required takes back for 24 hours what verified a real sign-in, untested', async () => {
    await requireSso(deployment, {}, admin);
    await runTest(deployment, admin, 'draft');
    await promote();
    later({ hours: 23 });
    // The proof of SSO is a day old at most; the admin signs in again to be let in at all.
    admin = deployment.signedIn('admin', [
      ...(deployment.host.signIns.at(-1) ? [deployment.host.signIns.at(-1)!.proof] : []),
      { kind: 'password', at: deployment.now() },
    ]);
    expect((await undo()).status).toBe(200);
  });

  it('in required refuses what never verified a sign-in and was never tested', async () => {
    await promote(UNTESTED);
    await undo(UNTESTED);
    await requireSso(deployment, {}, admin);
    const refused = await undo(UNTESTED);
    expect(refused.body.refusals).toEqual(['draft_not_tested']);
  });

  it('keeps a draft that is in the making', async () => {
    await promote(UNTESTED);
    await saveDraft(admin, { idpEntityId: 'urn:third' });
    expect((await undo(UNTESTED)).body.draft?.idpEntityId).toBe('urn:third');
  });
});

it('a test that was begun on the draft is good after its promotion: the id survives', async () => {
  await saveDraft(admin, OTHER_URL);
  const { id } = await beginTest(admin, 'draft');
  await promote(UNTESTED);
  expect((await admin.visit(`/sso/acme/test/${id}`)).status).toBe(302);
});
