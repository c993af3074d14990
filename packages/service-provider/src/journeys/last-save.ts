// Who saved a team's settings last, and when: what an admin whose own save came too late wants to know.

import type { AuditEvent, AuditRecord, Problem } from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { nameOf } from './member-name.ts';

const PAGE_SIZE = 50;

/** What a `revision_stale` adds for who may manage. The name is the host's; nobody is named when it was the system. */
export async function lastSave<Context>(
  service: Service<Context>,
  { team, member }: SettingsCall,
): Promise<Pick<Problem, 'savedBy' | 'savedAt'>> {
  const record = member.manage ? await lastSettingsRecord(service, team) : null;
  if (!record) return {};
  const { actor } = record.event;
  const savedAt = record.at.toISOString();
  if (actor.kind === 'system') return { savedAt };
  const name = await nameOf(service, team, actor.userId);
  return { savedAt, savedBy: { userId: actor.userId, ...(name === undefined ? {} : { name }) } };
}

async function lastSettingsRecord<Context>(
  { store }: Service<Context>,
  team: string,
): Promise<AuditRecord | null> {
  let before: number | undefined;
  for (;;) {
    const page: readonly AuditRecord[] = await store.readAudit(team, {
      limit: PAGE_SIZE,
      ...(before === undefined ? {} : { before }),
    });
    const found = page.find(({ event }) => changesSettings(event));
    if (found) return found;
    before = page.at(-1)?.sequence;
    if (page.length < PAGE_SIZE || before === undefined) return null;
  }
}

/** Whether an event comes with a new revision: nobody's save is stale because of another. */
function changesSettings(event: AuditEvent): boolean {
  switch (event.type) {
    case 'connection_saved':
    case 'mode_changed':
    case 'requirement_rolled_back':
    case 'configuration_deleted':
    case 'draft_discarded':
    case 'connection_promoted':
    case 'promotion_undone':
    case 'policy_changed':
    case 'certificates_added':
    case 'metadata_change_accepted':
    case 'domain_added':
    case 'domain_removed':
      return true;
    case 'domain_verified':
      return event.by === 'dns';
    case 'test_passed':
    case 'sessions_ended':
    case 'recovery_codes_made':
    case 'recovery_codes_acknowledged':
    case 'recovery_code_used':
    case 'emergency_access_used':
    case 'entitlement_changed':
    case 'identity_linked':
    case 'requirement_confirmed':
    case 'metadata_changed':
    case 'metadata_change_ignored':
    case 'certificate_expiring':
    case 'sp_key_changing':
    case 'domain_check_failed':
    case 'domain_check_recovered':
    case 'domain_lapsed':
    case 'member_joined':
    case 'role_given':
      return false;
  }
}
