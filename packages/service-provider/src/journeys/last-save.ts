// Who saved a team's settings last, and when: what an admin whose own save came too late wants to know.

import type { AuditEvent, AuditRecord, Problem } from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { nameOf } from './member-name.ts';

const PAGE_SIZE = 50;

/** Events that come with no change of settings, so that nobody's save is stale because of them. */
const BESIDE_SETTINGS: ReadonlySet<AuditEvent['type']> = new Set<AuditEvent['type']>([
  'test_passed',
  'sessions_ended',
  'recovery_codes_made',
  'recovery_codes_acknowledged',
  'recovery_code_used',
  'emergency_access_used',
  'entitlement_changed',
  'identity_linked',
  'requirement_confirmed',
  'domain_check_failed',
  'domain_check_recovered',
  'domain_lapsed',
  'member_joined',
]);

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
    const found = page.find(({ event }) => !BESIDE_SETTINGS.has(event.type));
    if (found) return found;
    before = page.at(-1)?.sequence;
    if (page.length < PAGE_SIZE || before === undefined) return null;
  }
}
