// Emergency access leaves one audit record and one notice per session: before the door opens, or it stays shut.

import type { AuditEvent, SessionSubject, StoredSettings } from '@team-sso/core';
import type { Service } from '../service.ts';

const MAX_TRIES = 5;
const PAGE_SIZE = 50;

/** A session is known by its oldest password proof: proving again later does not make it another one. */
export async function recordEmergencyAccess<Context>(
  service: Service<Context>,
  team: string,
  { userId, proofs }: SessionSubject,
): Promise<void> {
  const began = proofs
    .filter(({ kind }) => kind === 'password')
    .reduce((first, { at }) => Math.min(first, at.getTime()), Infinity);
  const now = service.now();
  const key = JSON.stringify([team, userId, began]);
  if (service.recentEmergencies.has(key, now)) return;
  await recordOnce(service, team, userId, new Date(began));
  service.recentEmergencies.add(key, now);
}

/** The record bumps the revision, so of concurrent requests of one session only one finds none and writes. */
async function recordOnce<Context>(
  service: Service<Context>,
  team: string,
  userId: string,
  began: Date,
): Promise<void> {
  const event: AuditEvent = {
    type: 'emergency_access_used',
    actor: { kind: 'user', userId },
    userId,
  };
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const stored: StoredSettings | null = await service.store.readSettings(team);
    if (!stored || (await isRecorded(service, team, userId, began))) return;
    const written = await service.store.writeSettings(team, stored.revision, stored.settings, [event], {
      now: service.now(),
      seal: service.auditSealer.seal,
    });
    if (written.kind === 'written') return service.noticesWaiting();
  }
  throw new Error('the settings kept changing; emergency access was not written down');
}

async function isRecorded<Context>(
  { store }: Service<Context>,
  team: string,
  userId: string,
  began: Date,
): Promise<boolean> {
  let before: number | undefined;
  for (;;) {
    const page = await store.readAudit(team, { limit: PAGE_SIZE, ...(before ? { before } : {}) });
    const since = page.filter(({ at }) => at >= began);
    if (since.some(({ event }) => event.type === 'emergency_access_used' && event.userId === userId))
      return true;
    before = page.at(-1)?.sequence;
    if (since.length < PAGE_SIZE || before === undefined) return false;
  }
}
