// Which events of a sign-in really happened: only the store knows which of two concurrent ones linked and confirmed.

import type { AuditEvent } from '@team-sso/core';

/** Whether an event that a journey proposes belongs in the log; the log must not tell the same thing twice. */
export function hasHappened(event: AuditEvent, linked: boolean, confirmed: boolean): boolean {
  if (event.type === 'identity_linked') return linked;
  if (event.type === 'requirement_confirmed') return confirmed;
  return true;
}
