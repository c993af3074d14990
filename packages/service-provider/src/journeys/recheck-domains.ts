// Verified domains looked up again, on one instance at a time: a record that is gone warns first, then lapses.

import { afterCheck, type StoredDomain } from '@team-sso/core';
import { lookUpDomain } from '../domains/look-up-domain.ts';
import type { Service } from '../service.ts';

const BATCH = 100;
/** Look-ups at once: DNS servers are slow one by one, and ours must not be flooded. */
const AT_ONCE = 10;
const LEASE_MILLIS = 5 * 60_000;

/** Looks up what is due. @returns how many look-ups were written. */
export async function recheckDomains<Context>(service: Service<Context>): Promise<number> {
  const { store } = service;
  const holder = service.newId();
  const start = service.now();
  const until = new Date(start.getTime() + LEASE_MILLIS);
  if (!(await store.takeLease('domains', holder, start, until))) return 0;
  let checked = 0;
  try {
    for (;;) {
      const due = await store.readDueDomains(service.now(), BATCH);
      let settled = 0;
      for (let at = 0; at < due.length; at += AT_ONCE) {
        const answers = await Promise.all(
          due.slice(at, at + AT_ONCE).map((one) => recheckDomain(service, one)),
        );
        settled += answers.filter(Boolean).length;
      }
      checked += settled;
      const isLeaseRunningOut = service.now().getTime() - start.getTime() > LEASE_MILLIS / 2;
      if (settled === 0 || due.length < BATCH || isLeaseRunningOut) return checked;
    }
  } finally {
    await store.takeLease('domains', holder, service.now(), service.now());
  }
}

/** Looks one up and writes what was found. @returns false when it was written by somebody else meanwhile. */
export async function recheckDomain<Context>(
  service: Service<Context>,
  before: StoredDomain,
): Promise<boolean> {
  const { token, team, domain } = before;
  if (token === null) return false;
  const check = await lookUpDomain(service, { domain, token });
  const now = service.now();
  const { after, events } = afterCheck(before, check, now);
  const settled = await service.store.settleDomain(before, after, events, {
    now,
    seal: service.auditSealer.seal,
  });
  if (settled && check !== 'found')
    service.observe({ name: 'team_sso.domain_check_failed', team, domain, check });
  if (settled && events.length > 0) service.noticesWaiting();
  return settled;
}
