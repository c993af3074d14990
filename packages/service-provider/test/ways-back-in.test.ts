// Ways back in: recovery codes from the first to the last, and emergency admins. What they open, and what they never do.

import type crypto from 'node:crypto';
import { RECOVERY_ATTEMPTS, type SettingsView } from '@team-sso/core';
import { createSigningIdentity } from '@team-sso/mock-idp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditTypes, runTest, saveDraft, SETTINGS, write } from './api-calls.ts';
import type { Browser } from './browser.ts';
import {
  otherIdentity,
  requireSso,
  signInBySso,
  startDeployment,
  switchOn,
  type Deployment,
} from './deployment.ts';

/** What each slow hash was asked to cost; the tests themselves do not pay for it. */
const costs = vi.hoisted((): number[] => []);
vi.mock('node:crypto', async (load) => {
  const real = await load<typeof crypto>();
  const scrypt = (
    text: string,
    salt: Buffer,
    length: number,
    options: { readonly N: number },
    done: (error: Error | null, hash: Buffer) => void,
  ) => {
    costs.push(options.N);
    real.scrypt(text, salt, length, { ...options, N: 2 }, done);
  };
  return { ...real, scrypt };
});

let deployment: Deployment;
let admin: Browser;
beforeEach(async () => {
  deployment = await startDeployment();
  admin = deployment.signedIn('admin');
  await switchOn(deployment);
});
afterEach(() => deployment.close());

const CODES = '/sso/teams/acme/recovery-codes';
const RECOVERY = '/sso/teams/acme/recovery';

async function makeCodes(by: Browser = admin): Promise<readonly string[]> {
  const { status, body } = await by.api<{ codes: readonly string[] }>('POST', CODES);
  if (status !== 200) throw new Error(`no codes: ${status}`);
  return body.codes;
}
const use = (code: string | undefined, by: Browser) => by.api('POST', RECOVERY, { code });
const acknowledge = (code: string | undefined, by: Browser = admin) =>
  by.api('POST', `${CODES}/acknowledge`, { code });
/** Everybody is put out; the provider is as good as gone. */
async function lockOut(): Promise<void> {
  await requireSso(deployment, { sessions: 'now', rollbackMinutes: 0 }, admin);
  deployment.advance({ hours: 25 });
}
const view = async (by: Browser = admin): Promise<SettingsView> => (await by.api('GET', SETTINGS)).body;
const healthCodes = async (by: Browser) =>
  (await by.api('GET', SETTINGS)).body.health.map(({ code }) => code);

describe('recovery codes', () => {
  it('are ten, of eighty bits, shown once; the view knows about them, not them', async () => {
    const codes = await makeCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    const { body } = await admin.api('GET', SETTINGS);
    expect(body.recovery).toMatchObject({ total: 10, unused: 10, madeBy: 'admin' });
    expect(JSON.stringify(body)).not.toContain(codes[0]);
    const member = await deployment.signedIn('member').api('GET', SETTINGS);
    expect(member.body.recovery).toBeUndefined();
  });

  it('need a proof of the last 15 minutes, and managers', async () => {
    deployment.advance({ minutes: 16 });
    expect((await admin.api('POST', CODES)).body.code).toBe('reauthentication_needed');
    expect((await deployment.signedIn('member').api('POST', CODES)).status).toBe(403);
  });

  it('are acknowledged by typing one back however it looks, and it is not spent', async () => {
    const codes = await makeCodes();
    expect((await acknowledge('AAAA-AAAA-AAAA-AAAA')).body).toMatchObject({
      status: 403,
      code: 'recovery_code_wrong',
    });
    expect((await acknowledge(` ${codes[0]?.toLowerCase().replaceAll('-', ' ')}`)).status).toBe(204);
    const { recovery } = (await admin.api('GET', SETTINGS)).body;
    expect(recovery).toMatchObject({ unused: 10, acknowledgedAt: deployment.now().toISOString() });
  });

  it('cost one slow hash an attempt, whichever code it is', async () => {
    const codes = await makeCodes();
    costs.length = 0;
    await use(codes[9], admin);
    await use('AAAA-AAAA-AAAA-AAAA', admin);
    expect(costs).toEqual([2 ** 15, 2 ** 15]);
    await use('no code', admin);
    expect(costs).toHaveLength(2);
  });

  it('are void once new ones are made', async () => {
    const old = await makeCodes();
    const fresh = await makeCodes();
    expect((await use(old[0], admin)).status).toBe(403);
    expect((await use(fresh[0], admin)).status).toBe(204);
  });

  it('are tried five times in 15 minutes and by user, right or wrong', async () => {
    const codes = await makeCodes();
    for (let tries = 0; tries < RECOVERY_ATTEMPTS; tries++)
      expect((await use('AAAA-AAAA-AAAA-AAAA', admin)).status).toBe(403);
    expect((await use(codes[0], admin)).body).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect((await use(codes[0], deployment.signedIn('owner'))).status).toBe(204);
    deployment.advance({ minutes: 15, seconds: 1 });
    expect((await use(codes[1], deployment.signedIn('admin'))).status).toBe(204);
  });

  it('are spent once: of two who use one at the same moment, one gets in', async () => {
    const [code] = await makeCodes();
    const both = await Promise.all([use(code, admin), use(code, deployment.signedIn('owner'))]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 403]);
    const again = await use(code, deployment.signedIn('owner'));
    expect(again.status).toBe(403);
  });

  it('are for managers with own credentials, signed in with them', async () => {
    const [code] = await makeCodes();
    expect((await use(code, deployment.browser())).status).toBe(401);
    expect((await use(code, deployment.signedIn('member'))).status).toBe(403);
    expect((await use(code, deployment.signedIn('globex-admin'))).status).toBe(404);
    const sso = deployment.browser();
    await signInBySso(deployment, sso, { email: 'owner@acme.example' });
    expect((await use(code, sso)).status).toBe(401);
    const owner = deployment.host.teams.get('acme')?.members.get('owner');
    if (!owner) throw new Error('no owner');
    deployment.host.teams.get('acme')?.members.set('owner', { ...owner, hasOwnCredentials: false });
    expect((await use(code, deployment.signedIn('owner'))).status).toBe(403);
  });

  it('are not lost when the host cannot take the proof: the same person types the same code again', async () => {
    const [code] = await makeCodes();
    deployment.host.failing.add('onRecovery');
    const usedAt = deployment.now();
    expect((await use(code, admin)).status).toBe(503);
    deployment.host.failing.clear();
    deployment.advance({ minutes: 10 });
    expect((await use(code, deployment.signedIn('owner'))).status).toBe(403);
    admin = deployment.signedIn('admin');
    expect((await use(code, admin)).status).toBe(204);
    const proofs = [...deployment.host.sessions.values()].at(-1)?.proofs;
    const endsAt = new Date(usedAt.getTime() + 60 * 60_000);
    expect(proofs?.at(-1)).toEqual({ kind: 'recovery', team: 'acme', at: usedAt, endsAt });
    expect((await use(code, admin)).status).toBe(403);
    expect((await view()).recovery).toMatchObject({ unused: 9, lastUsedBy: 'admin' });
    const used = (await auditTypes(deployment)).filter((type) => type === 'recovery_code_used');
    expect(used).toHaveLength(1);
  });

  it('are lost after an hour: what they would have opened is over', async () => {
    const [code] = await makeCodes();
    deployment.host.failing.add('onRecovery');
    await use(code, admin);
    deployment.host.failing.clear();
    deployment.advance({ minutes: 60 });
    expect((await use(code, deployment.signedIn('admin'))).status).toBe(403);
  });

  it('let the person in although the store cannot note that the host took the proof', async () => {
    const [code] = await makeCodes();
    vi.spyOn(deployment.store, 'confirmRecoveryUse').mockRejectedValueOnce(new Error('down'));
    expect((await use(code, admin)).status).toBe(204);
    expect((await use(code, deployment.signedIn('owner'))).status).toBe(403);
  });

  it('are audited and told at each use, with how many are left', async () => {
    const codes = await makeCodes();
    await use(codes[0], admin);
    await deployment.sso.maintain();
    const used = deployment.host.notices.find(({ record }) => record.event.type === 'recovery_code_used');
    expect(used?.record.event).toMatchObject({ actor: { userId: 'admin' }, unused: 9 });
    expect(JSON.stringify(deployment.host.notices)).not.toContain(codes[0]);
  });
});

describe('a recovery session of a team that requires SSO', () => {
  let owner: Browser;
  let codes: readonly string[];
  beforeEach(async () => {
    codes = await makeCodes();
    await acknowledge(codes[0]);
    await lockOut();
    owner = deployment.signedIn('owner');
    const shut = await owner.api('GET', SETTINGS);
    const used = await use(codes[1], owner);
    if (shut.body.code !== 'sso_required' || used.status !== 204) throw new Error('no recovery session');
  });

  it('reaches the SSO settings for an hour, and nothing else', async () => {
    expect((await owner.api('GET', SETTINGS)).body.mode).toBe('required');
    expect((await owner.send('GET', '/bots/acme')).status).toBe(403);
    deployment.advance({ minutes: 60 });
    expect((await owner.api('GET', SETTINGS)).body.code).toBe('sso_required');
  });

  it('repairs: draft, test, promote, new codes', async () => {
    await saveDraft(owner, { signOnUrl: 'https://other.example/sso' });
    const run = await runTest(deployment, owner, 'draft', { email: 'owner@acme.example' });
    expect(run.outcome).toBe('passed');
    expect((await write(owner, 'POST', `${SETTINGS}/promote`)).status).toBe(200);
    expect(await makeCodes(owner)).toHaveLength(10);
  });

  it('turns the mode down, after which the password is enough', async () => {
    const { body } = await write(owner, 'PUT', `${SETTINGS}/mode`, { mode: 'optional' });
    expect(body.mode).toBe('optional');
    expect((await owner.send('GET', '/bots/acme')).status).toBe(200);
  });

  it('changes no policy, requires nothing, ends no sessions and exports no audit log', async () => {
    const policy = await write(owner, 'PUT', '/sso/teams/acme/policy', { emergencyAdmins: ['owner'] });
    expect(policy).toMatchObject({ status: 403, body: { code: 'forbidden', reason: 'recovery' } });
    const required = await write(owner, 'PUT', `${SETTINGS}/mode`, { mode: 'required' });
    expect(required).toMatchObject({ status: 403, body: { reason: 'recovery' } });
    const ended = await owner.api('POST', '/sso/teams/acme/end-sessions');
    expect(ended).toMatchObject({ status: 403, body: { reason: 'recovery' } });
    const jsonl = { headers: { Accept: 'application/jsonl' } };
    expect((await owner.send('GET', '/sso/teams/acme/audit', jsonl)).status).toBe(403);
    expect((await owner.api('GET', '/sso/teams/acme/audit')).status).toBe(200);
  });

  it('is no longer limited once the same session has signed in by SSO', async () => {
    await signInBySso(deployment, owner, { email: 'owner@acme.example' });
    const policy = await write(owner, 'PUT', '/sso/teams/acme/policy', { emergencyAdmins: ['owner'] });
    expect(policy.status).toBe(200);
  });

  it('does not lend its age to what it may not do: policy wants another recent proof', async () => {
    await signInBySso(deployment, owner, { email: 'owner@acme.example' });
    deployment.advance({ minutes: 16 });
    await use(codes[2], owner);
    const policy = await write(owner, 'PUT', '/sso/teams/acme/policy', { emergencyAdmins: ['owner'] });
    expect(policy.body.code).toBe('reauthentication_needed');
  });

  it('opens no other team', async () => {
    expect((await owner.api('GET', '/sso/teams/globex/settings')).status).toBe(404);
  });
});

describe('a way back in, before SSO is required', () => {
  const refusals = async () => {
    const { body } = await write(admin, 'PUT', `${SETTINGS}/mode`, { mode: 'required' });
    const view = (await admin.api('GET', SETTINGS)).body;
    if (body.code === 'requirement_refused') expect(view.requirement.refusals).toEqual(body.refusals);
    return body.refusals ?? body.mode;
  };
  beforeEach(() => signInBySso(deployment, admin, { email: 'admin@acme.example' }));

  it('is codes that somebody proved to have kept', async () => {
    expect(await refusals()).toEqual(['no_recovery_route']);
    const [code] = await makeCodes();
    expect(await refusals()).toEqual(['no_recovery_route']);
    await acknowledge(code);
    expect(await refusals()).toBe('required');
  });

  it('is no codes that no manager could type in', async () => {
    await acknowledge((await makeCodes())[0]);
    const members = deployment.host.teams.get('acme')?.members;
    for (const member of members?.values() ?? [])
      if (member.manage) members?.set(member.userId, { ...member, hasOwnCredentials: false });
    expect(await refusals()).toEqual(['no_recovery_route']);
  });

  it('is an emergency admin who counts', async () => {
    await write(admin, 'PUT', '/sso/teams/acme/policy', { emergencyAdmins: ['owner'] });
    const members = deployment.host.teams.get('acme')?.members;
    const owner = members?.get('owner');
    if (!owner) throw new Error('no owner');
    members?.set('owner', { ...owner, manage: false });
    expect(await refusals()).toEqual(['no_recovery_route']);
    members?.set('owner', owner);
    expect(await refusals()).toBe('required');
  });

  it('is judged by the codes there are when the write commits', async () => {
    const [code] = await makeCodes();
    await acknowledge(code);
    const { revision } = (await admin.api('GET', SETTINGS)).body;
    // Between the question and the write somebody makes new ones, which nobody has proved to keep.
    const writeSettings = deployment.store.writeSettings.bind(deployment.store);
    const raced = vi.spyOn(deployment.store, 'writeSettings').mockImplementationOnce(async (...given) => {
      await makeCodes();
      return writeSettings(...given);
    });
    const answer = await admin.api(
      'PUT',
      `${SETTINGS}/mode`,
      { mode: 'required' },
      { 'If-Match': `"${revision}"` },
    );
    expect(raced).toHaveBeenCalledOnce();
    expect(answer.body.refusals).toEqual(['no_recovery_route']);
  });

  it('is of no use beside a certificate that ends within a week', async () => {
    await acknowledge((await makeCodes())[0]);
    const notAfter = new Date(deployment.now().getTime() + 7 * 24 * 3_600_000);
    const ending = createSigningIdentity({ notBefore: deployment.now(), notAfter }).certificatePem;
    const promote = async (...signingCertificates: string[]) => {
      await saveDraft(admin, { signingCertificates });
      const confirm = ['promote_untested', 'certificate_in_use'];
      expect((await write(admin, 'POST', `${SETTINGS}/promote`, { confirm })).status).toBe(200);
    };
    await promote(ending);
    expect(await refusals()).toContain('certificate_expires_soon');
    await promote(ending, otherIdentity.certificatePem);
    expect(await refusals()).not.toContain('certificate_expires_soon');
  });
});

describe('a way back in, while SSO is required', () => {
  const setAdmins = (emergencyAdmins: readonly string[], by = admin) =>
    write(by, 'PUT', '/sso/teams/acme/policy', { emergencyAdmins });
  const refused = { status: 409, body: { code: 'requirement_refused', refusals: ['no_recovery_route'] } };
  beforeEach(async () => {
    await setAdmins(['owner']);
    await requireSso(deployment, { rollbackMinutes: 0 }, admin);
  });

  it('stays: the last emergency admin cannot be removed, another may come in the place', async () => {
    expect(await setAdmins([])).toMatchObject(refused);
    expect((await setAdmins(['admin'])).status).toBe(200);
    expect(await setAdmins([])).toMatchObject(refused);
  });

  it('may be codes alone, once somebody has proved to have kept them', async () => {
    const [code] = await makeCodes();
    expect(await setAdmins([])).toMatchObject(refused);
    await acknowledge(code);
    expect((await setAdmins([])).status).toBe(200);
  });

  it('that the host took is no reason to refuse the rest of the policy', async () => {
    const members = deployment.host.teams.get('acme')?.members;
    members?.delete('owner');
    expect(await healthCodes(admin)).toEqual(['no_recovery_route']);
    expect((await setAdmins([])).status).toBe(200);
  });
});

describe('health of a team that requires SSO', () => {
  it('says no_recovery_route once the last code is spent, until new ones are acknowledged', async () => {
    const codes = await makeCodes();
    await acknowledge(codes[0]);
    await requireSso(deployment, { rollbackMinutes: 0 }, admin);
    expect(await healthCodes(admin)).toEqual([]);
    for (const code of codes) {
      deployment.advance({ minutes: 5 });
      expect((await use(code, admin)).status).toBe(204);
    }
    expect(await healthCodes(admin)).toEqual(['no_recovery_route']);
    deployment.advance({ minutes: 15 });
    const [fresh] = await makeCodes();
    expect(await healthCodes(admin)).toEqual(['no_recovery_route']);
    await acknowledge(fresh);
    expect(await healthCodes(admin)).toEqual([]);
  });

  it('says it when no manager could type a code in, and not while an emergency admin counts', async () => {
    const codes = await makeCodes();
    await acknowledge(codes[0]);
    await requireSso(deployment, {}, admin);
    const members = deployment.host.teams.get('acme')?.members;
    const without = (userId: string) => {
      const member = members?.get(userId);
      if (member) members?.set(userId, { ...member, hasOwnCredentials: false });
    };
    without('admin');
    expect(await healthCodes(admin)).toEqual([]);
    without('owner');
    expect(await healthCodes(admin)).toEqual(['no_recovery_route']);
  });

  it('is not said while SSO is optional: the password is a way in', async () => {
    expect(await healthCodes(admin)).toEqual([]);
  });
});

describe('an emergency admin', () => {
  const emergencies = async () =>
    (await auditTypes(deployment)).filter((type) => type === 'emergency_access_used');
  let owner: Browser;
  beforeEach(async () => {
    const set = await write(admin, 'PUT', '/sso/teams/acme/policy', { emergencyAdmins: ['owner'] });
    if (set.status !== 200) throw new Error('no emergency admin');
    await lockOut();
    owner = deployment.signedIn('owner');
  });

  it('reaches everything with a password, and that is audited and told once per session', async () => {
    expect((await owner.send('GET', '/bots/acme')).status).toBe(200);
    await Promise.all(Array.from({ length: 5 }, () => owner.send('GET', '/bots/acme')));
    expect((await view(owner)).health).toEqual([]);
    expect(await emergencies()).toHaveLength(1);
    await deployment.sso.maintain();
    expect(
      deployment.host.notices.filter(({ record }) => record.event.type === 'emergency_access_used'),
    ).toHaveLength(1);
    deployment.advance({ minutes: 1 });
    await deployment.signedIn('owner').send('GET', '/bots/acme');
    expect(await emergencies()).toHaveLength(2);
  });

  it('is written down for an older session that is used later, too', async () => {
    const other = deployment.signedIn('owner');
    deployment.advance({ minutes: 5 });
    await deployment.signedIn('owner').send('GET', '/bots/acme');
    await other.send('GET', '/bots/acme');
    await other.send('GET', '/bots/acme');
    expect(await emergencies()).toHaveLength(2);
  });

  it('is written down once when the first requests come at the same moment', async () => {
    await Promise.all(Array.from({ length: 5 }, () => owner.send('GET', '/bots/acme')));
    expect(await emergencies()).toHaveLength(1);
  });

  it('costs nobody who is editing a save: it makes no new revision', async () => {
    const { revision } = (await deployment.store.readSettings('acme')) ?? {};
    expect((await view(owner)).revision).toBe(revision);
    expect(await emergencies()).toHaveLength(1);
  });

  it('stops counting when manage rights, own credentials or membership end', async () => {
    const members = deployment.host.teams.get('acme')?.members;
    const before = members?.get('owner');
    if (!members || !before) throw new Error('no owner');
    for (const change of [
      { manage: false },
      { hasOwnCredentials: false },
      { membership: 'guest' as const },
    ]) {
      members.set('owner', { ...before, ...change });
      expect((await owner.send('GET', '/bots/acme')).status).toBe(403);
    }
    members.delete('owner');
    expect((await owner.send('GET', '/bots/acme')).status).toBe(404);
    expect(await emergencies()).toEqual([]);
  });

  it('is shown to managers with whether they still count', async () => {
    expect((await view(owner)).emergencyAdmins).toEqual([{ userId: 'owner', counts: true }]);
    const members = deployment.host.teams.get('acme')?.members;
    const before = members?.get('owner');
    if (before) members?.set('owner', { ...before, hasOwnCredentials: false });
    admin = deployment.signedIn('admin');
    await signInBySso(deployment, admin, { email: 'admin@acme.example' });
    expect((await view(admin)).emergencyAdmins).toEqual([{ userId: 'owner', counts: false }]);
    expect(await healthCodes(admin)).toContain('no_recovery_route');
  });
});
