// Fills an empty store with the demo's teams, people and bots.

import type { Kysely } from 'kysely';
import { hashPassword } from './passwords.ts';
import { DEMO_PASSWORD, SEED_BOTS, SEED_TEAMS, SEED_USERS } from './seed-data.ts';
import type { Tables } from './tables.ts';

/**
 * Does nothing unless there is no team yet. Ids are fixed: two first starts at once write the same rows. `adoptDomain` comes
 * first: a start that is broken off there begins again.
 */
export async function seedIfEmpty(
  db: Kysely<Tables>,
  now: Date,
  adoptDomain: (team: string, domain: string) => Promise<unknown> = async () => {},
): Promise<void> {
  if (await db.selectFrom('bots_teams').select('team').limit(1).executeTakeFirst()) return;
  for (const { team, domain } of SEED_TEAMS) await adoptDomain(team, domain);
  const users = await Promise.all(
    SEED_USERS.map(async ({ name, email }) => ({
      user_id: userIdOf(email),
      name,
      email,
      password_hash: await hashPassword(DEMO_PASSWORD),
    })),
  );
  const memberships = SEED_USERS.flatMap(({ email, memberships: teams }) =>
    teams.map(({ team, role }) => ({ team, role, user_id: userIdOf(email) })),
  );
  const bots = Object.entries(SEED_BOTS).flatMap(([team, list]) =>
    list.map((bot, index) => ({ ...bot, team, bot_id: `${team}-${index + 1}`, made_at: now.toISOString() })),
  );
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('bots_users')
      .values(users)
      .onConflict((c) => c.doNothing())
      .execute();
    await transaction
      .insertInto('bots_memberships')
      .values(memberships)
      .onConflict((c) => c.doNothing())
      .execute();
    await transaction
      .insertInto('bots_bots')
      .values(bots)
      .onConflict((c) => c.doNothing())
      .execute();
    await transaction
      .insertInto('bots_teams')
      .values(SEED_TEAMS)
      .onConflict((c) => c.doNothing())
      .execute();
  });
}

const userIdOf = (email: string): string => `user-${email.replace('.example', '').replace('@', '-')}`;
