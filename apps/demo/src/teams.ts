// Teams and who belongs to them.

import type { Membership } from '@team-sso/core';
import type { Kysely } from 'kysely';
import { normalizeEmail } from './accounts.ts';
import { NO_PASSWORD } from './passwords.ts';
import type { MembershipRow, Tables, TeamRow, UserRow } from './tables.ts';

export type Role = 'owner' | 'admin' | 'member' | 'guest' | 'service';

export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** False for who came by single sign-on and has no password here. */
  readonly hasPassword: boolean;
}

export interface Teams {
  byId(team: string): Promise<TeamRow | null>;
  /** The teams of one person, by name. */
  of(userId: string): Promise<readonly TeamRow[]>;
  member(team: string, userId: string): Promise<Member | null>;
  /** Looks among the members of this team only. */
  memberByEmail(team: string, email: string): Promise<Member | null>;
  /** By user id, after `afterUserId`. */
  members(team: string, afterUserId: string, limit: number): Promise<readonly Member[]>;
  countMembers(team: string): Promise<number>;
  /** User ids. */
  owners(team: string): Promise<readonly string[]>;
}

export function createTeams(db: Kysely<Tables>): Teams {
  const members = (team: string) =>
    db
      .selectFrom('bots_memberships as m')
      .innerJoin('bots_users as u', 'u.user_id', 'm.user_id')
      .select(['u.user_id', 'u.name', 'u.email', 'u.password_hash', 'm.role'])
      .where('m.team', '=', team);
  return {
    async byId(team) {
      const row = await db.selectFrom('bots_teams').selectAll().where('team', '=', team).executeTakeFirst();
      return row ?? null;
    },
    of: (userId) =>
      db
        .selectFrom('bots_memberships as m')
        .innerJoin('bots_teams as t', 't.team', 'm.team')
        .selectAll('t')
        .where('m.user_id', '=', userId)
        .orderBy('t.name')
        .execute(),
    async member(team, userId) {
      const row = await members(team).where('u.user_id', '=', userId).executeTakeFirst();
      return row ? memberOf(row) : null;
    },
    async memberByEmail(team, email) {
      const row = await members(team).where('u.email', '=', normalizeEmail(email)).executeTakeFirst();
      return row ? memberOf(row) : null;
    },
    async members(team, afterUserId, limit) {
      const rows = await members(team)
        .where('u.user_id', '>', afterUserId)
        .orderBy('u.user_id')
        .limit(limit)
        .execute();
      return rows.map(memberOf);
    },
    async owners(team) {
      const rows = await members(team).where('m.role', '=', 'owner').orderBy('u.user_id').execute();
      return rows.map(({ user_id }) => user_id);
    },
    async countMembers(team) {
      const row = await db
        .selectFrom('bots_memberships')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('team', '=', team)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
}

/** What Team SSO calls it: owners and admins are members who may manage. */
export function membershipOf(role: Role): Membership {
  return role === 'guest' || role === 'service' ? role : 'member';
}

export function mayManage(role: Role): boolean {
  return role === 'owner' || role === 'admin';
}

type MemberRow = Pick<UserRow, 'user_id' | 'name' | 'email' | 'password_hash'> & Pick<MembershipRow, 'role'>;

function memberOf(row: MemberRow): Member {
  return {
    userId: row.user_id,
    name: row.name,
    email: row.email,
    role: roleOf(row.role),
    hasPassword: row.password_hash !== NO_PASSWORD,
  };
}

function roleOf(text: string): Role {
  switch (text) {
    case 'owner':
    case 'admin':
    case 'member':
    case 'guest':
    case 'service':
      return text;
    default:
      throw new TypeError(`unknown role ${text}`);
  }
}
