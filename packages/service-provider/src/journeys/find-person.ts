// Whose sign-in is this? By link, else by e-mail among this team's members, else by joining just in time.

import {
  emailDomainOf,
  isVerifiedNow,
  judgeRoles,
  SsoError,
  type HostMember,
  type MappedIdentity,
  type SignInReason,
  type TeamPolicy,
} from '@team-sso/core';
import type { Service } from '../service.ts';
import { emailMissing } from './record-attempt.ts';

/** What is known when somebody has proved an identity at a team's provider. */
export interface ProvedIdentity {
  readonly team: string;
  readonly policy: TeamPolicy;
  readonly mapped: MappedIdentity;
  /** The user that (team, provider, NameID) is linked to. */
  readonly linkedUserId: string | null;
}

export interface FoundPerson {
  readonly userId: string;
  readonly member: HostMember;
  /** Set when the host made this person a member just now: the role it was asked to give. */
  readonly joinedAs?: string;
}

/** @throws SsoError `email_missing`, `member_unknown` or `email_domain_not_allowed`. */
export async function findPerson<Context>(
  service: Service<Context>,
  proved: ProvedIdentity,
): Promise<FoundPerson> {
  const { mapped, linkedUserId } = proved;
  if (linkedUserId === null && mapped.identity.email === undefined) throw emailMissing(mapped.identity);
  return (await findKnown(service, proved)) ?? join(service, proved);
}

/** By e-mail only a member of this team is found: safe, because the proof opens this team alone. Null: nobody. */
export async function findKnown<Context>(
  { host }: Service<Context>,
  { team, mapped, linkedUserId }: ProvedIdentity,
): Promise<FoundPerson | null> {
  const { email } = mapped.identity;
  const userId = linkedUserId ?? (email && (await host.findMember(team, { email }))?.userId);
  const member = userId ? await host.member(team, userId) : null;
  return userId && member ? { userId, member } : null;
}

/** Why nobody new may join by this sign-in; null: the host is asked. It decides alone about invitations. */
export async function joinRefusal<Context>(
  { host, store, now }: Service<Context>,
  { team, policy, mapped }: ProvedIdentity,
): Promise<Extract<SignInReason, 'member_unknown' | 'email_domain_not_allowed'> | null> {
  const { email } = mapped.identity;
  if (policy.justInTime === 'off' || !host.addMember || email === undefined) return 'member_unknown';
  const domain = emailDomainOf(email);
  const at = now();
  const isOwn = (await store.readDomains(team)).some(
    (own) => own.domain === domain && isVerifiedNow(own, at),
  );
  return isOwn ? null : 'email_domain_not_allowed';
}

/** The role a new member gets: of the first rule that fits, else the default one. */
export function joiningRole({ policy, mapped }: ProvedIdentity): string {
  const verdict = judgeRoles(policy.roleRules ?? [], mapped);
  return verdict.kind === 'role' ? verdict.role : policy.defaultRole;
}

async function join<Context>(service: Service<Context>, proved: ProvedIdentity): Promise<FoundPerson> {
  const refusal = await joinRefusal(service, proved);
  if (refusal) throw new SsoError(refusal);
  const { team, policy, mapped } = proved;
  const role = joiningRole(proved);
  const onlyIfInvited = policy.justInTime === 'invite-only';
  const added = await service.host.addMember?.(team, mapped.identity, { role, onlyIfInvited });
  // Should a linked identity come back as somebody else, the link refuses: it never moves.
  const member = added && (await service.host.member(team, added.userId));
  if (!added || !member) throw new SsoError('member_unknown');
  return { userId: added.userId, member, joinedAs: role };
}
