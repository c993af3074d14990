// People and their passwords.

import type { Kysely } from 'kysely';
import { hashPassword, isPasswordOf } from './passwords.ts';
import type { Tables } from './tables.ts';

export interface Account {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

export interface Accounts {
  byId(userId: string): Promise<Account | null>;
  /** The account when e-mail and password are right. */
  withPassword(email: string, password: string): Promise<Account | null>;
  /** False when the current password is wrong; nothing has changed then. */
  changePassword(userId: string, current: string, next: string): Promise<boolean>;
}

export function createAccounts(db: Kysely<Tables>): Accounts {
  const find = (column: 'user_id' | 'email', value: string) =>
    db.selectFrom('bots_users').selectAll().where(column, '=', value).executeTakeFirst();
  return {
    async byId(userId) {
      const row = await find('user_id', userId);
      return row ? accountOf(row) : null;
    },
    async withPassword(email, password) {
      const row = await find('email', normalizeEmail(email));
      return (await isPasswordOf(row?.password_hash ?? null, password)) && row ? accountOf(row) : null;
    },
    async changePassword(userId, current, next) {
      const row = await find('user_id', userId);
      if (!row || !(await isPasswordOf(row.password_hash, current))) return false;
      const { numUpdatedRows } = await db
        .updateTable('bots_users')
        .set({ password_hash: await hashPassword(next) })
        .where('user_id', '=', userId)
        .where('password_hash', '=', row.password_hash)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

/** Addresses are compared without regard to case, and kept in lower case. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

const accountOf = (row: { user_id: string; name: string; email: string }): Account => ({
  userId: row.user_id,
  name: row.name,
  email: row.email,
});
