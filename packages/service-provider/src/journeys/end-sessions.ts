// The kill switch: every SSO proof of the team from before this moment counts for nothing.

import type { Service } from '../service.ts';
import { actorOf } from './actor.ts';
import type { SettingsCall } from './authorize-settings.ts';

/** `POST /end-sessions`. It needs no revision and makes none: whatever else is saved meanwhile, ending sessions is right. */
export async function endAllSessions<Context>(service: Service<Context>, call: SettingsCall): Promise<void> {
  const event = { type: 'sessions_ended', actor: actorOf(call) } as const;
  await service.store.endProofs(call.team, service.now(), [event], { seal: service.auditSealer.seal });
  service.noticesWaiting();
}
