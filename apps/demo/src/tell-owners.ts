// Notices on their way to a team's owners. Acme Bots has no mail server: a line of the log stands for the message.

import type { AuditEvent, Notice } from '@team-sso/core';
import type { Log } from './log.ts';

/** What owners should hear of without looking: ways in beside the provider, and what changes who gets in. */
const FOR_OWNERS: ReadonlySet<AuditEvent['type']> = new Set<AuditEvent['type']>([
  'mode_changed',
  'requirement_rolled_back',
  'configuration_deleted',
  'connection_promoted',
  'promotion_undone',
  'policy_changed',
  'sessions_ended',
  'recovery_codes_made',
  'recovery_code_used',
  'emergency_access_used',
  'entitlement_changed',
  'certificates_added',
  'metadata_changed',
  'certificate_expiring',
  'domain_check_failed',
  'domain_lapsed',
  'domain_removed',
]);

/** A line for each notice, with ids and no address; those for owners are seen at the usual log level. */
export function tellOwnersWith(log: Log): (notice: Notice, owners: readonly string[]) => void {
  return ({ id, team, record }, owners) => {
    const { type, actor } = record.event;
    const by = actor.kind === 'user' ? actor.userId : 'system';
    const from = actor.kind === 'user' && actor.from !== undefined ? { from: actor.from } : {};
    const line = { id, team, type, by, ...from, happenedAt: record.at.toISOString() };
    if (isForOwners(type)) log.warn('owners_notified', { ...line, to: owners });
    else log.info('notice', line);
  };
}

export function isForOwners(type: AuditEvent['type']): boolean {
  return FOR_OWNERS.has(type);
}
