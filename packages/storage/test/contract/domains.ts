// Contract: domains. One owner each, under the revision of the settings, and look-ups that overwrite nothing newer.

import { describe, expect, test } from 'vitest';
import { NEVER_CONFIGURED, type AuditEvent, type Store, type StoredDomain } from '@team-sso/core';
import { aName, minutesLater, NOW, someSettings } from '../builders.ts';
import { seal } from '../seal.ts';
import type { Subject } from '../store-contract.ts';
import { CALLERS, countOf, raceOn } from './race.ts';

const OPTIONS = { now: NOW };
const MAX = 3;

export function describeDomains(subject: Subject): void {
  const race = raceOn(subject);

  describe('domains', () => {
    test('begin pending, belong to nobody, and make the next revision of the settings', async () => {
      const { store, other } = subject();
      const [team, domain] = [aName('team'), aDomain()];
      expect(await store.readDomains(team)).toEqual([]);
      expect(await add(store, team, 0, domain)).toEqual({ kind: 'written', revision: 1 });
      expect(await other.readSettings(team)).toEqual({ team, revision: 1, settings: NEVER_CONFIGURED });
      const pending = { team, domain, token: 'token', state: 'pending', addedAt: NOW, version: 1 };
      expect(await other.readDomains(team)).toEqual([pending]);
      expect(await other.readOwnedDomain(domain)).toBeNull();
      expect((await other.readAudit(team, { limit: 9 })).map(({ event }) => event)).toEqual([
        told('domain_added', domain),
      ]);
    });

    test('leave the settings beside them as they are', async () => {
      const { store } = subject();
      const team = aName('team');
      const settings = someSettings();
      await store.writeSettings(team, 0, settings, [], { now: NOW, proofsValidFrom: NOW });
      expect(await add(store, team, 1, aDomain())).toEqual({ kind: 'written', revision: 2 });
      expect(await store.readSettings(team)).toEqual({ team, revision: 2, settings, proofsValidFrom: NOW });
    });

    test('are listed by name, and of one team only', async () => {
      const { store } = subject();
      const team = aName('team');
      for (const [revision, domain] of ['b.example', 'xn--a.example', 'a-b.example'].entries())
        await add(store, team, revision, domain);
      await add(store, aName('team'), 0, 'a.example');
      const listed = await store.readDomains(team);
      expect(listed.map(({ domain }) => domain)).toEqual(['a-b.example', 'b.example', 'xn--a.example']);
    });

    test('are refused over another revision, twice, and above the limit; then nothing is written', async () => {
      const { store } = subject();
      const [team, domain] = [aName('team'), aDomain()];
      await add(store, team, 0, domain);
      expect(await add(store, team, 0, aDomain())).toEqual({ kind: 'stale' });
      expect(await add(store, team, 1, domain)).toEqual({ kind: 'exists' });
      await add(store, team, 1, aDomain());
      await add(store, team, 2, aDomain());
      expect(await add(store, team, 3, aDomain())).toEqual({ kind: 'too_many' });
      expect(await store.readDomains(team)).toHaveLength(MAX);
      expect((await store.readSettings(team))?.revision).toBe(3);
      expect(await store.readAudit(team, { limit: 9 })).toHaveLength(3);
    });

    test('are verified by their token, for one team', async () => {
      const { store, other } = subject();
      const [team, rival, domain] = [aName('team'), aName('team'), aDomain()];
      await add(store, team, 0, domain);
      await add(store, rival, 0, domain, 'another token');
      expect(await verify(store, team, 1, domain, 'another token')).toEqual({ kind: 'unknown' });
      expect(await verify(store, team, 1, aDomain())).toEqual({ kind: 'unknown' });
      expect(await store.readOwnedDomain(domain)).toBeNull();
      expect(await verify(store, team, 1, domain)).toEqual({ kind: 'written', revision: 2 });
      expect(await other.readOwnedDomain(domain)).toEqual({
        team,
        domain,
        token: 'token',
        state: 'verified',
        addedAt: NOW,
        verifiedAt: NOW,
        lastCheckedAt: NOW,
        lastCheck: 'found',
        checkDueAt: minutesLater(60),
        version: 2,
      });
      expect(await verify(other, rival, 1, domain, 'another token')).toEqual({ kind: 'taken' });
      expect((await other.readDomains(rival))[0]?.state).toBe('pending');
      expect(await other.readAudit(rival, { limit: 9 })).toHaveLength(1);
    });

    test('are free again when their team removes them, and only then', async () => {
      const { store } = subject();
      const [team, rival] = [aName('team'), aName('team')];
      const domain = await aVerifiedDomain(store, team);
      await add(store, rival, 0, domain);
      expect(await remove(store, rival, 1, domain)).toEqual({ kind: 'written', revision: 2 });
      expect((await store.readOwnedDomain(domain))?.team).toBe(team);
      expect(await remove(store, team, 2, domain)).toEqual({ kind: 'written', revision: 3 });
      expect(await remove(store, team, 3, domain)).toEqual({ kind: 'unknown' });
      expect(await store.readOwnedDomain(domain)).toBeNull();
      await add(store, rival, 2, domain);
      expect(await verify(store, rival, 3, domain)).toEqual({ kind: 'written', revision: 4 });
    });

    test('come up for a look-up when it is due, longest overdue first, within the limit', async () => {
      const { store } = subject();
      const team = aName('team');
      const [late, later, pending] = [aDomain(), aDomain(), aDomain()];
      await add(store, team, 0, later);
      await verify(store, team, 1, later, 'token', new Date(9));
      await add(store, team, 2, late);
      await verify(store, team, 3, late, 'token', new Date(8));
      await add(store, team, 4, pending);
      const due = await store.readDueDomains(new Date(9), 100);
      expect(due.map(({ domain }) => domain)).toEqual([late, later]);
      expect(await store.readDueDomains(new Date(9), 1)).toHaveLength(1);
      expect(await store.readDueDomains(new Date(7), 100)).toEqual([]);
      for (const before of due) await lapse(store, before);
    });

    test('are settled by a look-up, with its events, without a revision', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const before = await aVerifiedRow(store, team);
      const failing: StoredDomain = {
        ...before,
        lastCheckedAt: minutesLater(1),
        lastCheck: 'missing',
        lapsesAt: minutesLater(5),
        checkDueAt: minutesLater(3),
      };
      const failed = { ...told('domain_check_failed', before.domain), lapsesAt: 'x' } as AuditEvent;
      expect(await store.settleDomain(before, failing, [failed], { now: NOW, seal })).toBe(true);
      const after = { ...failing, version: before.version + 1 };
      expect(await other.readOwnedDomain(before.domain)).toEqual(after);
      const { lapsesAt: _end, ...recovered } = after;
      expect(await other.settleDomain(after, recovered, [], OPTIONS)).toBe(true);
      expect(await store.readDomains(team)).toEqual([{ ...recovered, version: after.version + 1 }]);
      expect((await store.readSettings(team))?.revision).toBe(2);
      const [latest] = await store.readAudit(team, { limit: 1 });
      expect(latest?.event).toEqual(failed);
    });

    test('that lapse are free for others, stay listed, and can be verified again', async () => {
      const { store } = subject();
      const [team, rival] = [aName('team'), aName('team')];
      const before = await aVerifiedRow(store, team);
      await lapse(store, before);
      expect(await store.readOwnedDomain(before.domain)).toBeNull();
      expect((await store.readDomains(team))[0]).toMatchObject({ state: 'lapsed' });
      expect(await verify(store, team, 2, before.domain)).toEqual({ kind: 'written', revision: 3 });
      expect((await store.readOwnedDomain(before.domain))?.lapsesAt).toBeUndefined();
      await add(store, rival, 0, before.domain);
      expect(await verify(store, rival, 1, before.domain)).toEqual({ kind: 'taken' });
    });

    test('are not overwritten by a look-up of what they were before', async () => {
      const { store, other } = subject();
      const team = aName('team');
      const before = await aVerifiedRow(store, team);
      const { domain } = before;
      await verify(other, team, 2, domain);
      expect(await lapse(store, before)).toBe(false);
      await remove(other, team, 3, domain);
      expect(await lapse(store, before)).toBe(false);
      await other.writeDomain(team, 4, addition(domain, 'new'), [], { now: minutesLater(1) });
      await verify(other, team, 5, domain, 'new');
      expect(await lapse(store, before)).toBe(false);
      expect((await store.readOwnedDomain(domain))?.state).toBe('verified');
      expect((await store.readAudit(team, { limit: 99 })).map(({ event }) => event.type)).not.toContain(
        'domain_lapsed',
      );
    });

    test('are adopted from the host: verified, never due, of one team, without a revision', async () => {
      const { store, other } = subject();
      const [team, rival, domain] = [aName('team'), aName('team'), aDomain()];
      const event = told('domain_verified', domain);
      expect(await store.adoptDomain(team, domain, [event], { now: NOW, seal })).toBe(true);
      expect(await other.adoptDomain(team, domain, [event], { now: NOW, seal })).toBe(true);
      expect(await other.adoptDomain(rival, domain, [event], { now: NOW, seal })).toBe(false);
      const adopted = {
        team,
        domain,
        token: null,
        state: 'verified',
        addedAt: NOW,
        verifiedAt: NOW,
        version: 1,
      };
      expect(await other.readDomains(team)).toEqual([adopted]);
      expect(await other.readSettings(team)).toBeNull();
      expect(await other.readAudit(team, { limit: 9 })).toHaveLength(1);
      await add(store, rival, 0, domain);
      expect(await verify(store, rival, 1, domain)).toEqual({ kind: 'taken' });
      expect(await remove(store, team, 0, domain)).toEqual({ kind: 'written', revision: 1 });
      expect(await verify(store, rival, 1, domain)).toEqual({ kind: 'written', revision: 2 });
    });

    test('that a team asked for become adopted ones', async () => {
      const { store } = subject();
      const [team, domain] = [aName('team'), aDomain()];
      await add(store, team, 0, domain);
      expect(await store.adoptDomain(team, domain, [], OPTIONS)).toBe(true);
      expect(await store.readOwnedDomain(domain)).toMatchObject({
        state: 'verified',
        token: null,
        version: 2,
      });
    });
  });

  describe('of concurrent teams', () => {
    test('one verifies a domain; the others are told that it is taken, and own nothing', async () => {
      const domain = aDomain();
      const teams = Array.from({ length: CALLERS }, () => aName('team'));
      for (const team of teams) await add(subject().store, team, 0, domain);
      const answers = await race((store, caller) => verify(store, teams[caller] ?? '', 1, domain));
      expect(countOf(answers.map(({ kind }) => kind))).toEqual({ written: 1, taken: CALLERS - 1 });
      const winner = teams[answers.findIndex(({ kind }) => kind === 'written')];
      expect((await subject().other.readOwnedDomain(domain))?.team).toBe(winner);
      const states = await race(
        async (store, caller) => (await store.readDomains(teams[caller] ?? ''))[0]?.state,
      );
      expect(countOf(states)).toEqual({ verified: 1, pending: CALLERS - 1 });
    });

    test('one adopts a domain', async () => {
      const domain = aDomain();
      const answers = await race((store) => store.adoptDomain(aName('team'), domain, [], OPTIONS));
      expect(countOf(answers)).toEqual({ true: 1, false: CALLERS - 1 });
    });

    test('none finds a domain between its lapse and its next owner half done', async () => {
      const { store } = subject();
      const team = aName('team');
      const before = await aVerifiedRow(store, team);
      const rivals = Array.from({ length: CALLERS }, () => aName('team'));
      for (const rival of rivals) await add(store, rival, 0, before.domain);
      const answers = await race(async (instance, caller) => {
        if (caller === 0) return (await lapse(instance, before)) ? 'lapsed' : 'kept';
        return (await verify(instance, rivals[caller] ?? '', 1, before.domain)).kind;
      });
      expect(answers[0]).toBe('lapsed');
      const winners = answers.filter((answer) => answer === 'written');
      expect(winners.length).toBeLessThanOrEqual(1);
      const owner = await store.readOwnedDomain(before.domain);
      expect(owner?.team).toBe(winners.length === 1 ? rivals[answers.indexOf('written')] : undefined);
    });
  });

  describe('of concurrent admins of a team', () => {
    test('one adds a domain over a revision', async () => {
      const team = aName('team');
      const answers = await race((store) => add(store, team, 0, aDomain()));
      expect(countOf(answers.map(({ kind }) => kind))).toEqual({ written: 1, stale: CALLERS - 1 });
      expect(await subject().other.readDomains(team)).toHaveLength(1);
    });

    test('one look-up is written', async () => {
      const team = aName('team');
      const before = await aVerifiedRow(subject().store, team);
      const answers = await race((store) => lapse(store, before));
      expect(countOf(answers)).toEqual({ true: 1, false: CALLERS - 1 });
    });
  });
}

function aDomain(): string {
  return `${aName('domain')}.example`;
}

function told(
  type: 'domain_added' | 'domain_verified' | 'domain_removed' | 'domain_check_failed' | 'domain_lapsed',
  domain: string,
): AuditEvent {
  const actor = { kind: 'user', userId: 'admin' } as const;
  if (type === 'domain_verified') return { type, actor, domain, by: 'dns' };
  if (type === 'domain_check_failed') return { type, actor, domain, lapsesAt: NOW.toISOString() };
  return { type, actor, domain };
}

const addition = (domain: string, token = 'token') => ({ kind: 'add', domain, token, max: MAX }) as const;

function add(store: Store, team: string, revision: number, domain: string, token?: string) {
  return store.writeDomain(team, revision, addition(domain, token), [told('domain_added', domain)], {
    now: NOW,
    seal,
  });
}

function verify(
  store: Store,
  team: string,
  revision: number,
  domain: string,
  token = 'token',
  checkDueAt = minutesLater(60),
) {
  const change = { kind: 'verify', domain, token, checkDueAt } as const;
  return store.writeDomain(team, revision, change, [told('domain_verified', domain)], { now: NOW, seal });
}

function remove(store: Store, team: string, revision: number, domain: string) {
  return store.writeDomain(team, revision, { kind: 'remove', domain }, [told('domain_removed', domain)], {
    now: NOW,
    seal,
  });
}

async function aVerifiedDomain(store: Store, team: string): Promise<string> {
  const domain = aDomain();
  await add(store, team, 0, domain);
  await verify(store, team, 1, domain);
  return domain;
}

async function aVerifiedRow(store: Store, team: string): Promise<StoredDomain> {
  const row = await store.readOwnedDomain(await aVerifiedDomain(store, team));
  if (!row) throw new Error('the domain is not verified');
  return row;
}

function lapse(store: Store, before: StoredDomain): Promise<boolean> {
  const { checkDueAt: _due, lapsesAt: _end, ...rest } = before;
  return store.settleDomain(before, { ...rest, state: 'lapsed' }, [told('domain_lapsed', before.domain)], {
    now: NOW,
    seal,
  });
}
