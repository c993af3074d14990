// The kill switch: every SSO proof of the team from before this moment counts for nothing.

import type { AuditEvent } from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';

/** How often a change that is not anybody's draft is tried again when another write came first. */
const MAX_TRIES = 5;

/** `POST /end-sessions`. It needs no revision: whatever else is saved meanwhile, ending sessions is right. */
export async function endAllSessions<Context>(
  service: Service<Context>,
  { team, userId, stored }: SettingsCall,
): Promise<void> {
  const events: AuditEvent[] = [{ type: 'sessions_ended', actor: { kind: 'user', userId } }];
  let current = stored;
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const now = service.now();
    const written = await service.store.writeSettings(team, current.revision, current.settings, events, {
      now,
      proofsValidFrom: now,
      seal: service.auditSealer.seal,
    });
    if (written.kind === 'written') return service.noticesWaiting();
    current = (await service.store.readSettings(team)) ?? current;
  }
  throw new Error('the settings kept changing; sessions were not ended');
}
