// Emergency access leaves one audit record and one notice per session: before the door opens, or it stays shut.

import type { AuditEvent, SessionSubject } from '@team-sso/core';
import type { Service } from '../service.ts';
import { actorOf, type Caller } from './actor.ts';

/** A session is known by its oldest password proof: proving again later does not make it another one. */
export async function recordEmergencyAccess<Context>(
  service: Service<Context>,
  team: string,
  { userId, proofs }: SessionSubject,
  origin: Pick<Caller, 'from'>,
): Promise<void> {
  const began = proofs
    .filter(({ kind }) => kind === 'password')
    .reduce((first, { at }) => Math.min(first, at.getTime()), Infinity);
  const now = service.now();
  const key = JSON.stringify([team, userId, began]);
  if (service.recentEmergencies.has(key, now)) return;
  const actor = actorOf({ userId, ...origin });
  const provedAt = new Date(began).toISOString();
  const event: AuditEvent = { type: 'emergency_access_used', actor, userId, provedAt };
  const isNew = await service.store.appendAudit(team, [event], {
    now,
    seal: service.auditSealer.seal,
    unless: {
      since: new Date(began),
      matches: (earlier) =>
        earlier.type === event.type && earlier.userId === userId && earlier.provedAt === provedAt,
    },
  });
  if (isNew) service.noticesWaiting();
  service.recentEmergencies.add(key, now);
}
