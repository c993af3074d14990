// Who would be affected by requiring SSO, by reason, from the host's members. Nobody is ever removed.

import {
  emailDomainOf,
  isVerifiedNow,
  type ImpactReason,
  type ImpactView,
  type MemberFacts,
  type SignInFact,
  type TeamPolicy,
} from '@team-sso/core';
import type { Service } from '../service.ts';
import type { SettingsCall } from './authorize-settings.ts';
import { countMoved } from './count-moved.ts';
import { lastMoveOf } from './provider-move.ts';

const SSO_COUNTS_DAYS = 30;
/** How many people of a group are named; the rest are counted. */
const MAX_NAMED = 50;
const ORDER: readonly ImpactReason[] = [
  'you',
  'service_account',
  'guest',
  'emergency_admin',
  'outside_domains',
  'never_used_sso',
  'used_sso',
];

type Person = ImpactView['groups'][number]['people'][number];

/** `GET /impact`. */
export async function previewImpact<Context>(
  service: Service<Context>,
  call: SettingsCall,
): Promise<ImpactView> {
  const isOurs = await ownAddresses(service, call.team);
  const groups = new Map<ImpactReason, { count: number; people: Person[] }>();
  const moved = countMoved(lastMoveOf(call.stored.settings, service.now()), MAX_NAMED);
  let total = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof service.host.members>> = await service.host.members(
      call.team,
      cursor,
    );
    const signIns = await lastSignIns(service, call.team, page.items);
    for (const member of page.items) {
      const last = signIns.get(member.userId);
      moved?.add(member, last);
      const reason = reasonFor(service, call, member, last, isOurs);
      const group = groups.get(reason) ?? { count: 0, people: [] };
      group.count++;
      if (group.people.length < MAX_NAMED) group.people.push(personOf(member, last));
      groups.set(reason, group);
      total++;
    }
    cursor = page.next ?? null;
  } while (cursor !== null);
  return {
    total,
    groups: ORDER.flatMap((reason) => toGroup(reason, groups.get(reason))),
    ...(moved ? { move: moved.view() } : {}),
  };
}

/** The reason that matters most for this member. */
function reasonFor<Context>(
  service: Service<Context>,
  { userId, stored }: SettingsCall,
  member: MemberFacts,
  last: SignInFact | undefined,
  isOurs: (email: string) => boolean,
): ImpactReason {
  const { policy }: { readonly policy: TeamPolicy } = stored.settings;
  if (member.userId === userId) return 'you';
  if (member.membership === 'service') return 'service_account';
  if (member.membership === 'guest') return 'guest';
  if (policy.emergencyAdmins.includes(member.userId)) return 'emergency_admin';
  if (last && service.now().getTime() - last.at.getTime() < SSO_COUNTS_DAYS * 24 * 3_600_000)
    return 'used_sso';
  return isOurs(member.email) ? 'never_used_sso' : 'outside_domains';
}

/** Whether an address is in the team's domains; in a team that verified none, every address is. */
async function ownAddresses<Context>(
  { store, now }: Service<Context>,
  team: string,
): Promise<(email: string) => boolean> {
  const at = now();
  const own = (await store.readDomains(team)).filter((domain) => isVerifiedNow(domain, at));
  const names = new Set(own.map(({ domain }) => domain));
  return (email) => names.size === 0 || names.has(emailDomainOf(email) ?? '');
}

async function lastSignIns<Context>(
  service: Service<Context>,
  team: string,
  members: readonly MemberFacts[],
): Promise<ReadonlyMap<string, SignInFact>> {
  const facts = await service.store.readSignIns(
    team,
    members.map(({ userId }) => userId),
  );
  return new Map(facts.map((fact) => [fact.userId, fact]));
}

function personOf({ userId, name, email, membership }: MemberFacts, last: SignInFact | undefined): Person {
  return { userId, name, email, membership, ...(last ? { lastSsoAt: last.at.toISOString() } : {}) };
}

function toGroup(
  reason: ImpactReason,
  group: { readonly count: number; readonly people: readonly Person[] } | undefined,
): ImpactView['groups'] {
  return group ? [{ reason, ...group }] : [];
}
