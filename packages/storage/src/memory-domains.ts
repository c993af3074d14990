// E-mail domains in memory. A refusal answers before anything is written.

import { NEVER_CONFIGURED, type DomainStore, type DomainWritten, type StoredDomain } from '@team-sso/core';
import { appendAudit } from './memory-audit.ts';
import { keyOf, type MemoryTables } from './memory-tables.ts';
import { copyOf } from './memory-copy.ts';

export function readDomains(tables: MemoryTables, team: string): readonly StoredDomain[] {
  return [...tables.domains.values()]
    .filter((domain) => domain.team === team)
    .toSorted((a, b) => (a.domain < b.domain ? -1 : 1));
}

export function readOwnedDomain(tables: MemoryTables, domain: string): StoredDomain | null {
  const owner = tables.domainOwners.get(domain);
  return owner === undefined ? null : (tables.domains.get(keyOf(owner, domain)) ?? null);
}

export function readDueDomains(tables: MemoryTables, now: Date, limit: number): readonly StoredDomain[] {
  const due = ({ checkDueAt }: StoredDomain) => checkDueAt?.getTime() ?? Infinity;
  return [...tables.domains.values()]
    .filter((domain) => due(domain) <= now.getTime())
    .toSorted((a, b) => due(a) - due(b))
    .slice(0, limit);
}

export function writeDomain(
  tables: MemoryTables,
  ...[team, expectedRevision, change, events, { now, seal }]: Parameters<DomainStore['writeDomain']>
): DomainWritten {
  const stored = tables.settings.get(team);
  if ((stored?.revision ?? 0) !== expectedRevision) return { kind: 'stale' };
  const revision = expectedRevision + 1;
  const refusal = refusalOf(tables, team, change);
  if (refusal) return { kind: refusal };
  appendAudit(tables, team, now, events, seal);
  applyChange(tables, team, change, now);
  tables.settings.set(team, { ...(stored ?? { team, settings: NEVER_CONFIGURED }), revision });
  return { kind: 'written', revision };
}

type Change = Parameters<DomainStore['writeDomain']>[2];

function refusalOf(
  tables: MemoryTables,
  team: string,
  change: Change,
): Exclude<DomainWritten['kind'], 'written'> | null {
  const own = tables.domains.get(keyOf(team, change.domain));
  switch (change.kind) {
    case 'add':
      if (readDomains(tables, team).length >= change.max) return 'too_many';
      return own ? 'exists' : null;
    case 'verify':
      if ((tables.domainOwners.get(change.domain) ?? team) !== team) return 'taken';
      return own?.token === change.token ? null : 'unknown';
    case 'remove':
      return own ? null : 'unknown';
  }
}

function applyChange(tables: MemoryTables, team: string, change: Change, now: Date): void {
  const { domain } = change;
  const key = keyOf(team, domain);
  const before = tables.domains.get(key);
  const at = new Date(now);
  switch (change.kind) {
    case 'add':
      tables.domains.set(key, {
        team,
        domain,
        token: change.token,
        state: 'pending',
        addedAt: at,
        version: 1,
      });
      return;
    case 'verify':
      if (!before) return;
      tables.domainOwners.set(domain, team);
      tables.domains.set(key, {
        ...withoutLapse(before),
        state: 'verified',
        verifiedAt: at,
        lastCheckedAt: at,
        lastCheck: 'found',
        checkDueAt: new Date(change.checkDueAt),
        version: before.version + 1,
      });
      return;
    case 'remove':
      tables.domains.delete(key);
      disown(tables, team, domain);
  }
}

export function settleDomain(
  tables: MemoryTables,
  ...[before, after, events, { now, seal }]: Parameters<DomainStore['settleDomain']>
): boolean {
  const key = keyOf(before.team, before.domain);
  const current = tables.domains.get(key);
  if (
    current?.version !== before.version ||
    current.addedAt.getTime() !== before.addedAt.getTime() ||
    current.state !== before.state
  )
    return false;
  appendAudit(tables, before.team, now, events, seal);
  tables.domains.set(key, copyOf({ ...after, version: before.version + 1 }));
  if (after.state !== 'verified') disown(tables, before.team, before.domain);
  return true;
}

export function adoptDomain(
  tables: MemoryTables,
  ...[team, domain, events, { now, seal }]: Parameters<DomainStore['adoptDomain']>
): boolean {
  const owner = tables.domainOwners.get(domain);
  if (owner !== undefined) return owner === team;
  const key = keyOf(team, domain);
  const before = tables.domains.get(key);
  const at = new Date(now);
  appendAudit(tables, team, now, events, seal);
  tables.domainOwners.set(domain, team);
  tables.domains.set(key, {
    ...withoutLapse(before ?? { team, domain, token: null, state: 'pending', addedAt: at, version: 0 }),
    state: 'verified',
    token: null,
    verifiedAt: at,
    version: (before?.version ?? 0) + 1,
  });
  return true;
}

function withoutLapse({ lapsesAt: _end, checkDueAt: _due, ...domain }: StoredDomain): StoredDomain {
  return domain;
}

function disown(tables: MemoryTables, team: string, domain: string): void {
  if (tables.domainOwners.get(domain) === team) tables.domainOwners.delete(domain);
}
