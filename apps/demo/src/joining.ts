// How people come to a team and to a role: invited, added because their provider vouches for them, given a role by rules.

import type { HostRole, Identity } from '@team-sso/core';
import type { Kysely, Transaction } from 'kysely';
import { normalizeEmail } from './accounts.ts';
import { NO_PASSWORD } from './passwords.ts';
import type { Tables } from './tables.ts';

/** The roles that a team's rules may give. Guests and service accounts are made by people. */
export const RULE_ROLES: readonly HostRole[] = [
  { id: 'owner', name: 'Owner', owner: true },
  { id: 'admin', name: 'Admin', owner: false },
  { id: 'member', name: 'Member', owner: false },
];

export interface Joining {
  invite(team: string, email: string): Promise<void>;
  invited(team: string): Promise<readonly string[]>;
  /** The account with the identity's address becomes a member, a new one if there is none. Null: not invited, or no such role. */
  join(
    team: string,
    identity: Identity,
    how: { readonly role: string; readonly onlyIfInvited: boolean },
  ): Promise<{ readonly userId: string } | null>;
  /** Changes nothing for a role that rules may not give, and never takes a team its last owner. */
  giveRole(team: string, userId: string, role: string): Promise<void>;
}

export function createJoining(db: Kysely<Tables>, randomBytes: (length: number) => Uint8Array): Joining {
  return {
    async invite(team, email) {
      await db
        .insertInto('bots_invitations')
        .values({ team, email: normalizeEmail(email) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async invited(team) {
      const rows = await db
        .selectFrom('bots_invitations')
        .select('email')
        .where('team', '=', team)
        .orderBy('email')
        .execute();
      return rows.map(({ email }) => email);
    },
    async join(team, identity, { role, onlyIfInvited }) {
      const email = normalizeEmail(identity.email ?? '');
      if (email === '' || !isRuleRole(role)) return null;
      const newId = `user-${Buffer.from(randomBytes(12)).toString('hex')}`;
      return db.transaction().execute(async (transaction) => {
        const wasInvited = await takeInvitation(transaction, team, email);
        if (onlyIfInvited && !wasInvited) return null;
        const userId = await accountOf(transaction, { newId, email, name: identity.name ?? email });
        await transaction
          .insertInto('bots_memberships')
          .values({ team, user_id: userId, role })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        return { userId };
      });
    },
    async giveRole(team, userId, role) {
      if (!isRuleRole(role)) return;
      const others = db
        .selectFrom('bots_memberships as other')
        .select('other.user_id')
        .where('other.team', '=', team)
        .where('other.role', '=', 'owner')
        .where('other.user_id', '!=', userId);
      await db
        .updateTable('bots_memberships')
        .set({ role })
        .where('team', '=', team)
        .where('user_id', '=', userId)
        .where('role', 'not in', ['guest', 'service'])
        .where((is) => is.or([is('role', '!=', 'owner'), is(is.val(role), '=', 'owner'), is.exists(others)]))
        .execute();
    },
  };
}

const isRuleRole = (role: string): boolean => RULE_ROLES.some(({ id }) => id === role);

async function takeInvitation(db: Transaction<Tables>, team: string, email: string): Promise<boolean> {
  const taken = await db
    .deleteFrom('bots_invitations')
    .where('team', '=', team)
    .where('email', '=', email)
    .returning('email')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Of two first sign-ins at once the second finds the account of the first. */
async function accountOf(
  db: Transaction<Tables>,
  { newId, email, name }: { readonly newId: string; readonly email: string; readonly name: string },
): Promise<string> {
  await db
    .insertInto('bots_users')
    .values({ user_id: newId, email, name, password_hash: NO_PASSWORD })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute();
  const account = await db
    .selectFrom('bots_users')
    .select('user_id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  return account.user_id;
}
