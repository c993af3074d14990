// Attempts, leases and overdue requirements in memory.

import type { ActivityStore, Attempt } from '@team-sso/core';
import { keyOf, type MemoryTables } from './memory-tables.ts';
import { retentionStart } from './retention.ts';
import { copyOf } from './memory-copy.ts';

export function addAttempt(tables: MemoryTables, attempt: Attempt): boolean {
  const key = keyOf(attempt.team, attempt.shortCode);
  const earlier = tables.attempts.get(key);
  if (earlier && earlier.at > retentionStart(attempt.at)) return false;
  tables.attempts.set(key, copyOf(attempt));
  return true;
}

export function readAttempts(
  tables: MemoryTables,
  ...[team, page]: Parameters<ActivityStore['readAttempts']>
): readonly Attempt[] {
  const { before, since, limit, shortCode } = page;
  return [...tables.attempts.values()]
    .filter((attempt) => attempt.team === team)
    .filter((attempt) => shortCode === undefined || attempt.shortCode === shortCode)
    .filter((attempt) => since === undefined || attempt.at >= since)
    .filter((attempt) => before === undefined || compareAge(attempt, before) > 0)
    .toSorted(compareAge)
    .slice(0, limit);
}

/** Negative when `a` is the younger one. */
function compareAge(a: Pick<Attempt, 'at' | 'shortCode'>, b: Pick<Attempt, 'at' | 'shortCode'>): number {
  return (
    b.at.getTime() - a.at.getTime() || (a.shortCode > b.shortCode ? -1 : Number(a.shortCode < b.shortCode))
  );
}

export function takeLease(
  tables: MemoryTables,
  name: string,
  holder: string,
  now: Date,
  until: Date,
): boolean {
  const lease = tables.leases.get(name);
  if (lease && lease.holder !== holder && lease.until > now) return false;
  tables.leases.set(name, { holder, until: new Date(until) });
  return true;
}

export function readOverdueRequirements(tables: MemoryTables, now: Date, limit: number): readonly string[] {
  return [...tables.settings.values()]
    .flatMap(({ team, settings, confirmedAt }) => {
      const confirmBy = settings.mode === 'required' && !confirmedAt ? settings.requirement?.confirmBy : null;
      return confirmBy && confirmBy < now ? [{ team, confirmBy: confirmBy.getTime() }] : [];
    })
    .toSorted((a, b) => a.confirmBy - b.confirmBy || (a.team < b.team ? -1 : 1))
    .slice(0, limit)
    .map(({ team }) => team);
}
