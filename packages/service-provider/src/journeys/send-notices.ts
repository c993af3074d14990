// Audit records on their way to the host: at least once each, soon after the change, and by `maintain()` whatever happened.

import type { AuditRecord } from '@team-sso/core';
import type { Service } from '../service.ts';

const BATCH = 100;
const LEASE_MILLIS = 60_000;
/** A host that fails for so many teams in a row is down: it is left alone until the next time. */
const MAX_FAILING_TEAMS = 5;

/** Hands out what waits; one instance at a time, so that repeats stay rare. @returns how many were delivered. */
export async function sendNotices<Context>(service: Service<Context>): Promise<number> {
  const { store } = service;
  const holder = service.newId();
  const start = service.now();
  const until = new Date(start.getTime() + LEASE_MILLIS);
  if (!(await store.takeLease('notices', holder, start, until))) return 0;
  const failing = new Set<string>();
  let sent = 0;
  try {
    for (;;) {
      const records = await store.readUnsentNotices(BATCH);
      const delivered = await deliver(service, records, failing);
      sent += delivered;
      const isLeaseRunningOut = service.now().getTime() - start.getTime() > LEASE_MILLIS / 2;
      if (delivered === 0 || failing.size >= MAX_FAILING_TEAMS || isLeaseRunningOut) return sent;
    }
  } finally {
    await store.takeLease('notices', holder, service.now(), service.now());
  }
}

/** In the order they happened; a team whose notice fails waits, so that its order holds. */
async function deliver<Context>(
  service: Service<Context>,
  records: readonly AuditRecord[],
  failing: Set<string>,
): Promise<number> {
  let delivered = 0;
  for (const record of records) {
    const { team, sequence } = record;
    if (failing.has(team)) continue;
    if (failing.size >= MAX_FAILING_TEAMS) break;
    try {
      await service.host.notify({ id: `${team}.${sequence}`, team, record });
    } catch (cause) {
      const error = cause instanceof Error ? cause.name : typeof cause;
      service.observe({ name: 'team_sso.notice_failed', team, sequence, error });
      failing.add(team);
      continue;
    }
    await service.store.markNoticeSent(team, sequence);
    delivered++;
  }
  return delivered;
}
