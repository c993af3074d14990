// What Acme Bots gives to Team SSO: its sessions, members, plans and regions.

import { entitlementByPlan, type Host, type Notice } from '@team-sso/core';
import type { Context } from 'koa';
import { RULE_ROLES, type Joining } from './joining.ts';
import { PLANS_BY_RANK, SSO_PLAN } from './plans.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';
import { mayManage, membershipOf, type Member, type Teams } from './teams.ts';

const MEMBERS_PER_PAGE = 100;

export interface HostParts {
  readonly teams: Teams;
  readonly joining: Joining;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  readonly publicUrl: string;
  /** Told about what happened, and the user ids of who owns the team. */
  readonly tellOwners: (notice: Notice, owners: readonly string[]) => void;
}

export function createHost({
  teams,
  joining,
  sessions,
  cookie,
  publicUrl,
  tellOwners,
}: HostParts): Host<Context> {
  return {
    async session(ctx) {
      const session = await sessions.read(cookie.read(ctx));
      return session && { userId: session.userId, proofs: session.proofs.map(({ proof }) => proof) };
    },
    async member(team, userId) {
      const member = await teams.member(team, userId);
      return member && factsOf(member);
    },
    async findMember(team, { email }) {
      const member = await teams.memberByEmail(team, email);
      return member && { userId: member.userId };
    },
    addMember: (team, identity, how) => joining.join(team, identity, how),
    roles: async () => RULE_ROLES,
    async members(team, cursor) {
      const items = await teams.members(team, cursor ?? '', MEMBERS_PER_PAGE);
      const last = items.at(-1);
      return {
        items: items.map((member) => ({
          ...factsOf(member),
          userId: member.userId,
          name: member.name,
          email: member.email,
        })),
        ...(items.length === MEMBERS_PER_PAGE && last ? { next: last.userId } : {}),
      };
    },
    async entitlement(team) {
      const plan = (await teams.byId(team))?.plan ?? '';
      return entitlementByPlan(PLANS_BY_RANK, SSO_PLAN, plan, `${publicUrl}/teams/${team}/settings/billing`);
    },
    region: async (team) => (await teams.byId(team))?.region ?? null,
    // Adds the proof, and a role of this team by its rules: a SAML sign-in never touches the account, its password or its other teams.
    async onSignIn(ctx, { team, userId, proof, identity, role }) {
      // The role is this team's: it opens nothing anywhere else.
      if (role !== undefined) await joining.giveRole(team, userId, role);
      cookie.write(ctx, await sessions.signIn(cookie.read(ctx), { userId, proof, identity }));
    },
    async onRecovery(ctx, { userId, proof }) {
      cookie.write(ctx, await sessions.signIn(cookie.read(ctx), { userId, proof }));
    },
    endSessions: (team, { userId, sessionIndex }) => sessions.endSso(team, userId, sessionIndex),
    async onSignOut(ctx) {
      await sessions.end(cookie.read(ctx));
      cookie.clear(ctx);
    },
    async notify(notice) {
      tellOwners(notice, await teams.owners(notice.team));
    },
    signInUrl: (team, { returnTo, reauthenticate }) =>
      `${publicUrl}/?${new URLSearchParams({ team, returnTo, ...(reauthenticate ? { reauthenticate: '1' } : {}) }).toString()}`,
  };
}

const factsOf = ({ role, hasPassword }: Member) => ({
  role,
  membership: membershipOf(role),
  manage: mayManage(role),
  hasOwnCredentials: hasPassword,
});
