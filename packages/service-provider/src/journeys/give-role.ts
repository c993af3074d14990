// Role rules at a sign-in: the role that the host is asked to give, never one that would leave a team without an owner.

import { judgeRoles, type AuditEvent, type HostMember, type HostRole } from '@team-sso/core';
import type { Service } from '../service.ts';
import type { ProvedIdentity } from './find-person.ts';

/** While one owner is demoted nobody else of the team is. */
const LEASE_MILLIS = 30_000;
/** A host that doesn't tell roles is told the same at every sign-in; the log is not. */
const SAID_AGAIN_MILLIS = 24 * 3_600_000;

/**
 * Runs `signIn` with the role that the rules give this member, if it is another one than they have. Two owners who sign in
 * at once are not both demoted: the second keeps the role until the next sign-in.
 */
export async function withRole<Context>(
  service: Service<Context>,
  proved: ProvedIdentity,
  person: { readonly userId: string; readonly member: HostMember },
  signIn: (role: string | undefined) => Promise<void>,
): Promise<void> {
  const change = await wantedChange(service, proved, person.member);
  const give = (role: string | undefined) => giveRole(service, proved.team, person, role, signIn);
  if (!change?.demotesOwner) return give(change?.role);
  const { team } = proved;
  const lease = `owners ${team}`;
  const holder = service.newId();
  const now = service.now();
  const held = await service.store.takeLease(lease, holder, now, new Date(now.getTime() + LEASE_MILLIS));
  try {
    const mayDemote = held && (await someoneElseOwns(service, team, person.userId, change.owners));
    if (!mayDemote) service.observe({ name: 'team_sso.last_owner_kept', team, userId: person.userId });
    await give(mayDemote ? change.role : undefined);
  } finally {
    if (held) await service.store.takeLease(lease, holder, service.now(), service.now());
  }
}

/** Written down first, like everything a sign-in records; a sign-in that then fails is simply made again. */
async function giveRole<Context>(
  service: Service<Context>,
  team: string,
  { userId, member }: { readonly userId: string; readonly member: HostMember },
  role: string | undefined,
  signIn: (role: string | undefined) => Promise<void>,
): Promise<void> {
  if (role !== undefined) {
    const before = member.role === undefined ? {} : { before: member.role };
    const event: AuditEvent = { type: 'role_given', actor: { kind: 'system' }, userId, role, ...before };
    const now = service.now();
    const since = new Date(now.getTime() - SAID_AGAIN_MILLIS);
    const matches = (one: AuditEvent) => JSON.stringify(one) === JSON.stringify(event);
    const { seal } = service.auditSealer;
    await service.store.appendAudit(team, [event], { now, seal, unless: { since, matches } });
    service.noticesWaiting();
  }
  await signIn(role);
}

interface RoleChange {
  readonly role: string;
  readonly demotesOwner: boolean;
  /** The ids of the roles that own a team. */
  readonly owners: ReadonlySet<string>;
}

/** Null: the member's role stays as it is. */
async function wantedChange<Context>(
  service: Service<Context>,
  { team, policy, mapped }: ProvedIdentity,
  member: HostMember,
): Promise<RoleChange | null> {
  const rules = policy.roleRules ?? [];
  // Guests and service accounts are none of a provider's business.
  if (rules.length === 0 || member.membership !== 'member' || !service.host.roles) return null;
  const verdict = judgeRoles(rules, mapped);
  if (verdict.kind === 'unknown') return null;
  const role = verdict.kind === 'role' ? verdict.role : policy.defaultRole;
  if (role === member.role) return null;
  const roles = await service.host.roles(team);
  if (!roles.some(({ id }) => id === role)) {
    service.observe({ name: 'team_sso.role_unknown', team, role });
    return null;
  }
  const owners = new Set(roles.filter(({ owner }) => owner).map(({ id }) => id));
  return { role, owners, demotesOwner: !owners.has(role) && mayBeOwner(member, owners) };
}

/** Of whom the host tells no role, everybody who manages may be one. */
function mayBeOwner({ role, manage }: HostMember, owners: ReadonlySet<HostRole['id']>): boolean {
  return role === undefined ? manage : owners.has(role);
}

async function someoneElseOwns<Context>(
  { host }: Service<Context>,
  team: string,
  userId: string,
  owners: ReadonlySet<string>,
): Promise<boolean> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof host.members>> = await host.members(team, cursor);
    const isOwner = page.items.some(
      (other) =>
        other.userId !== userId &&
        other.membership === 'member' &&
        other.role !== undefined &&
        owners.has(other.role),
    );
    if (isOwner) return true;
    cursor = page.next ?? null;
  } while (cursor !== null);
  return false;
}
